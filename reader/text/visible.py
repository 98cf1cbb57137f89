"""Names as they are: what is not seen, or turns the direction of writing, is told instead of obeyed.

A file called "photo", RIGHT-TO-LEFT OVERRIDE, "gnp.exe" shows as "photoexe.png" (Unicode TR 36, 2.6). Marks that only
say which way the next letters run (U+200E, U+200F) turn nothing round; names in Arabic and Hebrew need them.
"""

from __future__ import annotations

import unicodedata

from reader.text.bidi import TURNS, written_out

DIRECTIONS = frozenset(map(ord, TURNS))
"""Embeddings, overrides and isolates, and what ends them (UAX 9, 2)."""

_NO_LETTERS = {"Cc", "Cs", "Zl", "Zp"}


def visible_name(name: str) -> str:
    """`name` in one line: controls as U+FFFD, what turns the direction by its number, as [U+202E]."""
    if name.isascii() and name.isprintable():
        return name.strip()
    return "".join(map(_visible, name)).strip()


def _visible(character: str) -> str:
    if ord(character) in DIRECTIONS:
        return written_out(character)
    return "\ufffd" if unicodedata.category(character) in _NO_LETTERS else character
