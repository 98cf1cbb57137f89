"""On a real display: the panic key by physical key, whoever has the keyboard; covers; selections."""

from __future__ import annotations

import functools
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.guard.states import Action, Phase
from reader.platform.key_codes import X_CODES
from tests.guard.stage import Stage, wait_until
from tests.guard.stub_desk import COLOUR

pytestmark = pytest.mark.onscreen
COVER_COLOUR = "#FBFAF7"
COVER_PIXEL = 0xFBFAF7
Open = Callable[[str], Stage]


class Screen:
    """A connection of the test's own: what is on the screen, and keys from the outside."""

    def __init__(self) -> None:
        from Xlib.display import Display

        self.display = Display()
        self.root = self.display.screen().root

    def pixel(self, x: int = 400, y: int = 300) -> int:
        from Xlib import X

        data = self.root.get_image(x, y, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        return int.from_bytes(data[:3], "little")

    def is_owned(self, selection: str) -> bool:
        return bool(self.display.get_selection_owner(self.display.intern_atom(selection)))


def press(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], check=True)


@pytest.fixture
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    made.display.close()


@pytest.fixture
def open_stage(tmp_path: Path, screen: Screen) -> Iterator[Open]:
    from reader.platform.x11_covers import RaisedCovers

    stages: list[Stage] = []

    def build(behaviour: str) -> Stage:
        stages.append(Stage(tmp_path, behaviour, covers=RaisedCovers(COVER_COLOUR)))
        stages[-1].open()
        wait_until(lambda: screen.pixel() == COLOUR, "the desk on the screen, and told that the key is armed")
        return stages[-1]

    yield build
    for stage in stages:
        stage.end()


def assert_covered(stage: Stage, screen: Screen) -> None:
    wait_until(lambda: screen.pixel() == COVER_PIXEL, "the cover's colour")
    wait_until(lambda: not stage.alive(stage.desk_pids[:1]), "the end of the desk")
    wait_until(lambda: Action.FILL_WITH_COVER in stage.told, "the cover's own window")


@pytest.mark.parametrize("behaviour", ["plain", "grabs", "hangs"])
def test_the_panic_key(open_stage: Open, screen: Screen, behaviour: str) -> None:
    stage = open_stage(behaviour)
    press("key", "F9")
    assert_covered(stage, screen)


@pytest.mark.parametrize("behaviour", ["plain", "grabs"])
@pytest.mark.parametrize(
    "keys",
    [
        *[("50",) * 3, ("62",) * 3, ("50", "62", "50"), ("62", "50", "62")],
        *[("Shift_L",) * 3, ("Shift_R",) * 3, ("Shift_L", "Shift_R", "Shift_L")],
    ],
    ids="-".join,
)
def test_three_taps_of_shift(open_stage: Open, screen: Screen, behaviour: str, keys: tuple[str, ...]) -> None:
    stage = open_stage(behaviour)
    press("key", "--delay", "30", *keys)
    assert_covered(stage, screen)


@pytest.mark.parametrize("layout", ["kr", "ara", "ru", "us"])
def test_the_layout_changes_nothing(open_stage: Open, screen: Screen, layout: str) -> None:
    stage = open_stage("plain")
    subprocess.run(["setxkbmap", layout], check=True)
    try:
        press("key", "75")  # the physical F9
        assert_covered(stage, screen)
    finally:
        subprocess.run(["setxkbmap", "us"], check=True)


@pytest.mark.parametrize("keys", [("75",), ("50",) * 3, ("62", "50", "62")], ids="-".join)
@pytest.mark.parametrize("layout", ["kr", "ara", "ru"])
def test_a_menu_in_another_layout_changes_nothing(
    open_stage: Open, screen: Screen, layout: str, keys: tuple[str, ...]
) -> None:
    """Armed under it, and pressed by physical keys while the desk holds keyboard and pointer, as its menus do."""
    subprocess.run(["setxkbmap", layout], check=True)
    try:
        stage = open_stage("grabs")
        press("key", "--delay", "30", *keys)
        assert_covered(stage, screen)
    finally:
        subprocess.run(["setxkbmap", "us"], check=True)


@pytest.mark.parametrize("option", ["grp:shifts_toggle", "grp:lshift_toggle", "grp:rshift_toggle"])
@pytest.mark.parametrize("keys", [("50",) * 3, ("62",) * 3, ("50", "62", "50")], ids="-".join)
def test_a_shift_that_switches_layouts_is_still_one(
    open_stage: Open, screen: Screen, option: str, keys: tuple[str, ...]
) -> None:
    """Whoever types in two alphabets may have given one of them this: then it bears another name, in its old place."""
    subprocess.run(["setxkbmap", "-layout", "us,ru", "-option", option], check=True)
    try:
        stage = open_stage("plain")
        press("key", "--delay", "30", *keys)
        assert_covered(stage, screen)
    finally:
        subprocess.run(["setxkbmap", "-layout", "us", "-option", ""], check=True)


def take_key(screen: Screen) -> None:
    """Another program has F9 for itself, in every combination, and stops the keyboard at each press (XGrabKey)."""
    from Xlib import X

    screen.root.grab_key(75, X.AnyModifier, False, X.GrabModeSync, X.GrabModeSync)
    screen.display.sync()


