"""The box that shows where one is, and takes a typed path. Tab completes it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.jobs import Job, Jobs
from ui.widgets.safe_line_edit import SafeLineEdit


class PathEdit(SafeLineEdit):
    """`entered` follows on Return. Tab completes what was typed; else it goes on to the next control, as anywhere."""

    entered = Signal(Path)

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.returnPressed.connect(lambda: self.entered.emit(typed_path(self.text())))
        self.textEdited.connect(self._forget)

    def begin(self, text: str) -> None:
        """Take the keyboard with the first letter of a path."""
        self.setText(text)
        self.setModified(True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end(False)

    def event(self, event: QEvent) -> bool:
        """A Tab is taken here, before it becomes a change of focus."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab and not event.modifiers()
        if is_tab and event.type() == QEvent.Type.KeyPress and self.isModified():
            self._complete()
            return True
        return super().event(event)

    def _complete(self) -> None:
        self._forget()
        typed = self.text()
        self._job = self._jobs.run(lambda: completed(typed), self._take, owner=self)

    def _take(self, text: str) -> None:
        if text == self.text():
            self.focusNextChild()
        else:
            self.setText(text)
            self.setModified(True)

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def typed_path(text: str) -> Path:
    """A path as people type it; "~" is the home folder."""
    try:
        return Path(text.strip()).expanduser()
    except RuntimeError:  # the home of somebody unknown
        return Path(text.strip())


def completed(typed: str) -> str:
    """`typed` with as much added as all names that begin so have in common; a lone folder gets a separator. Blocks."""
    head, tail = os.path.split(typed)
    if not head:
        return typed
    try:
        found = [path for path in typed_path(head).iterdir() if _is_meant(path.name, tail)]
    except OSError:
        return typed
    if not found:
        return typed
    name = os.path.commonprefix([path.name for path in found])  # noqa: RUF071 - letters in common are what is meant
    ends = os.sep if len(found) == 1 and found[0].is_dir() else ""
    return os.path.join(head, name) + ends  # noqa: PTH118 - Path would take a "~" or a last separator away


def _is_meant(name: str, beginning: str) -> bool:
    return name.startswith(beginning) and (beginning.startswith(".") or not name.startswith("."))
