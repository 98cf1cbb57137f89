"""Recognising the two panic gestures among physical keys, and the gesture that summons. Pure: no display, no clock.

Keys are physical key codes as the display server numbers them, so that no layout and no input method changes anything.
"""

from __future__ import annotations

from collections.abc import Collection

from reader.platform.key_event import KeyEvent

TAPS = 3
TAPS_WITHIN_MS = 1200  # from the first press to the last release
SUMMON_TAPS = 3
SUMMON_WITHIN_MS = 1500  # from the first press of the full stop to the last
FULL_STOP_CODE = 60  # the key right of the comma: evdev's KEY_DOT (52) as X11 and Wayland number it, 8 higher
_CLOCK_WRAP_MS = 1 << 32  # the display server's clock starts anew after 49.7 days


def elapsed_ms(start_ms: int, end_ms: int) -> int:
    """Time between two readings of the server's 32-bit clock."""
    return (end_ms - start_ms) % _CLOCK_WRAP_MS


class TapDetector:
    """Three bare taps, of whichever of these keys, with nothing between: neither another key nor a mouse button.

    A tap that holds anything else down while it lasts is not bare, nor is one begun while another key was down. A key
    that is let go between taps was between them, whoever heard its press. Two of
    these keys pressed at once, or the second before the first is let go, are one tap: they switch layouts in some
    set-ups, and a frightened hand does not press neatly.
    """

    def __init__(self, codes: Collection[int], *, taps: int = TAPS, within_ms: int = TAPS_WITHIN_MS) -> None:
        self._codes = frozenset(codes)
        self._taps = taps
        self._within_ms = within_ms
        self._others_down: set[tuple[int, bool]] = set()
        self._down: set[int] = set()
        self._pressed_ms: int | None = None  # the last press since a tap was complete
        self._presses_ms: list[int] = []  # when each tap of the run began

    def feed(self, event: KeyEvent) -> bool:
        """Take the next event; True when it completes the gesture."""
        if not event.is_key or event.code not in self._codes:
            self._feed_other(event)
            return False
        if event.is_press:
            self._feed_press(event)
            return False
        return self._feed_release(event)

    def forget_held(self) -> None:
        """Keys held now may be let go where nobody tells us: from here on none counts as held."""
        self._others_down.clear()
        self._down.clear()
        self._pressed_ms = None

    def _feed_other(self, event: KeyEvent) -> None:
        key = (event.code, event.is_key)
        if event.is_press or key not in self._others_down:
            # Let go without a press that was heard: a shortcut took it. Shift+F3 three times is no alarm.
            self._break()
        if event.is_press:
            self._others_down.add(key)
        else:
            self._others_down.discard(key)

    def _feed_press(self, event: KeyEvent) -> None:
        if event.code in self._down:
            return  # an auto-repeat
        if self._others_down:
            self._break()
            return
        self._down.add(event.code)
        self._pressed_ms = event.time_ms

    def _feed_release(self, event: KeyEvent) -> bool:
        if event.code not in self._down:
            return False
        self._down.discard(event.code)
        if self._pressed_ms is None:
            return False  # the second of two let go: their tap is counted
        self._presses_ms.append(self._pressed_ms)
        self._pressed_ms = None
        while self._presses_ms and elapsed_ms(self._presses_ms[0], event.time_ms) > self._within_ms:
            self._presses_ms.pop(0)
        if len(self._presses_ms) < self._taps:
            return False
        self._break()
        return True

    def _break(self) -> None:
        self._down.clear()
        self._pressed_ms = None
        self._presses_ms.clear()


class PanicDetector:
    """Either the panic key goes down, or the taps are complete."""

    def __init__(self, key_codes: Collection[int], shift_codes: Collection[int]) -> None:
        self._key_codes = frozenset(key_codes)
        self._taps = TapDetector(shift_codes)

    def feed(self, event: KeyEvent) -> bool:
        """Take the next event; True is a panic."""
        tapped = self._taps.feed(event)
        return tapped or (event.is_key and event.is_press and event.code in self._key_codes)

    def forget_held(self) -> None:
        """Keys held now may be let go where nobody tells us."""
        self._taps.forget_held()


class SummonDetector:
    """Control is held while the full stop's key is pressed three times within 1.5 s; any other key begins anew.

    Letting go of Control and pressing it again is such another key.
    """

    def __init__(self, stop_code: int = FULL_STOP_CODE) -> None:
        self._stop_code = stop_code
        self._presses_ms: list[int] = []

    def feed_press(self, code: int, time_ms: int, *, control: bool) -> bool:
        """Take the next key that goes down, auto-repeats left out; True when it completes the gesture."""
        if code != self._stop_code or not control:
            self._presses_ms.clear()
            return False
        self._presses_ms.append(time_ms)
        while elapsed_ms(self._presses_ms[0], time_ms) > SUMMON_WITHIN_MS:
            self._presses_ms.pop(0)
        if len(self._presses_ms) < SUMMON_TAPS:
            return False
        self._presses_ms.clear()
        return True
