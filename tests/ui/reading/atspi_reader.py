"""A screen reader in small: walks the accessible tree over D-Bus, finds the page, reads it, moves its caret.

Run inside `dbus-run-session`; prints what it found as one line of JSON. It speaks AT-SPI through `dbus-send`, so that
nothing of Qt is asked about Qt.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time

REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
DEADLINE_S = 30
_CHILD = re.compile(r'string "([^"]*)"\s+object path "([^"]*)"')
_STRING = re.compile(r'^\s*string "(.*)"\s*$', re.DOTALL | re.MULTILINE)

Place = tuple[str, str]


def send(address: str, place: Place, method: str, *arguments: str) -> str:
    """One call; the printed reply, or "" if it failed."""
    bus = f"--bus={address}" if address else "--session"
    command = ["dbus-send", bus, "--print-reply", f"--dest={place[0]}", place[1]]
    reply = subprocess.run([*command, method, *arguments], capture_output=True, text=True, check=False, timeout=10)
    return reply.stdout


def text_of(reply: str) -> str:
    found = _STRING.search(reply.partition("\n")[2])
    return found.group(1) if found else ""


def number_of(reply: str) -> int:
    found = re.search(r"int32 (-?\d+)", reply)
    return int(found.group(1)) if found else -1


def find_document(address: str, place: Place) -> Place | None:
    """The first accessible with the role of a document, depth first."""
    if "document" in text_of(send(address, place, "org.a11y.atspi.Accessible.GetRoleName")):
        return place
    for child in _CHILD.findall(send(address, place, "org.a11y.atspi.Accessible.GetChildren")):
        found = find_document(address, child)
        if found is not None:
            return found
    return None


def wait_for_text(address: str, sought: str) -> Place:
    """The document once it holds `sought`. Raises TimeoutError."""
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        place = find_document(address, REGISTRY)
        if place is not None and sought in read(address, place, 0, 100_000):
            return place
        time.sleep(0.1)
    raise TimeoutError("no document with text in the accessible tree")


def read(address: str, place: Place, start: int, end: int) -> str:
    return text_of(send(address, place, "org.a11y.atspi.Text.GetText", f"int32:{start}", f"int32:{end}"))


def caret(address: str, place: Place) -> int:
    return number_of(
        send(address, place, "org.freedesktop.DBus.Properties.Get", "string:org.a11y.atspi.Text", "string:CaretOffset")
    )


def main() -> None:
    sought = sys.argv[1]
    app = subprocess.Popen([sys.executable, "-m", "tests.ui.reading.atspi_app"])
    try:
        address = text_of(send("", ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus.GetAddress"))
        place = wait_for_text(address, sought)
        at = read(address, place, 0, 100_000).index(sought)
        moved = send(address, place, "org.a11y.atspi.Text.SetCaretOffset", f"int32:{at}")
        line = send(address, place, "org.a11y.atspi.Text.GetStringAtOffset", f"int32:{at}", "uint32:3")
        print(
            json.dumps(
                {
                    "role": text_of(send(address, place, "org.a11y.atspi.Accessible.GetRoleName")),
                    "slice": read(address, place, at, at + len(sought)),
                    "moved": "true" in moved,
                    "caret_is_there": caret(address, place) == at,
                    "line": text_of(line),
                    "app_lives": app.poll() is None,
                }
            )
        )
    finally:
        app.kill()
        app.wait()


if __name__ == "__main__":
    main()
