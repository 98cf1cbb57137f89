"""What the smoke story asks of its desk, and what it hears. One JSON line each way, over a socket in its own folder."""

from __future__ import annotations

import socket
from typing import TypeAlias

import msgspec


class Order(msgspec.Struct, frozen=True, tag=True):
    """Story to desk; each is answered by one Answer."""


class Unlock(Order, frozen=True):
    """Wait for the prompt, type the passphrase, press Enter, wait for the library."""

    passphrase: str


class Import(Order, frozen=True):
    """Import these files or folders and wait until the library shows `count` documents."""

    paths: list[str]
    count: int


class Read(Order, frozen=True):
    """Open the document of this number, turn `turns` pages, and wait until the place is committed."""

    document: int
    turns: int


class Search(Order, frozen=True):
    """Type the words into the search box and wait for a document that holds them."""

    words: str


class Look(Order, frozen=True):
    """Say what the library holds."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk has seen after an order: documents in the list, and the place of the page (section, offset).

    `in_vain` names the order that could not be carried out in time.
    """

    in_vain: str = ""
    documents: int = 0
    place: tuple[int, int] = (0, 0)
    text: str = ""


AnyOrder: TypeAlias = Unlock | Import | Read | Search | Look


class Line:
    """One end of the socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._file = connection.makefile("rb")

    def send(self, message: msgspec.Struct) -> None:
        """Write one line."""
        self._connection.sendall(msgspec.json.encode(message) + b"\n")

    def receive_order(self) -> AnyOrder | None:
        """The next order; None at the end."""
        line = self._file.readline()
        return msgspec.json.decode(line, type=AnyOrder) if line else None

    def receive_answer(self) -> Answer:
        """The next answer. Raises EOFError when the desk has gone."""
        line = self._file.readline()
        if not line:
            raise EOFError
        return msgspec.json.decode(line, type=Answer)
