"""D-Bus, as far as the triggers need it: signals, and calls that never wait longer than they are told to.

Message format and bus methods: the D-Bus specification 0.43. Below is jeepney, which is installed on Linux only;
where it or a bus is not there, connecting raises ConnectionError, as a bus that died does.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

SYSTEM_BUS = "SYSTEM"
SESSION_BUS = "SESSION"
CALL_LIMIT_S = 1.0
CONNECT_LIMIT_S = 1.0
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A method call. It starts no service: a look of ours leaves nothing running."""

    service: str
    path: str
    interface: str
    method: str
    signature: str = ""
    arguments: tuple[Any, ...] = ()


class Signal(msgspec.Struct, frozen=True):
    """What a service said; `sender` is its connection's unique name."""

    sender: str
    path: str
    interface: str
    name: str
    body: tuple[Any, ...]


class BusConnection:
    """One connection, for one thread. Everything here raises ConnectionError once the bus is gone."""

    def __init__(
        self,
        address: str,
        call_limit_s: float = CALL_LIMIT_S,
        *,
        connect_limit_s: float = CONNECT_LIMIT_S,
        takes_files: bool = False,
    ) -> None:
        """Connect to SYSTEM_BUS, SESSION_BUS or an address. Raises ConnectionError.

        With `takes_files` an answer may hold open files; whoever gets one closes it.
        """
        self._call_limit_s = call_limit_s
        try:
            import jeepney  # type: ignore[import-untyped]  # noqa: PLC0415 - installed on Linux only
            from jeepney.io.blocking import (  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
                open_dbus_connection,
            )

            self._jeepney = jeepney
            self._connection = open_dbus_connection(address, enable_fds=takes_files, auth_timeout=connect_limit_s)
        except Exception as problem:
            # No variable, no socket, an address of another kind, a refusal: jeepney has a different error for each.
            raise ConnectionError("there is no such bus") from problem

    def fileno(self) -> int:
        """For select: readable means `signals` has something to do."""
        return int(self._connection.sock.fileno())

    @property
    def unique_name(self) -> str:
        """What the bus calls this connection."""
        return str(self._connection.unique_name)

    def close(self) -> None:
        """Let go of the bus."""
        self._connection.close()

    def listen(self, rule: str, on_signal: Callable[[Signal], None]) -> None:
        """Ask the bus for the signals that a match rule of the specification describes."""
        self.ask_bus("AddMatch", rule, on_signal)

    def owner(self, service: str, on_signal: Callable[[Signal], None]) -> str:
        """The unique name of who owns a name now; "" for nobody."""
        reply = self.ask_bus("GetNameOwner", service, on_signal)
        return str(reply[0]) if reply else ""

    def ask_bus(self, method: str, text: str, on_signal: Callable[[Signal], None]) -> tuple[Any, ...] | None:
        """Call a method of the bus itself that takes one string."""
        service, path, interface = _BUS
        call = Call(
            service=service, path=path, interface=interface, method=method, signature="s", arguments=(text,)
        )  # fmt: skip
        return self.call(call, on_signal)

    def call(self, call: Call, on_signal: Callable[[Signal], None]) -> tuple[Any, ...] | None:
        """What the method returns; None when it refuses, is not there, or is silent for the limit.

        Signals that come before the answer are given to `on_signal` at once, so that none is lost and none is late; it
        must not call anything here.
        """
        serial = next(self._connection.outgoing_serial)
        self._send(call, serial)
        deadline_s = time.monotonic() + self._call_limit_s
        while True:
            message = self._receive(max(0.0, deadline_s - time.monotonic()))
            if message is None:
                return None
            if message.header.fields.get(self._jeepney.HeaderFields.reply_serial) == serial:
                is_answer = message.header.message_type is self._jeepney.MessageType.method_return
                return tuple(message.body) if is_answer else None
            if signal := self._signal(message):
                on_signal(signal)

    def signals(self) -> Iterator[Signal]:
        """What has come, without waiting."""
        while message := self._receive(0.0):
            if signal := self._signal(message):
                yield signal

    def _send(self, call: Call, serial: int) -> None:
        address = self._jeepney.DBusAddress(call.path, call.service, call.interface)
        message = self._jeepney.new_method_call(address, call.method, call.signature or None, call.arguments)
        message.header.flags |= self._jeepney.MessageFlag.no_auto_start
        try:
            self._connection.send(message, serial)
        except OSError as problem:
            raise ConnectionError("the bus is gone") from problem

    def _receive(self, limit_s: float) -> Any:
        try:
            return self._connection.receive(timeout=limit_s)
        except TimeoutError:
            return None
        except OSError as problem:
            raise ConnectionError("the bus is gone") from problem

    def _signal(self, message: Any) -> Signal | None:
        if message.header.message_type is not self._jeepney.MessageType.signal:
            return None
        fields, names = message.header.fields, self._jeepney.HeaderFields
        return Signal(
            fields.get(names.sender, ""), fields.get(names.path, ""), fields.get(names.interface, ""),
            fields.get(names.member, ""), tuple(message.body),
        )  # fmt: skip
