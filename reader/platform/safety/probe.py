"""Looks at the machine that take no longer than they are given: a service that hangs must not hang the page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import msgspec

from reader.platform.safety.finding import FAILED, NO_ANSWER, Finding, Matter

LOOK_LIMIT_S = 1.0
BUS_LIMIT_S = 0.3
"""For one call on a bus: a look makes up to three."""


class Probe(msgspec.Struct, frozen=True):
    """How one matter is found out. `look` blocks, on a thread of its own; what it raises counts as not told."""

    matter: Matter
    look: Callable[[], Finding]
    limit_s: float = LOOK_LIMIT_S


def unknown_probe(matter: Matter) -> Probe:
    """For a system on which nobody has found out how to ask."""
    return Probe(matter, lambda: Finding(matter, FAILED))


def look_at(probes: Sequence[Probe]) -> list[Finding]:
    """All of them at once; blocks for the longest limit at most. One finding a probe, in their order."""
    started_s = time.monotonic()
    looks = [_Look(probe) for probe in probes]
    return [look.finding(started_s + look.probe.limit_s) for look in looks]


class _Look:
    """One probe under way. A look that hangs keeps its thread, which ends with the process."""

    def __init__(self, probe: Probe) -> None:
        self.probe = probe
        self._found: Finding | None = None
        self._thread = threading.Thread(target=self._run, name=f"look-{probe.matter}", daemon=True)
        self._thread.start()

    def finding(self, deadline_s: float) -> Finding:
        self._thread.join(max(0.0, deadline_s - time.monotonic()))
        return self._found or Finding(self.probe.matter, NO_ANSWER)

    def _run(self) -> None:
        try:
            self._found = self.probe.look()
        except Exception:  # noqa: BLE001 - whatever a machine answers, the other matters are still shown
            self._found = Finding(self.probe.matter, FAILED)
