"""One long piece of work at a time: in a job, under a dialog that tells how far it is and can stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from reader.errors import Cancelled, HearthError
from reader.vault.copy_files import CopyProgress, CopyStage
from ui.dialogs.progress_dialog import ProgressDialog
from ui.jobs import Jobs
from ui.settings.control import Control

T = TypeVar("T")
_STEPS = 10_000


class LongTask(QObject):
    """Runs work that takes a `Control`. What was cancelled ends in silence, unless `cancelled` is given."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._parent = jobs, parent

    def run(
        self,
        heading: str,
        work: Callable[[Control], T],
        done: Callable[[T], None],
        failed: Callable[[HearthError], None],
        *,
        stage: str = "",
        can_stop: bool = True,
    ) -> None:
        """`work(control)` runs on another thread; one of the callbacks follows on this one, the dialog gone by then."""
        dialog = ProgressDialog(heading, self._parent, can_stop=can_stop)
        control = Control(dialog)
        dialog.show_stage(stage)
        dialog.stop_requested.connect(control.stop)
        dialog.destroyed.connect(control.stop)
        queued = Qt.ConnectionType.QueuedConnection
        control.fraction_changed.connect(
            lambda fraction: dialog.show_fraction(round(fraction * _STEPS), _STEPS), queued
        )
        control.copy_changed.connect(lambda progress: self._show_copy(dialog, progress), queued)

        def finish(result: T) -> None:
            dialog.end()
            done(result)

        def fail(error: HearthError) -> None:
            dialog.end()
            if not isinstance(error, Cancelled):
                failed(error)

        self._jobs.run(lambda: work(control), finish, fail, owner=dialog)
        dialog.open()

    def _show_copy(self, dialog: ProgressDialog, progress: CopyProgress) -> None:
        if not dialog.is_stopping:
            is_copying = progress.stage is CopyStage.COPYING
            dialog.show_stage(self.tr("Copying…") if is_copying else self.tr("Reading the copy back…"))
        dialog.show_bytes(progress.done_bytes, progress.total_bytes)
