"""A display is plugged in, taken away, exchanged for another, mirrored, or no longer mirrored.

Somebody puts a projector on the laptop, or takes the desk apart. A change of resolution or of a display's place is none
of these, nor is a display that sleeps.
"""

from __future__ import annotations

import contextlib
import math
import select
import time
from collections.abc import Callable, Collection

from reader.errors import GuardError
from reader.guard.triggers.base import Run, Trigger
from reader.platform.displays import Display, DisplayList, Layout

LOOK_S = 0.5
WAKE_S = 5.0  # a display that was asleep may need this long to be seen again

_Fact = frozenset[str]
"""One name: that display is there. Two: they show the same."""


class DisplayMeter:
    """What changed from look to look. Pure: it is given every layout and the time.

    What comes counts at once. What goes counts at once too, but for displays that slept: they may vanish meanwhile, and
    count as gone if they are not back `WAKE_S` after waking.
    """

    def __init__(self, wanted: Callable[[], Collection[Display]]) -> None:
        self._wanted = wanted
        self._known: frozenset[_Fact] | None = None
        self._makes: dict[str, bytes] = {}
        self._was_asleep = False
        self._woke_s = -math.inf

    def look(self, layout: Layout, now_s: float) -> bool:
        """Whether it differs from what was; nothing does at the first look."""
        facts = layout.mirrored | {_there(display) for display in layout.displays}
        known = facts if self._known is None else self._known
        gone = known - facts if self._is_awake(layout, now_s) else frozenset()
        changed = (facts - known) | gone | self._exchanged(layout)
        self._known = (known | facts) - gone
        self._makes |= {display.name: display.make for display in layout.displays if display.make}
        return any(not fact & self._wanted_names() for fact in changed)

    def _is_awake(self, layout: Layout, now_s: float) -> bool:
        if self._was_asleep and not layout.is_asleep:
            self._woke_s = now_s
        self._was_asleep = layout.is_asleep
        return not layout.is_asleep and now_s - self._woke_s >= WAKE_S

    def _exchanged(self, layout: Layout) -> frozenset[_Fact]:
        """Displays that say to be another make than before; one that says nothing says nothing."""
        return frozenset(
            _there(display)
            for display in layout.displays
            if display.make and self._makes.get(display.name, display.make) != display.make
        )

    def _wanted_names(self) -> frozenset[str]:
        return frozenset(
            wanted.name for wanted in self._wanted() if self._makes.get(wanted.name, wanted.make) == wanted.make
        )


class Displays(Trigger):
    """`open_source` raises GuardError or ConnectionError where nothing tells.

    `wanted` are displays that the person has said will be used, to be asked whenever something changed: their coming,
    going and mirroring is no alarm. It is called on the trigger's thread.
    """

    name = "display-changed"

    def __init__(
        self,
        open_source: Callable[[], DisplayList],
        *,
        wanted: Callable[[], Collection[Display]] = tuple,
        clock: Callable[[], float] = time.monotonic,
        look_s: float = LOOK_S,
    ) -> None:
        super().__init__()
        self._open_source = open_source
        self._wanted = wanted
        self._clock = clock
        self._look_s = look_s

    def _watch(self, run: Run) -> None:
        meter = DisplayMeter(self._wanted)  # outlives a source that goes away
        while not run.is_stopped:
            try:
                with contextlib.closing(self._open_source()) as source:
                    self._follow(run, source, meter)
            except (ConnectionError, GuardError):
                run.note("no-display")
            run.wait(self.retry_s)

    def _follow(self, run: Run, source: DisplayList, meter: DisplayMeter) -> None:
        while not run.is_stopped:
            if meter.look(source.look(), self._clock()):
                run.happened()
            run.note()
            select.select([run.fileno(), *source.handles], [], [], self._look_s)


def _there(display: Display) -> _Fact:
    return frozenset({display.name})
