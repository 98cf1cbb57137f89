"""A text as find compares it, and the way back to the text itself. Made for whole books at once.

`LOOSE` is what `reader.text.fold` makes, `EXACT` leaves case and accents as they are. In both, what has no width goes
(soft hyphens, joiners, the stroke that stretches Arabic letters), a syllable is one however it was written (NFC and
NFD), and every space and soft line break is a space. The border of a block stays a line break.

Folding character by character costs some 40 ns for each (measured: 130 ms for 3.6 million). Here ASCII is lowered as
bytes, and of the other characters of a text, which are few, each is replaced by what it folds to (9 ms for the same).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum, auto
from itertools import accumulate

from reader.text.fold import WITHOUT_WIDTH, Mapped, composed_mapped, fold, has_loose_signs

_ASCII = bytes(range(128))
STABLE = (
    "\u0430-\u0438\u043a-\u044f\u03b1-\u03c1\u03c3-\u03c9\u05d0-\u05ea\u0627\u0628\u062a-\u063a"
    "\u0641-\u0648\u064a\u0905-\u0928\u092a-\u0930\u0932-\u0933\u0935-\u0939\u093e-\u094d\u0e01-\u0e32\u0e34-\u0e3a"
    "\u0e40-\u0e4e\u1000-\u1025\u1027-\u1038\u1780-\u17b3\u17b6-\u17d3\u3041-\u3096\u30a1-\u30fa\u3001-\u3002"
    "\u4e00-\u9fff\uac00-\ud7a3"
)
"""Letters that stay as they are: most of what texts in these scripts consist of. The others may or may not change."""

_UNUSUAL = re.compile(f"[^{STABLE}]")
_FEW = 400
"""Of so many characters it is quicker to make a set than to look which are unusual."""

_MOST_REPLACED = 60
"""With more characters to replace, one pass with a table is faster."""
_MANY_CAPITALS = 6
_SPACES = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f"
_SIGNS = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u0a3c\u0b3c"
_SIGNED = re.compile(
    f"[^{_SIGNS}\n][{_SIGNS}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]"
    "|[\u3046-\u30ff][\u3099\u309a]"
)
_LOOSE_SIGN = re.compile(f"[{_SIGNS}\u1161-\u1175\u11a8-\u11c2\u3099\u309a]")


class Manner(Enum):
    """What counts as the same."""

    LOOSE = auto()
    EXACT = auto()


class Compared:
    """One text in the form in which it is compared. Offsets are code points on both sides."""

    def __init__(self, original: str, manner: Manner) -> None:
        kinds = _distinct(original)
        self.original = original
        self._composed: Mapped | None = None
        text = original
        if (manner is Manner.LOOSE and has_loose_signs(kinds)) or (
            manner is Manner.EXACT and _LOOSE_SIGN.search(kinds)
        ):
            self._composed = composed_mapped(original) if manner is Manner.LOOSE else _joined_mapped(original)
            text = self._composed.text
            kinds = _distinct(text)
        table = _TABLES[manner]
        changes = {kind: other for kind in kinds if (other := table[kind]) != kind}
        self.text = _changed(text, changes, lower=manner is Manner.LOOSE)
        self._source = text
        self._resized = {kind: len(other) for kind, other in changes.items() if len(other) != 1}
        self._way: tuple[array[int], array[int], array[int]] | None = None

    @property
    def size_bytes(self) -> int:
        """What it takes in memory, at most."""
        return 4 * (len(self.text) + len(self.original))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became `text[start:end]`, with what has no width inside and after it."""
        if not self._resized:
            first, last = start, end
        else:
            first, last = self._source_offset(start), self._source_end(end)
        if self._composed is None:
            return first, last
        return self._composed.original(first), self._composed.original(last)

    def _source_offset(self, offset: int) -> int:
        positions, ends, before = self._way_back()
        number = bisect_right(ends, offset)
        source = offset - before[number]
        return min(source, positions[number]) if number < len(positions) else source

    def _source_end(self, end: int) -> int:
        """Where what became everything up to `end` ends, if a character that became several is cut, behind it."""
        positions, ends, _ = self._way_back()
        number = bisect_right(ends, end - 1)
        if number < len(positions) and self._source_offset(end - 1) == positions[number] and ends[number] > end:
            return self._source_offset(ends[number])
        return self._source_offset(end)

    def _way_back(self) -> tuple[array[int], array[int], array[int]]:
        """Where characters became none or several, where each ends in the text, and by how much all before shift it."""
        if self._way is None:
            found = sorted(_all_of(self._source, self._resized))
            grown = [size - 1 for _, size in found]
            before = array("q", accumulate(grown, initial=0))
            positions = array("q", [position for position, _ in found])
            ends = array("q", [at + 1 + before[number + 1] for number, at in enumerate(positions)])
            self._way = positions, ends, before
        return self._way


