"""What the popups over the page share: Escape closes them before anything else, and Tab stays inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget


class Popup(QFrame):
    """Goes over the page and takes the keyboard. `close_popup` is what Escape does."""

    close_popup: Callable[[], object]

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
