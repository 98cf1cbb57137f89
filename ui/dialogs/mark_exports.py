"""The way out for marks: what it means, as what, where to, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.errors import HearthError
from reader.marks.exchange import ExportedDocument
from reader.marks.exporting import MarksFormat, gather, write
from reader.store.library import Library
from ui.dialogs.folder_dialog import FolderDialog
from ui.dialogs.marks_export_dialog import MarksExportDialog
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.jobs import Jobs
from ui.theme import Theme
from ui.words import sentence

Gather = Callable[[], Sequence[ExportedDocument]]
"""Reads what goes out; called in a job."""


class MarkExports(QObject):
    """Asks, writes in a job, and tells where the file is."""

    def __init__(self, jobs: Jobs, theme: Callable[[], Theme], parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._theme, self._parent = jobs, theme, parent

    def ask(self, gather: Gather) -> None:
        """Begin with the warning."""
        dialog = MarksExportDialog(self._parent)
        dialog.chosen.connect(lambda form, name: self._ask_where(gather, form, name))
        dialog.open()

    def ask_for_collection(self, library: Library, collection: int) -> None:
        """The marks of all documents in a collection and in those below it."""
        self.ask(lambda: gather(library, library.documents_in(collection)))

    def _ask_where(self, gather: Gather, form: MarksFormat, name: str) -> None:
        dialog = FolderDialog(self.tr("Where should the file be?"), self._jobs, self._theme(), self._parent)
        dialog.folder_chosen.connect(lambda folder: self._write(gather, form, name, Path(folder)))
        dialog.open()

    def _write(self, gather: Gather, form: MarksFormat, name: str, folder: Path) -> None:
        self._jobs.run(lambda: _written(gather, form, name, folder), self._tell, self._tell_failure, owner=self)

    def _tell(self, outcome: tuple[Path | None, int]) -> None:
        path, count = outcome
        if path is None:
            self._show(self.tr("There are no marks"), self.tr("Nothing was written."))
            return
        self._show(
            self.tr("Exported"),
            self.tr("%Ln marks were written, not encrypted, to:", "", count),
            f"\u2066{path}\u2069",
        )

    def _tell_failure(self, error: HearthError) -> None:
        self._show(self.tr("Not exported"), sentence(error))

    def _show(self, heading: str, *paragraphs: str) -> None:
        OutcomeDialog(heading, paragraphs, self._parent).open()


def _written(gather: Gather, form: MarksFormat, name: str, folder: Path) -> tuple[Path | None, int]:
    documents = gather()
    count = sum(len(document.marks) for document in documents)
    return (write(documents, form, folder, name) if count else None), count
