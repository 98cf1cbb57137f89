"""Mains power is lost: somebody has pulled the plug, or cut the street's power."""

from __future__ import annotations

from reader.guard.triggers import upower
from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor


class Mains(BusTrigger):
    """The wire goes dead and the laptop runs on. One that ran on its battery from the start is no alarm."""

    name = "mains-lost"
    services = (upower.SERVICE,)

    def find(self, service: str, ask: Ask) -> Found:
        """UPower's own reading of all supplies."""
        sensor = Sensor(service=service, path=upower.PATH, interface=upower.INTERFACE, property_name="OnBattery")
        return Found((sensor,), upower.lack(ask))
