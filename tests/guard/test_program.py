"""The whole program on a screen: summoned by the gesture, hidden by the key, and nothing typed in between is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from reader.guard.settings import COVERS
from tests.guard.stage import wait_until

pytestmark = pytest.mark.onscreen
MAIN = Path(__file__).resolve().parents[2] / "main.py"
GESTURE = ("keydown", "ctrl", "key", "--delay", "40", "60", "60", "60", "keyup", "ctrl")
DESK, WATCH = "desk", "watch"


class Program:
    """One guard under this test's own home, watched from outside."""

    def __init__(self, *arguments: str) -> None:
        from Xlib.display import Display

        self._display = Display()
        self.guard = psutil.Popen([sys.executable, str(MAIN), *arguments], stderr=subprocess.DEVNULL)
        wait_until(lambda: self.guard.pid in self.shown(), "the cover")

    def child(self, role: str) -> psutil.Process | None:
        """The living child of this role."""
        for child in self.guard.children():
            try:
                if role in child.cmdline() and child.status() != psutil.STATUS_ZOMBIE:
                    return child
            except psutil.NoSuchProcess:
                continue
        return None

    def shown(self) -> list[int]:
        """The processes of the windows that the window manager lists."""
        from Xlib import X

        root = self._display.screen().root
        listed = root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        return [pid for number in (listed.value if listed else ()) if (pid := self._owner(number))]

    def windows_of(self, pid: int) -> list[int]:
        """The windows of this process that the window manager lists."""
        from Xlib import X

        root = self._display.screen().root
        listed = root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        return [number for number in (listed.value if listed else ()) if self._owner(number) == pid]

    def faces(self) -> set[tuple[str, str] | None]:
        """The classes of those windows."""
        from Xlib import X

        root = self._display.screen().root
        listed = root.get_full_property(self._display.intern_atom("_NET_CLIENT_LIST"), X.AnyPropertyType)
        windows = [self._display.create_resource_object("window", number) for number in listed.value]
        return {window.get_wm_class() for window in windows}

    def active(self) -> int:
        """The process whose window has the focus."""
        from Xlib import X

        root = self._display.screen().root
        answer = root.get_full_property(self._display.intern_atom("_NET_ACTIVE_WINDOW"), X.AnyPropertyType)
        return self._owner(answer.value[0]) if answer else 0

    def desk_is_shown(self) -> bool:
        """Whether the only window on the screen is the desk's."""
        desk = self.child(DESK)
        return desk is not None and self.shown() == [desk.pid] and self.active() == desk.pid

    def is_importing(self) -> bool:
        """Whether the desk has a worker, which it starts only for an open library."""
        desk = self.child(DESK)
        return desk is not None and bool(desk.children()) and self.desk_is_shown()

    def is_covered(self) -> bool:
        """Whether the only window on the screen is the cover's, and has the focus."""
        return self.shown() == [self.guard.pid] and self.active() == self.guard.pid

    def command(self, *arguments: str) -> int:
        """Run `main.py` beside the guard."""
        command = [sys.executable, str(MAIN), *arguments]
        return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode

    def end(self) -> None:
        if self.guard.is_running():
            self.guard.kill()
        self.guard.wait()
        self._display.close()

    def _owner(self, number: int) -> int:
        from Xlib import X, error

        try:
            window = self._display.create_resource_object("window", number)
            owner = window.get_full_property(self._display.intern_atom("_NET_WM_PID"), X.AnyPropertyType)
        except error.XError:
            return 0
        return int(owner.value[0]) if owner else 0

    def picture(self) -> bytes:
        """Every pixel of the screen."""
        from Xlib import X

        root = self._display.screen().root
        size = root.get_geometry()
        return bytes(root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF).data)

    def fills_screen(self) -> bool:
        """Whether the only window on the screen is as large as it, without a frame."""
        from Xlib import error

        whole = self._display.screen().root.get_geometry()
        sizes = []
        try:
            for pid in self.shown():
                for number in self.windows_of(pid):
                    size = self._display.create_resource_object("window", number).get_geometry()
                    sizes.append((size.width, size.height))
        except error.XError:
            return False
        return sizes == [(whole.width, whole.height)]


