"""A signal that came in one piece with an answer waits where no select sees it: it is heard all the same, at once."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reader.guard.triggers import bus_trigger, upower
from reader.guard.triggers.bus_trigger import PROPERTIES
from reader.guard.triggers.mains import Mains
from reader.platform.dbus import Call, Signal
from tests.guard.triggers.contract import Reports

_OWNER = ":1.7"
_LOST = Signal(_OWNER, upower.PATH, PROPERTIES, "PropertiesChanged", (upower.INTERFACE, {"OnBattery": ("b", True)}, []))


class EagerConnection:
    """Takes in the alarm together with the answer to the last question. Nothing ever comes through its socket."""

    def __init__(self, *_: object, **__: object) -> None:
        self._silent, self._other = socket.socketpair()
        self._kept: list[Signal] = []

    def fileno(self) -> int:
        return self._silent.fileno()

    def close(self) -> None:
        self._silent.close()
        self._other.close()

    def listen(self, _rule: str, _on_signal: Callable[[Signal], None]) -> None:
        """Everything is heard."""

    def owner(self, _service: str, _on_signal: Callable[[Signal], None]) -> str:
        return _OWNER

    def call(self, call: Call, _on_signal: Callable[[Signal], None]) -> tuple[Any, ...] | None:
        if call.arguments == (upower.DEVICE, "IsPresent"):
            return (("b", True),)
        if call.method == "Get":
            self._kept.append(_LOST)
            return (("b", False),)
        return None

    def signals(self) -> Iterator[Signal]:
        while self._kept:
            yield self._kept.pop(0)


def test_what_came_with_an_answer_is_heard_before_anything_else_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_trigger, "BusConnection", EagerConnection)
    trigger, reports = Mains(), Reports()
    trigger.start(reports)
    assert reports.wait() == trigger.name
    trigger.stop()
