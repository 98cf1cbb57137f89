"""Keys as they reach the windows of this process, whichever of them is in front: before any widget, menu or dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow


class WindowKeys(QObject):
    """A kind fills in `hear`.

    It sits on the windows themselves, where keys arrive first; a filter on the whole application would be called for
    each paint and timer too. A shortcut of a window hears nothing while a dialog is open over it.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        app.focusWindowChanged.connect(self._follow_focus)

    def watch_all(self) -> None:
        """Take in windows that were made since; popups need not have the focus to get keys."""
        for window in QGuiApplication.allWindows():
            self._watch(window)

    def hear(self, event: QEvent) -> bool:
        """What comes to a window; True keeps it from going on."""
        raise NotImplementedError

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.watch_all()
            return False
        return self.hear(event)

    def _follow_focus(self, window: QWindow | None) -> None:
        self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
