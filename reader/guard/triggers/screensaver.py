"""The screen saver has come up, on desktops whose lock logind does not hear of."""

from __future__ import annotations

from typing import Any

from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor, is_true
from reader.platform.dbus import SESSION_BUS, Call

_SERVICES = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class Screensaver(BusTrigger):
    """Each desktop has its own name for the same interface; whichever is there is used, or several."""

    name = "screensaver"
    bus = SESSION_BUS
    services = _SERVICES

    def find(self, service: str, ask: Ask) -> Found:
        """A sensor for each path where the object may be; what does not tell its level is heard all the same."""
        told = {path: is_true(_first(ask(_asking(service, path)))) is not None for path in _paths(service)}
        sensors = tuple(
            Sensor(
                service=service, path=path, interface=service, getter="GetActive" if tells else "",
                level_signal="ActiveChanged", counts_at_first=True,
            )
            for path, tells in told.items()
        )  # fmt: skip
        return Found(sensors, "" if any(told.values()) else "no-reading")


def _paths(service: str) -> tuple[str, ...]:
    usual = "/" + service.replace(".", "/")
    return (usual, "/ScreenSaver") if service == _SERVICES[0] else (usual,)  # KDE keeps the older path too


def _asking(service: str, path: str) -> Call:
    return Call(service=service, path=path, interface=service, method="GetActive")


def _first(reply: tuple[Any, ...] | None) -> object:
    return reply[0] if reply else None