def compared(words: str, manner: Manner) -> str:
    """What is sought, in the form in which it is compared; spaces at the ends and double ones go."""
    return Compared(" ".join(words.split()), manner).text


def _distinct(text: str) -> str:
    """The characters that may change: all that are not ASCII, but for STABLE ones in long texts; and ASCII's spaces."""
    raw = text.encode("utf-8", "surrogatepass")
    spaces = "".join(space for space in _SPACES if space in text)
    if raw.isascii():
        return spaces
    others = raw.translate(None, _ASCII).decode(errors="surrogatepass")
    return spaces + "".join(set(others if len(others) < _FEW else _UNUSUAL.findall(others)))


class _Table(dict[str, str]):
    """Character to what it is compared as, filled as they are met (a cache of a pure function, bounded by Unicode)."""

    def __init__(self, manner: Manner) -> None:
        super().__init__()
        self._manner = manner

    def __missing__(self, character: str) -> str:
        made = self[character] = _compared(character, self._manner)
        return made


def _compared(character: str, manner: Manner) -> str:
    if character in WITHOUT_WIDTH:
        return ""
    if character.isspace() and character != "\n":
        return " "
    return fold(character) if manner is Manner.LOOSE else character


def _changed(text: str, changes: Mapping[str, str], *, lower: bool) -> str:
    """`text` with each character that is a key of `changes` replaced, and ASCII lowered."""
    made_anew = set("".join(changes.values())) & changes.keys()
    capitals = [kind for kind, other in changes.items() if kind.lower() == other and len(other) == 1]
    if made_anew or len(changes) - len(capitals) > _MOST_REPLACED:
        text = text.translate({ord(kind): other for kind, other in changes.items()})
        return _ascii_lowered(text) if lower else text
    rest = dict(changes)
    if lower and len(capitals) > _MANY_CAPITALS and "\u0130" not in changes:
        text = text.lower()  # a final sigma is folded below, capitals with accents are now small ones with accents
        rest |= {kind.lower(): other for kind, other in changes.items() if len(kind.lower()) == 1} | {
            "\u03c2": "\u03c3"
        }
    elif lower:
        text = _ascii_lowered(text)
    for kind, other in rest.items():
        if kind != other:
            text = text.replace(kind, other)
    return text


def _ascii_lowered(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _all_of(text: str, sizes: Mapping[str, int]) -> list[tuple[int, int]]:
    found = []
    for kind, size in sizes.items():
        at = text.find(kind)
        while at >= 0:
            found.append((at, size))
            at = text.find(kind, at + 1)
    return found


def _joined_mapped(text: str) -> Mapped:
    """`text` with letters and loose signs joined as NFC does, and the way back."""
    parts: list[str] = []
    starts = array("I")
    behind = 0
    for match in _SIGNED.finditer(text):
        starts.extend(range(behind, match.start()))
        joined = unicodedata.normalize("NFC", match.group())
        starts.extend([match.start()] * len(joined))
        parts += text[behind : match.start()], joined
        behind = match.end()
    starts.extend(range(behind, len(text) + 1))
    return Mapped("".join(parts) + text[behind:], starts)


_TABLES = {manner: _Table(manner) for manner in Manner}
