"""What Windows and macOS tell a program of the machine, in one vocabulary for the triggers."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol


class Notice(Enum):
    """Something that happened, or how a thing stands: the latter come first of all once, and then when they change."""

    SCREEN_LOCKED = auto()
    SCREEN_UNLOCKED = auto()
    SESSION_LEFT = auto()  # another user's, or a remote one, has taken its place; or somebody watches it from afar
    SESSION_BACK = auto()
    SLEEP_COMES = auto()  # the system waits for the return of whoever is told, for as long as it likes to
    SCREEN_SAVER_ON = auto()
    SCREEN_SAVER_OFF = auto()
    SCREEN_SAVER_UNTOLD = auto()  # the system never says
    LID_CLOSED = auto()
    LID_OPEN = auto()
    NO_LID = auto()
    ON_BATTERY = auto()
    ON_MAINS = auto()
    NO_BATTERY = auto()
    BATTERY_CRITICAL = auto()
    BATTERY_FINE = auto()


class NoticeSource(Protocol):
    """For the thread that opened it."""

    def pump(self, limit_s: float, tell: Callable[[Notice], None]) -> None:
        """Wait for at most `limit_s`, and tell what comes at once. Raises OSError when nothing can come any more."""

    def close(self) -> None:
        """Hear nothing any more."""


OpenNotices = Callable[[], NoticeSource]
"""Raises OSError where the system does not tell this program anything."""
