"""The machine is about to sleep, whoever sent it there; it waits until the desk has been killed."""

from __future__ import annotations

from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Held, Sensor
from reader.guard.triggers.logind import MANAGER, MANAGER_PATH, SERVICE
from reader.platform.dbus import Call

_WHY = "Saving before sleep"  # anybody may list who delays the sleep and why: what a notepad would say


class Suspend(BusTrigger):
    """Suspend, hibernation, and both at once.

    As long as the file that logind gives us is open, sleep waits, for 5 s at most (InhibitDelayMaxSec of logind.conf).
    It is closed when the trigger stops. Without it a key could sleep along in memory.
    """

    name = "suspend"
    services = (SERVICE,)
    takes_files = True

    def __init__(self, address: str = "", *, who: str = "Notes") -> None:
        """`who` is the identity that the person sees."""
        super().__init__(address)
        self._who = who

    def find(self, service: str, ask: Ask) -> Found:
        """The manager's announcement."""
        sensor = Sensor(
            service=service, path=MANAGER_PATH, interface=MANAGER, property_name="PreparingForSleep",
            level_signal="PrepareForSleep", counts_at_first=True,
        )  # fmt: skip
        return Found((sensor,), held=self._delay_sleep(service, ask))

    def _delay_sleep(self, service: str, ask: Ask) -> Held | None:
        """None where it is refused: the announcement comes all the same."""
        reply = ask(
            Call(
                service=service, path=MANAGER_PATH, interface=MANAGER, method="Inhibit",
                signature="ssss", arguments=("sleep", self._who, _WHY, "delay"),
            )
        )  # fmt: skip
        return reply[0] if reply and hasattr(reply[0], "close") else None
