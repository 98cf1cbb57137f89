"""What is seen of an import that a kill has cut: a line across the top, and a list of what did not come in."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from reader.errors import HearthError
from reader.imports.journal import CutImport, ImportJournal
from ui.dialogs.outcome_dialog import OutcomeDialog
from ui.jobs import Jobs
from ui.library.import_run import ImportRun
from ui.widgets.notice import Notice


class CutImportShow(QObject):
    """Says it at every opening until it is put away, or until the files are here after all."""

    def __init__(
        self, cut: CutImport | None, journal: ImportJournal, imports: ImportRun, jobs: Jobs, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._cut, self._journal, self._jobs, self._parent = cut, journal, jobs, parent
        self.notice = Notice(parent)
        self._which = self.notice.offer(self.tr("Which files?"))
        self._which.clicked.connect(self._list_files)
        self.notice.closed.connect(self._forget)
        imports.finished.connect(self._look_again)
        self._show(cut)

    def _show(self, cut: CutImport | None) -> None:
        self._cut = cut
        if cut is None:
            self.notice.hide()
        else:
            self._which.setVisible(bool(cut.names))
            self.notice.show_text(self._sentence(cut))

    def _sentence(self, cut: CutImport) -> str:
        number = QLocale().toString
        if cut.total == 1:
            text = self.tr(
                "A file was not added: the library was closed while it was being added. Please add it again."
            )
        else:
            text = self.tr(
                "{missing} of {total} files were not added: the library was closed while they were being added. "
                "Please add them again; those that are here already are recognised."
            )
        return text.format(missing=number(cut.missing), total=number(cut.total))

    def _list_files(self) -> None:
        cut = self._cut
        if cut is None:
            return
        dialog = OutcomeDialog(self.tr("Files that were not added"), [], self._parent)
        lines = [(name, "") for name in cut.names]
        dialog.show_lines(self.tr("Files that were not added"), lines, more=cut.missing - len(lines))
        dialog.open()

    def _look_again(self) -> None:
        """An import has ended: some of what was missing may have come with it."""
        if self._cut is not None:
            self._jobs.run(self._journal.cut, self._show, _let_it_stand, owner=self)

    def _forget(self) -> None:
        self._cut = None
        self._jobs.run(self._journal.forget, lambda _nothing: None, _let_it_stand)


def _let_it_stand(_error: HearthError) -> None:
    """It is said again at the next opening."""
