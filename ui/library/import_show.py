"""What is seen of an import: the strip below the list, arrivals in it, and how it ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from reader.errors import Cancelled, DiskFull, HearthError
from reader.imports.arrivals import ImportProgress
from reader.imports.report import ImportReport
from ui.dialogs.report_dialog import ReportDialog
from ui.library.import_run import QUEUED, ImportRun
from ui.library.library_page import LibraryPage
from ui.library.password_asking import ask_for_passwords
from ui.widgets.notice import Notice
from ui.words import disk_full_sentence, sentence

_SHOW_ARRIVALS_EVERY_MS = 1500


class ImportShow(QObject):
    """Belongs to the library page."""

    def __init__(self, imports: ImportRun, page: LibraryPage, notice: Notice) -> None:
        super().__init__(page)
        self._page, self._notice, self._imports = page, notice, imports
        self._arrivals = QTimer(self)
        self._arrivals.setSingleShot(True)
        self._arrivals.setInterval(_SHOW_ARRIVALS_EVERY_MS)
        self._arrivals.timeout.connect(page.refresh)
        imports.started.connect(page.begin_import)
        imports.progressed.connect(self._show_progress, QUEUED)
        imports.finished.connect(self._report)
        imports.failed.connect(self._say_failure)

    def _show_progress(self, progress: ImportProgress) -> None:
        if not self._arrivals.isActive():
            self._arrivals.start()
        self._page.strip.show_progress(progress.number, progress.total, progress.name, progress.fraction)

    def _report(self, report: ImportReport) -> None:
        self._arrivals.stop()
        ended_well = report.stopped_by is None
        self._page.end_import([each.document for each in report.imported] if ended_well else ())
        if isinstance(report.stopped_by, DiskFull):
            self._notice.show_text(disk_full_sentence(report.stopped_at, report.free_bytes))
        elif report.stopped_by is not None and not isinstance(report.stopped_by, Cancelled):
            self._notice.show_text(sentence(report.stopped_by))
        before = len(report.imported)
        ask_for_passwords(self._imports, report, lambda whole: self._tell_end(whole, before), self._page)

    def _tell_end(self, report: ImportReport, imported_before: int) -> None:
        if len(report.imported) > imported_before:
            self._page.refresh()
        refusals = [(each.name, each.error) for each in report.refused]
        if refusals or report.duplicates:
            ReportDialog(len(report.imported), len(report.duplicates), refusals, self._page).open()

    def _say_failure(self, error: HearthError) -> None:
        self._page.strip.hide()
        self._page.refresh()
        self._notice.show_text(sentence(error))
