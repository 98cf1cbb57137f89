"""What a cover must not take in or keep after a panic. Pure: times are handed in.

Somebody who has just pressed the panic key may go on typing what they were typing: into a search, a note, a passphrase.
The keys are dropped until they have been still for a second, and what is typed in the ten seconds after the panic stays
on the screen like any text but is never saved.
"""

from __future__ import annotations

QUIET_S = 1.0
UNSAVED_S = 10.0


class InputGate:
    """Drops keys after `shut` until a second has passed without one."""

    def __init__(self) -> None:
        self._shut = False
        self._last_key_s = 0.0

    def shut(self, now_s: float) -> None:
        """Drop what comes."""
        self._shut = True
        self._last_key_s = now_s

    def open(self) -> None:
        """Let everything through again at once."""
        self._shut = False

    def is_open(self, now_s: float) -> bool:
        """Whether a key would count now."""
        return not self._shut or now_s - self._last_key_s >= QUIET_S

    def lets_through(self, now_s: float) -> bool:
        """Whether a key pressed now counts; asking is telling that there was one."""
        self._shut = not self.is_open(now_s)
        self._last_key_s = now_s
        return not self._shut


class Unsaved:
    """Which stretches of a text were typed while nothing was to be saved, kept in step with its edits.

    Positions count UTF-16 units, as Qt's documents do.
    """

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._until_s = float("-inf")

    def begin(self, now_s: float) -> None:
        """From now on, for ten seconds, nothing that is typed is saved."""
        self._until_s = now_s + UNSAVED_S

    def forget(self) -> None:
        """Another text begins; what was kept of the last is gone."""
        self._spans.clear()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Start and end of each stretch, in order, none touching another."""
        return tuple(self._spans)

    def edited(self, position: int, removed: int, added: int, now_s: float) -> None:
        """At `position`, `removed` units went and `added` came in their place."""
        spans = list(_without(self._spans, position, removed, added))
        if added and now_s < self._until_s:
            spans.append((position, position + added))
        self._spans = _joined(spans)

    def kept(self, text: str) -> str:
        """The text as it may be saved."""
        units = text.encode("utf-16-le", "surrogatepass")
        parts, last = [], 0
        for start, end in self._spans:
            parts.append(units[2 * last : 2 * start])
            last = end
        parts.append(units[2 * last :])
        return b"".join(parts).decode("utf-16-le", "replace")


def _without(spans: list[tuple[int, int]], position: int, removed: int, added: int) -> list[tuple[int, int]]:
    """The spans after an edit, with the added stretch counted as no part of them."""
    moved: list[tuple[int, int]] = []
    end_removed, shift = position + removed, added - removed
    for start, end in spans:
        before = (start, min(end, position))
        after = (max(start, end_removed) + shift, end + shift)
        moved += [span for span in (before, after) if span[0] < span[1]]
    return moved


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
