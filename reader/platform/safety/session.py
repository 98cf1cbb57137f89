"""What keeps the programs of this session apart, by the display server that the windows are on."""

from __future__ import annotations

from collections.abc import Mapping

from reader.platform.safety.finding import Finding


def covers_finding(covers: str) -> Finding:
    """By what a panic can put over everything before it kills: `CoverKind`'s values."""
    return Finding("covers", covers)


def look_at_session(environment: Mapping[str, str], window_system: str) -> Finding:
    """`window_system` is Qt's name for what the windows are on: xcb, wayland or another.

    An X server shows every program the screen and every key; a Wayland compositor shows each its own, and to those that
    came by way of Xwayland what an X server would show of each other.
    """
    if window_system.startswith("wayland"):
        return Finding("session", "wayland")
    if window_system == "xcb":
        return Finding("session", "xwayland" if environment.get("WAYLAND_DISPLAY") else "x11")
    return Finding("session", "none")
