"""The covers' windows by themselves: over what, how large, on which screens, with which pictures."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.frame import FrameBuffer, only_colour
from tests.guard.stage import wait_until
from tests.screens import x_server

pytestmark = pytest.mark.onscreen
COVER = 0xFBFAF7
OTHER = 0x1060A0
LIMIT_S = 1.0


@contextmanager
def covers_on(display: str) -> Iterator[Any]:
    from reader.platform.x11_covers import RaisedCovers

    made = RaisedCovers("#FBFAF7", display)
    try:
        yield made
    finally:
        made.close()


class Client:
    """Another program of the display."""

    def __init__(self, display: str) -> None:
        from Xlib.display import Display

        self.display = Display(display)

    def open(self, *, managed: bool) -> Any:
        """A window over the whole screen; unmanaged as menus, tooltips and drag images are."""
        from Xlib import Xutil

        screen = self.display.screen()
        window = screen.root.create_window(
            0, 0, 4000, 4000, 0, screen.root_depth, background_pixel=OTHER, override_redirect=not managed
        )
        window.set_wm_normal_hints(flags=Xutil.USPosition)  # or a window manager looks for another place
        wait_until(lambda: self._is_mapped(window), "a mapped window")
        return window

    def _is_mapped(self, window: Any) -> bool:
        """Asked again and again: a window manager that starts loses what is asked meanwhile."""
        from Xlib import X

        window.map()
        return bool(window.get_attributes().map_state == X.IsViewable)

    def centre(self, number: int = 0) -> int:
        from Xlib import X

        root = self.display.screen(number).root
        data = root.get_image(200, 150, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        return int.from_bytes(data[:3], "little")


@contextmanager
def client_of(display: str) -> Iterator[Client]:
    made = Client(display)
    try:
        yield made
    finally:
        made.display.close()


def pumped(covers: Any) -> bool:
    """What the panic thread's loop does; always true."""
    covers.handle_events()
    return True


@pytest.mark.parametrize("managed", [True, False])
def test_they_come_over_whatever_is_there(managed: bool) -> None:
    with x_server("400x300x24") as display, covers_on(display) as covers, client_of(display) as client:
        client.open(managed=managed)
        wait_until(lambda: client.centre() == OTHER, "the window")
        assert covers.raise_all(LIMIT_S)
        wait_until(lambda: pumped(covers) and client.centre() == COVER, "the cover")
        covers.lower_all()
        wait_until(lambda: client.centre() == OTHER, "the window again")


@pytest.mark.parametrize("managed", [True, False])
def test_what_comes_up_after_them_is_covered_too(managed: bool) -> None:
    with x_server("400x300x24") as display, covers_on(display) as covers, client_of(display) as client:
        assert covers.raise_all(LIMIT_S)
        window = client.open(managed=managed)
        wait_until(lambda: pumped(covers) and client.centre() == COVER, "the cover")
        for _ in range(3):
            from Xlib import X

            window.configure(stack_mode=X.Above)
            client.display.sync()
            wait_until(lambda: pumped(covers) and client.centre() == COVER, "the cover")


def test_one_that_always_comes_back_is_let_be() -> None:
    from Xlib import X

    with x_server("400x300x24") as display, covers_on(display) as covers, client_of(display) as client:
        assert covers.raise_all(LIMIT_S)
        window = client.open(managed=False)
        for _ in range(60):
            window.configure(stack_mode=X.Above)
            client.display.sync()
            covers.handle_events()
        assert client.centre() == OTHER


def test_they_follow_the_size_of_the_screen(tmp_path: Path) -> None:
    with (
        x_server("800x600x24", options=("-fbdir", str(tmp_path), "-nocursor", "-noreset")) as display,
        covers_on(display) as covers,
        client_of(display) as client,
    ):
        frame = FrameBuffer(tmp_path)
        subprocess.run(["xrandr", "-display", display, "--fb", "400x300"], check=False, capture_output=True)
        covers.handle_events()
        subprocess.run(["xrandr", "-display", display, "--fb", "800x600"], check=True)
        wait_until(lambda: pumped(covers) and covers._sizes_px == [(800, 600)], "word of the new size")
        client.open(managed=False)
        assert covers.raise_all(LIMIT_S)
        wait_until(lambda: only_colour(frame.picture()) == COVER, "a cover over all of it")


def test_a_screen_that_grows_while_they_are_up_is_covered(tmp_path: Path) -> None:
    with x_server("800x600x24", options=("-noreset",)) as display:
        subprocess.run(["xrandr", "-display", display, "--fb", "400x300"], check=False, capture_output=True)
        with covers_on(display) as covers:
            size = covers._sizes_px[0]
            assert covers.raise_all(LIMIT_S)
            subprocess.run(["xrandr", "-display", display, "--fb", "800x600"], check=True)
            wait_until(lambda: pumped(covers) and covers._sizes_px == [(800, 600)], "word of the new size")
            geometry = covers._windows[0].get_geometry()
            assert size != (800, 600), "the server took the first size"
            assert (geometry.width, geometry.height) >= (800, 600)


