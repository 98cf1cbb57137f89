"""Where every change of an open vault's files passes, so that whoever copies them can see or keep out changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from reader.errors import VaultReadOnly


class WriteGate:
    """Lets one writing thread through at a time; a copier may hold it shut. Readers never meet it.

    Whoever takes a shelf's own lock too takes it after this one.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._copying = threading.Lock()
        self._inside = 0
        self._passed = 0
        self._closed = False

    @property
    def passed(self) -> int:
        """How many changes have begun. Ask while holding the gate; a number that stays means that nothing changed."""
        return self._passed

    @contextmanager
    def passing(self) -> Iterator[None]:
        """One change of the files. Waits while another goes on or a copier holds the gate. Raises VaultReadOnly once
        the gate is closed."""
        with self._lock:
            if self._closed:
                raise VaultReadOnly("the library has been moved")
            self._passed += 1
            self._inside += 1
            try:
                yield
            finally:
                self._inside -= 1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing changes while the block runs. Raises RuntimeError inside a change of the same thread."""
        with self._lock:
            if self._inside:
                raise RuntimeError("a copy inside a change")
            yield

    @contextmanager
    def copying(self) -> Iterator[None]:
        """The files stay open while the block runs; one copy at a time."""
        with self._copying:
            yield

    def close(self) -> None:
        """Let no change through any more: the files are elsewhere now."""
        with self._lock:
            self._closed = True
