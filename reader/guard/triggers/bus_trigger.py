"""A trigger whose source is a service on D-Bus: it may be late, hang, die, come back, or have nothing to tell."""

from __future__ import annotations

import select
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

import msgspec

from reader.guard.triggers.base import Run, Trigger
from reader.platform.dbus import CALL_LIMIT_S, SYSTEM_BUS, BusConnection, Call, Signal

PROPERTIES = "org.freedesktop.DBus.Properties"
_MAY_PASS = ("no-session", "no-reading")
Ask = Callable[[Call], tuple[Any, ...] | None]


def is_true(value: object) -> bool | None:
    """Danger is true; None for anything that is no answer."""
    return value if isinstance(value, bool) else None


def is_false(value: object) -> bool | None:
    """Danger is false."""
    return not value if isinstance(value, bool) else None


class Sensor(msgspec.Struct, frozen=True, kw_only=True):
    """What to hear and read of one object. `is_danger` turns a value into the level: None is not understood.

    A level counts when it changes to danger, as far as this start has seen or the service says; with `counts_at_first`
    also when it is found so. A level signal that says danger, and a pulse, count whenever they come.
    """

    service: str
    path: str
    interface: str
    property_name: str = ""  # read, and followed by PropertiesChanged
    getter: str = ""  # a method that tells the level, where there is no property
    level_signal: str = ""  # its first argument is the new level
    pulse: str = ""  # its coming is what happens
    is_danger: Callable[[object], bool | None] = is_true
    counts_at_first: bool = False


class Held(Protocol):
    """A file that a service gave us to hold on to."""

    def close(self) -> None:
        """Let go of it."""


class Found(msgspec.Struct, frozen=True):
    """What a service has: `lack` says why it may never tell anything, though it is heard all the same.

    `held` is closed when the service goes, or the trigger stops.
    """

    sensors: tuple[Sensor, ...] = ()
    lack: str = ""
    held: Held | None = None


class BusTrigger(Trigger):
    """Subclasses name their services, and find the sensors of one that is there."""

    bus: ClassVar[str] = SYSTEM_BUS
    services: ClassVar[tuple[str, ...]]
    call_limit_s: ClassVar[float] = CALL_LIMIT_S
    takes_files: ClassVar[bool] = False
    poll_s: ClassVar[float | None] = None  # read all sensors this often, for a level that nobody announces

    def __init__(self, address: str = "") -> None:
        """`address` is another bus than the usual one."""
        super().__init__()
        self._address = address or self.bus

    @abstractmethod
    def find(self, service: str, ask: Ask) -> Found:
        """The sensors of a service that is there."""

    def _watch(self, run: Run) -> None:
        try:
            connection = BusConnection(self._address, self.call_limit_s, takes_files=self.takes_files)
        except ConnectionError:
            run.note("no-bus")
            return
        listener = _Listener(self, connection, run)
        try:
            listener.listen()
        except ConnectionError:
            run.note("no-bus")
        finally:
            listener.let_go()
            connection.close()


