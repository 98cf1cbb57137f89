"""The desk's end of what hides the library: panic key and triggers as they were chosen, and how they do here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from reader.errors import HearthError
from reader.guard.hiding import HIDING_SETTING, HidingSettings, encode
from reader.guard.messages import (
    CloseRequested,
    FiringRequested,
    Opened,
    ToGuard,
    TriggerReport,
    TriggersAsked,
    WatchState,
)
from ui.jobs import Jobs

Change = Callable[[HidingSettings], HidingSettings]
WATCH_LIMIT_MS = 500


class Settings(Protocol):
    """What this needs of reader.store's Library."""

    def set_setting(self, name: str, value: str, /) -> None: ...


@dataclass(frozen=True)
class Commands:
    """The guard's command socket, as another program would use it. Both block."""

    panic: Callable[[], bool]  # whether it has been done
    is_listened_to: Callable[[], bool]


class Hiding(QObject):
    """What is chosen is saved first, in a job, and holds from then on: only then is the guard told.

    One save at a time, each of everything that was chosen by then: the last choice is what stays.
    """

    changed = Signal()  # other settings hold, or those that did before hold after all
    failed = Signal(object)  # HearthError: the choice could not be saved
    watch_changed = Signal(object)  # WatchState
    reported = Signal(object)  # TriggerReport
    commands_tried = Signal(bool)  # whether they reach the guard

    def __init__(
        self,
        send: Callable[[ToGuard], None],
        panic: Callable[[], None],
        commands: Commands,
        jobs: Jobs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._send, self._panic, self._commands, self._jobs = send, panic, commands, jobs
        self._library: Settings | None = None
        self._key_folder = ""
        self._is_saving = False
        self._wanted = HidingSettings()
        self.settings = HidingSettings()
        self.watch: WatchState | None = None

    def begin(self, library: Settings, settings: HidingSettings, key_folder: str = "") -> None:
        """The library is open: from here on the panic key is heard in every window, and the triggers act.

        `key_folder` is the folder of the key file that opened it, if one did.
        """
        self._library, self._key_folder = library, key_folder
        self._wanted = settings
        self._hold(settings)

    def hear(self, message: WatchState | TriggerReport) -> None:
        """What the guard says."""
        if isinstance(message, TriggerReport):
            self.reported.emit(message)
            return
        self.watch = message
        self.watch_changed.emit(message)

    def call_when_heard(self, action: Callable[[], None]) -> None:
        """Do it as soon as the guard has said whether the panic key is heard, and without its word after a while.

        Whoever sees the library may press the key at once. Before that word only a window of the desk hears it, and
        that of a desk which is just making its pages heard it up to 100 ms late.
        """
        if self.watch is not None:
            action()
            return
        wait = QTimer(self)
        wait.setSingleShot(True)
        wait.timeout.connect(action)
        self.watch_changed.connect(lambda: wait.setInterval(0), Qt.ConnectionType.SingleShotConnection)
        wait.start(WATCH_LIMIT_MS)

    def choose(self, change: Change) -> None:
        """Let other settings hold: `change` of what was chosen last."""
        self._wanted = change(self._wanted)
        if not self._is_saving:
            self._save()

    def ask(self) -> None:
        """How are the triggers? The answer is `reported`."""
        self._send(TriggersAsked())

    def try_commands(self) -> None:
        """Do commands reach the guard? The answer is `commands_tried`."""
        self._jobs.run(self._commands.is_listened_to, self.commands_tried.emit, owner=self)

    def fire(self, trigger: str) -> None:
        """Do what this trigger does."""
        self._send(FiringRequested(trigger=trigger))

    def panic(self) -> None:
        """As by the key."""
        self._panic()

    def close(self) -> None:
        """As when a window of the library is closed."""
        self._send(CloseRequested())

    def command(self) -> None:
        """As by `main.py panic`, by the same way."""
        self._jobs.run(self._commands.panic, self.commands_tried.emit, owner=self)

    def _save(self) -> None:
        library, wanted = self._library, self._wanted
        if library is None or wanted == self.settings:
            self.changed.emit()
            return
        self._is_saving = True
        text = encode(wanted)
        self._jobs.run(
            lambda: library.set_setting(HIDING_SETTING, text),
            lambda _nothing: self._saved(wanted),
            self._not_saved,
            owner=self,
        )

    def _saved(self, settings: HidingSettings) -> None:
        self._is_saving = False
        self._hold(settings)
        if self._wanted != settings:
            self._save()

    def _not_saved(self, error: HearthError) -> None:
        self._is_saving = False
        self._wanted = self.settings
        self.failed.emit(error)
        self.changed.emit()

    def _hold(self, settings: HidingSettings) -> None:
        self.settings = settings
        self._send(Opened(keys=settings.keys, triggers=settings.triggers, key_file=self._key_folder))
        self.changed.emit()
