"""In a real Wayland session, on a headless Sway: covers over everything, keys on the wire, the whole program."""

from __future__ import annotations

import os
import select
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from reader.errors import DisplayUnavailable
from reader.guard.raised_covers import NoCovers, make_covers
from reader.platform import this_platform
from reader.platform.session import CoverKind, SessionKind, session_facts
from reader.platform.wayland import LayerCovers
from reader.platform.wayland_wire import WaylandConnection
from tests import compositors
from tests.compositors import BACKGROUND, F9, LEFT_SHIFT, LETTER_A, Eyes, Keyboard, Sway
from tests.guard.stage import DEADLINE_S, Stage, wait_until

pytestmark = [
    pytest.mark.onscreen,
    pytest.mark.skipif(shutil.which("sway") is None, reason="no Wayland compositor: sway is not installed"),
]
MAIN = Path(__file__).resolve().parents[2] / "main.py"
COLOUR = "#FBFAF7"
COVER = bytes((0xF7, 0xFA, 0xFB))
LIMIT_S = 2.0


@pytest.fixture
def sway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sway]:
    with compositors.sway(outputs=2) as made:
        monkeypatch.setenv("WAYLAND_DISPLAY", str(made.socket))
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        yield made


@pytest.fixture
def eyes(sway: Sway) -> Iterator[Eyes]:
    made = Eyes(sway.socket)
    yield made
    made.close()


@pytest.fixture
def keyboard(sway: Sway) -> Iterator[Keyboard]:
    """Plugged in before any program looks for one."""
    made = Keyboard(sway.socket)
    yield made
    made.close()


@pytest.fixture
def covers(sway: Sway) -> Iterator[LayerCovers]:
    made = LayerCovers(COLOUR, "notes", sway.socket)
    yield made
    made.close()


def sees(eyes: Eyes, pixel: bytes) -> None:
    wait_until(lambda: eyes.look().is_of(pixel), f"a screen all of {pixel.hex()}")


def test_covers_come_and_go(covers: LayerCovers, eyes: Eyes) -> None:
    for _ in range(3):
        assert covers.raise_all(LIMIT_S)
        sees(eyes, COVER)
        covers.hold_keyboard()
        covers.empty_selections()
        covers.lower_all()
        sees(eyes, BACKGROUND)


def test_nothing_of_them_is_seen_before(covers: LayerCovers, eyes: Eyes) -> None:
    assert covers.fileno() >= 0
    sees(eyes, BACKGROUND)


def test_raised_again_at_once(covers: LayerCovers, eyes: Eyes) -> None:
    """Before the compositor has said how large the new ones are to be."""
    for _ in range(20):
        covers.raise_all(LIMIT_S)
        covers.lower_all()
    covers.raise_all(LIMIT_S)
    assert covers.raise_all(LIMIT_S) or covers.raise_all(LIMIT_S)
    sees(eyes, COVER)


def test_a_screen_that_comes_and_goes(covers: LayerCovers, sway: Sway) -> None:
    sway.say("create_output")

    def outputs() -> int:
        covers.handle_events()
        return len(covers._sheets)

    wait_until(lambda: outputs() == 3, "the third screen's cover")
    assert covers.raise_all(LIMIT_S)
    assert all(sheet.is_shown for sheet in covers._sheets.values())
    lose_output(covers)
    assert outputs() == 2
    sway.say("create_output")
    wait_until(lambda: outputs() == 3 and all(sheet.is_shown for sheet in covers._sheets.values()), "it is covered too")
    covers.lower_all()
    assert covers.raise_all(LIMIT_S)


def lose_output(covers: LayerCovers) -> None:
    """As the registry tells it; this Sway can't pull out a screen."""
    gone = min(covers._outputs)
    covers._connection._hand_on(covers._connection._registry, 1, struct.pack("=I", gone))


def test_a_cover_that_is_closed_is_made_anew(covers: LayerCovers, eyes: Eyes) -> None:
    assert covers.raise_all(LIMIT_S)
    for sheet in tuple(covers._sheets.values()):
        sheet._hear(1, b"")
    covers.handle_events()
    assert covers._sheets == {}
    sees(eyes, BACKGROUND)
    covers.lower_all()
    assert covers.raise_all(LIMIT_S)
    sees(eyes, COVER)


def test_another_size(covers: LayerCovers, sway: Sway) -> None:
    sway.say("output HEADLESS-1 resolution 1024x600 scale 1.5")
    covers.handle_events()
    assert covers.raise_all(LIMIT_S)
    eyes = Eyes(sway.socket)
    wait_until(lambda: eyes.look().is_nearly(COVER), "the cover, to the last row")
    eyes.close()


