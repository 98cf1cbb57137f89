"""What an import tells of every file in the end."""

from __future__ import annotations

import msgspec

from reader.errors import HearthError
from reader.imports.files import Found


class Imported(msgspec.Struct, frozen=True):
    """A file and the document it is in the library."""

    name: str
    document: int


class Refusal(msgspec.Struct, frozen=True):
    """A file that was not taken, and why; `found` leads to it, or to the archive that it is in."""

    name: str
    error: HearthError
    found: Found | None = None


class ImportReport(msgspec.Struct):
    """What became of every file. `stopped_by` says why not all were tried; what is imported stays.

    After a full disk `stopped_at` is the file that it stopped at, and `free_bytes` what is free beside the library.
    """

    imported: list[Imported] = msgspec.field(default_factory=list)
    duplicates: list[Imported] = msgspec.field(default_factory=list)
    refused: list[Refusal] = msgspec.field(default_factory=list)
    stopped_by: HearthError | None = None
    stopped_at: str = ""
    free_bytes: int = 0

    def has(self, name: str) -> bool:
        """Whether the file of this name is in the library by now."""
        return any(each.name == name for each in (*self.imported, *self.duplicates))
