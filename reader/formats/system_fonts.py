"""The fonts of this computer that stand in for those a PDF names but does not carry: one for each script.

Found by well-known file names in the usual folders, then mapped read-only: all workers share the pages, and nothing is
opened again. A font file is checked only as far as finding its tables goes; FreeType, behind PDFium, does the rest.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path

FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/run/current-system/sw/share/X11/fonts"),  # NixOS
    Path("/run/host/fonts"),  # inside Flatpak
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
)
_MAX_FOLDER_DEPTH = 6
_MAX_ENTRIES = 20_000
_MAX_FONT_BYTES = 64 << 20  # mapped fonts count against the limit of a worker's address space
_MAX_TABLES = 128

_SINGLE_FACE = (b"\x00\x01\x00\x00", b"OTTO", b"true")
_COLLECTION = b"ttcf"
_COLLECTION_HEADER_BYTES, _FACE_HEADER_BYTES, _TABLE_RECORD_BYTES = 12, 12, 16
_NEEDED_TABLES = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp"}
_OUTLINES = {b"glyf", b"CFF ", b"CFF2"}
_MAX_FACES = 16
"""PDFium has room for as many faces of one collection, and aborts at the next."""


class Script(Enum):
    """What a stand-in can be asked for."""

    KOREAN = auto()
    JAPANESE = auto()
    SIMPLIFIED_CHINESE = auto()
    TRADITIONAL_CHINESE = auto()
    ARABIC = auto()
    HEBREW = auto()
    THAI = auto()
    DEVANAGARI = auto()
    GENERAL = auto()
    """Latin with all its accents, Cyrillic, Greek."""


@dataclass(frozen=True, slots=True, eq=False)
class FontFace:
    """One face in a mapped font file (OpenType specification, "Font file", "Font collections")."""

    name: str
    """Unlike any other face's: PDFium remembers faces by it."""
    data: memoryview
    """The whole file."""
    offset: int
    """Where the face's table directory is."""
    tables: Mapping[bytes, memoryview]

    @property
    def in_collection(self) -> bool:
        return bytes(self.data[:4]) == _COLLECTION


def _noto(family: str) -> tuple[str, ...]:
    """How distributions name the file of a Noto or Source Han family."""
    return tuple(f"{family}{ending}" for ending in ("-Regular.ttf", "-Regular.otf", "[wght].ttf", "[wdth,wght].ttf"))


_PAN_CJK = ("NotoSansCJK-Regular.ttc", "SourceHanSans.ttc", "SourceHanSans-Regular.ttc", "NotoSansCJK-VF.ttc")
_PAN_CJK_FACES = {
    Script.JAPANESE: 0,
    Script.KOREAN: 1,
    Script.SIMPLIFIED_CHINESE: 2,
    Script.TRADITIONAL_CHINESE: 3,
}
"""The order that these collections share. Each face has every character, in the forms of its region."""

