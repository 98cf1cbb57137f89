"""The system's speech service: how to silence it without knowing what it says, and what it does with what it gets.

On Linux it is Speech Dispatcher: a process of its own that goes on speaking when its client has been killed. It is
told over its socket in SSIP (Speech Dispatcher's `doc/ssip.texi`), where any connection may cancel what any other has
sent; neither a name nor a message's number is needed. On Windows (WinRT and SAPI, as Qt uses them) the desk's process
plays the sound itself; it ends with that process, and there is nothing to tell anybody. What macOS does is not known
here: Qt's engine speaks through AVSpeechSynthesizer, which offers no way in from outside.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import socket
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

CANCEL = b"CANCEL ALL\r\n"
_ANSWER_BYTES = 4096
_PRIVATE_LOG_LEVEL = 5
"""From this level on the service writes the messages themselves ("Loglevels after 4 can contain private data")."""
_LOG_LEVEL = re.compile(r"^\s*LogLevel\s+\"?(\d+)", re.IGNORECASE | re.MULTILINE)
_MODULE_DEBUG = re.compile(r"^\s*Debug\s+\"?[1-9]", re.IGNORECASE | re.MULTILINE)


class SpeechFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the service before it gets a word."""

    is_networked: bool = False
    """It is reached by the network: what is read aloud would leave the machine, or could."""
    writes_text: bool = False
    """It is set to write what it speaks into a log."""
    ends_with_desk: bool = False
    """Whether it is known to fall silent when the desk is killed: by itself, or because the guard says so."""


class SpeechService:
    """The null object: what is spoken ends with the process that speaks."""

    def cancel(self) -> None:
        """Say to the service that it shall forget what it is saying and all that waits. Never blocks, never raises."""

    def attend(self) -> None:
        """Begin to notice whether the service ends. Raises nothing; a service that runs answers at once."""

    def is_there(self) -> bool:
        """False once a service that was attended has ended. Never blocks."""
        return True

    def let_go(self, limit_s: float = 0.0) -> None:
        """Close what `cancel` has opened, once the service has answered or after `limit_s`. Never raises."""


class SpeechDispatcher(SpeechService):
    """A connection made when it is first needed, to a service that runs already: it is never started from here."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: socket.socket | None = None
        self._unanswered = 0

    def cancel(self) -> None:
        """A service that does not take it now is told at the next call."""
        try:
            if self._connection is None:
                self._connection = _connected(self._path)
            self._connection.send(CANCEL)
            self._unanswered += 1
        except OSError:
            self._drop()

    def attend(self) -> None:
        """By a connection that says nothing."""
        with contextlib.suppress(OSError):
            self._connection = self._connection or _connected(self._path)

    def is_there(self) -> bool:
        """A connection that has ended reads as empty."""
        if self._connection is None:
            return True
        try:
            return bool(self._connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def let_go(self, limit_s: float = 0.0) -> None:
        """Closing a connection with an answer unread takes back what the service has not read (unix(7), Linux)."""
        end_s = time.monotonic() + limit_s
        with contextlib.suppress(OSError):
            while self._connection is not None and self._unanswered > 0:
                ready, _, _ = select.select([self._connection], [], [], max(0.0, end_s - time.monotonic()))
                answers = self._connection.recv(_ANSWER_BYTES) if ready else b""
                if not answers:
                    break
                self._unanswered -= answers.count(b"\n")
        self._drop()

    def _drop(self) -> None:
        self._unanswered = 0
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def socket_path(environment: Mapping[str, str]) -> Path | None:
    """Where the service listens, as its own client library finds it; None when that is no file of this machine."""
    method, _, place = environment.get("SPEECHD_ADDRESS", "unix_socket").partition(":")
    if method != "unix_socket":
        return None
    if place:
        return Path(place)
    runtime = environment.get("XDG_RUNTIME_DIR") or str(Path(environment.get("HOME", "/")) / ".cache")
    return Path(runtime) / "speech-dispatcher" / "speechd.sock"


def configuration_folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where its settings lie: the person's before the system's."""
    own = environment.get("XDG_CONFIG_HOME") or str(Path(environment.get("HOME", "/")) / ".config")
    return Path(own) / "speech-dispatcher", Path("/etc/speech-dispatcher")


def speech_dispatcher_facts(environment: Mapping[str, str], folders: Iterable[Path]) -> SpeechFacts:
    """By the environment and the first folder of settings that is there. Reads small files."""
    folder = next((each for each in folders if (each / "speechd.conf").is_file()), None)
    return SpeechFacts(
        is_networked=socket_path(environment) is None,
        writes_text=folder is not None and _writes_text(folder),
        ends_with_desk=True,
    )


def _writes_text(folder: Path) -> bool:
    levels = [int(level) for level in _LOG_LEVEL.findall(_text(folder / "speechd.conf"))]
    modules = sorted((folder / "modules").glob("*.conf"))
    loud = bool(levels) and levels[-1] >= _PRIVATE_LOG_LEVEL
    return loud or any(_MODULE_DEBUG.search(_text(module)) for module in modules)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _connected(path: Path) -> socket.socket:
    """Raises OSError, BlockingIOError when the service does not take new connections as fast as that."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)
        connection.connect(os.fspath(path))
    except OSError:
        connection.close()
        raise
    return connection