def press(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], check=True)


@pytest.fixture
def start() -> Iterator[Callable[..., Program]]:
    programs: list[Program] = []

    def build(*arguments: str) -> Program:
        programs.append(Program(*arguments))
        return programs[-1]

    yield build
    for program in programs:
        program.end()


@pytest.fixture
def reading(start: Callable[..., Program]) -> Program:
    """The demo library, open."""
    program = start("--demo")
    wait_until(program.is_importing, "the library, taking in the demo's texts")
    return program


def notes(home: Path) -> str:
    return "".join(path.read_text() for path in (home / ".local/share/Notes/notes").glob("*"))


def test_the_key_hides_everything_and_the_gesture_brings_it_back(reading: Program, own_home: Path) -> None:
    first = reading.child(DESK)
    press("key", "F9")
    press("type", "--delay", "20", "canary typed in the excitement")
    wait_until(reading.is_covered, "the cover, alone and with the focus")
    assert first is not None
    assert not first.is_running()
    assert "canary" not in notes(own_home)
    wait_until(lambda: reading.child(DESK) is not None, "a warm desk")
    assert reading.is_covered(), "a warm desk shows nothing"
    while not reading.desk_is_shown():  # refused until three seconds have passed
        press(*GESTURE)
    assert "canary" not in notes(own_home)


@pytest.mark.parametrize("layout", ["kr", "ara"])
def test_the_gesture_works_in_every_layout(start: Callable[..., Program], layout: str) -> None:
    subprocess.run(["setxkbmap", layout], check=True)
    try:
        program = start()
        wait_until(program.desk_is_shown, "the welcome of a first start")
        press("key", "Escape")
    finally:
        subprocess.run(["setxkbmap", "us"], check=True)


def test_the_calculator_covers_and_its_number_summons(start: Callable[..., Program], own_home: Path) -> None:
    settings, memory = (
        own_home / ".config/Notes/settings.json",
        own_home / ".local/share/Notes/calculator/calculator.json",
    )
    for path, text in ((settings, '{"cover": "calculator"}'), (memory, '{"number": "4831"}')):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    program = start("--demo")
    wait_until(program.is_importing, "the library, taking in the demo's texts")
    assert program.faces() == {("calculator", "calculator")}, "the desk wears the cover's face"
    press("key", "F9")
    wait_until(program.is_covered, "the cover, alone and with the focus")
    assert program.faces() == {("calculator", "calculator")}
    wait_until(lambda: program.child(DESK) is not None, "a warm desk")
    while not program.desk_is_shown():
        press("type", "--delay", "20", "4831=")
    assert memory.read_text(encoding="utf-8") == '{"number": "4831"}'


@pytest.mark.parametrize("cover", [cover for cover in COVERS if cover not in {"notes", "calculator"}])
def test_every_cover_hides_and_is_summoned_from(start: Callable[..., Program], own_home: Path, cover: str) -> None:
    settings = own_home / ".config/Notes/settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'{{"cover": "{cover}"}}', encoding="utf-8")
    program = start("--demo")
    wait_until(program.is_importing, "the library, taking in the demo's texts")
    assert program.faces() == {(cover, cover)}
    press("key", "F9")
    press("type", "--delay", "20", "canary")
    wait_until(program.is_covered, "the cover, alone and with the focus")
    assert program.faces() == {(cover, cover)}
    wait_until(lambda: program.child(DESK) is not None, "a warm desk")
    while not program.desk_is_shown():
        press(*GESTURE)
    own = own_home / ".local/share/Notes" / cover
    assert not any(b"canary" in path.read_bytes() for path in own.rglob("*") if path.is_file())


def test_the_commands(reading: Program) -> None:
    assert reading.command("panic") == 0
    wait_until(reading.is_covered, "the cover")
    assert reading.command("--demo") == 0, "a second launch brings the first to the front"
    assert reading.is_covered()


def test_a_second_start_shows_the_cover_instead_of_the_library(reading: Program) -> None:
    """Whoever clicks "Notes" in the menu gets notes."""
    first = reading.child(DESK)
    assert first
    assert reading.command("--demo") == 0
    wait_until(reading.is_covered, "the cover, alone and with the focus")
    assert not first.is_running()
    assert reading.guard.is_running(), "the first goes on"


