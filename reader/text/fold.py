"""Folding: the form of a text in which searching compares it, and the way back.

Two texts that a reader takes for the same word fold to the same string: compatibility forms and case are evened out
(Unicode NFKD and casefold, UAX #15 and chapter 5.18 of the Unicode Standard), accents go, Arabic and Persian letter
variants and vowel signs go, digits of every script become 0 to 9, and characters that have no width go. Vowel signs
that carry the meaning (Thai, Devanagari, Burmese and so on) stay; Hangul and kana stay composed.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass

_SAME_LETTER = str.maketrans(
    {
        "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
        "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۍ": "ي", "ک": "ك", "ڪ": "ك",
        "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t",
        "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_NO_WIDTH = "\u00ad\u034f\u0640\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069))
    for code in range(first, last + 1)
)
_ACCENT_RANGES = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x08CA, 0x08E1), (0x08E3, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
WITHOUT_WIDTH = frozenset(_NO_WIDTH)
"""What is never seen: soft hyphens, joiners, signs of direction, and the stroke that stretches Arabic letters."""

_REMOVED = frozenset(_NO_WIDTH) | {chr(code) for first, last in _ACCENT_RANGES for code in range(first, last + 1)}
_BETWEEN = "[" + re.escape("".join(sorted(_REMOVED))) + "]*"
"""What goes anyway may stand between two characters that are one without it."""

_TO_COMPOSE = re.compile(
    f"[\u1100-\u1112]{_BETWEEN}[\u1161-\u1175](?:{_BETWEEN}[\u11a8-\u11c2])?"  # Hangul written as jamo
    f"|[\uac00-\ud7a3]{_BETWEEN}[\u11a8-\u11c2]"  # a syllable and a loose final
    # kana and a loose voicing mark, each at either width
    f"|[\u3046-\u30ff\uff66-\uff9d]{_BETWEEN}[\u3099\u309a\uff9e\uff9f]"
)
_LOOSE = re.compile("[\u1161-\u1175\u11a8-\u11c2\u3099\u309a\uff9e\uff9f]")
_REMOVE = dict.fromkeys(map(ord, _REMOVED))
_STAYS_COMPOSED = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Mapped:
    """A changed text and, for each of its characters, where in the original it comes from.

    `starts` has one entry more than `text`; the last is the original's length. None means that nothing moved.
    Offsets are code points on both sides.
    """

    text: str
    starts: array[int] | None = None

    def original(self, offset: int) -> int:
        """The offset in the original of the character at `offset` here."""
        return offset if self.starts is None else self.starts[offset]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became `text[start:end]`, with what was removed inside and after it."""
        if start >= end:
            return self.original(start), self.original(start)
        first, last = self.original(start), self.original(end - 1)
        behind = end
        while behind < len(self.text) and self.original(behind) == last:
            behind += 1  # several characters here may come from one there
        return first, self.original(behind)

    def changed(self, offset: int) -> int:
        """The first offset here that comes from `offset` in the original or from behind it."""
        return offset if self.starts is None else bisect_left(self.starts, offset)

    def then(self, later: Mapped) -> Mapped:
        """The map from the original to what `later` made of this text."""
        if self.starts is None or later.starts is None:
            return Mapped(later.text, later.starts if self.starts is None else self.starts)
        return Mapped(later.text, array("I", [self.starts[start] for start in later.starts]))


class _FoldTable(dict[int, str]):
    """Code point to folded string, filled as characters are met (a cache of a pure function, bounded by Unicode)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if character in _REMOVED:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if _STAYS_COMPOSED.match(character):
        return unicodedata.normalize("NFKC", character)
    opened = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_last_step(part) for part in opened if part not in _REMOVED)


def _last_step(part: str) -> str:
    return unicodedata.normalize("NFC", part.translate(_SAME_LETTER))


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The folded form of `text`."""
    if text.isascii():
        return text.lower()
    return _TO_COMPOSE.sub(_composed, text).translate(_TABLE)


def fold_mapped(text: str) -> Mapped:
    """The folded form of `text` with the way back to it; `fold_mapped(t).text == fold(t)`."""
    if text.isascii():
        return Mapped(text.lower())
    composed = _compose(text)
    parts: list[str] = []
    starts = array("I")
    for offset, character in enumerate(composed.text):
        folded = _TABLE[ord(character)]
        parts.append(folded)
        starts.extend([offset] * len(folded))
    starts.append(len(composed.text))
    return composed.then(Mapped("".join(parts), starts))


def has_loose_signs(characters: str) -> bool:
    """Whether any of these may be a part of a syllable or of a voiced kana that is written as several characters."""
    return _LOOSE.search(characters) is not None


def composed_mapped(text: str) -> Mapped:
    """`text` with jamo made syllables and loose voicing marks joined to their kana, and the way back."""
    return _compose(text)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group().translate(_REMOVE))


def _compose(text: str) -> Mapped:
    if not _TO_COMPOSE.search(text):
        return Mapped(text)
    parts: list[str] = []
    starts = array("I")
    behind = 0
    for match in _TO_COMPOSE.finditer(text):
        starts.extend(range(behind, match.start()))
        composed = _composed(match)
        starts.extend([match.start()] * len(composed))
        parts += text[behind : match.start()], composed
        behind = match.end()
    starts.extend(range(behind, len(text) + 1))
    return Mapped("".join(parts) + text[behind:], starts)
