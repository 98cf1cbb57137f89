"""A speech service that speaks nothing: a real socket, the words of SSIP, and a record of what it was told."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path
from types import TracebackType

_ANSWERS = {b"CANCEL": b"210 OK CANCELED", b"SPEAK": b"230 OK RECEIVING DATA"}


class FakeSpeechService:
    """Use as a context manager. `heard` are all lines in the order in which they were read, each with its client."""

    def __init__(self, path: Path, *, answers: bool = True) -> None:
        """Without `answers` it accepts nobody: a service that hangs."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.heard: list[tuple[int, bytes]] = []
        self.clients = 0
        self.left: list[int] = []
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(path))
        self._server.listen(1)
        self._connections: list[socket.socket] = []
        if answers:
            threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> FakeSpeechService:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for open_socket in (self._server, *self._connections):
            open_socket.close()

    def hang_up(self) -> None:
        """End every connection, as a service that dies does."""
        for connection in self._connections:
            connection.shutdown(socket.SHUT_RDWR)

    def lines(self) -> list[bytes]:
        """All that was said, by whomever."""
        return [line for _client, line in self.heard]

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            self.clients += 1
            self._connections.append(connection)
            threading.Thread(target=self._serve, args=(self.clients, connection), daemon=True).start()

    def _serve(self, client: int, connection: socket.socket) -> None:
        """Each line ends with CR and LF (SSIP, general rules)."""
        with contextlib.suppress(OSError), connection.makefile("rb") as lines:
            for line in lines:
                self.heard.append((client, line.rstrip(b"\r\n")))
                answer = _ANSWERS.get(line.split()[0]) if line.split() else None
                if answer:
                    connection.sendall(answer + b"\r\n")
        self.left.append(client)
