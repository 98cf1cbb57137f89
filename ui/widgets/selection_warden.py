"""Keeps this process from owning the PRIMARY selection, whichever widget tries."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication


class SelectionWarden(QObject):
    """Gives PRIMARY up the moment it is taken.

    Qt serves other programs' requests from the event loop, and this runs before control returns to it: nobody can ask
    in between. `SafeLineEdit` and the page view never take it; this stands behind them.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._clipboard = app.clipboard()
        if self._clipboard.supportsSelection():
            self._clipboard.selectionChanged.connect(self._give_up)

    def _give_up(self) -> None:
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
