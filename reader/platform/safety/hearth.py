"""What the program knows of itself, as findings: the panic key, the triggers, the worker's walls, capture, deaths."""

from __future__ import annotations

from collections.abc import Iterator

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
    """What walls there are, and in its facts each of them. None: a worker was tried and got no walls."""
    if report is None or not report.is_confined:
        return Finding("sandbox", "none")
    return Finding("sandbox", _sandbox_reason(report), tuple(_walls(report)))


def _sandbox_reason(report: SandboxReport) -> str:
    if "network" in report.absent:
        return "open-network"
    if not report.system_calls_filtered:
        return "system-wall"
    return "two-walls" if report.landlock_abi else "one-wall"


def _walls(report: SandboxReport) -> Iterator[str]:
    """A name for each, and the number that belongs to it after a colon."""
    if report.system_calls_filtered:
        yield "system-calls"
    if report.landlock_abi:
        yield f"{_landlock_wall(report.landlock_abi)}:{report.landlock_abi}"
    if report.system_sandbox:
        yield report.system_sandbox
    if report.no_new_privileges:
        yield "no-new-privileges"
    if not report.starts_processes:
        yield "processes"
    if report.memory_limit_bytes:
        yield f"memory:{report.memory_limit_bytes}"
    elif "memory" in report.absent:
        yield "no-memory-limit"
    if report.cpu_limit_s:
        yield f"cpu:{report.cpu_limit_s}"


def _landlock_wall(abi: int) -> str:
    """By what it covers (reader/platform/linux_landlock.py)."""
    covered = {1: "landlock-files", 4: "landlock-tcp", 6: "landlock-signals", 10: "landlock-network"}
    return covered[max(since for since in covered if since <= abi)]


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
