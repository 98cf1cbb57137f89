"""Recording all that happens to a vault's files: our own calls of `os`, SQLCipher, and Python's own SQLite.

A change that went another way would be missed, so the record is tested against the disk: played from the beginning it
must give every file as it is (`same_as_disk` in disk.py). A missed sync only makes the model stricter.
"""

from __future__ import annotations

import _sqlite3
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3  # type: ignore[import-untyped]

from tests.powercut.events import Created, Event, FolderSynced, Promise, Reported, Resized, Synced, Unlinked, Written
from tests.powercut.sqlite_hooks import watched

_FOLDER = -1
_UNKNOWN_TO_THE_MODEL = ("rename", "replace", "truncate", "pwrite", "link", "symlink", "posix_fallocate", "writev")


class Recorder:
    """The events of one folder. Its files at the beginning are numbers 0 and up, in the order of their names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.events: list[Event] = []
        self.names: dict[str, int] = {path.name: number for number, path in enumerate(sorted(folder.iterdir()))}
        self.first_names = dict(self.names)
        self._next_file = len(self.names)
        self._files: dict[int, int] = {}
        """Which file an open descriptor, or SQLite's handle (an address, so far larger), belongs to."""

    def report(self, what: Promise) -> None:
        """Note that the program was told of a success."""
        self.events.append(Reported(what))

    def name_in_folder(self, path: object) -> str | None:
        """The name of a path inside the folder; None for all other paths."""
        if not isinstance(path, str | os.PathLike):
            return None
        where = Path(os.path.realpath(os.fspath(path)))
        return where.name if where.parent == self._folder else None

    def is_folder(self, path: object) -> bool:
        """Whether this is the recorded folder itself."""
        return isinstance(path, str | os.PathLike) and Path(os.path.realpath(path)) == self._folder

    def opened(self, handle: int, path: Path, *, existed: bool) -> None:
        """Note an open file, and that it is new."""
        if self.is_folder(path):
            self._files[handle] = _FOLDER
        elif (name := self.name_in_folder(path)) is not None:
            if not existed:
                self.names[name], self._next_file = self._next_file, self._next_file + 1
                self.events.append(Created(name, self.names[name]))
            self._files[handle] = self.names[name]

    def closed(self, handle: int) -> None:
        """Forget the handle: its number will be used again."""
        self._files.pop(handle, None)

    def written(self, handle: int, offset: int, data: bytes) -> None:
        """Note a write."""
        if handle in self._files:
            self.events.append(Written(self._files[handle], offset, data))

    def resized(self, handle: int, size: int) -> None:
        """Note a truncation."""
        if handle in self._files:
            self.events.append(Resized(self._files[handle], size))

    def synced(self, handle: int) -> None:
        """Note a sync of a file or of the folder."""
        if handle in self._files:
            file = self._files[handle]
            self.events.append(FolderSynced() if file == _FOLDER else Synced(file))

    def deleted(self, path: Path, *, folder_synced: bool = False) -> None:
        """Note that a name is gone."""
        if (name := self.name_in_folder(path)) is not None:
            del self.names[name]
            self.events.append(Unlinked(name))
            if folder_synced:
                self.events.append(FolderSynced())


@contextmanager
def recording(folder: Path) -> Iterator[Recorder]:
    """Record until the block ends. No file of the folder may be open at either end."""
    recorder = Recorder(folder)
    with ExitStack() as stack:
        stack.enter_context(watched(Path(sqlcipher3._sqlite3.__file__), recorder))
        stack.enter_context(watched(Path(_sqlite3.__file__), recorder))
        monkeypatch = stack.enter_context(pytest.MonkeyPatch.context())
        for name, replacement in _replacements(recorder).items():
            monkeypatch.setattr(os, name, replacement)
        yield recorder


def _replacements(recorder: Recorder) -> dict[str, Callable[..., Any]]:
    """What stands in for functions of `os` meanwhile."""
    calls = {name: getattr(os, name) for name in ("open", "close", "write", "ftruncate", "fsync", "unlink")}

    def open_(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        existed = os.path.lexists(path)
        assert not (flags & os.O_TRUNC and recorder.name_in_folder(path)), "the model knows no O_TRUNC"
        descriptor = int(calls["open"](path, flags, *rest, **more))
        recorder.opened(descriptor, Path(path), existed=existed)
        return descriptor

    def close(descriptor: int) -> None:
        recorder.closed(descriptor)
        calls["close"](descriptor)

    def write(descriptor: int, data: Any) -> int:
        offset = os.lseek(descriptor, 0, os.SEEK_CUR) if descriptor in recorder._files else 0
        count = int(calls["write"](descriptor, data))
        recorder.written(descriptor, offset, bytes(data[:count]))
        return count

    def ftruncate(descriptor: int, size: int) -> None:
        calls["ftruncate"](descriptor, size)
        recorder.resized(descriptor, size)

    def fsync(descriptor: int) -> None:
        calls["fsync"](descriptor)
        recorder.synced(descriptor)

    def unlink(path: Any, **more: Any) -> None:
        calls["unlink"](path, **more)
        recorder.deleted(Path(path))

    changed: dict[str, Callable[..., Any]] = {
        "open": open_, "close": close, "write": write, "ftruncate": ftruncate, "fsync": fsync,
        "unlink": unlink, "remove": unlink,
    }  # fmt: skip
    return changed | {name: _refusing(recorder, name) for name in _UNKNOWN_TO_THE_MODEL if hasattr(os, name)}


def _refusing(recorder: Recorder, name: str) -> Callable[..., Any]:
    """A function that fails on the folder's files: the model must be taught what it does first."""
    real = getattr(os, name)

    def refuse(*arguments: Any, **more: Any) -> Any:
        assert not any(recorder.name_in_folder(each) for each in arguments), f"os.{name} is not recorded"
        return real(*arguments, **more)

    return refuse
