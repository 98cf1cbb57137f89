"""How texts lie in a shelf: deflated, the markup of a piece against its own text, which it mostly repeats."""

from __future__ import annotations

import zlib

_LEVEL = 6


def pack_text(text: str) -> bytes:
    """The deflated UTF-8 of `text`."""
    return zlib.compress(text.encode(), _LEVEL)


def unpack_text(packed: bytes) -> str:
    """The text that `pack_text` was given."""
    return zlib.decompress(packed).decode()


def unpack_or_nothing(packed: bytes) -> str:
    """The text that `pack_text` was given; empty when these bytes never came from it."""
    try:
        return unpack_text(packed)
    except (zlib.error, UnicodeDecodeError):
        return ""


def pack_markup(html: str, text: str) -> bytes:
    """The deflated UTF-8 of `html`, with `text` as the dictionary; empty when `html` is."""
    if not html:
        return b""
    packer = zlib.compressobj(_LEVEL, zdict=text.encode()) if text else zlib.compressobj(_LEVEL)
    return packer.compress(html.encode()) + packer.flush()


def unpack_markup(packed: bytes, text: str) -> str:
    """The markup that `pack_markup` was given with the same `text`."""
    if not packed:
        return ""
    unpacker = zlib.decompressobj(zdict=text.encode()) if text else zlib.decompressobj()
    return (unpacker.decompress(packed) + unpacker.flush()).decode()
