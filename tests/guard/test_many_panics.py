"""After many panics in a row nothing is left of them: no process, file, window or grab, and no growth of anything.

The guard is the real one in a process of its own, with its windows, its watch and a real vault to settle; only the
desks are stubs, and the three seconds of refusal are left out, or five hundred would take an hour.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from reader.guard.identity import HOME
from reader.guard.socket import send_command
from reader.platform import this_platform
from tests.cheap import create_cheap_vault
from tests.guard.stage import wait_until
from tests.guard.stub_desk import COLOUR

pytestmark = pytest.mark.onscreen
ROOT = Path(__file__).resolve().parents[2]
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - looked at only
F9_CODE, A_CODE = 75, 38  # evdev's KEY_F9 and KEY_A as X11 numbers them, 8 higher
_MEMORY_GROWTH_BYTES = 2_000_000


class Census(msgspec.Struct, kw_only=True):
    """What a guard, its children and the X server hold, once it is covered and a warm desk waits."""

    processes: int
    threads: int
    handles: int
    memory_bytes: int
    watch_memory_bytes: int
    windows: int
    x_resources: int
    files: list[str]
    shared_memory: int


class Panicking:
    """A guard on this test's display and in its home, hidden again and again, and watched from outside."""

    def __init__(self, home: Path) -> None:
        from Xlib.display import Display

        self.display = Display()
        self.root = self.display.screen().root
        self.home = home
        self.desk_pids: list[int] = []
        (home / "tmp").mkdir()
        create_cheap_vault(home / "vault", "correct horse")
        command = [sys.executable, str(ROOT / "tests/guard/quick_guard.py"), "--vault", str(home / "vault")]
        environment = os.environ | {"TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
        self.guard = psutil.Popen(command, env=environment, cwd=home)
        wait_until(lambda: bool(self._in("stub_desk.py")), "a warm desk")

    def panic(self, number: int) -> None:
        """Open, and hide by the key or by the command, which take turns."""
        (desk,) = self._in("stub_desk.py")
        self.desk_pids.append(desk.pid)
        while self.pixel() != COLOUR:
            assert send_command("unlock", HOME, this_platform())
        if number % 2:
            self.tap(F9_CODE)
        else:
            assert send_command("panic", HOME, this_platform())
        wait_until(lambda: not this_platform().process_exists(desk.pid), "the end of the desk")
        wait_until(lambda: self.pixel() != COLOUR, "the end of its picture")
        wait_until(lambda: any(each.pid != desk.pid for each in self._in("stub_desk.py")), "another desk")

    def pixel(self) -> int:
        from Xlib import X

        data = self.root.get_image(400, 300, 1, 1, X.ZPixmap, 0xFFFFFFFF).data
        return int.from_bytes(data[:3], "little")

    def tap(self, code: int) -> None:
        from Xlib import X
        from Xlib.ext import xtest

        xtest.fake_input(self.display, X.KeyPress, code)
        xtest.fake_input(self.display, X.KeyRelease, code)
        self.display.sync()

    def census(self) -> Census:
        """Counts everything; the guard is at rest."""
        wait_until(self._is_at_rest, "rest")
        (watch,) = self._in("watch")
        return Census(
            processes=len(self.guard.children(recursive=True)),
            threads=self.guard.num_threads(),
            handles=self.guard.num_fds(),
            memory_bytes=self.guard.memory_info().rss,
            watch_memory_bytes=watch.memory_info().rss,
            windows=len(self.root.query_tree().children),
            x_resources=self._x_resources(),
            files=sorted(str(path.relative_to(self.home)) for path in self.home.rglob("*")),
            shared_memory=len(list(SHARED_MEMORY.iterdir())),
        )

    def end(self) -> None:
        self.guard.terminate()
        self.guard.wait()
        self.display.close()

    def survivors(self) -> list[int]:
        """Living processes of the groups that ended desks had made for themselves."""
        groups = set(self.desk_pids)
        pids = [pid for pid in psutil.pids() if _group_of(pid) in groups]
        return [pid for pid in pids if this_platform().process_exists(pid)]

    def _in(self, role: str) -> list[psutil.Process]:
        return [child for child in self.guard.children() if any(word.endswith(role) for word in _words(child))]

    def _is_at_rest(self) -> bool:
        """The warm desk has its child, the cover's own window has taken over, and no client is in the middle of it."""
        desks = self._in("stub_desk.py")
        if len(desks) != 1 or [_words(child)[1:2] for child in desks[0].children()] != [["-c"]]:
            return False  # not begun, or not yet: a program that starts asks others for this and that
        before = self._x_resources(), self.guard.cpu_times().user
        wait_until(lambda: self.guard.status() == psutil.STATUS_SLEEPING, "a sleeping guard")
        return before == (self._x_resources(), self.guard.cpu_times().user) and not self._raised()

    def _raised(self) -> bool:
        """Whether an unmanaged window covers the whole screen."""
        from Xlib import X, error

        for window in self.root.query_tree().children:
            try:
                attributes, size = window.get_attributes(), window.get_geometry()
            except error.XError:
                continue
            if attributes.override_redirect and attributes.map_state == X.IsViewable:
                return bool(size.width == self.root.get_geometry().width)
        return False

    def _x_resources(self) -> int:
        """All that the server keeps for all clients (X-Resource, XResQueryClientResources)."""
        clients = self.display.res_query_clients().clients
        total = 0
        for client in clients:
            types = self.display.res_query_client_resources(client.resource_base).types
            total += sum(each.count for each in types)
        return total


def _words(process: psutil.Process) -> list[str]:
    """The command line; none of a process that has ended, waited for or not."""
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


@pytest.fixture
def panicking(own_home: Path) -> Iterator[Panicking]:
    made = Panicking(own_home)
    yield made
    made.end()


def assert_keys_are_free(panicking: Panicking) -> None:
    """Another program may have the panic key and the whole keyboard, and hears what is typed."""
    from Xlib import X, error

    display, root = panicking.display, panicking.root
    refused = error.CatchError(error.BadAccess)
    root.grab_key(F9_CODE, X.AnyModifier, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
    display.sync()
    assert refused.get_error() is None, "the key is grabbed"
    root.ungrab_key(F9_CODE, X.AnyModifier)
    assert root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime) == X.GrabSuccess
    display.ungrab_keyboard(X.CurrentTime)
    window = root.create_window(
        0, 0, 50, 50, 0, root.get_geometry().depth, override_redirect=True, event_mask=X.KeyPressMask | X.ExposureMask
    )
    window.map()
    display.sync()
    window.set_input_focus(X.RevertToParent, X.CurrentTime)
    for code in (F9_CODE, A_CODE):
        panicking.tap(code)
    heard: list[int] = []

    def listen() -> bool:
        while display.pending_events():
            event = display.next_event()
            if event.type == X.KeyPress:
                heard.append(event.detail)
        return heard == [F9_CODE, A_CODE]

    wait_until(listen, "both keys")
    window.destroy()
    display.sync()


def panic_often(panicking: Panicking, times: int) -> None:
    """The first third fills caches that stay as they are; after it nothing grows."""
    for number in range(times // 3):
        panicking.panic(number)
    before = panicking.census()
    for number in range(times // 3, times):
        panicking.panic(number)
    after = panicking.census()
    assert after.memory_bytes - before.memory_bytes < _MEMORY_GROWTH_BYTES
    assert after.watch_memory_bytes - before.watch_memory_bytes < _MEMORY_GROWTH_BYTES
    assert after.shared_memory - before.shared_memory < times // 2, "each left something"
    for census in (before, after):
        census.memory_bytes = census.watch_memory_bytes = census.shared_memory = 0
    assert after == before
    assert after.processes == 3, "a warm desk, its child, and the watch"
    assert panicking.survivors() == []
    assert_keys_are_free(panicking)
    assert not list((panicking.home / "tmp").iterdir())


def test_a_dozen_panics_leave_nothing(panicking: Panicking) -> None:
    panic_often(panicking, 12)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_five_hundred_panics_leave_nothing(panicking: Panicking) -> None:
    panic_often(panicking, 500)
