"""Keeps this process from owning the PRIMARY selection, whichever widget tries."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.widgets.safe_line_edit import give_up_primary


class SelectionWarden(QObject):
    """Gives PRIMARY up the moment it is taken.

    Qt serves other programs' requests from the event loop, and this runs before control returns to it: nobody can ask
    in between. `SafeLineEdit` and the page view see to it themselves; this stands behind them.
    """

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        clipboard = app.clipboard()
        if clipboard.supportsSelection():
            clipboard.selectionChanged.connect(give_up_primary)
