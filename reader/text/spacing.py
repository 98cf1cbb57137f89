"""Spacing: scripts written without spaces, cut into units for an index of words.

Han, kana and Hangul become one syllable or character each; Thai, Lao, Khmer, Burmese and Tibetan one base letter with
the signs that belong to it. A query spaced the same way and asked as a phrase is then found inside longer words.
"""

from __future__ import annotations

import re
from array import array

from reader.text.fold import Mapped, fold, fold_mapped

_EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3098\u309b-\u30fa\u30fc-\u30ff"
    "\u3105-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_THAI_LAO = "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf"
_KHMER_BURMESE_TIBETAN = (
    "\u1780-\u17b3\u17d7\u17dc\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070"
    "\u1075-\u1081\u108e\uaa60-\uaa7a\u0f00\u0f40-\u0f6c\u0f88-\u0f8c"
)
_SIGNS = (
    "\u3099\u309a\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u17b4-\u17d3\u17dd\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d"
    "\u108f\u109a-\u109d\uaa7b-\uaa7d\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e\u0f3f\u0f71-\u0f87\u0f8d-\u0fbc\u0fc6"
)
_BASE = _EAST_ASIAN + _THAI_LAO + _KHMER_BURMESE_TIBETAN
_STACKERS = "\u17d2\u1039"  # the next letter hangs below the one before: Khmer coeng, Burmese virama
_GAP = re.compile(rf"(?<=[^\s{_STACKERS}])(?=[{_BASE}])|(?<=[{_BASE}{_SIGNS}])(?=[^\s{_BASE}{_SIGNS}])")


def space(text: str) -> str:
    """`text` with one space at every border of a unit that has none."""
    return text if text.isascii() else _GAP.sub(" ", text)


def space_mapped(text: str) -> Mapped:
    """`space(text)` with the way back; an inserted space comes from the character behind it."""
    gaps = [] if text.isascii() else [match.start() for match in _GAP.finditer(text)]
    if not gaps:
        return Mapped(text)
    parts: list[str] = []
    starts = array("I")
    behind = 0
    for gap in gaps:
        parts += text[behind:gap], " "
        starts.extend(range(behind, gap + 1))
        behind = gap
    starts.extend(range(behind, len(text) + 1))
    return Mapped("".join(parts) + text[behind:], starts)


def index_form(text: str) -> str:
    """What the index of words is given, and what a query is turned into: folded, then spaced."""
    return space(fold(text))


def index_form_mapped(text: str) -> Mapped:
    """`index_form(text)` with the way back to code points of `text`."""
    folded = fold_mapped(text)
    return folded.then(space_mapped(folded.text))
