"""How long nobody has touched keyboard or mouse, as the display server or the compositor counts it."""

from __future__ import annotations

import os
from typing import Protocol

from reader.platform.dbus import SESSION_BUS, BusConnection, Call, Signal

_MUTTER = Call(
    service="org.gnome.Mutter.IdleMonitor",
    path="/org/gnome/Mutter/IdleMonitor/Core",
    interface="org.gnome.Mutter.IdleMonitor",
    method="GetIdletime",
)


class IdleTime(Protocol):
    """Tells how long nobody has touched keyboard or mouse, in any window."""

    def seconds(self) -> float:
        """Raises ConnectionError when it can't be told any more."""

    def close(self) -> None:
        """Let go of the source."""


def open_idle_time() -> X11IdleTime | MutterIdleTime:
    """Whatever this session has. Raises ConnectionError and DisplayUnavailable.

    On Wayland an X server counts only what reaches its own windows, so it is not asked there.
    """
    if os.environ.get("WAYLAND_DISPLAY"):
        return MutterIdleTime(SESSION_BUS)
    return X11IdleTime()


class X11IdleTime:
    """The MIT-SCREEN-SAVER extension, version 1.1."""

    def __init__(self) -> None:
        """Raises ConnectionError and DisplayUnavailable."""
        try:
            from reader.platform.x11 import open_display  # noqa: PLC0415 - python-xlib is installed on Linux only
        except ImportError as problem:
            raise ConnectionError("there is no X here") from problem
        self._display = open_display()
        if not self._display.has_extension("MIT-SCREEN-SAVER"):
            self._display.close()
            raise ConnectionError("the display server counts no idle time")
        self._root = self._display.screen().root

    def seconds(self) -> float:
        """Since the last key, button or movement. Raises ConnectionError."""
        from Xlib.error import ConnectionClosedError  # noqa: PLC0415 - as above

        try:
            return float(self._root.screensaver_query_info().idle) / 1000
        except ConnectionClosedError as problem:
            raise ConnectionError("the display server is gone") from problem

    def close(self) -> None:
        """Let go of the display."""
        from reader.platform.x11 import close_display  # noqa: PLC0415 - as above

        close_display(self._display)


class MutterIdleTime:
    """GNOME's compositor, which tells it on the session bus."""

    def __init__(self, address: str) -> None:
        """Raises ConnectionError."""
        self._connection = BusConnection(address)

    def seconds(self) -> float:
        """Since the last key, button or movement. Raises ConnectionError."""
        match self._connection.call(_MUTTER, _ignore):
            case (int() as idle_ms,) if not isinstance(idle_ms, bool):
                return idle_ms / 1000
            case _:
                raise ConnectionError("the compositor does not tell")

    def close(self) -> None:
        """Let go of the bus."""
        self._connection.close()


def _ignore(_signal: Signal) -> None:
    pass
