"""The battery is about to end, and the machine with it."""

from __future__ import annotations

from reader.guard.triggers import upower
from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor

_HIGHEST_WARNING = 5
_CRITICAL_WARNING = 4  # 1 none, 2 discharging (of a UPS), 3 low, 4 critical, 5 the system acts


class Battery(BusTrigger):
    """Critical as the desktop's own settings have it."""

    name = "battery-critical"
    services = (upower.SERVICE,)

    def find(self, service: str, ask: Ask) -> Found:
        """All batteries as one."""
        sensor = Sensor(
            service=service, path=upower.BATTERY_PATH, interface=upower.DEVICE, property_name="WarningLevel",
            is_danger=is_critical,
        )  # fmt: skip
        return Found((sensor,), upower.lack(ask))


def is_critical(level: object) -> bool | None:
    """Whether a WarningLevel is; None for one that does not exist, or is not known (0)."""
    if not isinstance(level, int) or isinstance(level, bool) or not 1 <= level <= _HIGHEST_WARNING:
        return None
    return level >= _CRITICAL_WARNING
