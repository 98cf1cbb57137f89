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
        self._is_trying = False

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
        self._is_trying = True
        self._imports.try_password(self._waiting[0], password, self._judge, self._give_up)

    def _judge(self, report: ImportReport) -> None:
        self._is_trying = False
        refusal = self._waiting[0]
        known = {each.name for each in (*self._report.imported, *self._report.duplicates)}
        self._report.imported += [each for each in report.imported if each.name not in known]
        error = next((each.error for each in report.refused if each.name == refusal.name), report.stopped_by)
        if report.has(refusal.name):
            self._next(None)
        elif self._dialog is None:  # skipped meanwhile
            self._next(refusal)
        elif isinstance(error, PasswordNeeded):
            self._dialog.say_wrong(sentence(error))
        else:
            self._next(Refusal(refusal.name, error or PasswordNeeded()))

    def _give_up(self, error: HearthError) -> None:
        self._is_trying = False
        self._next(Refusal(self._waiting[0].name, error))

    def _skip(self) -> None:
        self._dialog = None
        if self._is_trying:
            self._imports.stop_trying()  # one run at a time: what follows waits for its end
        else:
            self._next(self._waiting[0])

    def _next(self, refused: Refusal | None) -> None:
        self._waiting.pop(0)
        if refused is not None:
            self._report.refused.append(refused)
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
