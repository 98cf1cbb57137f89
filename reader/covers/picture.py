"""The Picture cover without its window: where its one picture is kept, and what is taken in at all."""

from __future__ import annotations

import stat
from pathlib import Path

from reader.covers.kept import KeptFiles

MAX_FILE_BYTES = 64 * 1024 * 1024  # more than any camera's picture
MAX_PIXELS = 120_000_000  # the largest of today's cameras; what claims more wants to fill the memory
MAX_SIDE_PX = 3840  # kept and shown no larger than a large screen
FORMATS = frozenset({"png", "jpeg", "webp", "bmp", "gif"})
"""As Qt names them. No vector pictures, which can refer to other files."""
_NAME = "picture"


class PictureStore:
    """One picture, a PNG file. Calls block on the disk; one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, made if need be. Raises OSError."""
        self._files = KeptFiles(folder, ".png")

    def load(self) -> bytes | None:
        """The file; None where there is none."""
        return read_picture_file(self._files.path(_NAME))

    def save(self, data: bytes) -> None:
        """Write it whole or not at all. Raises OSError."""
        self._files.save_bytes(_NAME, data)

    def remove(self) -> None:
        """There is none any more. Raises OSError."""
        self._files.delete(_NAME)


def read_picture_file(path: Path) -> bytes | None:
    """A file's bytes; None if it is no plain file, larger than any picture, or can't be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE_BYTES:
            return None
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError:
        return None
    return data if len(data) <= MAX_FILE_BYTES else None


def fitted(width_px: int, height_px: int, into_width_px: int, into_height_px: int) -> tuple[int, int]:
    """The largest size of the same shape that fits, never larger than the picture itself; each side at least 1."""
    scale = min(1.0, into_width_px / width_px, into_height_px / height_px)
    return max(1, round(width_px * scale)), max(1, round(height_px * scale))
