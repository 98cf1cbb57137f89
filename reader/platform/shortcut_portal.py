"""A key that works in every window, where the desktop keeps all keys to itself: it is asked for one of its own.

org.freedesktop.portal.GlobalShortcuts, versions 1 and 2 (xdg-desktop-portal 1.17 and later: KDE, GNOME from 48 on,
Hyprland). The desktop asks the person, and keeps the name of the shortcut and of the program in its own settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import Any

from reader.platform.dbus import CALL_LIMIT_S, BusConnection, Call, Signal

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
REGISTRY = "org.freedesktop.host.portal.Registry"  # of 1.19 and later; tells the portal which program asks
_BUS_NAME = "org.freedesktop.DBus"
_TOKENS = ("session", "create", "bind")
_GRANTED = 0


class PortalEvent(Enum):
    """What the portal has said."""

    BOUND = auto()  # the key works from now on
    PRESSED = auto()
    REFUSED = auto()  # by the person or by the desktop
    ENDED = auto()  # the desktop has closed the session, or the portal is gone; only a new one helps


class ShortcutPortal:
    """One session with one shortcut, for one thread. Everything here raises ConnectionError once the bus is gone.

    The session ends with the connection, and the key is the desktop's again.
    """

    def __init__(self, address: str, call_limit_s: float = CALL_LIMIT_S) -> None:
        """Connect to the session's bus. Raises ConnectionError."""
        self._connection = BusConnection(address, call_limit_s)
        self._owner = ""
        self._heard: list[Signal] = []
        self._ears: dict[tuple[str, str], Callable[[Signal], PortalEvent | None]] = {
            (REQUEST, "Response"): self._hear_answer,
            (SESSION, "Closed"): self._hear_end,
            (SHORTCUTS, "Activated"): self._hear_press,
        }
        sender = self._connection.unique_name.removeprefix(":").replace(".", "_")
        self._session, self._creating, self._binding = (
            f"{PATH}/{kind}/{sender}/{token}"
            for kind, token in zip(("session", "request", "request"), _TOKENS, strict=True)
        )

    def fileno(self) -> int:
        """For select: readable means `hear` has something to do."""
        return self._connection.fileno()

    def close(self) -> None:
        """Let go of the key."""
        self._connection.close()

    def begin(self, *, app_id: str, name: str, key: str) -> str:
        """Ask for the shortcut `name` by the key `key`, a keysym's name. "", or why that can't even be asked.

        Without a `key` the desktop may propose one. What becomes of it comes through `hear`.
        """
        for rule in (
            f"type='signal',sender='{_BUS_NAME}',member='NameOwnerChanged',arg0='{SERVICE}'",
            *(
                f"type='signal',sender='{SERVICE}',interface='{interface}'"
                for interface in (SHORTCUTS, REQUEST, SESSION)
            ),
        ):
            self._connection.listen(rule, self._heard.append)
        self._owner = self._connection.owner(SERVICE, self._heard.append)
        if not self._owner:
            return "no-service"
        self._name, self._key = name, key
        self._call(REGISTRY, "Register", "sa{sv}", app_id, {})  # where there is none, the portal guesses who we are
        options = {"handle_token": ("s", _TOKENS[1]), "session_handle_token": ("s", _TOKENS[0])}
        return "" if self._call(SHORTCUTS, "CreateSession", "a{sv}", options) else "no-portal"

    def hear(self) -> Iterator[PortalEvent]:
        """What has come, without waiting for more."""
        while True:
            self._heard += self._connection.signals()
            if not self._heard:
                return
            if (event := self._understand(self._heard.pop(0))) is not None:
                yield event

    def _understand(self, signal: Signal) -> PortalEvent | None:
        if signal.sender == _BUS_NAME:
            return PortalEvent.ENDED if signal.name == "NameOwnerChanged" else None
        hear = self._ears.get((signal.interface, signal.name))
        if hear is None or signal.sender != self._owner:  # anybody may send us anything; only the portal counts
            return None
        return hear(signal)

    def _hear_answer(self, signal: Signal) -> PortalEvent | None:
        match (signal.path, *signal.body):
            case (self._creating, answer, _):
                return self._bind() if answer == _GRANTED else PortalEvent.REFUSED
            case (self._binding, answer, results):
                return PortalEvent.BOUND if answer == _GRANTED and _shortcuts(results) else PortalEvent.REFUSED
        return None

    def _hear_end(self, signal: Signal) -> PortalEvent | None:
        return PortalEvent.ENDED if signal.path == self._session else None

    def _hear_press(self, signal: Signal) -> PortalEvent | None:
        return PortalEvent.PRESSED if signal.body[:1] == (self._session,) else None

    def _bind(self) -> PortalEvent | None:
        wish = {"preferred_trigger": ("s", self._key)} if self._key else {}
        shortcut = ("shortcut", {"description": ("s", self._name), **wish})
        options = {"handle_token": ("s", _TOKENS[2])}
        asked = self._call(SHORTCUTS, "BindShortcuts", "oa(sa{sv})sa{sv}", self._session, [shortcut], "", options)
        return None if asked else PortalEvent.REFUSED

    def _call(self, interface: str, method: str, signature: str, *arguments: Any) -> bool:
        call = Call(
            service=SERVICE, path=PATH, interface=interface, method=method, signature=signature, arguments=arguments
        )
        return self._connection.call(call, self._heard.append) is not None


def _shortcuts(results: Any) -> bool:
    """Whether the desktop took the shortcut: it answers with those that it bound, and may have bound none."""
    value = results.get("shortcuts") if isinstance(results, dict) else None
    return bool(value and value[1])
