"""Room for more than the window holds: up and down only, and not a stop of its own for the Tab key."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_AROUND_PX = 24


class ScrollArea(QScrollArea):
    """Its widget is as wide as the area, and scrolls to what has the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget that has just been shown, as soon as it has its place."""
        QTimer.singleShot(0, widget, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        each: QWidget | None = widget
        while each is not None and each is not self:  # from inside out: each layout asks the one around it for room
            layout = each.layout()
            if layout is not None:
                layout.activate()
            each = each.parentWidget()
        self.ensureWidgetVisible(widget, 0, _AROUND_PX)


def reveal(widget: QWidget) -> None:
    """Scroll to `widget` in the area around it, if there is one."""
    each = widget.parentWidget()
    while each is not None:
        if isinstance(each, ScrollArea):
            each.reveal(widget)
        each = each.parentWidget()
