"""Nobody has touched the machine for a while, or it has slept for as long."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable

from reader.errors import GuardError
from reader.guard.triggers.base import Run, Trigger
from reader.platform.idle_time import IdleTime

LOOK_S = 1.0
_TOLERANCE_S = 0.25  # between the counter and our clocks, which are not read in the same instant; well below LOOK_S


class IdleMeter:
    """Adds up the time since the last touch, by whichever clock went further: sleep stops one, being set the other.

    It begins with a touch: somebody has just typed a passphrase. Pure: it is given every reading.
    """

    def __init__(self, limit_s: float, monotonic_s: float, wall_s: float) -> None:
        self._limit_s = limit_s
        self._monotonic_s = monotonic_s
        self._wall_s = wall_s
        self._idle_s = 0.0
        self._untouched_s = 0.0
        self._is_told = False

    def look(self, idle_s: float, monotonic_s: float, wall_s: float) -> bool:
        """Whether the limit has passed, once for each stretch, also for one that a touch has just ended."""
        passed_s = monotonic_s - self._monotonic_s
        longest_s = max(passed_s, wall_s - self._wall_s)
        self._monotonic_s, self._wall_s = monotonic_s, wall_s
        # A counter that stands still, or jumps, can't hide that nobody has touched anything since the last look.
        is_untouched = idle_s >= min(self._idle_s + passed_s - _TOLERANCE_S, passed_s + _TOLERANCE_S)
        self._idle_s = idle_s
        if is_untouched:
            self._untouched_s += longest_s
            return self._tell(self._untouched_s)
        is_over = self._tell(self._untouched_s + longest_s - idle_s)
        self._untouched_s = idle_s
        self._is_told = False
        return is_over

    def _tell(self, untouched_s: float) -> bool:
        is_new = untouched_s >= self._limit_s and not self._is_told
        self._is_told = self._is_told or is_new
        return is_new


class Idle(Trigger):
    """`open_source` raises GuardError or ConnectionError where nothing tells."""

    name = "idle"

    def __init__(
        self,
        limit_s: float,
        open_source: Callable[[], IdleTime],
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        look_s: float = LOOK_S,
    ) -> None:
        super().__init__()
        self._limit_s = limit_s
        self._open_source = open_source
        self._monotonic = monotonic
        self._wall = wall
        self._look_s = look_s

    def _watch(self, run: Run) -> None:
        meter = IdleMeter(self._limit_s, self._monotonic(), self._wall())  # outlives a source that goes away
        while not run.is_stopped:
            try:
                with contextlib.closing(self._open_source()) as source:
                    self._measure(run, source, meter)
            except (ConnectionError, GuardError):
                run.note("no-idle-time")
            run.wait(self.retry_s)

    def _measure(self, run: Run, source: IdleTime, meter: IdleMeter) -> None:
        while not run.is_stopped:
            if meter.look(_plausible(source.seconds()), self._monotonic(), self._wall()):
                run.happened()
            run.note()
            run.wait(self._look_s)


def _plausible(idle_s: float) -> float:
    """Raises ConnectionError for what is no time since a touch: such a source tells nothing."""
    if not 0 <= idle_s < math.inf:
        raise ConnectionError("the source of idle time lies")
    return idle_s
