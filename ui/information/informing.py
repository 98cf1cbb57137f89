"""Shows what is known about a document, and makes a saved page whole, or an article again, when it is asked for."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import Cancelled, HearthError
from reader.imports.again import parse_again
from reader.store.library import Library
from reader.workers.pool import WorkerPool
from ui.dialogs.progress_dialog import ProgressDialog
from ui.information.facts import Facts, read_facts
from ui.information.information_dialog import InformationDialog
from ui.jobs import Jobs


class Informing(QObject):
    """Belongs to the open library."""

    replaced = Signal(int, int)  # the document's old number, and its new one
    failed = Signal(object)  # HearthError

    def __init__(self, library: Library, pool: WorkerPool, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._pool, self._jobs, self._parent = library, pool, jobs, parent

    def show(self, document: int) -> None:
        """Open the dialog about a document, as soon as it is read."""
        self._jobs.run(lambda: read_facts(self._library, document), self._open, self.failed.emit, owner=self)

    def _open(self, facts: Facts) -> None:
        dialog = InformationDialog(facts, self._parent)
        dialog.page_requested.connect(lambda whole: self._parse_again(facts.row.id, whole=whole))
        dialog.open()

    def _parse_again(self, document: int, *, whole: bool) -> None:
        stopped = threading.Event()
        progress = ProgressDialog(self.tr("Reading the saved page again…"), self._parent)
        progress.stop_requested.connect(stopped.set)
        closing = self._jobs.closing
        progress.open()
        self._jobs.run(
            lambda: parse_again(
                self._library,
                self._pool,
                document,
                whole_page=whole,
                cancelled=lambda: stopped.is_set() or closing.is_set(),
            ),
            lambda new: self._replaced(progress, document, new),
            lambda error: self._gave_up(progress, error),
            owner=self,
        )

    def _replaced(self, progress: ProgressDialog, old: int, new: int) -> None:
        progress.end()
        self.replaced.emit(old, new)

    def _gave_up(self, progress: ProgressDialog, error: HearthError) -> None:
        progress.end()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)
