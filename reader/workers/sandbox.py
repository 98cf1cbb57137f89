"""A worker's walls: how much it may use, and the refusal to work without them. The platform builds them."""

from __future__ import annotations

from reader.errors import SandboxUnavailable
from reader.platform.base import Platform, SandboxReport, WorkerLimits

MIB = 1024 * 1024

LIMITS = WorkerLimits(memory_bytes=2048 * MIB)
"""Address space: a document of 512 MiB, what it unpacks to, 64 MiB of pixels, and the libraries (some 200 MiB)."""


def enter_sandbox(platform: Platform, limits: WorkerLimits = LIMITS) -> SandboxReport:
    """Close the walls round this process, for ever; what really stands is in the report. Raises SandboxUnavailable.

    All code must be loaded before: nothing can be opened after.
    """
    report = platform.enter_sandbox(limits)
    if not report.is_confined:
        raise SandboxUnavailable("no wall stands")
    return report
