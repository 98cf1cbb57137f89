"""The gestures that summon from a cover, as far as they are a cover's own. Pure: no window; times are handed in.

Every cover also hears the common one (`reader/guard/keys.py` `SummonDetector`): whoever forgets the own gesture, or
whose cover loses its data, is not shut out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol

import msgspec

from reader.covers.buttons import button_of

_MAX_TYPED = 64  # beyond any number that a calculator takes: what is typed blindly is not collected
MIN_DIGITS = 4  # a shorter number comes up by itself in somebody's sums
CORNER_PX = 72  # how far a corner reaches into a window, at most a quarter of it
CORNERS_WITHIN_S = 5.0  # from the first click to the last
_CLOCKWISE = ((False, False), (True, False), (True, True), (False, True))  # from the upper left: (right, low)
_RETURN = frozenset({"\r", "\n"})


class PhraseKey(msgspec.Struct, frozen=True):
    """A key, by its place (as X11 and Wayland number it) or by what it writes: a layout may change either."""

    code: int
    character: str

    def is_pressed(self, text: str, code: int) -> bool:
        """Whether this press, or these letters of an input method, are the key."""
        if len(text) == 1 and text.isdecimal():
            text = str(unicodedata.decimal(text))  # digits of any script
        return code == self.code or text == self.character


_COMMA, _FULL_STOP, _ZERO = PhraseKey(59, ","), PhraseKey(60, "."), PhraseKey(19, "0")
FIND_CODE, GO_TO_CODE = 41, 42  # the keys F and G, which ask for the lines together with Control
FIND_PHRASE = (_FULL_STOP, _COMMA, _FULL_STOP)
"""Written into the Notes' line for finding: no word that anybody looks for."""
CELL_PHRASE = (_ZERO, _FULL_STOP, _ZERO)
"""Written into the Sheet's line with the cell's name: there is no such cell."""


class TypedGesture(Protocol):
    """Follows what is typed into a cover, also while the cover drops it."""

    def feed(self, text: str, code: int = 0) -> bool:
        """Take what the next key or button stands for, and where the key lies; True when it completes the gesture."""

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

    def feed(self, text: str, _code: int = 0) -> bool:
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


class PhraseGesture:
    """These keys and Return, in one line of the cover and with nothing else in it.

    The line may be an imagined one: while a cover drops what is typed, only the gesture knows that somebody has asked
    for the line. Any other key ends it until the line is entered anew.
    """

    def __init__(self, keys: Sequence[PhraseKey]) -> None:
        self._keys = tuple(keys)
        self._reached: int | None = None  # how many of the keys stand in the line; None: not in it, or other things

    def enter(self) -> None:
        """The keyboard is in the line, and what is typed next is all that will stand there."""
        self._reached = 0

    def feed(self, text: str, code: int = 0) -> bool:
        """Take the next key, or what an input method has written; True when it completes the gesture."""
        if self._reached is None:
            return False
        if text in _RETURN:
            completed = self._reached == len(self._keys)
            self.reset()
            return completed
        if self._reached < len(self._keys) and self._keys[self._reached].is_pressed(text, code):
            self._reached += 1
        elif text:  # a modifier writes nothing
            self.reset()
        return False

    def reset(self) -> None:
        """The keyboard has left the line, or there is something else in it."""
        self._reached = None


class CornersGesture:
    """The four corners of the window, clicked clockwise from the upper left with no click between them."""

    def __init__(self) -> None:
        self._clicked_s: list[float] = []

    def press(self, place: tuple[float, float], size: tuple[int, int], now_s: float) -> bool:
        """Take the next press of the first button, all lengths in one unit; True when it completes the gesture."""
        corner = _corner(place, size)
        if corner == _CLOCKWISE[0]:
            self._clicked_s = [now_s]
        elif self._clicked_s and corner == _CLOCKWISE[len(self._clicked_s)]:
            self._clicked_s.append(now_s)
        else:
            self.reset()
        if len(self._clicked_s) < len(_CLOCKWISE):
            return False
        completed = self._clicked_s[-1] - self._clicked_s[0] <= CORNERS_WITHIN_S
        self.reset()
        return completed

    def reset(self) -> None:
        """Something else was pressed."""
        self._clicked_s = []


def _corner(place: tuple[float, float], size: tuple[int, int]) -> tuple[bool, bool] | None:
    """(right, low) of the corner that holds this place; None in none."""
    ends = []
    for at, length in zip(place, size, strict=True):
        reach = min(CORNER_PX, length / 4)
        if reach <= at < length - reach:
            return None
        ends.append(at >= length - reach)
    return ends[0], ends[1]


def digits_in(number: str) -> int:
    """How many digits a number has, leading zeros left out."""
    return sum(character.isdecimal() for character in plain(number))


def plain(number: str) -> str:
    """The number without zeros at its start and, behind a full stop, at its end."""
    whole, _, part = number.partition(".")
    whole, part = whole.lstrip("0"), part.rstrip("0")
    return f"{whole}.{part}" if part else whole
