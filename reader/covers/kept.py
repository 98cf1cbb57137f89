"""The files that a cover keeps, in a folder of its own, each written whole or not at all.

They are what they seem to be, and stay readable by any other program; nothing secret belongs in them.
"""

from __future__ import annotations

import os
from pathlib import Path

_UNFINISHED_SUFFIX = ".new"


class KeptFiles:
    """A folder of files with one suffix. Calls block on the disk; one thread at a time."""

    def __init__(self, folder: Path, suffix: str) -> None:
        """Use `folder`, made if need be. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._suffix = suffix
        for unfinished in folder.glob(f"*{_UNFINISHED_SUFFIX}"):
            unfinished.unlink(missing_ok=True)

    def save(self, name: str, text: str) -> None:
        """Write a file whole or not at all. Raises OSError."""
        self.save_bytes(name, text.encode())

    def save_bytes(self, name: str, data: bytes) -> None:
        """The same for what is no text."""
        unfinished = self._folder / f"{name}{_UNFINISHED_SUFFIX}"
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.path(name))

    def delete(self, name: str) -> None:
        """Remove a file; one that was never saved is no error. Raises OSError."""
        self.path(name).unlink(missing_ok=True)

    def read(self, name: str, *, max_bytes: int) -> str | None:
        """Its text; None where there is none that could have been written here."""
        return read_text(self.path(name), max_bytes=max_bytes)

    def path(self, name: str) -> Path:
        """Where it is, or would be."""
        return self._folder / f"{name}{self._suffix}"


def read_text(path: Path, *, max_bytes: int) -> str | None:
    """A file's text; None if it is larger, is no text, or can't be read."""
    try:
        if path.stat().st_size > max_bytes:
            return None
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
