"""The contract of every cover: one ordinary window that opens at once, hears the summons, forgets what follows a panic.

A kind of cover adds its widgets, calls `listen` once they are there, and fills in the four methods at the foot.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.covers.gestures import CornersGesture, TypedGesture
from ui.covers.cover_input import CoverInput
from ui.covers.style import cover_style
from ui.theme import Theme

_MOST_OF_SCREEN = 0.9


class Cover(QWidget):
    """One window. `painted` follows each time it has come to the screen and been drawn there."""

    summon_requested = Signal()
    closed = Signal()
    painted = Signal()

    def __init__(self, theme: Theme, *, title: str, size: QSize) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(cover_style(theme))
        self.resize(size.boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))
        self._announce = False

    def listen(
        self,
        fields: Sequence[QWidget] = (),
        own_gesture: TypedGesture | None = None,
        corners: CornersGesture | None = None,
    ) -> None:
        """Hear keys from now on; `fields` are those that an input method writes into. One gesture is its own."""
        self._input = CoverInput(self, list(fields), own_gesture, corners)
        self._input.summon_requested.connect(self.begin_scratch)  # first: the summons may be refused
        self._input.summon_requested.connect(self.summon_requested)

    def show_cover(self, *, full_size: bool) -> None:
        """Come to the screen, over the other windows; `painted` follows."""
        self._announce = True
        self.drop_scratch()
        if not full_size and not self.isVisible():
            self._input.open()  # somebody has come back from the prompt by choice
        if full_size:
            self.showMaximized()
        else:
            self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        self.update()

    def deafen(self) -> None:
        """Drop keys until they have been still for a second, and save nothing that is typed for a while."""
        self._input.shut()
        self.begin_scratch()

    def put_away(self) -> None:
        """Leave the screen. Keys still under way to this window are dropped until it is shown again."""
        self.hide()
        self.end_scratch()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing asks nothing: all is saved."""
        event.accept()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so, once, after the first paint since `show_cover`."""
        super().paintEvent(event)
        if self._announce:
            self._announce = False
            QTimer.singleShot(0, self.painted.emit)

    def is_saved(self) -> bool:
        """Whether all that may be saved is on the disk."""
        raise NotImplementedError

    def begin_scratch(self) -> None:
        """What is done from now on, for `SCRATCH_S`, is scratch: shown, never saved; what was scratch already goes."""
        raise NotImplementedError

    def drop_scratch(self) -> None:
        """What was done goes; the time runs on."""
        raise NotImplementedError

    def end_scratch(self) -> None:
        """What was done goes, and the time is over early."""
        raise NotImplementedError
