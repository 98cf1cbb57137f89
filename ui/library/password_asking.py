"""Files that an import could not open without a password of their own: asked about one by one, and then added."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.errors import HearthError, PasswordNeeded
from reader.imports.report import ImportReport, Refusal
from ui.dialogs.file_password_dialog import FilePasswordDialog
from ui.library.import_run import ImportRun
from ui.words import sentence


def opens_with_password(refusal: Refusal) -> bool:
    """Whether it is worth asking: the file is known, and a password would open it."""
    return isinstance(refusal.error, PasswordNeeded) and refusal.found is not None


class PasswordAsking(QObject):
    """Of one import's report. `done` gets what is in by then, and what stays refused, once nobody is asked any more."""

    def __init__(
        self, imports: ImportRun, report: ImportReport, done: Callable[[ImportReport], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._imports, self._report, self._done, self._parent = imports, report, done, parent
        self._waiting = [each for each in report.refused if opens_with_password(each)]
        self._report.refused = [each for each in report.refused if not opens_with_password(each)]
        self._dialog: FilePasswordDialog | None = None

    def start(self) -> None:
        """Ask about the first; other imports wait meanwhile."""
        self._imports.hold()
        self._ask()

    def _ask(self) -> None:
        if not self._waiting:
            self._imports.go_on()
            self._done(self._report)
            self.deleteLater()
            return
        dialog = FilePasswordDialog(self._waiting[0].name, len(self._waiting) - 1, self._parent)
        dialog.tried.connect(self._try)
        dialog.skipped.connect(self._skip)
        self._dialog = dialog
        dialog.open()

    def _try(self, password: str) -> None:
        refusal = self._waiting[0]
        self._imports.try_password(refusal, password, lambda report: self._judge(refusal, report), self._give_up)

    def _judge(self, refusal: Refusal, report: ImportReport) -> None:
        if self._dialog is None:
            return  # skipped meanwhile; what came in is in the list all the same
        known = {each.name for each in (*self._report.imported, *self._report.duplicates)}
        self._report.imported += [each for each in report.imported if each.name not in known]
        if report.has(refusal.name):
            self._next()
            return
        error = next((each.error for each in report.refused if each.name == refusal.name), report.stopped_by)
        if isinstance(error, PasswordNeeded):
            self._dialog.say_wrong(sentence(error))
        else:
            self._refuse(error or PasswordNeeded())

    def _give_up(self, error: HearthError) -> None:
        if self._dialog is not None:
            self._refuse(error)

    def _skip(self) -> None:
        self._dialog = None
        self._report.refused.append(self._waiting.pop(0))
        self._ask()

    def _refuse(self, error: HearthError) -> None:
        self._report.refused.append(Refusal(self._waiting[0].name, error))
        self._next()

    def _next(self) -> None:
        self._waiting.pop(0)
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.end()
        self._ask()


def ask_for_passwords(
    imports: ImportRun, report: ImportReport, done: Callable[[ImportReport], None], parent: QWidget
) -> None:
    """Ask about every file of the report that needs a password; `done` follows, at once when none does."""
    if any(opens_with_password(each) for each in report.refused):
        PasswordAsking(imports, report, done, parent).start()
    else:
        done(report)
