"""A screen reader's session over the accessibility bus alone: read on, follow a link, choose a chapter, hear a count.

Run inside `dbus-run-session`; prints what was heard as one line of JSON. Keys are pressed by the registry, as screen
readers press them; everything else is asked of the accessible tree.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from tests.ui.reading.atspi_reader import _CHILD, REGISTRY, Place, caret, find_document, read, send, text_of

KEYS = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry/deviceeventcontroller")
PRESS_AND_RELEASE = 2
F7, F10, RETURN, HOME = 73, 76, 36, 110
DEADLINE_S = 20
LINE = "uint32:3"
T = TypeVar("T")


class Session:
    """One application on one bus."""

    def __init__(self, address: str) -> None:
        self.address = address

    def name_of(self, place: Place) -> str:
        got = send(
            self.address, place, "org.freedesktop.DBus.Properties.Get",
            "string:org.a11y.atspi.Accessible", "string:Name",
        )  # fmt: skip
        return got.partition('string "')[2].rpartition('"')[0]

    def role_of(self, place: Place) -> str:
        return text_of(send(self.address, place, "org.a11y.atspi.Accessible.GetRoleName"))

    def everything(self, place: Place = REGISTRY) -> Iterator[Place]:
        """The accessible tree, depth first."""
        yield place
        for child in _CHILD.findall(send(self.address, place, "org.a11y.atspi.Accessible.GetChildren")):
            yield from self.everything(child)

    def named(self, name: str, role: str) -> Place:
        """The first accessible of this name and role. Raises TimeoutError."""
        return wait_for(
            lambda: next((p for p in self.everything() if self.role_of(p) == role and self.name_of(p) == name), None),
            f"{role} {name!r}",
        )

    def press(self, *codes: int) -> None:
        for code in codes:
            send(
                self.address, KEYS, "org.a11y.atspi.DeviceEventController.GenerateKeyboardEvent",
                f"int32:{code}", "string:", f"uint32:{PRESS_AND_RELEASE}",
            )  # fmt: skip

    def do(self, place: Place) -> None:
        send(self.address, place, "org.a11y.atspi.Action.DoAction", "int32:0")

    def put_caret(self, document: Place, offset: int) -> None:
        send(self.address, document, "org.a11y.atspi.Text.SetCaretOffset", f"int32:{offset}")

    def line_at(self, document: Place, offset: int) -> str:
        return text_of(
            send(self.address, document, "org.a11y.atspi.Text.GetStringAtOffset", f"int32:{offset}", LINE)
        ).strip()

    def lines_from(self, document: Place, offset: int, count: int) -> list[str]:
        """What is read when one goes on line by line, the caret with it, as far as the text goes."""
        heard: list[str] = []
        for _ in range(count):
            heard.append(wait_for(partial(self.line_at, document, offset), f"a line after {heard[-1:]}"))
            text = read(self.address, document, offset, offset + 200)
            self.put_caret(document, offset + text.index("\n") + 1)
            offset = caret(self.address, document)
        return heard


def wait_for(look: Callable[[], T | None], what: str) -> T:
    deadline = time.monotonic() + DEADLINE_S
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(what)


def story(session: Session) -> dict[str, object]:
    address = session.address

    def document_that_reads(words: str) -> Place | None:
        place = find_document(address, REGISTRY)
        return place if place is not None and words in read(address, place, 0, 100_000) else None

    def reads_here(words: str) -> bool:
        """Whether these words stand where the caret, or the line being read, is."""
        document = find_document(address, REGISTRY)
        return document is not None and words in session.line_at(document, caret(address, document))

    heard: dict[str, object] = {}
    document = wait_for(lambda: document_that_reads("The land"), "the book")
    text = read(address, document, 0, 100_000)
    heard["first"] = session.lines_from(document, text.index("Land line 3."), 4)
    border = text.rindex("\n", 0, len(text) - 100) + 1  # the text goes on in a piece that is not there yet
    heard["across"] = session.lines_from(document, border, 40)
    session.put_caret(document, 0)
    wait_for(lambda: document_that_reads("a way to the sea"), "the beginning again")
    document = wait_for(lambda: document_that_reads("a way to the sea"), "the link")
    session.put_caret(document, read(address, document, 0, 1000).index("way to"))
    session.press(F7, RETURN)
    wait_for(lambda: reads_here("The sea"), "what the link leads to")
    heard["link"] = True
    session.press(F10)
    session.do(session.named("Contents", "push button"))
    entries = session.named("Contents", "tree")
    children = _CHILD.findall(send(address, entries, "org.a11y.atspi.Accessible.GetChildren"))
    heard["contents"] = [name for child in children if (name := session.name_of(child).strip()).startswith("The ")]
    session.press(HOME, RETURN)
    wait_for(lambda: reads_here("The land"), "the chapter that was chosen")
    heard["chapter"] = True
    session.do(session.named("Find in this document", "push button"))
    field = session.named("Find in this document", "text")
    send(address, field, "org.a11y.atspi.EditableText.SetTextContents", "string:canary")
    wait_for(lambda: any("of 40" in session.name_of(place) for place in session.everything()), "the count")
    heard["count"] = next(n for place in session.everything() if "of 40" in (n := session.name_of(place)))
    return heard


def main() -> None:
    app = subprocess.Popen([sys.executable, "-m", "tests.ui.reading.atspi_story_app"])
    try:
        address = text_of(send("", ("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus.GetAddress"))
        heard = story(Session(address))
        print(json.dumps({**heard, "app_lives": app.poll() is None}))
    finally:
        app.kill()
        app.wait()


if __name__ == "__main__":
    main()
