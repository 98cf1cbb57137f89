"""The machine is about to sleep, whoever sent it there."""

from __future__ import annotations

from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor
from reader.guard.triggers.logind import MANAGER, MANAGER_PATH, SERVICE


class Suspend(BusTrigger):
    """Suspend, hibernation, and both at once."""

    name = "suspend"
    services = (SERVICE,)

    def find(self, service: str, ask: Ask) -> Found:
        """The manager's announcement."""
        del ask  # it is always there
        sensor = Sensor(
            service=service, path=MANAGER_PATH, interface=MANAGER, property_name="PreparingForSleep",
            level_signal="PrepareForSleep", counts_at_first=True,
        )  # fmt: skip
        return Found((sensor,))
