"""The reader's own speed while the library is open: measured, kept in the library, switched off and forgotten."""

from __future__ import annotations

from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from reader.reading.kept import encoded
from reader.reading.pace import PACE_SETTING, KeptPace, decoded
from ui.jobs import Jobs
from ui.reading.setting_keeper import SettingKeeper


class Settings(Protocol):
    """What this needs of reader.store's Library."""

    def setting(self, name: str, /) -> str | None: ...
    def set_setting(self, name: str, value: str, /) -> None: ...


class OwnPace(QObject):
    """`kept` holds; each change of it is written at once."""

    changed = Signal()
    failed = Signal(object)  # HearthError: what holds now could not be kept

    def __init__(self, library: Settings, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.kept = KeptPace()
        self._library, self._jobs = library, jobs
        self._keeper = SettingKeeper(library, jobs, PACE_SETTING, self.failed.emit)
        self._is_loaded = False

    def load(self) -> None:
        """Read what is kept, unless it is known."""
        if not self._is_loaded:
            library = self._library
            self._jobs.run(lambda: decoded(library.setting(PACE_SETTING)), self.take, lambda _error: None, owner=self)

    def take(self, kept: KeptPace) -> None:
        """This is what is kept; it was read with a document."""
        if not self._is_loaded:
            self._is_loaded = True
            self.kept = kept
            self.changed.emit()

    def note_sample(self, language: str, per_minute: float) -> None:
        """One more measurement."""
        self._choose(self.kept.with_sample(language, per_minute))

    def set_kept(self, *, is_kept: bool) -> None:
        """Measure and keep it from now on, or no longer; what was kept goes with the latter."""
        self._choose(KeptPace(is_kept=is_kept, samples=self.kept.samples if is_kept else {}))

    def forget(self) -> None:
        """What was measured so far is gone; whether it is measured stays as it is."""
        self._choose(msgspec.structs.replace(self.kept, samples={}))

    def _choose(self, kept: KeptPace) -> None:
        if kept != self.kept:
            self.kept = kept
            self._is_loaded = True
            self._keeper.keep(encoded(kept))
            self.changed.emit()
