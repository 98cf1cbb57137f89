"""The story: create, unlock, import, read, search, panic, come back. Guard, desk and workers are the real ones.

Only two things differ from a day's use: nobody looks at the windows (Qt's offscreen platform), and a hand inside the
desk (ui/smoke/desk.py) types what a person would.
"""

from __future__ import annotations

import functools
import os
import secrets
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from reader.guard.children import DESK_COMMAND, DeskProcess, WatchProcess
from reader.guard.identity import NOTES
from reader.guard.panic import PanicThread
from reader.guard.performer import Wiring
from reader.guard.raised_covers import NoCovers
from reader.guard.settings import GuardSettings
from reader.guard.states import REFUSAL_S, Event
from reader.guard.vault_place import VaultPlace
from reader.platform import this_platform
from reader.vault.creation import create_vault
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, SHELF_NAMES
from reader.vault.settle import settle
from reader.vault.vault import is_vault
from ui.guard_window import GuardWindow, make_application
from ui.smoke.orders import Answer, AnyOrder, Import, Line, Look, Read, Search, Unlock

_TEXTS = Path(__file__).resolve().parent.parent.parent / "assets" / "demo"
_PATIENCE_S = 60.0
_LOOK_EVERY_S = 0.005
_LONG_TEXT = 3  # its number in the new library: files are taken in the order of their names
_WORDS = "진실"  # inside a longer word, so that the index has to know the script


def main() -> int:
    """Tell the story; 0 if every step held. Each step is printed with its time."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    platform = this_platform()
    folder = platform.runtime_folder(NOTES.home) / f"smoke-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        return _run(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path) -> int:
    qInstallMessageHandler(_pass_on)
    application = make_application(NOTES, GuardSettings())
    window = GuardWindow(application, NOTES, folder / "notes")
    story = Story(folder, window)
    window.connect_to(story.guard)
    failures: list[str] = []

    def tell() -> None:
        try:
            story.tell()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
            failures.append(f"{type(error).__name__}: {error}")
        story.guard.post(Event.TERMINATE)

    story.guard.start()
    teller = threading.Thread(target=tell)
    teller.start()
    application.exec()
    teller.join()
    story.guard.join()
    if failures:
        sys.stderr.write(f"The story failed. {failures[0]}\n")
        return 1
    return 0


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """All that Qt says but the one thing that is expected where there is no screen."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


class Story:
    """The steps in order, each checked by what the process table, the disk or the desk's windows say."""

    def __init__(self, folder: Path, window: GuardWindow) -> None:
        self._vault = folder / "library"
        self._passphrase = secrets.token_urlsafe(16)
        self._ear = socket.socket(socket.AF_UNIX)
        self._ear.bind(str(folder / "ear"))
        self._ear.listen(4)
        self._ear.settimeout(_PATIENCE_S)
        platform = this_platform()
        command = (*DESK_COMMAND[:-1], "smoke-desk", "--driver", str(folder / "ear"))
        self._desks: list[DeskProcess] = []
        self._start = functools.partial(DeskProcess, platform, command)
        wiring = Wiring(
            start_desk=self._start_desk,
            start_watch=functools.partial(WatchProcess, platform),
            covers=NoCovers(),
            place=VaultPlace(self._vault, settle=settle, exists=is_vault),
            tell_ui=window.tell,
        )
        self.guard = PanicThread(wiring)

    def tell(self) -> None:
        """Every step. Raises at the first that does not hold."""
        files = sorted(path for path in _TEXTS.iterdir() if path.is_file())
        with _step("create a vault of two shelves"):
            create_vault(self._vault, self._passphrase)
        with _step("warm a desk"):
            desk = self._next_desk()
        with _step("summon and unlock"):
            self.guard.post(Event.SUMMON)
            self._ask(desk, Unlock(self._passphrase))
        with _step(f"import {len(files)} documents in sandboxed workers"):
            self._ask(desk, Import([str(path) for path in files], len(files)))
        with _step("search the library"):
            _require(self._ask(desk, Search(_WORDS)).documents > 0, "nothing found")
        with _step("read two pages; the place is committed"):
            left = self._ask(desk, Read(_LONG_TEXT, 2))
            _require(left.place > (0, 0), "the page did not turn")
        self._panic()
        with _step(f"wait until a summons is heard again ({REFUSAL_S:g} s, on purpose)"):
            desk = self._next_desk()
            _wait(self._summoned, "the summons")
        with _step("unlock again"):
            self._ask(desk, Unlock(self._passphrase))
            _require(self._ask(desk, Look()).documents == len(files), "documents are missing")
        with _step("the same document opens at the same place"):
            found = self._ask(desk, Read(_LONG_TEXT, 0))
            _require(found.place == left.place and found.text == left.text, f"{found.place} for {left.place}")

    def _panic(self) -> None:
        pid = self._desks[-1].pid
        with _step("panic: the desk is dead"):
            self.guard.post(Event.PANIC)
            _wait(lambda: not this_platform().process_exists(pid), "the desk's death")
        with _step("the vault is settled, without a key"):
            _wait(self._is_settled, "five settled files")

    def _is_settled(self) -> bool:
        stats = {name: (self._vault / name).stat() for name in FILE_NAMES}
        return (
            len({stats[name].st_size for name in SHELF_NAMES}) == 1
            and not any(stats[name].st_size for name in JOURNAL_NAMES)
            and len({each.st_mtime_ns for each in stats.values()}) == 1
        )

    def _start_desk(self) -> DeskProcess:
        self._desks.append(self._start())
        return self._desks[-1]

    def _next_desk(self) -> Line:
        connection, _ = self._ear.accept()
        return Line(connection)

    def _summoned(self) -> bool:
        """Ask again and again: the guard answers none of it before the refusal has ended."""
        self.guard.post(Event.SUMMON)
        return self.guard.state.phase.name in {"SUMMONED", "PROMPT"}

    @staticmethod
    def _ask(desk: Line, order: AnyOrder) -> Answer:
        desk.send(order)
        answer = desk.receive_answer()
        _require(not answer.in_vain, f"the desk could not carry out: {answer.in_vain}")
        return answer


@contextmanager
def _step(name: str) -> Iterator[None]:
    started_s = time.perf_counter()
    yield
    sys.stdout.write(f"{(time.perf_counter() - started_s) * 1000:8.0f} ms  {name}\n")
    sys.stdout.flush()


def _wait(condition: Callable[[], bool], what: str) -> None:
    deadline_s = time.monotonic() + _PATIENCE_S
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"waited in vain for {what}")
        pause.wait(_LOOK_EVERY_S)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise AssertionError(what)
