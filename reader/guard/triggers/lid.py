"""The lid is closed, also where that does not send the machine to sleep."""

from __future__ import annotations

from pathlib import Path

from reader.guard.triggers.bus_trigger import Ask, BusTrigger, Found, Sensor
from reader.guard.triggers.logind import MANAGER, MANAGER_PATH, SERVICE

INPUT_DEVICES = Path("/sys/class/input")
_LID_SWITCH = 1 << 0  # SW_LID of the kernel's input-event-codes.h


class Lid(BusTrigger):
    """logind reads the switch, but announces no change of LidClosed in most versions: it is read every half second."""

    name = "lid"
    services = (SERVICE,)
    poll_s = 0.5

    def __init__(self, address: str = "", devices: Path = INPUT_DEVICES) -> None:
        super().__init__(address)
        self._devices = devices

    def find(self, service: str, ask: Ask) -> Found:
        """The manager's reading, on a machine that has a lid."""
        del ask  # the kernel tells
        if not has_lid(self._devices):
            return Found(lack="no-lid")
        return Found((Sensor(service=service, path=MANAGER_PATH, interface=MANAGER, property_name="LidClosed"),))


def has_lid(devices: Path) -> bool:
    """Whether a device of this machine has a lid switch (`capabilities/sw`: words in hexadecimal, the lowest last)."""
    for switches in devices.glob("input*/capabilities/sw"):
        try:
            if int(switches.read_text("ascii").split()[-1], 16) & _LID_SWITCH:
                return True
        except (OSError, ValueError, IndexError):
            continue
    return False
