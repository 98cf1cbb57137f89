"""Who keeps what is copied: clipboard managers by their process, their name on the bus, and X's own selection for them.

The selection is CLIPBOARD_MANAGER (the freedesktop.org clipboard manager specification). GNOME's are extensions of the
shell, which lists them on the bus.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reader.platform.dbus import BusConnection, Call, Signal
from reader.platform.safety.finding import Finding
from reader.platform.safety.probe import BUS_LIMIT_S
from reader.platform.safety.processes import running

_PROGRAMS = {
    "klipper": "Klipper",
    "gpaste-daemon": "GPaste",
    "copyq": "CopyQ",
    "diodon": "Diodon",
    "xfce4-clipman": "Clipman",
    "libxfce4clipman.so": "Clipman",
    "clipit": "ClipIt",
    "parcellite": "Parcellite",
    "greenclip": "Greenclip",
    "clipmenud": "clipmenu",
    "clipster": "Clipster",
    "qlipper": "Qlipper",
    "glipper": "Glipper",
    "clipman": "clipman",
    "clipse": "clipse",
    "cliphist": "cliphist",
    "wl-clip-persist": "wl-clip-persist",
    "autocutsel": "autocutsel",
    "xclipboard": "xclipboard",
    "wl-paste": "wl-paste",
}
_BUS_NAMES = {
    "org.kde.klipper": "Klipper",
    "org.gnome.GPaste": "GPaste",
    "com.github.hluk.copyq": "CopyQ",
    "net.launchpad.Diodon": "Diodon",
    "org.xfce.clipman": "Clipman",
}
_EXTENSION_WORDS = ("clip", "pano@", "copyous", "gpaste")
_ENABLED = 1.0
"""ExtensionState of gnome-shell's js/misc/extensionUtils.js."""

_LIST_NAMES = Call(
    service="org.freedesktop.DBus",
    path="/org/freedesktop/DBus",
    interface="org.freedesktop.DBus",
    method="ListNames",
)
_LIST_EXTENSIONS = Call(
    service="org.gnome.Shell",
    path="/org/gnome/Shell",
    interface="org.gnome.Shell.Extensions",
    method="ListExtensions",
)


def managers_on_bus(names: Iterable[str]) -> set[str]:
    """Those among the names that are owned."""
    return {_BUS_NAMES[name] for name in names if name in _BUS_NAMES}


def managers_among_extensions(extensions: Mapping[str, Any]) -> set[str]:
    """Those of the shell that are switched on and whose name says what they are; values are jeepney's variants."""
    on = (name for name, details in extensions.items() if details.get("state", ("d", 0.0))[1] == _ENABLED)
    return {name.partition("@")[0] for name in on if any(word in name.lower() for word in _EXTENSION_WORDS)}


def ask_bus(address: str) -> set[str]:
    """What both lists say. Raises ConnectionError."""
    connection = BusConnection(address, BUS_LIMIT_S, connect_limit_s=BUS_LIMIT_S)
    try:
        names = connection.call(_LIST_NAMES, _ignore)
        if names is None:
            raise ConnectionError("the bus does not answer")
        found = managers_on_bus(names[0])
        extensions = connection.call(_LIST_EXTENSIONS, _ignore) if _LIST_EXTENSIONS.service in names[0] else None
        return found | managers_among_extensions(extensions[0] if extensions else {})
    finally:
        connection.close()


def has_selection_owner() -> bool:
    """Whether X has a clipboard manager; no where there is no X."""
    if not os.environ.get("DISPLAY"):
        return False
    from reader.platform.x11 import open_display  # noqa: PLC0415 - python-xlib is installed on Linux only

    display = open_display()
    try:
        return bool(display.get_selection_owner(display.intern_atom("CLIPBOARD_MANAGER")))
    finally:
        display.close()


def look_at_clipboard(root: Path, bus: str) -> Finding:
    """The first that knows of any; that there is none is said only if all have answered.

    Processes come first: a bus that hangs must not hide what is seen without it. Raises OSError (a bus that is not
    there is one) and DisplayUnavailable.
    """
    if found := running(root, _PROGRAMS):
        return Finding("clipboard", "found", found)
    is_owned = has_selection_owner()
    try:
        found = tuple(sorted(ask_bus(bus)))
    except ConnectionError:
        if not is_owned:
            raise
    return Finding("clipboard", "found" if found else "unnamed" if is_owned else "none-found", found)


def _ignore(_signal: Signal) -> None:
    pass
