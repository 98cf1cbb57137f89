"""The gestures that summon from a cover, as far as they are a cover's own. Pure: no window, no clock.

Every cover also hears the common one (`reader/guard/keys.py` `SummonDetector`): whoever forgets the own gesture, or
whose cover loses its data, is not shut out.
"""

from __future__ import annotations

from typing import Protocol

from reader.covers.buttons import button_of

_MAX_TYPED = 64  # beyond any number that a calculator takes: what is typed blindly is not collected
MIN_DIGITS = 4  # a shorter number comes up by itself in somebody's sums


class TypedGesture(Protocol):
    """Follows what is typed into a cover, also while the cover drops it."""

    def feed(self, text: str) -> bool:
        """Take what the next key or button stands for; True when it completes the gesture."""

    def reset(self) -> None:
        """The cover has begun anew."""


class NumberGesture:
    """A number of at least `MIN_DIGITS` digits, typed as the whole sum and followed by `=`.

    Takes keys and the calculator's buttons. What the display shows is what counts: C and the backspace do what they do
    there, a number behind an operator or out of the memory is no gesture. `point` is the language's decimal separator.
    """

    def __init__(self, *, point: str = ".") -> None:
        self._point = point
        self.number = ""  # digits with at most one full stop; "" is none
        self._typed = ""
        self._spoilt = False  # what is on the display is not, or not only, a number that was typed

    def feed(self, text: str) -> bool:
        """Take the next key or button; True when it completes the gesture. Keys that are no button are none here."""
        button = button_of(text, point=self._point)
        if button is None:
            return False
        if button == "=":
            completed = not self._spoilt and self._matches()
            self.reset()
            return completed
        if button == "C":
            self.reset()
        elif button == "<":
            self._typed = self._typed[:-1]
        elif button in {"MS", "M+"}:
            self._typed = ""  # the next digit begins a new number
        elif button == "MC":
            pass  # nothing on the display changes
        elif (button == "." or button.isdecimal()) and len(self._typed) < _MAX_TYPED:
            self._typed += button
        else:
            self._spoilt = True
        return False

    def spoil(self) -> None:
        """Something stands on the display that was not typed."""
        self._spoilt = True

    def reset(self) -> None:
        """The display has been cleared."""
        self._typed = ""
        self._spoilt = False

    def _matches(self) -> bool:
        return digits_in(self.number) >= MIN_DIGITS and plain(self._typed) == plain(self.number)


def digits_in(number: str) -> int:
    """How many digits a number has, leading zeros left out."""
    return sum(character.isdecimal() for character in plain(number))


def plain(number: str) -> str:
    """The number without zeros at its start and, behind a full stop, at its end."""
    whole, _, part = number.partition(".")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    return f"{whole}.{part}" if part else whole
