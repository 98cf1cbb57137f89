"""What a screen reader of the desktop is told, asked over the accessibility bus as AT-SPI 2 has it.

Interfaces: the XML files of at-spi2-core; roles and states are numbered in its atspi-constants.h.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from reader.platform.dbus import BusConnection, Call, Signal

_ACCESSIBLE, _TEXT, _PROPERTIES = "org.a11y.atspi.Accessible", "org.a11y.atspi.Text", "org.freedesktop.DBus.Properties"
_EVENTS = "org.a11y.atspi.Event.Object"
_FOCUSABLE, _FOCUSED, _VISIBLE = 11, 12, 30
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_CALL_LIMIT_S = 2.0
_TO_THE_END = -1
BAR = "scroll bar"


class Node(NamedTuple):
    """One accessible: whose it is, and which of its own."""

    service: str
    path: str


ROOT = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_LAUNCHER = Node("org.a11y.Bus", "/org/a11y/bus")
_REGISTRY = Node("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")


class AccessibleTree:
    """The accessibility bus of a session; `announced` are the sentences that were said of themselves, in order."""

    def __init__(self, session_bus: str) -> None:
        """Start the accessibility bus, if nobody has. Raises ConnectionError where none is installed."""
        self.announced: list[str] = []
        self._bus = BusConnection(_accessibility_bus(session_bus), _CALL_LIMIT_S)
        _start(self._bus, _REGISTRY.service)
        self._bus.listen(f"type='signal',interface='{_EVENTS}',member='Announcement'", self._hear)
        self._ask(_REGISTRY, "org.a11y.atspi.Registry", "RegisterEvent", "s", ("object:announcement",))

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.close()

    # -- where one is in the tree

    def shown(self, start: Node = ROOT) -> Iterator[Node]:
        """All that is on the screen, depth first, but for scroll bars."""
        for child in self.children(start):
            states = self._states(child)
            is_program = start == ROOT
            if is_program or states >> _VISIBLE & 1:
                yield child
                yield from self.shown(child)

    def named(self, name: str, role: str = "") -> Node | None:
        """What is on the screen under a name that begins like this, and in this role."""
        for node in self.shown():
            if self.name(node).startswith(name) and role in {"", self.role(node)}:
                return node
        return None

    def in_role(self, role: str) -> Node | None:
        """The first on the screen whose role has this in its name."""
        return next((node for node in self.shown() if role in self.role(node)), None)

    def focused(self) -> str:
        """The name of what has the keyboard, "" for nothing."""
        node = next((node for node in self.shown() if self._states(node) >> _FOCUSED & 1), None)
        return self.name(node) if node is not None else ""

    def stops(self, start: Node) -> list[str]:
        """The names of what the keyboard can be in."""
        return [self.name(node) for node in self.shown(start) if self._states(node) >> _FOCUSABLE & 1]

    def children(self, node: Node) -> list[Node]:
        found = self._ask(node, _ACCESSIBLE, "GetChildren")
        return [Node(*child) for child in found[0]] if found else []

    def child_names(self, node: Node) -> list[str]:
        """What the rows of a list say, say."""
        return [self.name(child) for child in self.children(node) if self.role(child) != BAR]

    def name(self, node: Node) -> str:
        return str(self._property(node, _ACCESSIBLE, "Name") or "")

    def role(self, node: Node) -> str:
        found = self._ask(node, _ACCESSIBLE, "GetRoleName")
        return str(found[0]) if found else ""

    # -- text

    def text(self, node: Node) -> str:
        found = self._ask(node, _TEXT, "GetText", "ii", (0, _TO_THE_END))
        return str(found[0]) if found else ""

    def caret(self, node: Node) -> int:
        """Its offset, -1 if there is none."""
        found = self._property(node, _TEXT, "CaretOffset")
        return -1 if found is None else int(found)

    # -- asking

    def has_announced(self, sentence: str) -> bool:
        """Whether this was said."""
        for signal in self._bus.signals():
            self._hear(signal)
        return sentence in self.announced

    def _hear(self, signal: Signal) -> None:
        if signal.name == "Announcement":
            self.announced.append(str(signal.body[3][1]))

    def _states(self, node: Node) -> int:
        low, high = (self._ask(node, _ACCESSIBLE, "GetState") or ((0, 0),))[0]
        return int(low) | int(high) << 32

    def _property(self, node: Node, interface: str, name: str) -> Any:
        found = self._ask(node, _PROPERTIES, "Get", "ss", (interface, name))
        return found[0][1] if found else None

    def _ask(
        self, node: Node, interface: str, method: str, signature: str = "", arguments: tuple[Any, ...] = ()
    ) -> tuple[Any, ...] | None:
        """None once the program is gone, or has nothing of the kind."""
        call = Call(
            service=node.service, path=node.path, interface=interface, method=method, signature=signature,
            arguments=arguments,
        )  # fmt: skip
        return self._bus.call(call, self._hear)


@contextmanager
def accessible_tree(session_bus: str) -> Iterator[AccessibleTree]:
    """For one test; skips where no accessibility bus is installed."""
    if not any(Path(path).exists() for path in _LAUNCHERS):
        pytest.skip("no accessibility bus: at-spi2-core is not installed")
    tree = AccessibleTree(session_bus)
    try:
        yield tree
    finally:
        tree.close()


def _accessibility_bus(session_bus: str) -> str:
    bus = BusConnection(session_bus, _CALL_LIMIT_S)
    ask = Call(service=_LAUNCHER.service, path=_LAUNCHER.path, interface=_LAUNCHER.service, method="GetAddress")
    try:
        _start(bus, _LAUNCHER.service)
        found = bus.call(ask, _ignore)
    finally:
        bus.close()
    if not found:
        raise ConnectionError("no accessibility bus")
    return str(found[0])


def _start(bus: BusConnection, service: str) -> None:
    """Calls start nothing by themselves."""
    name, path = "org.freedesktop.DBus", "/org/freedesktop/DBus"
    method, signature, arguments = "StartServiceByName", "su", (service, 0)
    bus.call(
        Call(service=name, path=path, interface=name, method=method, signature=signature, arguments=arguments), _ignore
    )


def _ignore(_signal: Signal) -> None:
    """Nothing is said before one listens."""
