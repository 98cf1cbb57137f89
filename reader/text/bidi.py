"""Bidi: the invisible characters that turn text round (UAX #9), kept where they serve, shown where they deceive.

Arabic and Hebrew text needs them; a name, a title or an address is where "evil\\u202efdp.exe" passes for something
else. Shown, a control is its code point in brackets: `[U+202E]`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_EMBEDDINGS, _OVERRIDES, _ISOLATES = "\u202a\u202b", "\u202d\u202e", "\u2066\u2067\u2068"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_MARKS = "\u200e\u200f\u061c"
TURNS = f"{_EMBEDDINGS}{_OVERRIDES}{_ISOLATES}{_POP_EMBEDDING}{_POP_ISOLATE}"
"""What turns the direction of writing, and what ends that; marks only say which way the next letters run."""

_CONTROL = re.compile(f"[{TURNS}{_MARKS}]")
_OVERRIDE = re.compile(f"[{_OVERRIDES}]")
_PAIRED = re.compile(f"[{TURNS}]")
MAX_DEPTH = 60
"""UAX #9 stops counting at 125."""


def show_controls(text: str) -> str:
    """`text` with every control shown: for addresses and names of files, which have no need of any."""
    return _CONTROL.sub(_shown, text) if not text.isascii() else text


def show_overrides(text: str) -> str:
    """`text` with the controls shown that write letters backwards: for the words of a link."""
    return _OVERRIDE.sub(_shown, text) if not text.isascii() else text


def show_tricks(name: str) -> str:
    """A title or a person's name: in right-to-left letters, marks and pairs that close stay; all else is shown."""
    if name.isascii() or not _CONTROL.search(name):
        return name
    right_to_left = any(
        unicodedata.bidirectional(character) in {"R", "AL"} for character in name if character.isalpha()
    )
    if not right_to_left or _OVERRIDE.search(name) or "".join(balanced([name])) != name:
        return show_controls(name)
    return name


def balanced(parts: Sequence[str]) -> list[str]:
    """The parts of one paragraph where each control that opens is closed at the end, and none closes what is not open.

    So nothing turns round what stands behind it in a snippet, a list or the clipboard.
    """
    opened: list[str] = []
    kept = [_PAIRED.sub(lambda found: _step(found[0], opened), part) for part in parts]
    if opened:
        kept[-1] += "".join(reversed(opened))
    return kept


def has_override(text: str) -> bool:
    """Whether letters of `text` are written backwards."""
    return not text.isascii() and _OVERRIDE.search(text) is not None


def needs_balance(text: str) -> bool:
    return not text.isascii() and _PAIRED.search(text) is not None


def _step(control: str, opened: list[str]) -> str:
    if control not in {_POP_EMBEDDING, _POP_ISOLATE}:
        if len(opened) >= MAX_DEPTH:
            return ""
        opened.append(_POP_ISOLATE if control in _ISOLATES else _POP_EMBEDDING)
        return control
    if not opened or opened[-1] != control:
        return ""
    opened.pop()
    return control


def written_out(character: str) -> str:
    """What is not seen, by its number: `[U+202E]`."""
    return f"[U+{ord(character):04X}]"


def _shown(found: re.Match[str]) -> str:
    return written_out(found[0])
