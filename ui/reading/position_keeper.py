"""Commits where reading is: as soon as it moves, in a long movement five times a second, and when the document is left.

Nothing waits for a pause: a panic may come with the page that was just turned.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reader.store.rows import Position
from ui.jobs import Jobs
from ui.reading.opened_document import ReadingLibrary
from ui.write_queue import WriteQueue

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
        self._writes = WriteQueue(jobs)
        self._document_id = document_id
        self._position_now = position_now
        self._finishing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COMMIT_EVERY_MS)
        self._timer.timeout.connect(self._commit_what_moved)
        self._moved = False

    @property
    def is_kept(self) -> bool:
        """Whether everything that moved so far is committed."""
        return not self._moved and self._writes.is_empty

    def note_opening(self, position: Position) -> None:
        """It is open, at the place where it was left: from now on it is the document that was read last."""
        self._keep(position)

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
        self._go_if_all_is_kept()

    def commit(self) -> None:
        """Write the position off the UI thread."""
        self._moved = False
        self._keep(self._position_now())

    def _commit_what_moved(self) -> None:
        if self._moved:
            self._timer.start()
            self.commit()

    def _keep(self, position: Position) -> None:
        library, document = self._library, self._document_id
        self._writes.put(
            "position",
            lambda: library.set_position(document, position),
            self._note_written,
            lambda _error: self._fail(),
        )

    def _note_written(self) -> None:
        self.committed.emit(self._document_id)
        self._go_if_all_is_kept()

    def _fail(self) -> None:
        """A full disk or a document removed meanwhile: the next movement tries again, or leaving the document."""
        self._moved = True
        self._go_if_all_is_kept()

    def _go_if_all_is_kept(self) -> None:
        if self._finishing and self._writes.is_empty:
            self.deleteLater()
