"""macOS. UNTESTED: what POSIX gives, and null objects with words for the rest.

No parent-death signal: children rely on the end of their pipe. No sandbox yet, so workers refuse to parse
(SandboxUnavailable) rather than parse without a wall.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal

from reader.platform.base import Platform


class MacPlatform(Platform):
    """macOS 12 and later. UNTESTED."""

    name = "macos"

    def harden_process(self) -> None:
        """No core dumps. Other processes of this user could still attach: the system has no switch for it here."""
        super().harden_process()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def kill_group(self, pgid: int) -> None:
        """SIGKILL to the whole group in one call."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pgid, signal.SIGKILL)
