"""Programs of the desktop that text passes through: the accessibility bus, and input methods."""

from __future__ import annotations

from pathlib import Path

from reader.platform.dbus import BusConnection, Call, Signal
from reader.platform.safety.finding import Finding
from reader.platform.safety.probe import BUS_LIMIT_S
from reader.platform.safety.processes import running

_SERVICE = "org.a11y.Bus"
_INPUT_METHODS = {
    "ibus-daemon": "IBus",
    "fcitx": "Fcitx",
    "fcitx5": "Fcitx 5",
    "uim-xim": "uim",
    "scim": "SCIM",
    "nimf": "Nimf",
    "kime": "Kime",
    "maliit-server": "Maliit",
}


def _status(name: str) -> Call:
    """AT-SPI's own switch: org.a11y.Status of at-spi2-core's xml/Status.xml."""
    return Call(
        service=_SERVICE,
        path="/org/a11y/bus",
        interface="org.freedesktop.DBus.Properties",
        method="Get",
        signature="ss",
        arguments=("org.a11y.Status", name),
    )


def look_at_accessibility(bus: str) -> Finding:
    """On when a screen reader or another program has asked for it. Raises ConnectionError."""
    connection = BusConnection(bus, BUS_LIMIT_S, connect_limit_s=BUS_LIMIT_S)
    try:
        if not connection.owner(_SERVICE, _ignore):
            return Finding("accessibility", "off")
        answers = [connection.call(_status(name), _ignore) for name in ("IsEnabled", "ScreenReaderEnabled")]
    finally:
        connection.close()
    values = [answer[0][1] for answer in answers if answer]
    if not values:
        raise ConnectionError("the service does not answer")
    return Finding("accessibility", "on" if any(values) else "off")


def look_at_input_method(root: Path) -> Finding:
    """Which runs. Whether one learns is its own affair. Raises OSError."""
    found = running(root, _INPUT_METHODS)
    return Finding("input-method", "found", found) if found else Finding("input-method", "none-found")


def _ignore(_signal: Signal) -> None:
    pass
