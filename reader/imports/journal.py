"""What the library remembers of an import while it runs: whoever is killed in the middle of it must find out.

A kill drops the rest of an import, and no process is left to say so. It stands in the library itself, encrypted like
all of it, and nowhere else: file names only, never where the files lie.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Protocol, TypeVar

import msgspec

from reader.errors import DiskFull

FILES_SETTING = "import.files"
REACHED_SETTING = "import.reached"
CUT_SETTING = "import.cut"
MAX_NAMES = 2000
"""So many names are kept; of the files after them the count alone."""

T = TypeVar("T")


class Kept(Protocol):
    """What the journal needs of a library; reader.store.library.Library is one."""

    def setting(self, name: str) -> str | None: ...

    def set_settings(self, values: Mapping[str, str]) -> None: ...

    def find_by_sha256(self, sha256: bytes) -> int | None: ...


class CutImport(msgspec.Struct, frozen=True):
    """Of `total` files that somebody wanted `missing` are not here; `names` has the first of them, perhaps all."""

    total: int
    missing: int
    names: tuple[str, ...] = ()


class _Files(msgspec.Struct):
    """What an import is to take in."""

    total: int
    names: list[str]


class _Reached(msgspec.Struct):
    """The first `number` files are done with, those in `refused` (places from 0) without getting in.

    `sha256` (hex) is of the next one: a kill may come between its last commit and ours. `waiting` is to follow.
    """

    number: int = 0
    sha256: str = ""
    refused: list[int] = msgspec.field(default_factory=list)
    waiting: _Files | None = None


class ImportJournal:
    """Of one library. Every method blocks, and commits before it returns; all may raise VaultError."""

    def __init__(self, library: Kept) -> None:
        self._library = library
        self._is_ours = False
        self._now = _Reached()

    def begin(self, names: Sequence[str]) -> None:
        """These are to come in now; said again once it is known what folders hold."""
        if not self._is_ours:
            self._keep(self._left())
        self._is_ours, self._now = True, _Reached(waiting=self._now.waiting)
        self._write({FILES_SETTING: _files(names), REACHED_SETTING: self._now})

    def wait(self, names: Sequence[str]) -> None:
        """These are to come in after what comes in now."""
        self._now.waiting = _files(names) if names else None
        self._write({REACHED_SETTING: self._now})

    def reach(self, number: int, sha256: bytes) -> None:
        """The file at place `number` has been read and goes in now; those before it are done with."""
        self.follow(number, sha256)
        self._write({REACHED_SETTING: self._now})

    def reach_inside(self, library: Kept, number: int, sha256: bytes) -> None:
        """The same inside a transaction of `library`; once it is committed, `follow`."""
        now = msgspec.structs.replace(self._now, number=number, sha256=sha256.hex())
        library.set_settings(_encoded({REACHED_SETTING: now}))

    def follow(self, number: int, sha256: bytes) -> None:
        """That has been committed, or is with what comes next."""
        self._now.number, self._now.sha256 = number, sha256.hex()

    def refuse(self, number: int) -> None:
        """The file at place `number` does not get in. It is committed with what is reached next."""
        if len(self._now.refused) < MAX_NAMES:
            self._now.refused.append(number)

    def end(self, arrived: Collection[str]) -> None:
        """Whoever wanted it sees how it ended. What `arrived` is missed no more; what waits is all there is to lose."""
        waiting, self._now = self._now.waiting, _Reached()
        self._write({FILES_SETTING: waiting, REACHED_SETTING: None, CUT_SETTING: _without(self.cut(), arrived)})

    def left(self) -> CutImport | None:
        """What imports that were cut have left to do, this library's last one among them; None for nothing.

        Call it before anything comes in: an import that runs looks like one that was cut.
        """
        cut = self._left()
        with suppress(DiskFull):  # that very import may have filled it, and nobody shall be kept out: it is found again
            self._keep(cut)
        return cut

    def cut(self) -> CutImport | None:
        """What cut imports have left to do, as far as it was found by `left`."""
        return self._read(CUT_SETTING, CutImport)

    def forget(self) -> None:
        """Somebody has read it."""
        self._write({CUT_SETTING: None})

    def _left(self) -> CutImport | None:
        files, cut = self._read(FILES_SETTING, _Files), self.cut()
        if files is None:
            return cut
        reached = self._read(REACHED_SETTING, _Reached) or _Reached()
        return _sum([cut, self._rest(files, reached), _whole(reached.waiting)])

    def _keep(self, cut: CutImport | None) -> None:
        if self._library.setting(FILES_SETTING):
            self._write({FILES_SETTING: None, REACHED_SETTING: None, CUT_SETTING: cut})

    def _rest(self, files: _Files, reached: _Reached) -> CutImport:
        is_in = bool(reached.sha256) and self._library.find_by_sha256(bytes.fromhex(reached.sha256)) is not None
        done = min(reached.number + is_in, files.total)
        refused = [files.names[place] for place in reached.refused if place < len(files.names)]
        return CutImport(files.total, files.total - done + len(reached.refused), (*refused, *files.names[done:]))

    def _read(self, name: str, kind: type[T]) -> T | None:
        value = self._library.setting(name)
        try:
            return msgspec.json.decode(value, type=kind) if value else None
        except msgspec.MsgspecError:
            return None

    def _write(self, values: Mapping[str, msgspec.Struct | None]) -> None:
        self._library.set_settings(_encoded(values))


def _encoded(values: Mapping[str, msgspec.Struct | None]) -> dict[str, str]:
    return {name: "" if value is None else msgspec.json.encode(value).decode() for name, value in values.items()}


def _files(names: Sequence[str]) -> _Files:
    return _Files(len(names), [_storable(name) for name in names[:MAX_NAMES]])


def _storable(name: str) -> str:
    """A file name may hold bytes that are no text."""
    return name.encode("utf-8", "replace").decode()


def _whole(files: _Files | None) -> CutImport | None:
    return None if files is None else CutImport(files.total, files.total, tuple(files.names))


def _sum(cuts: Sequence[CutImport | None]) -> CutImport | None:
    known = [cut for cut in cuts if cut is not None and cut.missing]
    if not known:
        return None
    names = tuple(name for cut in known for name in cut.names)[:MAX_NAMES]
    return CutImport(sum(cut.total for cut in known), sum(cut.missing for cut in known), names)


def _without(cut: CutImport | None, arrived: Collection[str]) -> CutImport | None:
    """The same file may have been chosen by itself the one time, and with a folder, or one above it, the other."""
    if cut is None:
        return None
    here = {_storable(name) for name in arrived}
    ends = {end for name in here for end in _ends(name)}
    names = tuple(name for name in cut.names if name not in ends and here.isdisjoint(_ends(name)))
    missing = cut.missing - (len(cut.names) - len(names))
    return CutImport(cut.total, missing, names) if missing else None


def _ends(name: str) -> list[str]:
    """The name, and what it is to somebody who chose a folder further down: a/b/c, b/c, c."""
    parts = name.split("/")
    return ["/".join(parts[start:]) for start in range(len(parts))]
