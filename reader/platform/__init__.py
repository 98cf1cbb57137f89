"""The only place that asks which system this is. Everything else asks for `this_platform()` and is handed one."""

from __future__ import annotations

import sys

from reader.platform.base import Platform


def this_platform() -> Platform:
    """The platform this process runs on; each loads only its own module."""
    system: str = sys.platform  # a plain str, or the type checker sees only its own system's branch
    if system == "linux":
        from reader.platform.linux import LinuxPlatform  # noqa: PLC0415

        return LinuxPlatform()
    if system == "win32":
        from reader.platform.windows import WindowsPlatform  # noqa: PLC0415

        return WindowsPlatform()
    if system == "darwin":
        from reader.platform.macos import MacPlatform  # noqa: PLC0415

        return MacPlatform()
    return Platform()