def test_no_key_reaches_a_program_while_the_keyboard_is_held(
    sway: Sway, keyboard: Keyboard, covers: LayerCovers
) -> None:
    with window(sway, "keys") as program:
        keyboard.tap(LETTER_A)
        assert program.readline() == "a\n"
        assert covers.raise_all(LIMIT_S)
        covers.hold_keyboard()
        covers.raise_all(LIMIT_S)  # until it has been done
        keyboard.tap(LETTER_A)
        keyboard.sync()
        covers.lower_all()
        wait_until(lambda: bool(sway.windows()[0]["focused"]), "the focus back")
        keyboard.tap(48)
        assert program.readline() == "b\n"


def test_selections_are_emptied(sway: Sway, keyboard: Keyboard, covers: LayerCovers) -> None:
    with window(sway, "copies") as program:
        keyboard.tap(LETTER_A)  # a serial of a key is needed to copy
        assert program.readline() == "copied\n"

        def is_empty() -> bool:
            """What was copied may still be on its way to the compositor, and come after."""
            covers.empty_selections()
            return program.has_line() and program.readline() == "emptied\n"

        wait_until(is_empty, "the empty clipboard")


def test_the_compositor_dies(covers: LayerCovers, sway: Sway) -> None:
    sway.kill()
    with pytest.raises(ConnectionError):
        covers.raise_all(LIMIT_S)
    with pytest.raises(ConnectionError):
        covers.handle_events()
    covers.close()


def test_a_compositor_that_hangs_is_not_waited_for(covers: LayerCovers, sway: Sway) -> None:
    sway.signal(signal.SIGSTOP)
    assert not covers.raise_all(0.008)
    sway.signal(signal.SIGCONT)


def test_what_the_session_gives(sway: Sway) -> None:
    facts = session_facts()
    assert (facts.kind, facts.covers, facts.hears_all_keys) == (SessionKind.WAYLAND, CoverKind.LAYERS, False)
    made = make_covers(COLOUR, "notes")
    assert isinstance(made, LayerCovers)
    made.close()


def test_no_layers_and_no_x(sway: Sway, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in GNOME's session without Xwayland."""
    monkeypatch.setattr(WaylandConnection, "find", lambda _self, _interface: None)
    with pytest.raises(DisplayUnavailable):
        LayerCovers(COLOUR, "notes", sway.socket)
    assert isinstance(make_covers(COLOUR, "notes"), NoCovers)
    assert session_facts().covers is CoverKind.NONE


@pytest.mark.parametrize(("own", "expected"), [("gtk_shell1", CoverKind.BORROWED_WINDOWS), ("", CoverKind.NONE)])
def test_windows_are_borrowed_where_they_are_known_to_cover(
    sway: Sway, x_server: str, monkeypatch: pytest.MonkeyPatch, own: str, expected: CoverKind
) -> None:
    """In Weston, which has no layers either, an X client's windows do not come above others."""
    monkeypatch.setenv("DISPLAY", x_server)
    monkeypatch.setattr(WaylandConnection, "find", lambda _self, interface: True if interface == own else None)
    assert session_facts().covers is expected


# --- the whole program --------------------------------------------------------------------------------------------


class Program:
    """Hearth with its demo library open."""

    def __init__(self, sway: Sway, home: Path) -> None:
        self.sway = sway
        self._environment = sway.environment() | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}
        self._environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.guard = psutil.Popen([sys.executable, str(MAIN), "--demo"], env=self._environment)
        wait_until(lambda: "relay" in [word for child in self.guard.children() for word in child.cmdline()], "a relay")
        self._own = self.relay_of(self.guard).pid
        wait_until(self._is_open, "the library")
        self.desk = self._child("desk")

    def windows(self) -> list[int]:
        """Of processes that are not the guard's. They belong to a relay, as far as the compositor can tell."""
        return [window["pid"] for window in self.sway.windows() if window["pid"] != self._own]

    def shows_cover_alone(self) -> bool:
        """The guard's own window, by its own relay."""
        return [window["pid"] for window in self.sway.windows()] == [self._own]

    def desk_family(self) -> list[int]:
        return [self.desk.pid, *(child.pid for child in self.desk.children(recursive=True))]

    def relay_of(self, process: psutil.Process) -> psutil.Process:
        (relay,) = [child for child in process.children() if "relay" in child.cmdline()]
        return relay

    def ask(self, verb: str) -> None:
        subprocess.run([sys.executable, str(MAIN), verb], env=self._environment, check=True)

    def _child(self, role: str) -> psutil.Process:
        return next(child for child in self.guard.children() if role in child.cmdline())

    def _is_open(self) -> bool:
        desks = [child for child in self.guard.children() if "desk" in child.cmdline()]
        roles = [word for desk in desks for child in desk.children() for word in child.cmdline()]
        return "worker" in roles and "relay" in roles and bool(self.windows())


