"""Faults that people reported of KeePassXC, a program with our problem: each held against ours.

The numbers are those of its issue tracker. Whoever locks by asking the window to close can be refused by it; whoever
kills can't.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from reader.guard.profiles import Profile
from reader.guard.states import Phase
from reader.guard.triggers.base import Trigger
from reader.guard.triggers.idle import Idle
from tests.guard.stage import Stage as GuardStage
from tests.guard.stage import wait_until
from tests.guard.test_program import DESK, Program
from tests.guard.triggers.fake_bus import FakeService, PrivateBus, private_bus

LOGIND, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION, USER = f"{LOGIND}.Manager", f"{LOGIND}.Session", f"{LOGIND}.User"
SESSION_PATH, USER_PATH = f"{MANAGER_PATH}/session/_33", f"{MANAGER_PATH}/user/_1000"
LIMIT_S = 60.0


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    with private_bus(tmp_path) as made:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", made.address)
        yield made


@contextmanager
def session(bus: PrivateBus, *, found_by_process: bool = True) -> Iterator[FakeService]:
    """A logind with our session, which is locked by nobody yet."""
    logind = FakeService(bus, LOGIND)
    if found_by_process:
        logind.methods[MANAGER_PATH, "GetSessionByPID"] = ("o", (SESSION_PATH,))
    logind.methods[MANAGER_PATH, "GetUser"] = ("o", (USER_PATH,))
    logind.have(USER_PATH, USER, "Display", ("(so)", ("3", SESSION_PATH)))
    logind.have(SESSION_PATH, SESSION, "LockedHint", ("b", False))
    logind.appear()
    try:
        yield logind
    finally:
        logind.die()


@contextmanager
def reading(logind: FakeService) -> Iterator[Program]:
    """The demo library, open, its texts taken in, and the session listened to."""
    program = Program("--demo")
    try:
        wait_until(program.is_importing, "the library")
        wait_until(lambda: "Get LockedHint" in logind.calls, "a look at the session")
        yield program
    finally:
        program.end()


def press(*keys: str) -> None:
    subprocess.run(["xdotool", "key", "--delay", "30", *keys], check=True)


def lock_session(logind: FakeService) -> None:
    """As the desktop does when somebody presses its key for it."""
    logind.change(SESSION_PATH, SESSION, "LockedHint", ("b", True))


def assert_gone_for_good(program: Program, desk: psutil.Process) -> None:
    """The desk's process is ended, its windows with it, and no key that declines a question brings it back."""
    wait_until(program.is_covered, "the cover")
    wait_until(lambda: not desk.is_running(), "the end of the desk")
    press("Escape", "Return", "alt+c", "alt+d")
    wait_until(lambda: program.child(DESK) is not None, "a warm desk")
    assert program.is_covered(), "nothing but the cover, after all these keys too"


def assert_panicked(program: Program, desk: psutil.Process) -> None:
    """A panic, no lock: that would have asked for the prompt already, and a summons would not be refused."""
    wait_until(lambda: not desk.is_running(), "the end of the desk")
    assert program.command("unlock") == 1, "refused for three seconds after a panic, never after a lock"


def desk_of(program: Program) -> psutil.Process:
    desk = program.child(DESK)
    assert desk
    return desk


@pytest.mark.onscreen
def test_1760_a_question_about_unsaved_things_holds_no_lock_up(bus: PrivateBus) -> None:
    """There, a session that is locked makes the program ask whether to save; who comes back cancels, and it is open.

    Here an import has just begun, which is the most there can be unsaved: nothing asks, and it is gone.
    """
    with session(bus) as logind, reading(logind) as program:
        desk = desk_of(program)
        lock_session(logind)
        assert_panicked(program, desk)
        assert_gone_for_good(program, desk)


@pytest.mark.onscreen
@pytest.mark.parametrize("keys", [("ctrl+comma",), ("ctrl+o",)], ids=["settings", "dialog"])
def test_2555_what_is_being_edited_holds_no_lock_up(bus: PrivateBus, keys: tuple[str, ...]) -> None:
    """There, an open page of settings or of an entry keeps the session's lock from locking the database.

    Here the settings are open with half a sentence in a field, or a modal dialog is.
    """
    with session(bus) as logind, reading(logind) as program:
        desk = desk_of(program)
        windows = len(program.shown())
        press(*keys)
        if keys == ("ctrl+o",):
            wait_until(lambda: len(program.shown()) > windows, "the dialog")
        press("Tab", "h", "a", "l", "f")
        lock_session(logind)
        assert_panicked(program, desk)
        assert_gone_for_good(program, desk)


class SleepingMachine:
    """A machine whose clocks the test moves: asleep, only the wall clock goes on."""

    def __init__(self) -> None:
        self.monotonic_s, self.wall_s = 100.0, 1_000_000.0
        self.readings = 0

    def seconds(self) -> float:
        """Somebody touched it just before it fell asleep."""
        self.readings += 1
        return 1.0

    def close(self) -> None:
        """Nothing is held."""

    def make_triggers(self, _profile: Profile, _vault: Path, _key_folder: str, _key_name: str) -> Sequence[Trigger]:
        idle = Idle(LIMIT_S, lambda: self, monotonic=lambda: self.monotonic_s, wall=lambda: self.wall_s, look_s=0.005)
        return (idle,)