_HAN = ("wqy-microhei.ttc", "wqy-zenhei.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "uming.ttc")
_WIDE = ("DejaVuSans.ttf", "FreeSans.ttf")

_FILES: Mapping[Script, tuple[str, ...]] = {
    Script.KOREAN: (
        *_PAN_CJK,
        *_noto("NotoSansCJKkr"), *_noto("NotoSansKR"), *_noto("SourceHanSansKR"), *_noto("SourceHanSansK"),
        "NanumGothic.ttf", "NanumBarunGothic.ttf", "UnDotum.ttf", "dotum.ttf", *_HAN,
    ),
    Script.JAPANESE: (
        *_PAN_CJK,
        *_noto("NotoSansCJKjp"), *_noto("NotoSansJP"), *_noto("SourceHanSansJP"), *_noto("SourceHanSans"),
        "ipaexg.ttf", "ipagp.ttf", "ipag.ttf", "TakaoPGothic.ttf", "TakaoGothic.ttf", "VL-Gothic-Regular.ttf", *_HAN,
    ),
    Script.SIMPLIFIED_CHINESE: (
        *_PAN_CJK,
        *_noto("NotoSansCJKsc"), *_noto("NotoSansSC"), *_noto("SourceHanSansSC"), *_noto("SourceHanSansCN"), *_HAN,
    ),
    Script.TRADITIONAL_CHINESE: (
        *_PAN_CJK,
        *_noto("NotoSansCJKtc"), *_noto("NotoSansTC"), *_noto("SourceHanSansTC"), *_noto("SourceHanSansTW"), *_HAN,
    ),
    Script.ARABIC: ("DejaVuSans.ttf", *_noto("NotoSansArabic"), *_noto("NotoNaskhArabic"), "KacstOne.ttf"),
    Script.HEBREW: (*_noto("NotoSansHebrew"), *_WIDE, "LiberationSans-Regular.ttf"),
    Script.THAI: (*_noto("NotoSansThai"), "Garuda.ttf", "Loma.ttf", "Waree.ttf"),
    Script.DEVANAGARI: (*_noto("NotoSansDevanagari"), "Lohit-Devanagari.ttf", "FreeSans.ttf"),
    Script.GENERAL: ("LiberationSans-Regular.ttf", *_noto("NotoSans"), *_WIDE),
}  # fmt: skip
"""The file names to look for, the best first. DejaVu has the joined forms of Arabic letters and Latin as well."""


def find_fonts(folders: Sequence[Path] = FONT_FOLDERS) -> dict[Script, FontFace]:
    """The best font found for each script; a script without any is left out, and so is a damaged file."""
    paths = _wanted_paths(folders)
    mapped = cache(_map)

    @cache
    def face(name: str, index: int) -> FontFace | None:
        data = mapped(paths[name])
        return _face(data, name, index) if data else None

    found = {}
    for script, names in _FILES.items():
        for name in filter(paths.__contains__, names):
            best = face(name, _PAN_CJK_FACES[script] if name in _PAN_CJK else 0)
            if best:
                found[script] = best
                break
    return found


def _wanted_paths(folders: Sequence[Path]) -> dict[str, str]:
    """File name to path; of files with one name, the first found."""
    wanted = {name for names in _FILES.values() for name in names}
    paths: dict[str, str] = {}
    for count, entry in enumerate(_entries(folders)):
        if count >= _MAX_ENTRIES:
            break
        if entry.name in wanted and entry.is_file():
            paths.setdefault(entry.name, entry.path)
    return paths


def _entries(folders: Sequence[Path]) -> Iterator[os.DirEntry[str]]:
    waiting = [(os.path.expanduser(folder), 0) for folder in reversed(folders)]  # noqa: PTH111 - never raises
    while waiting:
        folder, depth = waiting.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                yield entry
                if depth < _MAX_FOLDER_DEPTH and entry.is_dir():
                    waiting.append((entry.path, depth + 1))


def _map(path: str) -> memoryview | None:
    """The file's bytes, mapped for as long as the view lives; None if that can't be."""
    try:
        with Path(path).open("rb") as file:
            if not _FACE_HEADER_BYTES < os.fstat(file.fileno()).st_size <= _MAX_FONT_BYTES:
                return None
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        return None


def _face(data: memoryview, name: str, index: int) -> FontFace | None:
    """A face of the file, or None if the file is no font or is cut short."""
    try:
        offset = _face_offset(data, index)
        tables = _tables(data, offset)
    except (struct.error, ValueError):
        return None
    if not tables.keys() >= _NEEDED_TABLES or not tables.keys() & _OUTLINES:
        return None
    return FontFace(f"{name}#{index}", data, offset, tables)


def _face_offset(data: memoryview, index: int) -> int:
    """Raises ValueError or struct.error."""
    if bytes(data[:4]) != _COLLECTION:
        return 0
    (count,) = struct.unpack_from(">I", data, 8)
    if not index < min(count, _MAX_FACES):
        raise ValueError("no such face")
    (offset,) = struct.unpack_from(">I", data, _COLLECTION_HEADER_BYTES + 4 * index)
    return int(offset)


def _tables(data: memoryview, offset: int) -> dict[bytes, memoryview]:
    """The face's tables by tag. Raises ValueError or struct.error."""
    if bytes(data[offset : offset + 4]) not in _SINGLE_FACE:
        raise ValueError("no face here")
    (count,) = struct.unpack_from(">H", data, offset + 4)
    if count > _MAX_TABLES:
        raise ValueError("too many tables")
    tables = {}
    for number in range(count):
        record = offset + _FACE_HEADER_BYTES + _TABLE_RECORD_BYTES * number
        tag, _checksum, start, length = struct.unpack_from(">4sIII", data, record)
        if start + length > len(data):
            raise ValueError("a table is cut off")
        tables[bytes(tag)] = data[start : start + length]
    return tables
