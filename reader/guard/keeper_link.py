"""What the desk and the keeper say to each other, over a socket that the guard makes and never reads."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from typing import Annotated, TypeAlias

import msgspec

from reader.errors import ProtocolViolation
from reader.guard.channel import ChannelWriter, Deframer

MAX_TRIES = 3
MAX_LIMIT_S = 3600
MAX_SEALED_BYTES = 6 * 1024  # a slot's content and one path
ANSWER_LIMIT_S = 3.0
_READ_BYTES = 4096

SealedBytes: TypeAlias = Annotated[bytes, msgspec.Meta(min_length=1, max_length=MAX_SEALED_BYTES)]
"""What a desk sealed under a PIN (reader/vault/quick_return.py). Nothing else has a place here."""


class Keep(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Hold this instead of whatever was held. `limit_s` is counted from the end of the desk that says it."""

    sealed: SealedBytes
    limit_s: Annotated[int, msgspec.Meta(ge=1, le=MAX_LIMIT_S)]


class SealAsked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A try: the answer is SealHanded, or the keeper's end."""


class SealHanded(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """After the last try the keeper is gone: whether it failed need not be said."""

    sealed: SealedBytes
    tries_left: Annotated[int, msgspec.Meta(ge=0, lt=MAX_TRIES)]


ToKeeper: TypeAlias = Keep | SealAsked


def make_pair() -> tuple[socket.socket, socket.socket] | None:
    """Two ends of a socket that can be handed to another process; None where the system has no such thing."""
    if not hasattr(socket, "AF_UNIX") or not hasattr(socket, "send_fds"):
        return None
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)


class KeeperLink:
    """The desk's end. Used from any thread; `ask` blocks."""

    def __init__(self, fd: int) -> None:
        """`fd` is this object's from now on."""
        os.set_inheritable(fd, False)
        self._fd = fd
        self._writer = ChannelWriter(fd)
        self._deframer: Deframer[SealHanded] = Deframer(SealHanded)
        self._asking = threading.Lock()
        self._is_broken = False

    def keep(self, sealed: bytes, limit_s: int) -> bool:
        """Give the keeper something to hold; False when it does not listen."""
        return self._writer.send(Keep(sealed=sealed, limit_s=limit_s))

    def ask(self) -> SealHanded | None:
        """One try, used up by asking. None when nobody answers within `ANSWER_LIMIT_S`, and from then on."""
        with self._asking:
            if not self._is_broken:
                answer = self._answer() if self._writer.send(SealAsked()) else None
                self._is_broken = answer is None
                return answer
        return None

    def _answer(self) -> SealHanded | None:
        end_s = time.monotonic() + ANSWER_LIMIT_S
        while (left_s := end_s - time.monotonic()) > 0 and select.select([self._fd], [], [], left_s)[0]:
            try:
                data = os.read(self._fd, _READ_BYTES)
                for message in self._deframer.feed(data):
                    return message
            except (OSError, ProtocolViolation):
                return None
            if not data:
                return None
        return None
