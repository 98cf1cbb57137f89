"""Whether the disk that holds the library encrypts what is on it.

The library's own files are noise without it. Around them are the file system's journal and times, the program itself,
and whatever else the person has there.
"""

from __future__ import annotations

from pathlib import Path

from reader.platform.safety.finding import Finding
from reader.platform.safety.storage import Storage
from reader.platform.safety.swap import known_swaps, names_with


def look_at_disk(root: Path, storage: Storage, folder: Path) -> Finding:
    """`folder` is the vault's. Raises OSError."""
    encryption = storage.of_path(folder)
    name = storage.name_of_path(folder)
    if encryption == "memory" and names_with(known_swaps(root, storage), "plain", "untold", "elsewhere"):
        return Finding("disk", "memory-swapped")  # what lies in memory only may be swapped out like all of it
    return Finding("disk", encryption, (name,) if name else ())
