"""A network adapter appears: a dongle that somebody plugs in, a phone that begins to share its line, a card.

Sysfs tells (sysfs-class-net): every interface is a folder below /sys/class/net, and those of a device have the link
`device`; VPNs, bridges and containers have none, and come and go by themselves. The kernel gives no interface's number
twice: an adapter is new if none of its interfaces was known. One renamed, or one that gets a second interface, is not.
One that goes is no alarm.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.guard.triggers.base import Run, Trigger

LOOK_S = 1.0
INTERFACES = Path("/sys/class/net")
Adapters = dict[str, set[int]]
"""The numbers of each device's interfaces."""


class NetworkAdapter(Trigger):
    """`device_of` names what an interface's folder belongs to; "" for one that does not count."""

    name = "network-adapter"

    def __init__(
        self,
        interfaces: Path = INTERFACES,
        *,
        device_of: Callable[[Path], str] | None = None,
        look_s: float = LOOK_S,
    ) -> None:
        super().__init__()
        self._interfaces = interfaces
        self._device_of = device_of or hardware_of
        self._look_s = look_s

    def _watch(self, run: Run) -> None:
        known: set[int] | None = None  # outlives a list that goes away
        while not run.is_stopped:
            try:
                found = self._find()
            except OSError:
                run.note("no-adapter-list")
            except ValueError:
                run.note("no-reading")
            else:
                if known is not None and any(known.isdisjoint(numbers) for numbers in found.values()):
                    run.happened()
                known = (known or set()).union(*found.values())
                run.note()
            run.wait(self._look_s)

    def _find(self) -> Adapters:
        """Raises OSError where there is no list, and ValueError for a number that is none."""
        found: Adapters = {}
        for interface in self._interfaces.iterdir():
            device = self._device_of(interface)
            number = _number_of(interface) if device else None
            if number is not None:
                found.setdefault(device, set()).add(number)
        return found


def hardware_of(interface: Path) -> str:
    """The device's folder in sysfs; "" for an interface that is made of software alone, and for one just gone."""
    try:
        return str((interface / "device").resolve(strict=True))
    except OSError:
        return ""


def _number_of(interface: Path) -> int | None:
    """None for an interface that has just gone. Raises ValueError."""
    try:
        text = (interface / "ifindex").read_text("ascii")
    except OSError:
        return None
    number = int(text)
    if number <= 0:
        raise ValueError(text)
    return number
