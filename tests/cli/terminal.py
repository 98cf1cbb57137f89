"""The command line on a terminal of its own: a real process, and somebody who types."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Typist:
    """What the terminal has shown, and what is typed into it."""

    def __init__(self, child: int, screen: BinaryIO) -> None:
        self._child = child
        self._screen = screen
        self._status: int | None = None
        self.seen = b""

    def answer(self, question: str, line: str) -> None:
        """Wait for the question, then type a line."""
        self.read_until(question.encode())
        self._screen.write(line.encode() + b"\n")

    def press(self, question: str, key: bytes) -> None:
        """Wait for the question, then press a key."""
        self.read_until(question.encode())
        self._screen.write(key)

    def read_until(self, wanted: bytes | None) -> None:
        """Take what the terminal shows, up to `wanted` (which counts once), or to its end."""
        start = len(self.seen)
        while wanted is None or wanted not in self.seen[start:]:
            with suppress(OSError):  # Linux says so at a terminal's end
                if data := os.read(self._screen.fileno(), 1024):
                    self.seen += data
                    continue
            break

    def status(self) -> int:
        """The exit status, once all has been shown."""
        if self._status is None:
            self.read_until(None)
            self._status = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
        return self._status


@contextmanager
def on_terminal(*argv: object) -> Iterator[Typist]:
    """Start main.py with these arguments on a new terminal."""
    child, terminal = os.forkpty() if hasattr(os, "forkpty") else pytest.skip("no pseudo-terminals here")
    if child == 0:
        os.execv(sys.executable, [sys.executable, str(ROOT / "main.py"), *map(str, argv)])  # noqa: S606
    with os.fdopen(terminal, "r+b", buffering=0) as screen:
        typist = Typist(child, cast("BinaryIO", screen))
        try:
            yield typist
        except BaseException:
            os.kill(child, signal.SIGKILL)  # or the end of a failed test would wait for it
            raise
        finally:
            typist.status()
