"""The session is locked: logind asks for it (Lock), or the desktop says that it has done it (LockedHint)."""

from __future__ import annotations

from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor
from reader.guard.triggers.logind import SERVICE, SESSION, own_session


class SessionLock(BusTrigger):
    """Locked by the person, by a key, by idleness or by another program."""

    name = "session-lock"
    services = (SERVICE,)

    def find(self, service: str, ask: Ask) -> Found:
        """Our own session's sensor."""
        path = own_session(ask)
        if not path:
            return Found(lack="no-session")
        return Found((Sensor(service=service, path=path, interface=SESSION, property_name="LockedHint", pulse="Lock"),))
