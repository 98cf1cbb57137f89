"""A D-Bus daemon of the test's own, and services on it that do what the test wants."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]

from tests.guard.stage import DEADLINE_S, wait_until

PROPERTIES = "org.freedesktop.DBus.Properties"
Value = tuple[str, Any]
"""A signature and what it describes, as jeepney has variants."""


class PrivateBus:
    """A daemon at an address that stays the same when it is started again."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        self._path = folder / "bus"
        self._daemon: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Up to where it can be connected to."""
        self._path.unlink(missing_ok=True)
        reading, writing = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", f"--address={self.address}", f"--print-address={writing}"]
        self._daemon = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            assert answer.readline().strip(), "the bus did not start"

    def kill(self) -> None:
        """As a crash would."""
        if self._daemon:
            self._daemon.kill()
            self._daemon.wait(DEADLINE_S)
        self._daemon = None


@contextmanager
def private_bus(folder: Path) -> Iterator[PrivateBus]:
    """A bus for one test; skips where no daemon is installed."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no bus: dbus-daemon is not installed")
    bus = PrivateBus(folder)
    try:
        yield bus
    finally:
        bus.kill()


class FakeService:
    """Owns a name, answers for properties and methods, and says what it is told to say."""

    def __init__(self, bus: PrivateBus, name: str) -> None:
        self.properties: dict[tuple[str, str], dict[str, Value]] = {}
        self.methods: dict[tuple[str, str], tuple[str, tuple[Any, ...]]] = {}
        self.is_silent = False
        self.calls: list[str] = []
        self.caller = ""  # the unique name of whoever asked last
        self._sending = threading.Lock()
        self._address = bus.address
        self._connection = open_dbus_connection(bus.address, enable_fds=True)
        self._name = name

    def appear(self) -> FakeService:
        """Take the name and serve. Set up first what it answers."""
        assert Proxy(message_bus, self._connection).RequestName(self._name) == (1,)
        self._thread = threading.Thread(target=self._serve, name=f"fake {self._name}", daemon=True)
        self._thread.start()
        return self

    def die(self) -> None:
        """Without a word, as a crash would."""
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(2)
        self._thread.join(DEADLINE_S)
        self._connection.close()

    def rejoin(self) -> None:
        """Leave the name and take it again; whoever listens meets the service anew."""
        self._send(message_bus.ReleaseName(self._name))
        self._send(message_bus.RequestName(self._name))

    def is_on_bus(self, connection: str) -> bool:
        """Whether a unique name is still somebody's; asked on a connection of its own."""
        with open_dbus_connection(self._address) as asking:
            return bool(Proxy(message_bus, asking).NameHasOwner(connection)[0])

    def have(self, path: str, interface: str, name: str, value: Value) -> None:
        """A property that nobody is told about."""
        self.properties.setdefault((path, interface), {})[name] = value

    def change(self, path: str, interface: str, name: str, value: Value, to: str = "") -> None:
        """A property, announced as the specification has it."""
        self.have(path, interface, name, value)
        self.emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", (interface, {name: value}, []), to)

    def invalidate(self, path: str, interface: str, name: str) -> None:
        """The other announcement: it has changed, and whoever cares may ask."""
        self.emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", (interface, {}, [name]))

    def emit(
        self, path: str, interface: str, name: str, signature: str = "", body: tuple[Any, ...] = (), to: str = ""
    ) -> None:
        """A signal, to everybody or to one connection that has not asked for it."""
        signal = new_signal(DBusAddress(path, interface=interface), name, signature or None, body)
        if to:
            signal.header.fields[HeaderFields.destination] = to
        self._send(signal)

    def wait_until_read(self, path: str, interface: str, name: str) -> None:
        """Until everything said so far has been heard: a listener reads again after it has heard the rest.

        Three times: a listener that also polls may have asked before it heard, and be answered after.
        """
        before = self.calls.count(f"Get {name}")
        for _ in range(3):
            self.invalidate(path, interface, name)
        wait_until(lambda: self.calls.count(f"Get {name}") >= before + 3, f"readings of {name}")

    def _serve(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, message: Any) -> None:
        fields = message.header.fields
        path, interface, member = (
            fields[field] for field in (HeaderFields.path, HeaderFields.interface, HeaderFields.member)
        )
        if interface == PROPERTIES and member == "Get":
            owner, name = message.body
            value = self.properties.get((path, owner), {}).get(name)
            answer = None if value is None else ("v", (value,))
            note = f"Get {name}"
        else:
            answer = self.methods.get((path, member))
            note = member
        self.caller = fields[HeaderFields.sender]
        if not self.is_silent:
            refusal = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
            self._send(new_method_return(message, *answer) if answer else refusal)
        self.calls.append(note)

    def _send(self, message: Any) -> None:
        with self._sending:
            self._connection.send(message)
