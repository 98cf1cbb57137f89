"""What the watch asks of a system that shows it the keys of every window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from reader.platform.key_event import KeyEvent


class RawKeys(Protocol):
    """Every key and mouse button of the session, only while it listens. For one thread.

    `codes` and the events number physical keys alike; how is the system's affair.
    """

    def codes(self, *key_names: str) -> frozenset[int]:
        """The physical keys that bear one of these X11 keysym names."""

    def listen(self, listening: bool) -> None:
        """Begin or cease to receive keys; none while it does not."""

    def wait(self, orders_fd: int) -> bool:
        """Until a key has come or `orders_fd` has something to read: whether it has. Raises ConnectionError."""

    def events(self) -> Iterable[KeyEvent]:
        """What has come since, without waiting. Raises ConnectionError when the source is gone."""
