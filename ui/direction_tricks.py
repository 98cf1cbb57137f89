"""Names on the screen: what would turn the direction of writing is shown by its number."""

from __future__ import annotations

from reader.text.visible import DIRECTIONS


def shown(text: str) -> str:
    """`text` with every character that turns the direction of writing told by its number, as ⟨U+202E⟩."""
    return "".join(f"⟨U+{ord(each):04X}⟩" if ord(each) in DIRECTIONS else each for each in text)
