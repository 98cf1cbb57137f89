"""Whole screens, from outside: from the first covered frame on nothing of the desk is ever seen again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from reader.covers.slide import Slide
from tests.frame import Box, FrameBuffer, only_colour, pink_pixels
from tests.guard.stage import wait_until
from tests.guard.stub_desk import COLOUR
from tests.screens import x_server

pytestmark = pytest.mark.onscreen
SCRIPT = Path(__file__).with_name("real_windows.py")
COVER = 0xFBFAF7
SLIDE = Slide(kind="colour", colour="#2F5D50")
SLIDE_COLOUR = 0x2F5D50
WIDTH, HEIGHT = 640, 480
AFTER_S = 2.0  # longer than covers are held, and than anything fades
FADING = ("picom", "--backend", "xrender", "--fading")
TRANSLUCENT = (*FADING, "--shadow", "--inactive-opacity", "0.7", "--inactive-dim", "0.3", "--corner-radius", "24")
_MIDDLE = (WIDTH // 2 - 50, HEIGHT // 2 - 50, WIDTH // 2 + 50, HEIGHT // 2 + 50)
PINK_PIXELS = 40
"""So many at most, at the edges of icons and letters, are the cover's own, or a window's frame's."""
MIXED = 70


class Room:
    """A guard on a display of its own, with as many monitors as wanted; the first is a laptop's panel."""

    def __init__(self, folder: Path, display: str, monitors: int) -> None:
        self.frame = FrameBuffer(folder)
        self.monitors = monitors
        self._folder = folder
        self._environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._guard: subprocess.Popen[bytes] | None = None
        for number in range(monitors if monitors > 1 else 0):
            self.add_monitor(number)

    def add_monitor(self, number: int) -> None:
        name, output = ("eDP-1", "screen") if number == 0 else (f"HDMI-{number}", "none")
        geometry = f"{WIDTH}/160x{HEIGHT}/120+{number * WIDTH}+0"
        self._do("xrandr", "--setmonitor", name, geometry, output)

    def remove_monitor(self, number: int) -> None:
        self._do("xrandr", "--delmonitor", f"HDMI-{number}")

    def open(self, behaviour: str = "plain", slide: Slide = SLIDE, *more: str) -> None:
        """Up to a desk over the whole display, armed."""
        command = [sys.executable, str(SCRIPT), str(self._folder), behaviour, msgspec.json.encode(slide).decode()]
        command += more
        self._guard = subprocess.Popen(command, env=self._environment, stderr=subprocess.DEVNULL)
        wait_until(lambda: set(self.colours(_MIDDLE)) == {COLOUR}, "the desk on every screen")

    def press(self, *arguments: str) -> None:
        self._do("xdotool", *arguments)

    def end(self) -> None:
        if self._guard:
            self._guard.terminate()
            self._guard.wait()

    def box(self, number: int) -> Box:
        return (number * WIDTH, 0, (number + 1) * WIDTH, HEIGHT)

    def colours(self, part: Box = (0, 0, WIDTH, HEIGHT)) -> list[int | None]:
        """The one colour of each monitor, or of a part of it."""
        picture = self.frame.picture()
        lefts = [number * WIDTH for number in range(self.monitors)]
        return [only_colour(picture, (left + part[0], part[1], left + part[2], part[3])) for left in lefts]

    def _do(self, *command: str) -> None:
        subprocess.run(command, env=self._environment, check=True)


@contextmanager
def room(folder: Path, monitors: int = 1, compositor: Sequence[str] = ()) -> Iterator[Room]:
    options = ("-fbdir", str(folder), "-nocursor", "-noreset")
    with x_server(f"{WIDTH * monitors}x{HEIGHT}x24", options=options, compositor=compositor) as display:
        made = Room(folder, display, monitors)
        try:
            yield made
        finally:
            made.end()


def wait_for_cover(made: Room, expected: list[int]) -> None:
    """Covered all at once: on the way there is no picture through which the desk shines.

    Where nothing fades, a cover stays only until the window below it is painted, and a busy machine may look too late
    to see it: then it is enough that nothing of the desk is left there.
    """
    mixtures = 0

    def is_covered() -> bool:
        nonlocal mixtures
        picture = made.frame.picture()
        mixtures += pink_pixels(picture, MIXED) > PINK_PIXELS
        parts = [picture.crop(made.box(number)) for number in range(made.monitors)]
        return all(map(is_clean, parts, expected))

    wait_until(is_covered, "cover and slides")
    assert mixtures == 0


def is_clean(part: Image.Image, expected: int) -> bool:
    return only_colour(part) == expected or (expected == COVER and pink_pixels(part) <= PINK_PIXELS)


