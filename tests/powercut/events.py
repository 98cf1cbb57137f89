"""What happened to a folder's files, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Promise = Mapping[str, str | None]
"""What each credential opens: a digest of a shelf's content, or None for nothing. Also a digest of all slots."""


@dataclass(frozen=True)
class Created:
    """A name of the folder leads to a new, empty file. `file` is a number that is never used again."""

    name: str
    file: int


@dataclass(frozen=True)
class Unlinked:
    """A name is gone from the folder."""

    name: str


@dataclass(frozen=True)
class Written:
    """Bytes went to an offset; the file is longer now if they end behind its end."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Resized:
    """The file was cut, or lengthened with zeros, to `size` bytes."""

    file: int
    size: int


@dataclass(frozen=True)
class Synced:
    """fsync of the file returned."""

    file: int


@dataclass(frozen=True)
class FolderSynced:
    """fsync of the folder returned."""


@dataclass(frozen=True)
class Reported:
    """The program was told that something is done, and from here on this must be what each credential opens."""

    what: Promise


Event = Created | Unlinked | Written | Resized | Synced | FolderSynced | Reported
