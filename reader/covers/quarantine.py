"""What a cover must not take in or keep after a panic. Pure: times are handed in.

Somebody who has just pressed the panic key may go on typing what they were typing: into a search, a note, a passphrase.
The keys are dropped until they have been still for a second, and what is typed in the ten seconds after the panic is
scratch: on the page while they run, never saved, gone when they end. What is being typed just then is dropped to its
end, the next quiet second: half a sentence is never kept.
"""

from __future__ import annotations

QUIET_S = 1.0
SCRATCH_S = 10.0


class InputGate:
    """Drops keys after `shut` until a second has passed without one."""

    def __init__(self) -> None:
        self._shut = False
        self._last_key_s = self._last_touch_s = float("-inf")
        self._not_before_s = float("-inf")

    def shut(self, now_s: float, *, at_least_s: float = 0.0) -> None:
        """Drop what comes, for this long even if nothing comes. A later call never shortens an earlier one."""
        self._shut = True
        self._last_key_s = now_s
        self._not_before_s = max(self._not_before_s, now_s + at_least_s)

    def shut_if_busy(self, now_s: float) -> None:
        """Drop the rest of what is being typed or clicked now; without that, nothing."""
        if now_s - max(self._last_key_s, self._last_touch_s) < QUIET_S:
            self.shut(now_s)

    def note_touch(self, now_s: float) -> None:
        """There was a click: it holds up no quiet second."""
        self._last_touch_s = now_s

    def open(self) -> None:
        """Let everything through again at once."""
        self._shut = False
        self._not_before_s = float("-inf")

    def is_open(self, now_s: float) -> bool:
        """Whether a key would count now."""
        return not self._shut or (now_s - self._last_key_s >= QUIET_S and now_s >= self._not_before_s)

    def lets_through(self, now_s: float) -> bool:
        """Whether a key pressed now counts; asking is telling that there was one."""
        self._shut = not self.is_open(now_s)
        self._last_key_s = now_s
        return not self._shut
