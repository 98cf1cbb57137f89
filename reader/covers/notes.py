"""The notes that the cover keeps: plain text, one file each, written when they change.

They are what they seem to be, and stay readable by any other program; nothing secret belongs in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from reader.covers.kept import KeptFiles, read_text

_SUFFIX = ".txt"
MAX_TITLE_LENGTH = 60
MAX_NOTE_BYTES = 4 * 1024 * 1024  # a file above this was not written here, and would make the list slow


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note; `changed_at_s` is seconds since 1970."""

    name: str
    text: str
    changed_at_s: float

    @property
    def title(self) -> str:
        """The first line with anything in it, cut to a list's width; "" for an empty note."""
        for line in self.text.splitlines():
            if line.strip():
                return line.strip()[:MAX_TITLE_LENGTH]
        return ""


class NotesStore:
    """A folder of notes. Calls block on the disk; one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, made if need be. Raises OSError."""
        self._files = KeptFiles(folder, _SUFFIX)
        self._folder = folder

    def notes(self) -> list[Note]:
        """All notes, the last changed first. Files that can't be read as text are left out."""
        found = [note for path in self._folder.glob(f"*{_SUFFIX}") if (note := _read(path))]
        return sorted(found, key=lambda note: (-note.changed_at_s, note.name))

    def save(self, name: str, text: str) -> None:
        """Write a note whole or not at all. Raises OSError."""
        self._files.save(name, text)

    def delete(self, name: str) -> None:
        """Remove a note; one that was never saved is no error. Raises OSError."""
        self._files.delete(name)


def new_note_name() -> str:
    """A name that no other note has."""
    return f"note-{os.urandom(6).hex()}"


def matching(notes: Iterable[Note], words: str) -> list[Note]:
    """The notes that hold every one of these words, whatever their case."""
    wanted = words.casefold().split()
    return [note for note in notes if all(word in note.text.casefold() for word in wanted)]


def _read(path: Path) -> Note | None:
    text = read_text(path, max_bytes=MAX_NOTE_BYTES)
    if text is None:
        return None
    try:
        changed_at_s = path.stat().st_mtime
    except OSError:  # deleted since
        return None
    return Note(name=path.name.removesuffix(_SUFFIX), text=text, changed_at_s=changed_at_s)
