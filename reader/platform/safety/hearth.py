"""What the program knows of itself, as findings: the panic key, the triggers, the worker's walls, capture, deaths."""

from __future__ import annotations

from reader.platform.base import SandboxReport
from reader.platform.safety.finding import REASONS, Finding


def panic_key_finding(*, is_known: bool, is_armed: bool, reason: str) -> Finding:
    """By what the guard said last of the watch; a reason that has no sentence yet is still no "holds"."""
    if not is_known:
        return Finding("panic-key", "not-yet")
    if is_armed:
        return Finding("panic-key", "armed")
    is_named = REASONS["panic-key"].get(reason) == "fails"
    return Finding("panic-key", reason if is_named else "window-only")


def triggers_finding(working: int, total: int) -> Finding:
    """How many of those that are switched on work on this machine."""
    if total == 0:
        return Finding("triggers", "off")
    reason = "none" if working == 0 else "all" if working >= total else "some"
    return Finding("triggers", reason, (str(working), str(total)))


def sandbox_finding(report: SandboxReport | None) -> Finding:
    """None: a worker was tried and got no walls, so that nothing is parsed."""
    if report is None or not report.system_calls_filtered:
        return Finding("sandbox", "none")
    return Finding("sandbox", "two-walls" if report.landlock_abi else "one-wall")


def capture_finding(*, is_possible: bool, is_admitted: bool, is_done: bool) -> Finding:
    """`is_done`: the system says that every window is kept out."""
    if not is_possible:
        return Finding("capture", "impossible")
    if is_admitted:
        return Finding("capture", "admitted")
    return Finding("capture", "excluded" if is_done else "refused")


def deaths_finding(count: int) -> Finding:
    """How often the desk ended without having been told to."""
    return Finding("deaths", "some", (str(count),))