def test_2014_sleep_counts_as_nobody_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, the limit of inactivity is counted by a timer that stands still while the machine sleeps.

    Here the machine sleeps past the limit; when it wakes, the library is gone, whatever the idle counter says.
    """
    monkeypatch.delenv("DISPLAY", raising=False)
    machine = SleepingMachine()
    stage = GuardStage(tmp_path, make_triggers=machine.make_triggers)
    family = stage.family(stage.open())
    wait_until(lambda: machine.readings >= 2, "looks at the clocks")
    assert stage.alive(family) == family, "a minute has not passed yet"
    machine.wall_s += 12 * 3600.0
    wait_until(lambda: not stage.alive(family), "the end of the desk and its child")
    stage.wait_for(Phase.COVERED)
    stage.end()


@pytest.mark.onscreen
def test_3392_no_preview_keeps_the_picture(bus: PrivateBus) -> None:
    """There, a task switcher goes on showing the last picture of the unlocked window.

    A preview is a window's last picture. Here the cover lies over everything before the first of the desk's windows
    goes, so no animation of its closing is seen; then no window is left that ever had the picture: what the
    switcher lists is one of another process.
    """
    from Xlib import X
    from Xlib.display import Display

    with session(bus) as logind, reading(logind) as program:
        display = Display()
        root = display.screen().root
        desk = desk_of(program)
        windows = [display.create_resource_object("window", number) for number in program.windows_of(desk.pid)]
        assert windows
        root.change_attributes(event_mask=X.SubstructureNotifyMask)
        for window in windows:
            window.change_attributes(event_mask=X.StructureNotifyMask)
        display.sync()
        press("F9")
        wait_until(program.is_covered, "the cover")
        wait_until(lambda: not desk.is_running(), "the end of the desk")
        display.sync()
        events = [display.next_event() for _ in range(display.pending_events())]
        covered = [event.type == X.ConfigureNotify and covers_screen(event, root) for event in events].index(True)
        ended = [event.type == X.DestroyNotify and event.window in windows for event in events]
        assert sum(ended) == len(windows), "their pictures are gone with them"
        assert covered < ended.index(True), "the cover came first"
        assert program.shown() == [program.guard.pid]
        display.close()


@pytest.mark.onscreen
def test_8194_a_session_that_nobody_named_is_found(bus: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, a program that was not started inside the session (by the user's service manager) hears no lock.

    Here neither the process nor the environment says which session is ours: it is the one with the user's screen.
    """
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    with session(bus, found_by_process=False) as logind, reading(logind) as program:
        desk = desk_of(program)
        logind.emit(SESSION_PATH, SESSION, "Lock")
        assert_gone_for_good(program, desk)


@pytest.mark.onscreen
@pytest.mark.parametrize("word", ["panic", "lock"])
def test_12463_a_word_from_outside_shows_no_prompt_to_who_did_not_ask(bus: PrivateBus, word: str) -> None:
    """There, a key for it has to be made of a command, and that command brings the password's prompt to the front.

    Here one key works whoever has the focus, and neither word shows a prompt where the library was not on the screen.
    """
    with session(bus) as logind, reading(logind) as program, another_program() as other:
        desk = desk_of(program)
        assert program.active() == other, "the key is pressed in another program"
        wait_until(lambda: is_hidden_by_key(desk), "the end of the desk")
        wait_until(lambda: program.child(DESK) is not None, "a warm desk")
        wait_until(lambda: program.guard.pid in program.shown(), "the cover")
        assert program.command(word) == 0
        warm = program.child(DESK)
        assert warm is None or warm.pid not in program.shown()
        assert program.command("--demo") == 0, "nor does a second start"
        warm = program.child(DESK)
        assert warm is None or warm.pid not in program.shown()


def is_hidden_by_key(desk: psutil.Process) -> bool:
    """Press it, and say whether that has been enough; the first may come before the watch is armed."""
    if desk.is_running():
        press("F9")
    return not desk.is_running()


@contextmanager
def another_program() -> Iterator[int]:
    """A window that is not ours, with the focus; its process."""
    from Xlib import X
    from Xlib.display import Display

    display = Display()
    screen = display.screen()
    window = screen.root.create_window(0, 0, 300, 200, 0, screen.root_depth, background_pixel=screen.white_pixel)
    pid = psutil.Process().pid
    window.change_property(display.intern_atom("_NET_WM_PID"), display.intern_atom("CARDINAL"), 32, [pid])
    window.map()
    display.sync()

    def has_focus() -> bool:
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        display.sync()
        active = screen.root.get_full_property(display.intern_atom("_NET_ACTIVE_WINDOW"), X.AnyPropertyType)
        return bool(active and active.value[0] == window.id)

    try:
        wait_until(lambda: window.get_attributes().map_state == X.IsViewable, "another program's window")
        wait_until(has_focus, "its focus")
        yield pid
    finally:
        display.close()


def covers_screen(event: Any, root: Any) -> bool:
    """Whether an unmanaged window was moved to where nothing of the screen is left beside it."""
    size = root.get_geometry()
    is_left, is_right = event.x <= 0, event.x + event.width >= size.width
    is_above, is_below = event.y <= 0, event.y + event.height >= size.height
    return bool(event.override and is_left and is_right and is_above and is_below)
