"""What the triggers on logind share: its names, and which session is ours (org.freedesktop.login1(5), systemd 250)."""

from __future__ import annotations

import os
from typing import Any

from reader.guard.triggers.bus_trigger import PROPERTIES, Ask
from reader.platform.dbus import Call

SERVICE = "org.freedesktop.login1"
MANAGER_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
_USER = "org.freedesktop.login1.User"


def own_session(ask: Ask) -> str:
    """The object path of this process's session; "" when logind knows none.

    A process that a desktop started through the user's service manager is in no session by its process id: then it is
    the one that the environment names, else the one in which the user has their screen.
    """
    asked = [_manager_call("GetSessionByPID", "u", os.getpid())]
    if name := os.environ.get("XDG_SESSION_ID"):
        asked.append(_manager_call("GetSession", "s", name))
    for call in asked:
        reply = ask(call)
        if reply and isinstance(reply[0], str):
            return reply[0]
    return _session_of_screen(ask)


def _session_of_screen(ask: Ask) -> str:
    user = ask(_manager_call("GetUser", "u", os.getuid()))
    if not user:
        return ""
    display = ask(
        Call(
            service=SERVICE, path=user[0], interface=PROPERTIES, method="Get",
            signature="ss", arguments=(_USER, "Display"),
        )
    )  # fmt: skip
    match display:
        case ((_, (str(), str() as path)),) if path != "/":
            return path
        case _:
            return ""


def _manager_call(method: str, signature: str, argument: Any) -> Call:
    return Call(
        service=SERVICE, path=MANAGER_PATH, interface=MANAGER, method=method,
        signature=signature, arguments=(argument,),
    )  # fmt: skip
