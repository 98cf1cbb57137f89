"""Events that come after a while, for a loop that waits in select."""

from __future__ import annotations

import time
from collections.abc import Callable

from reader.guard.states import Event


class Timers:
    """At most one wait per event; starting it again begins anew. `now` is a monotonic clock in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._due_s: dict[Event, float] = {}

    def start(self, event: Event, after_s: float) -> None:
        """Let `event` come after this time."""
        self._due_s[event] = self._now() + after_s

    def stop(self, event: Event) -> None:
        """Let it not come."""
        self._due_s.pop(event, None)

    def wait_s(self) -> float | None:
        """How long until the next one; None when there is none."""
        if not self._due_s:
            return None
        return max(0.0, min(self._due_s.values()) - self._now())

    def due(self) -> list[Event]:
        """Take out the events whose time has come, the oldest first."""
        now = self._now()
        ripe = sorted((due_s, event.value, event) for event, due_s in self._due_s.items() if due_s <= now)
        for _, _, event in ripe:
            del self._due_s[event]
        return [event for _, _, event in ripe]
