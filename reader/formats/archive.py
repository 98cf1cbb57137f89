"""Archive: the ZIP container of a book, read with a cap on everything that a bomb would swell."""

from __future__ import annotations

import io
import posixpath
import unicodedata
import zipfile
import zlib
from typing import BinaryIO
from urllib.parse import unquote

from reader.errors import DamagedFile, FileTooLarge, LockedFile
from reader.formats import limits

_BOUNDED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Python unpacks the other methods without a limit, or takes memory for what a header promises."""


class Archive:
    """A ZIP file's entries by name. Names that don't fit exactly are found without their case or percent signs."""

    def __init__(self, data: bytes | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile("zip") from error
        entries = self._zip.infolist()
        if len(entries) > limits.MAX_ARCHIVE_ENTRIES:
            raise FileTooLarge("entries")
        self._entries = {entry.filename: entry for entry in entries if entry.filename and not entry.is_dir()}
        self._loose = {_loose(name): name for name in reversed(self._entries)}
        self._unpacked_bytes = 0

    def find(self, path: str) -> str:
        """The name of the entry that `path` means, or empty."""
        for candidate in (path, unquote(path)):
            if candidate in self._entries:
                return candidate
        return self._loose.get(_loose(unquote(path)), "")

    def names(self) -> list[str]:
        return list(self._entries)

    def size_bytes(self, name: str) -> int:
        """How large an entry says it is when unpacked; -1 when there is none."""
        entry = self._entries.get(name)
        return entry.file_size if entry else -1

    def read(self, name: str) -> bytes:
        """An entry's bytes. Raises DamagedFile when it is missing or broken, FileTooLarge when it swells too far."""
        entry = self._readable(name)
        self._unpacked_bytes += entry.file_size
        if self._unpacked_bytes > limits.MAX_UNPACKED_BYTES:
            raise FileTooLarge("zip")
        return self._unpacked(entry, entry.file_size + 1)

    def read_alone(self, name: str) -> bytes:
        """An entry's bytes, counted towards no total: of pages that are shown one after the other. Raises as `read`."""
        entry = self._readable(name)
        return self._unpacked(entry, entry.file_size + 1)

    def head(self, name: str, size_bytes: int) -> bytes:
        """An entry's first bytes, unchecked by its check sum. Raises as `read`."""
        return self._unpacked(self._readable(name), size_bytes)

    def _readable(self, name: str) -> zipfile.ZipInfo:
        entry = self._entries.get(name)
        if entry is None:
            raise DamagedFile("missing entry")
        if entry.flag_bits & 1:
            raise LockedFile("encrypted entry")
        if entry.compress_type not in _BOUNDED:
            raise DamagedFile("compression")
        ratio = entry.file_size / max(1, entry.compress_size)
        swells = ratio > limits.MAX_ENTRY_RATIO and entry.file_size > limits.RATIO_FREE_BYTES
        if swells or entry.file_size > limits.MAX_ENTRY_BYTES:
            raise FileTooLarge("zip entry")
        return entry

    def _unpacked(self, entry: zipfile.ZipInfo, size_bytes: int) -> bytes:
        try:
            with self._zip.open(entry) as stream:
                return stream.read(size_bytes)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise DamagedFile("zip entry") from error

    def read_if_sound(self, path: str) -> bytes | None:
        """The bytes that `path` means, or None when they are missing or broken. Bombs are refused all the same."""
        name = self.find(path)
        try:
            return self.read(name) if name else None
        except DamagedFile:
            return None


def resolve_path(base: str, href: str) -> str:
    """The entry path that `href` means in the entry `base` (its fragment and query cut off); empty for addresses."""
    path = href.partition("#")[0].partition("?")[0].strip().replace("\\", "/")
    if not path:
        return base
    if ":" in path.partition("/")[0]:
        return ""
    joined = (
        path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base.replace("\\", "/")), path)
    )
    parts: list[str] = []
    for part in joined.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _loose(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().replace("\\", "/").lstrip("/")
