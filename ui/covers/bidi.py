"""Sums and signs run from left to right in every language; parentheses would turn round in a line of Arabic."""

from __future__ import annotations

_ISOLATE, _END = "\u2066", "\u2069"


def left_to_right(text: str) -> str:
    """The same text, kept from the direction of what it stands in."""
    return f"{_ISOLATE}{text}{_END}"
