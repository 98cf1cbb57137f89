"""What keeps the programs of this session apart, by the display server that the windows are on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from reader.platform.safety.finding import Finding
from reader.platform.wayland_wire import WaylandConnection

Interfaces: TypeAlias = Callable[[], Iterable[str]]
"""What a Wayland compositor offers to this program, and so to any other of the session; asks it."""

_RECORDING = frozenset(
    {
        "zwlr_screencopy_manager_v1",
        "zwlr_export_dmabuf_manager_v1",
        "ext_image_copy_capture_manager_v1",
    }
)
"""Protocols by which a program records the screen without a question (wlr-protocols, wayland-protocols' staging)."""


def offered_interfaces() -> frozenset[str]:
    """Asks the compositor. Raises DisplayUnavailable."""
    connection = WaylandConnection()
    try:
        return frozenset(offered.interface for offered in connection.globals.values())
    finally:
        connection.close()


def covers_finding(covers: str) -> Finding:
    """By what a panic can put over everything before it kills: `CoverKind`'s values."""
    return Finding("covers", covers)


def look_at_session(environment: Mapping[str, str], window_system: str, interfaces: Interfaces = tuple) -> Finding:
    """`window_system` is Qt's name for what the windows are on: xcb, wayland or another.

    An X server shows every program the screen and every key. A Wayland compositor shows each its own keys; whether it
    lets anybody record the screen unasked is seen by the `interfaces` that it offers: none at all is no answer. Windows
    that came by way of Xwayland are to each other as on an X server.
    """
    if window_system.startswith("wayland"):
        return Finding("session", _of_wayland(frozenset(interfaces())))
    if window_system == "xcb":
        return Finding("session", "xwayland" if environment.get("WAYLAND_DISPLAY") else "x11")
    return Finding("session", "none")


def _of_wayland(interfaces: frozenset[str]) -> str:
    if not interfaces:
        return "wayland-untold"
    return "wayland-open" if interfaces & _RECORDING else "wayland"
