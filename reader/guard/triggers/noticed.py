"""The triggers of Windows and macOS, by the same names as those on D-Bus: there one source tells everything.

Each has a source, and a thread, of its own. As everywhere, changes count and not states; only the screen saver and an
announced sleep also count when they are found so.
"""

from __future__ import annotations

import contextlib
from typing import ClassVar

from reader.guard.triggers.base import Run, Trigger
from reader.guard.triggers.battery import Battery
from reader.guard.triggers.lid import Lid
from reader.guard.triggers.mains import Mains
from reader.guard.triggers.screensaver import Screensaver
from reader.guard.triggers.session_lock import SessionLock
from reader.guard.triggers.suspend import Suspend
from reader.guard.triggers.user_switch import UserSwitch
from reader.platform.notices import Notice, OpenNotices

PUMP_S = 0.5
HOLD_SLEEP_S = 1.8  # Windows waits 2 s for whoever it has told, macOS 30 s (PBT_APMSUSPEND; IORegisterForSystemPower)


class Noticed(Trigger):
    """`danger` and `calm` are the two levels; with `counts_at_first` danger counts whatever was known before."""

    danger: ClassVar[Notice]
    calm: ClassVar[Notice | None] = None
    counts_at_first: ClassVar[bool] = False
    lacks: ClassVar[dict[Notice, str]] = {}

    def __init__(self, open_source: OpenNotices) -> None:
        super().__init__()
        self._open_source = open_source

    def _watch(self, run: Run) -> None:
        try:
            with contextlib.closing(self._open_source()) as source:
                run.note()
                while not run.is_stopped:
                    source.pump(PUMP_S, lambda notice: self._take(run, notice))
        except OSError:
            run.note("no-messages")

    def _take(self, run: Run, notice: Notice) -> None:
        if notice in self.lacks:
            run.note(self.lacks[notice])
        elif notice is self.danger:
            before = None if self.calm is None else run.levels.get(self.name)
            run.levels[self.name] = True
            if before is False or (before is None and self.counts_at_first):
                self._happened(run)
        elif notice is self.calm:
            run.levels[self.name] = False

    def _happened(self, run: Run) -> None:
        run.happened()


class NoticedLock(Noticed):
    """The screen is locked."""

    name = SessionLock.name
    danger, calm = Notice.SCREEN_LOCKED, Notice.SCREEN_UNLOCKED


class NoticedSwitch(Noticed):
    """Another session has taken the screen."""

    name = UserSwitch.name
    danger, calm = Notice.SESSION_LEFT, Notice.SESSION_BACK


class NoticedSleep(Noticed):
    """The machine is about to sleep; it is held until the trigger stops, which is the last step after the kill."""

    name = Suspend.name
    danger = Notice.SLEEP_COMES
    counts_at_first = True

    def _happened(self, run: Run) -> None:
        run.happened()
        run.wait(HOLD_SLEEP_S)


class NoticedScreenSaver(Noticed):
    """The screen saver has come up."""

    name = Screensaver.name
    danger, calm = Notice.SCREEN_SAVER_ON, Notice.SCREEN_SAVER_OFF
    counts_at_first = True
    lacks: ClassVar = {Notice.SCREEN_SAVER_UNTOLD: "no-service"}


class NoticedLid(Noticed):
    """The lid is closed."""

    name = Lid.name
    danger, calm = Notice.LID_CLOSED, Notice.LID_OPEN
    lacks: ClassVar = {Notice.NO_LID: "no-lid"}


class NoticedMains(Noticed):
    """The machine runs on its battery, and did not before."""

    name = Mains.name
    danger, calm = Notice.ON_BATTERY, Notice.ON_MAINS
    lacks: ClassVar = {Notice.NO_BATTERY: "no-battery"}


class NoticedBattery(Noticed):
    """The battery is about to end."""

    name = Battery.name
    danger, calm = Notice.BATTERY_CRITICAL, Notice.BATTERY_FINE
    lacks: ClassVar = {Notice.NO_BATTERY: "no-battery"}


NOTICED: tuple[type[Noticed], ...] = (
    NoticedLock, NoticedSwitch, NoticedSleep, NoticedScreenSaver, NoticedLid, NoticedMains, NoticedBattery,
)  # fmt: skip
