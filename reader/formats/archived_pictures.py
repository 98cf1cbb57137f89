"""Pictures in an archive as pages: their sizes read from their beginnings, each unpacked whole when it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.errors import DamagedFile, FileTooLarge
from reader.formats.archive import Archive
from reader.formats.picture_pages import Leaf, leaves_of

_HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class ArchivedPicture:
    """How the beginning of a picture and all of it are read."""

    head: Callable[[], bytes]
    read: Callable[[], bytes]

    def leaf(self) -> Leaf | None:
        """Its page by its header, or, where that is longer than usual, by the whole file; None if it is broken."""
        for read in (self.head, self.read):
            try:
                return leaves_of(read(), self.read, most=1)[0]
            except (DamagedFile, FileTooLarge):
                continue
        return None


def archived_picture(archive: Archive, name: str) -> ArchivedPicture:
    """The picture in the entry `name`. Each limit counts for one page, not for reading on."""
    return ArchivedPicture(lambda: archive.head(name, _HEAD_BYTES), lambda: archive.read_alone(name))