def test_a_second_start_shows_the_cover_instead_of_the_prompt(start: Callable[..., Program]) -> None:
    program = start("--demo")
    wait_until(program.is_importing, "the library, taking in the demo's texts")
    assert program.command("lock") == 0
    wait_until(program.desk_is_shown, "the prompt")
    prompt = program.child(DESK)
    assert prompt
    assert program.command("--demo") == 0
    wait_until(program.is_covered, "the cover, alone and with the focus")
    assert not prompt.is_running()


def test_lock_ends_at_another_desk(reading: Program) -> None:
    first = reading.child(DESK)
    assert reading.command("lock") == 0
    wait_until(reading.desk_is_shown, "the new desk")
    assert reading.child(DESK) != first


_LOOKS_UNTIL_OPEN = 20


def fill_screen(program: Program) -> bytes:
    """Press F11 in the library; the picture once it is still."""
    still_picture(program, _LOOKS_UNTIL_OPEN)  # the key means something only once the library is shown
    assert not program.fills_screen()
    press("key", "F11")
    wait_until(program.fills_screen, "full screen")
    return still_picture(program, 2)


def still_picture(program: Program, looks: int) -> bytes:
    """What so many looks one after the other saw alike."""
    pictures = [program.picture()]

    def is_still() -> bool:
        pictures.append(program.picture())
        return len(pictures) >= looks and len(set(pictures[-looks:])) == 1

    wait_until(is_still, "a picture that is still")
    return pictures[-1]


def tiles(picture: bytes) -> list[bytes]:
    """Stripes of the screen that are not of one colour, 48 pixels high."""
    size = len(picture) // 16  # whole rows
    stripes = [picture[start : start + size] for start in range(0, len(picture), size)]
    return [stripe for stripe in stripes if len({*memoryview(stripe).cast("I")}) > 1]


def test_a_panic_covers_a_full_screen_and_the_next_desk_has_a_window(reading: Program) -> None:
    before = tiles(fill_screen(reading))
    assert len(before) > 3
    press("key", "F9")
    wait_until(lambda: not {*before} & {*tiles(reading.picture())}, "a screen without the library")
    seen = 0

    def is_covered() -> bool:
        nonlocal seen
        seen += bool({*before} & {*tiles(reading.picture())})
        return reading.is_covered()

    wait_until(is_covered, "the cover, alone and with the focus")
    assert seen == 0
    assert not reading.fills_screen(), "the cover is an ordinary window"
    wait_until(lambda: reading.child(DESK) is not None, "a warm desk")
    while not reading.desk_is_shown():
        press(*GESTURE)
    assert not reading.fills_screen(), "that is remembered nowhere"


def test_a_lock_from_full_screen_ends_at_a_window(reading: Program) -> None:
    first = reading.child(DESK)
    fill_screen(reading)
    press("key", "ctrl+l")
    wait_until(lambda: reading.desk_is_shown() and reading.child(DESK) != first, "the new desk")
    assert not reading.fills_screen()


def test_closing_the_cover_ends_the_program(reading: Program) -> None:
    press("key", "F9")
    wait_until(reading.is_covered, "the cover")
    watch = reading.child(WATCH)
    while reading.guard.poll() is None:  # keys reach no program until the cover's own window has taken over
        press("key", "alt+F4")
    assert reading.guard.wait() == 0
    assert watch is not None
    assert not watch.is_running()


def test_a_signal_ends_it_in_order(reading: Program) -> None:
    children = reading.guard.children(recursive=True)
    reading.guard.send_signal(signal.SIGTERM)
    assert reading.guard.wait(10) == 0
    wait_until(lambda: not any(child.is_running() for child in children), "the end of all")
    assert not list(Path(os.environ["XDG_RUNTIME_DIR"]).rglob("*demo*"))


def test_when_the_guard_is_killed_nobody_stays(reading: Program) -> None:
    children = reading.guard.children(recursive=True)
    assert len(children) >= 3, "desk, watch and a worker"
    reading.guard.kill()
    reading.guard.wait()
    wait_until(lambda: not any(child.is_running() for child in children), "the end of all")