@pytest.fixture
def program(sway: Sway, keyboard: Keyboard, own_home: Path) -> Iterator[Program]:
    made = Program(sway, own_home)
    yield made
    if made.guard.is_running():
        made.guard.terminate()
    made.guard.wait(DEADLINE_S)


def assert_gone(program: Program, family: list[int]) -> None:
    wait_until(lambda: not any(map(this_platform().process_exists, family)), "the end of the desk and all that is its")
    assert program.windows() == []


def test_the_windows_are_native_and_have_the_covers_face(program: Program) -> None:
    (window,) = program.sway.windows()
    assert window["pid"] == program.relay_of(program.desk).pid
    assert (window["shell"], window["app_id"], window["name"]) == ("xdg_shell", "notes", "Notes")


@pytest.mark.parametrize("codes", [(F9,), (LEFT_SHIFT,) * 3, (LEFT_SHIFT, 54, LEFT_SHIFT)], ids=str)
@pytest.mark.parametrize("state", ["plain", "full-screen", "hangs"])
def test_the_panic_key(program: Program, keyboard: Keyboard, eyes: Eyes, codes: tuple[int, ...], state: str) -> None:
    family = program.desk_family()
    if state == "full-screen":
        program.sway.say("[app_id=notes] fullscreen enable")
    elif state == "hangs":
        program.desk.suspend()
    keyboard.tap(*codes)
    assert_gone(program, family)
    wait_until(program.shows_cover_alone, "the notepad")
    wait_until(lambda: not eyes.look().is_of(COVER), "the notepad instead of the plain cover")


def test_other_keys_do_nothing(program: Program, keyboard: Keyboard) -> None:
    keyboard.tap(LETTER_A, 66, 68, LEFT_SHIFT, LEFT_SHIFT, LETTER_A, LEFT_SHIFT)
    keyboard.sync()
    program.ask("unlock")  # answered after all that came before: the desk is open, and only comes forward
    assert program.desk.is_running()
    assert program.windows() == [program.relay_of(program.desk).pid]


def test_the_relay_dies(program: Program) -> None:
    """The desk has lost its display then: it ends covered, and there is a way back."""
    family = program.desk_family()
    program.relay_of(program.desk).kill()
    assert_gone(program, family)
    wait_until(program.shows_cover_alone, "the notepad")


def test_the_compositor_dies_and_the_vault_is_settled(sway: Sway, tmp_path: Path) -> None:
    stage = Stage(tmp_path, covers=LayerCovers(COLOUR, "notes", sway.socket))
    pid = stage.open()
    settled = stage.settled
    sway.kill()
    stage.thread.join(DEADLINE_S)
    assert not stage.thread.is_alive()
    assert not stage.alive([pid])
    assert stage.settled > settled


def test_the_compositor_dies_under_the_program(program: Program) -> None:
    family = program.desk_family()
    program.sway.kill()
    assert program.guard.wait(DEADLINE_S) == 0, "it ended by itself, in order, and Qt did not end it"
    wait_until(lambda: not any(map(this_platform().process_exists, family)), "the end of all")


# --- a program of the test's own ----------------------------------------------------------------------------------

_WINDOW = """
import sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def keyPressEvent(self, event):
        if sys.argv[1] == "keys":
            print(event.text(), flush=True)
        else:
            app.clipboard().dataChanged.connect(self.tell)
            app.clipboard().setText("text")
    def tell(self):
        print("emptied" if not app.clipboard().text() else "copied", flush=True)
app = QApplication([])
window = Window()
window.show()
app.exec()
"""


class Output:
    """What the program says, line by line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        self._fd = process.stdout.fileno()
        self._said = b""

    def has_line(self) -> bool:
        """Whether one has come."""
        if b"\n" not in self._said and select.select([self._fd], [], [], 0)[0]:
            self._said += os.read(self._fd, 4096)
        return b"\n" in self._said

    def readline(self) -> str:
        """The next."""
        wait_until(self.has_line, "a line")
        line, _, self._said = self._said.partition(b"\n")
        return line.decode() + "\n"


@contextmanager
def window(sway: Sway, what: str) -> Iterator[Output]:
    """One that has the keyboard."""
    environment = os.environ | {"QT_QPA_PLATFORM": "wayland"}
    command = [sys.executable, "-c", _WINDOW, what]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        try:
            wait_until(lambda: any(shown["focused"] for shown in sway.windows()), "the window")
            yield Output(process)
        finally:
            process.kill()
