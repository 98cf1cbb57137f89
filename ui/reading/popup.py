"""What the popups over the page share: Escape closes them before anything else, and Tab stays inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget


class Popup(QFrame):
    """Goes over the page and takes the keyboard; closed, it keeps nothing of the document."""

    closed = Signal()

    def close_popup(self) -> bool:
        """Hide it. Whether it was open."""
        if self.isHidden():
            return False
        self.hide()
        self.forget()
        self.closed.emit()
        return True

    def forget(self) -> None:
        """Keep nothing of what was shown."""
        raise NotImplementedError

    def stops(self) -> Sequence[QWidget]:
        """Where Tab leads, in order."""
        return ()

    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_key and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # a key event, as just asked
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name and type
        stops = [each for each in self.stops() if each.isVisible() and each.isEnabled()]
        focused = QApplication.focusWidget()
        if not stops:
            return False
        at = stops.index(focused) if focused in stops else -1
        next_at = (at + (1 if next else -1)) % len(stops)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[next_at].setFocus(reason)
        return True


def beside(size: QSize, around: QRect, room: QRect, *, gap_px: int, edge_px: int) -> QPoint:
    """Where a card of this size stands: below `around` where there is room, else above it, else as low as it can."""
    left = around.center().x() - size.width() // 2
    left = min(max(left, room.left() + edge_px), room.right() - size.width() - edge_px)
    below, above = around.bottom() + gap_px, around.top() - gap_px - size.height()
    lowest = room.bottom() - edge_px - size.height()
    if below <= lowest:
        return QPoint(left, below)
    highest = room.top() + edge_px
    return QPoint(left, above if above >= highest else max(highest, lowest))
