"""A dialog that takes what a deed needs, does it in a job, and stays with a sentence when it fails."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from reader.errors import HearthError
from ui.dialogs.dialog import Dialog
from ui.jobs import Jobs
from ui.translations import is_mirrored
from ui.widgets.scroll_area import ScrollArea
from ui.words import sentence

_WIDTH_PX = 540
_SPACING_PX = 14
_BAR_PX = 12


class DeedDialog(Dialog):
    """Each kind adds its fields with `add` and says what is to be done in `work`.

    A change of keys can't be stopped half-way, so while it runs the dialog does not close. (A panic ends it all the
    same; either copy of the keys is whole then.)
    """

    succeeded = Signal(object)  # what the work answered

    def __init__(self, words: tuple[str, str, str], jobs: Jobs, parent: QWidget) -> None:
        """`words` are the heading, a text ("" for none), and what the button says."""
        super().__init__(parent)
        heading, text, self._deed = words
        self._jobs = jobs
        self._busy = False
        self._inner = QWidget(self)
        self._inner.installEventFilter(self)
        self._rows = QVBoxLayout(self._inner)
        before, after = (_BAR_PX, 0) if is_mirrored() else (0, _BAR_PX)
        self._rows.setContentsMargins(before, 2, after, 2)
        self._rows.setSpacing(_SPACING_PX)
        self._rows.addStretch()
        if text:
            self.add(self.body(text))
        self._area = ScrollArea(self)
        self._area.setWidget(self._inner)
        self._do = QPushButton(self._deed, self)
        self._do.clicked.connect(self.try_it)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 22, 24, 20)
        down.setSpacing(_SPACING_PX)
        down.addWidget(self.heading(heading))
        down.addWidget(self._area, 1)
        down.addLayout(self.button_row(self._do, self._cancel))
        self._do.setAutoDefault(False)  # Return belongs to the fields, which go on to the next one
        self._do.setDefault(False)
        self._cancel.setAutoDefault(False)
        self.finished.connect(self.forget)
        self.fit(QSize(_WIDTH_PX, 0))

    def add(self, widget: QWidget) -> None:
        """One more at the foot."""
        self._rows.insertWidget(self._rows.count() - 1, widget)

    def work(self) -> Callable[[], object] | None:
        """What blocks, and so runs in a job. None when something is missing, which the fields say themselves."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether all fields hold something."""
        raise NotImplementedError

    def show_error(self, error: HearthError, text: str) -> None:
        """Say it where it belongs; `text` is the error's own sentence."""
        raise NotImplementedError

    def set_busy(self, *, busy: bool) -> None:
        """Let the fields take nothing meanwhile."""

    def forget(self) -> None:
        """Drop what was typed."""

    def follow(self) -> None:
        """Something was typed."""
        self._do.setEnabled(not self._busy and self.is_ready())

    def try_it(self) -> None:
        """As the button."""
        if self._busy or not self.is_ready():
            return
        work = self.work()
        if work is not None:
            self._show_busy(busy=True)
            self._jobs.run(work, self._succeed, self._fail, owner=self)

    def reject(self) -> None:
        """Escape, Cancel, and the window's own cross."""
        if not self._busy:
            super().reject()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return False

    def showEvent(self, event: QShowEvent) -> None:
        self._grow()
        super().showEvent(event)

    def _grow(self) -> None:
        """Be as tall as the fields need, as far as the screen goes; never shrink under somebody's hands."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        shown = self._area.viewport()
        missing = self._rows.heightForWidth(shown.width()) - shown.height()
        if missing > 0:
            self.fit(QSize(self.width(), self.height() + missing))

    def _succeed(self, result: object) -> None:
        self._busy = False
        self.accept()
        self.succeeded.emit(result)

    def _fail(self, error: HearthError) -> None:
        self._show_busy(busy=False)
        self.show_error(error, sentence(error))

    def _show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.set_busy(busy=busy)
        self._cancel.setEnabled(not busy)
        self._do.setText(self.tr("One moment…") if busy else self._deed)
        self.follow()
