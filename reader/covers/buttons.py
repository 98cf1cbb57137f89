"""What a key means on a calculator: one button, in any script's digits."""

from __future__ import annotations

import unicodedata

BUTTONS = (*"0123456789.+-*/%()", "=", "C", "<", "MC", "MR", "MS", "M+")
_KEYS = {
    "−": "-", "–": "-", "×": "*", "x": "*", "X": "*", "÷": "/", ":": "/", "٪": "%", "٫": ".",
    "\r": "=", "\n": "=", "\b": "<", "\x7f": "C", "\x1b": "C", "c": "C",
}  # fmt: skip


def button_of(text: str, *, point: str = ".") -> str | None:
    """The button that a key's text stands for; None if it is none.

    `point` is the language's decimal separator. The full stop counts beside it, as keypads have it in every layout.
    """
    if text in BUTTONS:
        return text
    if text == point:
        return "."
    if len(text) == 1 and text.isdecimal():
        return str(unicodedata.decimal(text))
    return _KEYS.get(text)
