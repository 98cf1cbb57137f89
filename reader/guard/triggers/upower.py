"""What the triggers on UPower share: its names (its D-Bus reference, 0.99), and whether there is a battery."""

from __future__ import annotations

from reader.guard.triggers.bus_trigger import PROPERTIES, Ask
from reader.platform.dbus import Call

SERVICE = "org.freedesktop.UPower"
PATH = "/org/freedesktop/UPower"
INTERFACE = "org.freedesktop.UPower"
BATTERY_PATH = "/org/freedesktop/UPower/devices/DisplayDevice"  # all batteries as one
DEVICE = "org.freedesktop.UPower.Device"


def lack(ask: Ask) -> str:
    """ "no-battery" where there is none, "no-reading" where UPower does not say, else nothing."""
    call = Call(
        service=SERVICE, path=BATTERY_PATH, interface=PROPERTIES, method="Get",
        signature="ss", arguments=(DEVICE, "IsPresent"),
    )  # fmt: skip
    match ask(call):
        case ((_, True),):
            return ""
        case ((_, False),):
            return "no-battery"
        case _:
            return "no-reading"
