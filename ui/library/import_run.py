"""One import at a time: the importer in a job, its progress on the strip, its refusals in a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from reader.errors import HearthError
from reader.imports.arrivals import ImportProgress
from reader.imports.report import ImportReport
from ui.jobs import Jobs


class Imports(Protocol):
    """What this needs of reader.imports' Importer."""

    def run(
        self,
        paths: Any,
        *,
        on_progress: Callable[[ImportProgress], None],
        cancelled: Callable[[], bool],
        waiting: Callable[[], Sequence[Path]],
    ) -> ImportReport: ...


class ImportRun(QObject):
    """Files chosen while another import runs wait for their turn."""

    started = Signal()
    progressed = Signal(object)  # ImportProgress
    finished = Signal(object)  # ImportReport
    failed = Signal(object)  # HearthError: the library itself can't take more

    def __init__(self, importer: Imports, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._importer = importer
        self._jobs = jobs
        self._waiting: list[str] = []
        self._running = False
        self._cancelled = False

    @property
    def is_running(self) -> bool:
        """Whether files are coming in."""
        return self._running

    def add(self, paths: list[str]) -> None:
        """Take these files and folders in, now or after what runs already."""
        self._waiting += paths
        if not self._running and self._waiting:
            self._start()

    def cancel(self) -> None:
        """Stop after what is being stored; files that are in stay in."""
        self._waiting.clear()
        self._cancelled = True

    def _start(self) -> None:
        paths = [Path(path) for path in self._waiting]
        self._waiting.clear()
        self._running, self._cancelled = True, False
        self.started.emit()
        self._jobs.run(
            lambda: self._importer.run(
                paths,
                on_progress=self.progressed.emit,
                cancelled=lambda: self._cancelled,
                waiting=lambda: [Path(path) for path in self._waiting.copy()],
            ),
            self._finish,
            self._fail,
        )

    def _finish(self, report: ImportReport) -> None:
        self._running = False
        self.finished.emit(report)
        self.add([])

    def _fail(self, error: HearthError) -> None:
        self._running = False
        self.failed.emit(error)
        self.add([])


QUEUED = Qt.ConnectionType.QueuedConnection
"""`progressed` is emitted on the job's thread: connect to it with this."""
