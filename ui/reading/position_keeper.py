"""Commits where reading is: as soon as it moves, in a long movement five times a second, and when the document is left.

Nothing waits for a pause: a panic may come with the page that was just turned.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reader.store.rows import Position
from ui.jobs import Jobs
from ui.reading.opened_document import ReadingLibrary

COMMIT_EVERY_MS = 200


class PositionKeeper(QObject):
    """One document's position. `position_now` is asked on the UI thread, the commit runs in a job.

    It outlives its document by the last commit, then deletes itself: see `finish`.
    """

    committed = Signal(int)  # document id

    def __init__(
        self,
        library: ReadingLibrary,
        jobs: Jobs,
        document_id: int,
        position_now: Callable[[], Position],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        self._document_id = document_id
        self._position_now = position_now
        self._latest: Position | None = None
        self._writing = False
        self._finishing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COMMIT_EVERY_MS)
        self._timer.timeout.connect(self._commit_what_moved)
        self._moved = False

    @property
    def is_kept(self) -> bool:
        """Whether everything that moved so far is committed."""
        return not self._moved and not self._writing

    def note_opening(self, position: Position) -> None:
        """It is open, at the place where it was left: from now on it is the document that was read last."""
        self._latest = position
        self._write()

    def note_movement(self) -> None:
        """Something moved: a page that is turned is committed at once, what scrolls on at the end of each interval."""
        self._moved = True
        if not self._timer.isActive():
            self._commit_what_moved()

    def finish(self) -> None:
        """The document is being left: commit at once what is not committed yet, then go."""
        self._finishing = True
        self._timer.stop()
        if self._moved:
            self.commit()
        elif not self._writing:
            self.deleteLater()

    def commit(self) -> None:
        """Write the position off the UI thread. One write at a time, so that an older one never comes last."""
        self._moved = False
        self._latest = self._position_now()
        if not self._writing:
            self._write()

    def _commit_what_moved(self) -> None:
        if self._moved:
            self._timer.start()
            self.commit()

    def _write(self) -> None:
        position, self._latest = self._latest, None
        if position is None:
            if self._finishing:
                self.deleteLater()
            return
        self._writing = True
        self._jobs.run(
            lambda: self._library.set_position(self._document_id, position),
            lambda _none: self._written(),
            lambda _error: self._failed(),
        )

    def _written(self) -> None:
        self._writing = False
        self.committed.emit(self._document_id)
        self._write()

    def _failed(self) -> None:
        """A full disk or a document removed meanwhile: the next movement tries again, or leaving the document."""
        self._writing = False
        self._moved = True
        if self._finishing:
            self.deleteLater()
