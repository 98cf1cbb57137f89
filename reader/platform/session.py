"""Which display server the windows of this session belong to, and what it gives a program that wants to hide them.

Decided by measurement: docs/decisions/0016-wayland.md.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from enum import Enum

import msgspec

from reader.errors import DisplayUnavailable

_QT_VARIABLE = "QT_QPA_PLATFORM"
_WAYLAND = "wayland"


class SessionKind(Enum):
    """What windows are made of."""

    X11 = "x11"
    WAYLAND = "wayland"
    OTHER = "other"  # another system's windows, or no display at all


class CoverKind(Enum):
    """What a panic can put over everything before it kills."""

    LAYERS = "layers"  # over every window, panel and notification of the Wayland session
    WINDOWS = "windows"  # unmanaged windows of an X server
    BORROWED_WINDOWS = "borrowed-windows"  # the same, by the X server inside GNOME's Wayland session
    NONE = "none"  # the kill alone takes the windows away


class SessionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """For the page on safety. `hears_all_keys`: the panic key can be heard while another program has the keyboard."""

    kind: SessionKind
    covers: CoverKind
    hears_all_keys: bool


def session_kind() -> SessionKind:
    """By what the session's environment names; a Wayland socket has to be there."""
    from reader.platform.wayland_wire import socket_path  # noqa: PLC0415 - only where it is asked

    path = socket_path()
    if path is not None and path.is_socket():
        return SessionKind.WAYLAND
    return SessionKind.X11 if os.environ.get("DISPLAY") else SessionKind.OTHER


def choose_windows(environment: MutableMapping[str, str]) -> None:
    """Have Qt make native windows in a Wayland session, here and in children; what the person set stays."""
    if session_kind() is SessionKind.WAYLAND:
        environment.setdefault(_QT_VARIABLE, _WAYLAND)


def uses_wayland() -> bool:
    """Whether this process's windows are native ones of a Wayland session, once they were chosen."""
    return os.environ.get(_QT_VARIABLE, "").startswith(_WAYLAND) and session_kind() is SessionKind.WAYLAND


def session_facts() -> SessionFacts:
    """What this session gives. Asks the display server: up to 2 s where it hangs, so not on the UI thread."""
    kind = session_kind()
    return SessionFacts(kind=kind, covers=_covers(kind), hears_all_keys=kind is SessionKind.X11)


def _covers(kind: SessionKind) -> CoverKind:
    if kind is not SessionKind.WAYLAND:
        return CoverKind.WINDOWS if _has_x_server() else CoverKind.NONE
    from reader.platform.wayland import cover_support  # noqa: PLC0415 - as above

    has_layers, is_mutter = cover_support()
    if has_layers:
        return CoverKind.LAYERS
    return CoverKind.BORROWED_WINDOWS if is_mutter and _has_x_server() else CoverKind.NONE


def _has_x_server() -> bool:
    try:
        from reader.platform.x11 import open_display  # noqa: PLC0415 - python-xlib is installed on Linux only

        open_display().close()
    except (ImportError, DisplayUnavailable):
        return False
    return True
