"""One import at a time: the importer in a job, its progress on the strip, its refusals in a report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from reader.errors import HearthError
from reader.imports.arrivals import ImportProgress
from reader.imports.report import ImportReport, Refusal
from ui.jobs import Jobs


class Imports(Protocol):
    """What this needs of reader.imports' Importer."""

    def run(
        self,
        paths: Any,
        *,
        passwords: Sequence[str] = (),
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
        self._held = False

    @property
    def is_running(self) -> bool:
        """Whether files are coming in."""
        return self._running

    def add(self, paths: list[str]) -> None:
        """Take these files and folders in, now or after what runs already."""
        self._waiting += paths
        if not self._running and not self._held and self._waiting:
            self._start()

    def hold(self) -> None:
        """Begin nothing new until `go_on`: somebody is asked about what could not come in."""
        self._held = True

    def go_on(self) -> None:
        """Begin with what has been chosen meanwhile."""
        self._held = False
        self.add([])

    def stop_trying(self) -> None:
        """Nobody waits for the try under way any more; its answer comes all the same."""
        self._cancelled = True

    def try_password(
        self,
        refusal: Refusal,
        password: str,
        done: Callable[[ImportReport], None],
        failed: Callable[[HearthError], None],
    ) -> None:
        """Try a file once more that needs a password of its own, while other imports are held."""
        found = refusal.found
        self._running, self._cancelled = True, False

        def answer(report: ImportReport) -> None:
            self._running = False
            done(report)

        def fail(error: HearthError) -> None:
            self._running = False
            failed(error)

        self._jobs.run(
            lambda: self._importer.run(
                [found],
                passwords=(password,),
                on_progress=lambda _progress: None,
                cancelled=lambda: self._cancelled,
                waiting=lambda: [Path(path) for path in self._waiting.copy()],
            ),
            answer,
            fail,
        )

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