def test_every_x_screen_is_covered_and_given_back() -> None:
    options = ("-screen", "1", "500x400x24")
    with x_server("400x300x24", options=options) as display, covers_on(display) as covers, client_of(display) as client:
        assert len(covers.window_ids) == 2
        assert covers.raise_all(LIMIT_S)
        assert [client.centre(number) for number in (0, 1)] == [COVER, COVER]
        covers.lower_all()
        wait_until(lambda: COVER not in [client.centre(number) for number in (0, 1)], "what lies below")


def test_a_picture_comes_with_the_cover_in_its_own_colours(tmp_path: Path) -> None:
    from reader.platform.x11_slides import Patch, monitors, paint

    options = ("-fbdir", str(tmp_path), "-nocursor", "-noreset")
    with x_server("800x300x24", options=options) as display, covers_on(display) as covers:
        frame = FrameBuffer(tmp_path)
        for name, place, output in (("eDP-1", "+0+0", "screen"), ("HDMI-1", "+400+0", "none")):
            command = ["xrandr", "-display", display, "--setmonitor", name, f"400/100x300/75{place}", output]
            subprocess.run(command, check=True)
        wall = next(monitor for monitor in monitors(display) if monitor.name == "HDMI-1")
        rows = [bytes((row % 256, 0x40, 0x20, 0)) * 400 for row in range(300)]
        paint(covers.window_ids, "#FBFAF7", [Patch(monitor=wall, pixels=b"".join(rows))], display)
        assert covers.raise_all(LIMIT_S)
        picture = frame.picture()
        assert only_colour(picture, (0, 0, 400, 300)) == COVER
        for row in (0, 1, 150, 299):
            assert only_colour(picture, (400, row, 800, row + 1)) == 0x204000 | row % 256
        paint(covers.window_ids, "#FBFAF7", [], display)  # while it is up
        wait_until(lambda: only_colour(frame.picture()) == COVER, "the cover's colour alone")


def test_no_display_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.errors import DisplayUnavailable
    from reader.platform.x11_slides import monitors, paint

    monkeypatch.delenv("DISPLAY")
    with pytest.raises(DisplayUnavailable):
        monitors()
    with pytest.raises(DisplayUnavailable):
        paint((1,), "#FBFAF7", [])


def test_covers_stay_only_where_a_compositing_manager_runs() -> None:
    with x_server("400x300x24", compositor=("picom", "--backend", "xrender")) as display, covers_on(display) as covers:
        wait_until(lambda: covers.hold_s() > 0, "word of the compositing manager")
    with x_server("400x300x24") as display, covers_on(display) as covers:
        assert covers.hold_s() == 0


def test_a_confirmation_that_came_while_sending_is_not_waited_for() -> None:
    """Sending reads as well: then the descriptor is quiet although everything has come."""
    with x_server("400x300x24") as display, covers_on(display) as covers:
        ask = covers._ask_for_confirmation

        def ask_and_read() -> None:
            ask()
            covers._display.sync()

        covers._ask_for_confirmation = ask_and_read
        for _attempt in range(20):
            assert covers.raise_all(LIMIT_S)
            covers.lower_all()


def test_one_pixel_warms_them_where_a_compositing_manager_runs(tmp_path: Path) -> None:
    size, options = "400x300x24", ("-fbdir", str(tmp_path), "-nocursor")
    picom = ("picom", "--backend", "xrender")
    with x_server(size, options=options, compositor=picom) as display, covers_on(display) as covers:
        frame = FrameBuffer(tmp_path)
        wait_until(lambda: covers.hold_s() > 0, "word of the compositing manager")
        covers.warm()
        wait_until(lambda: only_colour(frame.picture(), (0, 0, 1, 1)) == COVER, "the pixel")
        assert only_colour(frame.picture(), (1, 1, 400, 300)) != COVER
        covers.park()
        wait_until(lambda: only_colour(frame.picture(), (0, 0, 1, 1)) != COVER, "its end")
        covers.raise_all(LIMIT_S)
        covers.warm()
        covers.park()
        assert pumped(covers)
        wait_until(lambda: only_colour(frame.picture()) == COVER, "covers that a panic has raised meanwhile")


def test_where_none_runs_nothing_is_to_be_warmed(tmp_path: Path) -> None:
    with x_server("400x300x24", options=("-fbdir", str(tmp_path))) as display, covers_on(display) as covers:
        frame = FrameBuffer(tmp_path)
        covers.warm()
        pumped(covers)
        assert only_colour(frame.picture(), (0, 0, 1, 1)) != COVER


def test_painting_on_windows_that_are_gone_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    from reader.platform.x11_slides import paint

    with x_server("400x300x24", options=("-noreset",)) as display:
        with covers_on(display) as covers:
            windows = covers.window_ids
        paint(windows, "#FBFAF7", [], display)
    assert "error" not in capfd.readouterr().err