class _Listener:
    """One connection's worth of listening. Signals are handled as they come, and only note what is to be read."""

    def __init__(self, trigger: BusTrigger, connection: BusConnection, run: Run) -> None:
        self._trigger = trigger
        self._connection = connection
        self._run = run
        self._rules: set[str] = set()
        self._owners: dict[str, str] = {}
        self._found: dict[str, Found] = {}
        self._reasons = dict.fromkeys(trigger.services, "no-service")
        self._unfound: set[str] = set()
        self._unread: list[Sensor] = []

    def listen(self) -> None:
        """Until the run is stopped. Raises ConnectionError when the bus is gone."""
        for service in self._trigger.services:
            self._meet(service)
        sources: list[BusConnection | Run] = [self._connection, self._run]
        while not self._run.is_stopped:
            self._work_off()
            self._run.note(self._reason())
            ready = select.select(sources, [], [], self._wait_s())[0]
            for signal in self._connection.signals():
                self._hear(signal)
            if not ready:
                self._unfound.update(self._blind())
            if self._trigger.poll_s is not None:
                self._unread += [sensor for found in self._found.values() for sensor in found.sensors]

    def _work_off(self) -> None:
        """Until nothing is to be asked and nothing has come.

        A call may take in more than its answer. What came with it waits in the connection, where no select sees it.
        """
        while True:
            while self._unfound or self._unread:
                self._catch_up()
            for signal in self._connection.signals():
                self._hear(signal)
            if not (self._unfound or self._unread):
                return

    def let_go(self) -> None:
        """Hold nothing of any service any more."""
        for service in tuple(self._found):
            self._forget(service)

    def _forget(self, service: str) -> None:
        found = self._found.pop(service, None)
        if found and found.held:
            found.held.close()

    def _blind(self) -> list[str]:
        """Services that are there and told nothing: they may have hung, or not yet know of our session."""
        return [service for service in self._owners if self._reasons[service] in _MAY_PASS]

    def _wait_s(self) -> float | None:
        waits_s = [self._trigger.poll_s, self._trigger.retry_s if self._blind() else None]
        return min((wait_s for wait_s in waits_s if wait_s is not None), default=None)

    def _meet(self, service: str) -> None:
        """Listen before asking, so that nothing falls between."""
        rule = f"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{service}'"
        self._listen_for(rule)
        if self._trigger.bus == SYSTEM_BUS:
            self._connection.call(_start(service), self._hear)
        owner = self._connection.owner(service, self._hear)
        if owner:
            self._owners[service] = owner
            self._unfound.add(service)

    def _listen_for(self, rule: str) -> None:
        if rule not in self._rules:
            self._rules.add(rule)
            self._connection.listen(rule, self._hear)

    def _catch_up(self) -> None:
        while self._unfound:
            self._find(self._unfound.pop())
        unread, self._unread = self._unread, []
        for sensor in unread:
            if sensor.service in self._owners:
                self._read(sensor)

    def _find(self, service: str) -> None:
        self._forget(service)
        found = self._trigger.find(service, lambda call: self._connection.call(call, self._hear))
        self._found[service] = found
        if service not in self._owners:  # it went while it was asked
            self._forget(service)
            return
        for sensor in found.sensors:
            for interface in {sensor.interface, PROPERTIES}:
                rule = f"type='signal',sender='{service}',path='{sensor.path}',interface='{interface}'"
                self._listen_for(rule)
        self._reasons[service] = found.lack
        self._unread += found.sensors

    def _read(self, sensor: Sensor) -> None:
        if not sensor.property_name and not sensor.getter:
            return
        reply = self._connection.call(_reading(sensor), self._hear)
        value = reply[0] if reply else None
        level = sensor.is_danger(_plain(value) if sensor.property_name else value)
        self._reasons[sensor.service] = "no-reading" if level is None else self._lack(sensor.service)
        if level is not None:
            self._take(sensor, level)

    def _take(self, sensor: Sensor, level: bool) -> None:
        before = self._run.levels.get(sensor)
        self._run.levels[sensor] = level
        if level and (before is False or (before is None and sensor.counts_at_first)):
            self._run.happened()

    def _take_change(self, sensor: Sensor, level: bool) -> None:
        """A change that the service tells of counts also where nothing was known before."""
        self._run.levels.setdefault(sensor, False)
        self._take(sensor, level)

    def _take_word(self, sensor: Sensor, level: bool) -> None:
        """A signal that is sent for nothing else counts whatever was known."""
        self._run.levels[sensor] = False
        self._take(sensor, level)

    def _hear(self, signal: Signal) -> None:
        if signal.name == "NameOwnerChanged" and signal.sender == "org.freedesktop.DBus":
            self._hear_owner(signal)
            return
        for service, found in self._found.items():
            if signal.sender == self._owners.get(service):  # anybody may send us anything; only the service counts
                for sensor in found.sensors:
                    if signal.path == sensor.path:
                        self._hear_sensor(sensor, signal)

    def _hear_owner(self, signal: Signal) -> None:
        service, _, owner = signal.body
        if service not in self._reasons:
            return
        self._forget(service)
        if owner:
            self._owners[service] = owner
            self._unfound.add(service)
        else:
            self._owners.pop(service, None)
            self._unfound.discard(service)
            self._reasons[service] = "no-service"

    def _hear_sensor(self, sensor: Sensor, signal: Signal) -> None:
        if signal.interface == PROPERTIES and signal.name == "PropertiesChanged":
            self._hear_properties(sensor, signal.body)
        elif signal.interface != sensor.interface:
            return
        elif signal.name == sensor.pulse:
            self._run.happened()
        elif signal.name == sensor.level_signal:
            level = sensor.is_danger(signal.body[0] if signal.body else None)
            if level is not None:
                self._take_word(sensor, level)

    def _hear_properties(self, sensor: Sensor, body: tuple[Any, ...]) -> None:
        match body:
            case (sensor.interface, dict() as changed, list() as invalidated) if sensor.property_name:
                pass
            case _:
                return  # another interface's, or not what the specification has
        if sensor.property_name in changed:
            level = sensor.is_danger(_plain(changed[sensor.property_name]))
            if level is not None:
                self._take_change(sensor, level)
        elif sensor.property_name in invalidated:
            self._unread.append(sensor)

    def _lack(self, service: str) -> str:
        found = self._found.get(service)
        return found.lack if found else "no-service"

    def _reason(self) -> str:
        """Nothing when any service works; else the one that tells most."""
        reasons = self._reasons.values()
        if "" in reasons:
            return ""
        return next((reason for reason in reasons if reason != "no-service"), "no-service")


def _plain(value: object) -> object:
    """What a variant (signature and value) holds; None for anything else."""
    match value:
        case (str(), content):
            return content
        case _:
            return None


def _start(service: str) -> Call:
    """System services may run only once they are asked for; in the session nothing is started on our account."""
    return Call(
        service="org.freedesktop.DBus", path="/org/freedesktop/DBus", interface="org.freedesktop.DBus",
        method="StartServiceByName", signature="su", arguments=(service, 0),
    )  # fmt: skip


def _reading(sensor: Sensor) -> Call:
    if sensor.getter:
        return Call(
            service=sensor.service, path=sensor.path, interface=sensor.interface, method=sensor.getter
        )  # fmt: skip
    return Call(
        service=sensor.service, path=sensor.path, interface=PROPERTIES, method="Get",
        signature="ss", arguments=(sensor.interface, sensor.property_name),
    )  # fmt: skip