def watch(made: Room, seconds: float, *, slides: bool) -> tuple[int, int]:
    """Look at every pixel again and again: how many frames, and how many showed the desk, or no slide on a wall."""
    frames = bad = 0
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        picture = made.frame.picture()
        walls = [only_colour(picture, made.box(number)) for number in range(1, made.monitors)]
        frames += 1
        bad += pink_pixels(picture) > PINK_PIXELS or (slides and any(wall != SLIDE_COLOUR for wall in walls))
    return frames, bad


@pytest.mark.parametrize("compositor", [(), FADING, TRANSLUCENT], ids=["bare", "fading", "translucent"])
@pytest.mark.parametrize("monitors", [1, 3])
def test_nothing_of_the_desk_is_seen_again(tmp_path: Path, monitors: int, compositor: Sequence[str]) -> None:
    with room(tmp_path, monitors, compositor) as made:
        made.open()
        made.press("key", "F9")
        wait_for_cover(made, [COVER, *[SLIDE_COLOUR] * (monitors - 1)])
        # Such a manager sees through any window without the focus: what the cover's own and the slide's are, later.
        frames, bad = watch(made, AFTER_S, slides=compositor is not TRANSLUCENT)
        assert frames > 20
        assert bad == 0
        assert only_colour(made.frame.picture(), made.box(0)) is None, "the cover's own window has come"


@pytest.mark.parametrize("behaviour", ["grabs", "hangs"])
def test_neither_a_menu_nor_a_desk_that_hangs_changes_that(tmp_path: Path, behaviour: str) -> None:
    with room(tmp_path, 2, FADING) as made:
        made.open(behaviour)
        made.press("key", "F9")
        wait_for_cover(made, [COVER, SLIDE_COLOUR])
        assert watch(made, AFTER_S, slides=True)[1] == 0


def test_ending_the_program_shows_no_fading_desk(tmp_path: Path) -> None:
    with room(tmp_path, 1, FADING) as made:
        made.open()
        ending = threading.Thread(target=made.end)
        ending.start()
        wait_for_cover(made, [COVER])
        assert watch(made, AFTER_S, slides=False)[1] == 0
        ending.join()


def test_without_a_slide_the_walls_are_given_back(tmp_path: Path) -> None:
    with room(tmp_path, 2) as made:
        made.open(slide=Slide())
        made.press("key", "F9")
        wait_for_cover(made, [COVER, COVER])
        wait_until(lambda: made.colours()[1] not in {COVER, COLOUR}, "what lies below")


def test_slides_follow_monitors(tmp_path: Path) -> None:
    with room(tmp_path, 3) as made:
        made.remove_monitor(2)
        made.open()
        made.press("key", "F9")
        wait_until(lambda: made.colours()[1] == SLIDE_COLOUR and made.colours()[2] != SLIDE_COLOUR, "one slide")
        made.add_monitor(2)
        wait_until(lambda: made.colours()[1:] == [SLIDE_COLOUR] * 2, "a slide on the screen that came")
        made.remove_monitor(1)
        wait_until(lambda: made.colours()[1] != SLIDE_COLOUR and made.colours()[2] == SLIDE_COLOUR, "the one that went")


def test_a_monitor_that_came_while_the_desk_was_open_has_its_slide_at_once(tmp_path: Path) -> None:
    with room(tmp_path, 2) as made:
        made.remove_monitor(1)
        made.open()
        made.add_monitor(1)
        time.sleep(1.0)
        made.press("key", "F9")
        wait_for_cover(made, [COVER, SLIDE_COLOUR])


def test_a_click_takes_the_slide_away(tmp_path: Path) -> None:
    with room(tmp_path, 2) as made:
        made.open()
        made.press("key", "F9")
        wait_for_cover(made, [COVER, SLIDE_COLOUR])
        assert watch(made, 1.5, slides=True)[1] == 0
        made.press("mousemove", str(WIDTH + 50), "50", "click", "1")
        wait_until(lambda: made.colours()[1] != SLIDE_COLOUR, "the desktop")


@pytest.mark.parametrize("where", ["away", "astride"])
def test_the_cover_leaves_the_screen_that_bears_a_slide(tmp_path: Path, where: str) -> None:
    with room(tmp_path, 2) as made:
        made.open("plain", SLIDE, where)
        made.press("key", "F9")
        wait_for_cover(made, [COVER, SLIDE_COLOUR])
        wait_until(
            lambda: only_colour(made.frame.picture(), made.box(0)) not in {COVER, COLOUR, 0}, "the cover's window"
        )
        assert watch(made, 1.0, slides=True)[1] == 0
        assert made.colours(_MIDDLE)[0] == COVER, "the page of the notepad"
