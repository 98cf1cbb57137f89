"""Watching what an SQLite library does to its files, from inside the process and without a compiler.

SQLite reaches files only through the methods of its default VFS (https://sqlite.org/c3ref/vfs.html) and those of each
open file (https://sqlite.org/c3ref/io_methods.html). Both are tables of function pointers that SQLite's public headers
lay out for good. The VFS's own table is written to in place; each file that it opens gets a copy of its table, with
the four functions replaced that change something. Every replacement calls the original and then tells the watcher.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

_OK = 0
_POINTER = ctypes.c_void_p

# Names are passed on as addresses: SQLite keeps a file's URI parameters behind its name and looks for them there.
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, _POINTER, ctypes.c_int, _POINTER)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, ctypes.c_int)
_CLOSE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, _POINTER, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _POINTER, ctypes.c_int)

_IO_METHODS = 1 + 18
"""Words of sqlite3_io_methods in its third and last version: the version, then the functions."""


class _Vfs(ctypes.Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_bytes", ctypes.c_int),
        ("max_path", ctypes.c_int),
        ("next", _POINTER),
        ("name", ctypes.c_char_p),
        ("app_data", _POINTER),
        ("open", _POINTER),
        ("delete", _POINTER),
    )


class Watcher(Protocol):
    """Is told after each change that succeeded. `handle` stands for one open file, by its address."""

    def opened(self, handle: int, path: Path, *, existed: bool) -> None: ...
    def closed(self, handle: int) -> None: ...
    def written(self, handle: int, offset: int, data: bytes) -> None: ...
    def resized(self, handle: int, size: int) -> None: ...
    def synced(self, handle: int) -> None: ...
    def deleted(self, path: Path, *, folder_synced: bool) -> None: ...


Fault = Callable[[str], int]
"""Asked before each "write", "truncate" and "sync"; answers 0, or the SQLite error with which it shall fail undone."""


def no_fault(_what: str) -> int:
    """All goes well."""
    return _OK


@contextmanager
def watched(library: Path, watcher: Watcher, fault: Fault = no_fault) -> Iterator[None]:
    """Tell `watcher` of all that the SQLite of this shared library (or that it was linked with) changes on disk.

    What `fault` answers makes a change fail.

    Every file that is opened meanwhile must be closed before the end. Raises AttributeError when the library does not
    show its SQLite.
    """
    find = ctypes.CDLL(str(library)).sqlite3_vfs_find
    find.argtypes, find.restype = (ctypes.c_char_p,), ctypes.POINTER(_Vfs)
    vfs = find(None).contents
    hooks = _Hooks(watcher, fault, vfs.open, vfs.delete)
    original = vfs.open, vfs.delete
    vfs.open, vfs.delete = hooks.open_pointer, hooks.delete_pointer
    try:
        yield
    finally:
        vfs.open, vfs.delete = original
        hooks.require_all_closed()


class _Hooks:
    """The replacements. They live as long as any file that was opened through them."""

    def __init__(self, watcher: Watcher, fault: Fault, real_open: int, real_delete: int) -> None:
        self._watcher = watcher
        self._fault = fault
        self._real_open = _OPEN(real_open)
        self._real_delete = _DELETE(real_delete)
        self._open = _OPEN(self._on_open)
        self._delete = _DELETE(self._on_delete)
        self._tables: dict[int, Any] = {}
        self._kept: list[object] = []
        self._handles: set[int] = set()
        self._failed: list[BaseException] = []

    @property
    def open_pointer(self) -> int | None:
        return ctypes.cast(self._open, _POINTER).value

    @property
    def delete_pointer(self) -> int | None:
        return ctypes.cast(self._delete, _POINTER).value

    def require_all_closed(self) -> None:
        """A file left open would call functions that are gone."""
        if self._handles or self._failed:
            self._kept.append(self)  # a cycle, so that nothing is freed under SQLite's feet before the error is seen
            raise AssertionError(f"{len(self._handles)} files still open, failures: {self._failed}")

    def _on_open(self, vfs: int, name: int | None, handle: int, flags: int, out_flags: int) -> int:
        path = None if name is None else _path_at(name)
        existed = path is not None and path.exists()
        result = int(self._real_open(vfs, name, handle, flags, out_flags))
        if result == _OK and path is not None:
            methods = ctypes.cast(handle, ctypes.POINTER(_POINTER))
            methods[0] = ctypes.addressof(self._table_for(methods[0]))
            self._handles.add(handle)
            self._tell(lambda: self._watcher.opened(handle, path, existed=existed))
        return result

    def _on_delete(self, vfs: int, name: int, sync_folder: int) -> int:
        result = int(self._real_delete(vfs, name, sync_folder))
        if result == _OK:
            path = _path_at(name)
            self._tell(lambda: self._watcher.deleted(path, folder_synced=bool(sync_folder)))
        return result

    def _table_for(self, original: int) -> Any:
        """A copy of a table of methods: version, xClose, xRead, xWrite, xTruncate, xSync, and the rest as it was."""
        if original not in self._tables:
            table = (_POINTER * _IO_METHODS).from_buffer_copy(ctypes.string_at(original, _IO_METHODS * 8))
            close, write = _CLOSE(table[1] or 0), _WRITE(table[3] or 0)
            truncate, sync = _TRUNCATE(table[4] or 0), _SYNC(table[5] or 0)
            replacements = {
                1: _CLOSE(lambda handle: self._on_close(close, handle)),
                3: _WRITE(lambda handle, data, count, offset: self._on_write(write, handle, data, count, offset)),
                4: _TRUNCATE(lambda handle, size: self._on_truncate(truncate, handle, size)),
                5: _SYNC(lambda handle, flags: self._on_sync(sync, handle, flags)),
            }
            for place, function in replacements.items():
                table[place] = ctypes.cast(function, _POINTER).value
                self._kept.append(function)
            self._tables[original] = table
        return self._tables[original]

    def _on_close(self, real: Callable[[int], int], handle: int) -> int:
        self._handles.discard(handle)
        self._tell(lambda: self._watcher.closed(handle))
        return real(handle)

    def _on_write(self, real: Callable[..., int], handle: int, data: int, count: int, offset: int) -> int:
        result = self._fault("write") or real(handle, data, count, offset)
        if result == _OK:
            self._tell(lambda: self._watcher.written(handle, offset, ctypes.string_at(data, count)))
        return result

    def _on_truncate(self, real: Callable[..., int], handle: int, size: int) -> int:
        result = self._fault("truncate") or real(handle, size)
        if result == _OK:
            self._tell(lambda: self._watcher.resized(handle, size))
        return result

    def _on_sync(self, real: Callable[..., int], handle: int, flags: int) -> int:
        result = self._fault("sync") or real(handle, flags)
        if result == _OK:
            self._tell(lambda: self._watcher.synced(handle))
        return result

    def _tell(self, news: Callable[[], None]) -> None:
        """Nothing may be raised into SQLite; it is raised when the watching ends."""
        try:
            news()
        except BaseException as error:  # noqa: BLE001 - raised later
            self._failed.append(error)


def _path_at(address: int) -> Path:
    return Path(os.fsdecode(ctypes.string_at(address)))
