"""The names in a ZIP archive as people may see them: decoded, cleaned of what leads elsewhere, each once.

Nothing is ever written under such a name. It is shown, becomes a title or the name of a collection, and so must not
lie about itself.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from zipfile import ZipInfo

from reader.text.decoding import decode
from reader.text.visible import visible_name

MAX_PATH_CHARACTERS = 1024
MAX_DEPTH = 32
"""Longer paths, and those with more folders, are nobody's."""

_UTF_8_FLAG = 0x800  # APPNOTE 4.4.4, bit 11
_RAW = "cp437"  # how zipfile decodes names without that flag: every byte is a character, and comes back
_WIDE_ENCODINGS = {"utf-8", "cp949", "cp932", "euc_jp", "gb18030", "big5"}
_CYRILLIC, _LATIN = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-z]")
_LEAST_CYRILLIC = 3
_WORD = re.compile(r"[^\W\d_]+")
_DRIVE = re.compile("[A-Za-z]:")
_NOBODYS = {"__MACOSX", "Thumbs.db", "desktop.ini"}


def wanted(entries: Sequence[ZipInfo]) -> Iterator[tuple[ZipInfo, str]]:
    """The files that somebody packed, each with its path: no folders, links, hidden files and notes of a system."""
    encoding = names_encoding(
        [each.filename.encode(_RAW, "replace") for each in entries if not each.flag_bits & _UTF_8_FLAG]
    )
    taken: dict[str, int] = {}
    for entry in entries:
        path = clean_path(_decoded(entry, encoding))
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        if path and not entry.filename.endswith(("/", "\\")) and not is_link and not _is_hidden(path):
            yield entry, _unique(path, taken)


def names_encoding(names: Iterable[bytes]) -> str:
    """The encoding of names that do not say it: UTF-8, one of East Asia, the Russian or else the first code page.

    All are taken together, since one alone is short.
    """
    data = b"\n".join(name for name in names if not name.isascii())
    if not data:
        return "ascii"
    encoding = decode(data).encoding
    if encoding in _WIDE_ENCODINGS:
        return encoding
    return "cp866" if _is_russian(data.decode("cp866", "replace")) else _RAW


def clean_path(name: str) -> str:
    """A name's folders and file with `/` between: nothing of `..`, drives and roots; empty when nothing is left."""
    parts = unicodedata.normalize("NFC", name).replace("\\", "/").split("/")
    shown = map(visible_name, parts)
    return "/".join(part for part in shown if part not in {"", ".", ".."} and not _DRIVE.fullmatch(part))


def _decoded(entry: ZipInfo, encoding: str) -> str:
    if entry.flag_bits & _UTF_8_FLAG:
        return entry.filename
    return entry.filename.encode(_RAW, "replace").decode(encoding, "replace")


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part in _NOBODYS for part in path.split("/"))


def _unique(path: str, taken: dict[str, int]) -> str:
    """`path`, or with a number before its ending when another file of the archive has it already."""
    place, unique, key = PurePosixPath(path), path, path.casefold()
    while unique.casefold() in taken:
        taken[key] += 1
        unique = str(place.with_name(f"{place.stem} ({taken[key]}){place.suffix}"))
    taken.setdefault(unique.casefold(), 1)
    return unique


def _is_russian(text: str) -> bool:
    """Whether no word mixes Cyrillic with Latin letters: those of the first code page, read so, stand among Latin."""
    words = [word for word in _WORD.findall(text) if _CYRILLIC.search(word)]
    letters = sum(len(_CYRILLIC.findall(word)) for word in words)
    return letters >= _LEAST_CYRILLIC and not any(_LATIN.search(word) for word in words)
