"""Another user's session, or a text console, has taken the screen: ours is no longer active."""

from __future__ import annotations

from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor, is_false
from reader.guard.triggers.logind import SERVICE, SESSION, own_session


class UserSwitch(BusTrigger):
    """The session in front of the person is another one."""

    name = "user-switch"
    services = (SERVICE,)

    def find(self, service: str, ask: Ask) -> Found:
        """Our own session's sensor."""
        path = own_session(ask)
        if not path:
            return Found(lack="no-session")
        return Found(
            (Sensor(service=service, path=path, interface=SESSION, property_name="Active", is_danger=is_false),)
        )
