"""File names out of titles: allowed on every system we know, and harmless in a shell, a list and a terminal."""

from __future__ import annotations

import re
import unicodedata

_EXTENSIONS = {"markdown": ".md", "text": ".txt", "comic": ".cbz"}
"""Where it is not the name of the kind."""

_PICTURES = {
    ".png": re.compile(rb"\x89PNG"), ".jpg": re.compile(rb"\xff\xd8\xff"), ".gif": re.compile(rb"GIF8"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL), ".tif": re.compile(rb"II[*+]\0|MM\0[*+]"),
    ".bmp": re.compile(rb"BM"), ".avif": re.compile(rb".{4}ftyp", re.DOTALL),
    ".svg": re.compile(rb"(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\0\s]*<"),
}  # fmt: skip
"""How each picture file begins that the library takes; `image` is a kind of all of them."""

_LONGEST_BYTES = 180  # file systems take 255; room for a number, an extension and what copying tools add
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # belong to the spelling of Persian, Hindi and others


def file_name(title: str, kind: str, *, fallback: str, head: bytes = b"") -> str:
    """A name for a document of this title and kind; `fallback` when nothing of the title can stay.

    `head` is the file's beginning, which tells a picture's extension.
    """
    stem = _clean(title) or fallback
    if _RESERVED.fullmatch(stem):
        stem = "_" + stem
    return stem + _extension(kind, head)


def _extension(kind: str, head: bytes) -> str:
    if kind == "image":
        return next((extension for extension, beginning in _PICTURES.items() if beginning.match(head)), "")
    return _EXTENSIONS.get(kind, f".{kind}" if kind.isascii() and kind.isalnum() else "")


def _clean(title: str) -> str:
    visible = "".join(_shown(character) for character in unicodedata.normalize("NFC", title))
    words = " ".join(_FORBIDDEN.sub(" ", visible).split()).lstrip(". -~").rstrip(". ")
    return words.encode()[:_LONGEST_BYTES].decode(errors="ignore").rstrip(". ")


def _shown(character: str) -> str:
    if character in _JOINERS:
        return character
    return " " if unicodedata.category(character) in _INVISIBLE else character