def take_keyboard(screen: Screen) -> None:
    """Another program has the whole keyboard, as a screen locker or a remote desktop does."""
    from Xlib import X

    assert screen.root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime) == X.GrabSuccess
    screen.display.sync()


@pytest.mark.parametrize("take", [take_key, take_keyboard])
@pytest.mark.parametrize("is_first", [True, False], ids=["before-arming", "after-arming"])
def test_a_key_that_another_program_has_taken_hides_all_the_same(
    open_stage: Open, screen: Screen, take: Callable[[Screen], None], is_first: bool
) -> None:
    if is_first:
        take(screen)
    stage = open_stage("plain")
    if not is_first:
        take(screen)
    press("key", "75")
    assert_covered(stage, screen)


def freeze_by_key(screen: Screen) -> None:
    """A program has the letter A for itself, stops the keyboard when it is pressed, and never lets it go on."""
    from Xlib import X

    screen.root.grab_key(38, X.AnyModifier, False, X.GrabModeSync, X.GrabModeSync)
    screen.display.sync()
    press("key", "38")


def freeze_at_once(screen: Screen) -> None:
    """A program has taken the whole keyboard and asks for no key: none comes to anybody."""
    from Xlib import X

    assert screen.root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeSync, X.CurrentTime) == X.GrabSuccess
    screen.display.sync()
    press("key", "38")


@pytest.mark.parametrize("freeze", [freeze_by_key, freeze_at_once])
@pytest.mark.parametrize("keys", [("75",), ("50",) * 3], ids="-".join)
@pytest.mark.parametrize("is_first", [True, False], ids=["before-arming", "after-arming"])
def test_a_keyboard_that_another_program_has_frozen_hides_all_the_same(
    open_stage: Open, screen: Screen, freeze: Callable[[Screen], None], keys: tuple[str, ...], is_first: bool
) -> None:
    """What the server makes of all keyboards stands still; each keyboard itself goes on."""
    if is_first:
        freeze(screen)
    stage = open_stage("plain")
    if not is_first:
        freeze(screen)
    press("key", "--delay", "30", *keys)
    assert_covered(stage, screen)


def test_armed_under_another_layout(open_stage: Open, screen: Screen) -> None:
    subprocess.run(["setxkbmap", "kr"], check=True)
    try:
        stage = open_stage("plain")
        press("key", "75")
        assert_covered(stage, screen)
    finally:
        subprocess.run(["setxkbmap", "us"], check=True)


@pytest.mark.parametrize("name", [*X_CODES])
def test_another_key_is_heard_by_its_place(open_stage: Open, screen: Screen, name: str) -> None:
    stage = open_stage(f"on {name}")
    press("key", "--delay", "5", *[each for each in ("F9", "F8") if each != name], *["Shift_L"] * 3)
    assert stage.thread._state.phase is Phase.OPEN
    press("key", str(X_CODES[name]))
    assert_covered(stage, screen)


def test_the_right_ctrl_is_there_although_a_layout_calls_it_hanja(open_stage: Open, screen: Screen) -> None:
    subprocess.run(["setxkbmap", "-model", "pc104", "-layout", "kr", "-variant", "kr104"], check=True)
    try:
        stage = open_stage("on Control_R")
        press("key", "37")  # the left one
        assert stage.thread._state.phase is Phase.OPEN
        press("key", "105")
        assert_covered(stage, screen)
    finally:
        subprocess.run(["setxkbmap", "-layout", "us", "-variant", ""], check=True)


def test_without_a_key_the_taps_are_enough(open_stage: Open, screen: Screen) -> None:
    stage = open_stage("on ")
    press("key", "--delay", "5", *X_CODES)
    assert stage.thread._state.phase is Phase.OPEN
    press("key", "--delay", "30", *["Shift_L"] * 3)
    assert_covered(stage, screen)


def test_other_keys_and_capitals_do_nothing(open_stage: Open, screen: Screen) -> None:
    stage = open_stage("plain")
    press("type", "--delay", "5", "Hello AAA BBB")
    press("key", "--delay", "5", "F8", "F10", "Shift_L", "Shift_L")
    press("click", "1")
    press("key", "Shift_L")
    assert stage.thread._state.phase is Phase.OPEN
    assert screen.pixel() == COLOUR


def test_both_selections_are_taken_and_empty(open_stage: Open, screen: Screen) -> None:
    stage = open_stage("plain")
    press("key", "F9")
    assert_covered(stage, screen)
    for selection in ("PRIMARY", "CLIPBOARD"):
        wait_until(functools.partial(screen.is_owned, selection), "an owner")


def test_after_the_hand_over_the_screen_is_given_back(open_stage: Open, screen: Screen) -> None:
    from reader.guard.states import Event

    stage = open_stage("plain")
    press("key", "F9")
    assert_covered(stage, screen)
    stage.thread.post(Event.COVER_SHOWN)
    wait_until(lambda: screen.pixel() not in {COVER_PIXEL, COLOUR}, "the empty screen")


def test_an_unarmed_watch_hears_nothing(open_stage: Open, screen: Screen) -> None:
    stage = open_stage("plain")
    press("key", "F9")
    assert_covered(stage, screen)
    told = len(stage.told)
    press("key", "F9")
    press("key", "F9")
    wait_until(lambda: not stage.thread._state.refusing, "the end of the refusal, three seconds after the first panic")
    assert stage.told.count(Action.FILL_WITH_COVER) == 1, stage.told[told:]
