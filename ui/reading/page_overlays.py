"""What lies over the page and when it shows: the tools near the top edge, the panel at the side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.reading.footer import FOOTER_HEIGHT_PX
from ui.reading.page_tools import TOOLS_HEIGHT_PX, PageTools
from ui.reading.side_panel import PANEL_WIDTH_PX, SidePanel

NEAR_EDGE_PX = 64
LINGER_MS = 1500


class PageOverlays(QObject):
    """Shows the tools when the pointer comes near the top edge or they are asked for, and hides them again."""

    def __init__(self, page: QWidget, tools: PageTools, side: SidePanel) -> None:
        super().__init__(page)
        self._page = page
        self._tools = tools
        self._side = side
        self._pinned = False
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER_MS)
        self._linger.timeout.connect(self._hide_tools)
        side.opened.connect(lambda _name: tools.raise_())

    def watch(self, viewport: QWidget) -> None:
        """Follow the pointer over this widget."""
        viewport.installEventFilter(self)

    def toggle_tools(self) -> None:
        """On a key: show the tools until asked again."""
        self._pinned = not self._tools.isVisible()
        if self._pinned:
            self._show_tools()
        else:
            self._hide_tools()

    def hide_all(self) -> None:
        self._pinned = False
        self._tools.hide()
        self._side.close_panel()

    def arrange(self) -> None:
        """Fit the overlays to the page's size."""
        width, height = self._page.width(), self._page.height()
        self._tools.setGeometry(0, 0, width, TOOLS_HEIGHT_PX)
        side = min(PANEL_WIDTH_PX, width)
        rtl = self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = TOOLS_HEIGHT_PX
        self._side.setGeometry(width - side if rtl else 0, top, side, height - top - FOOTER_HEIGHT_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            self._pointer_at(watched.mapTo(self._page, event.position().toPoint()))
        return False

    def _pointer_at(self, point: QPoint) -> None:
        if point.y() < NEAR_EDGE_PX:
            self._linger.stop()
            self._show_tools()
        elif not self._pinned and not self._tools.isHidden() and not self._linger.isActive():
            self._linger.start()

    def _show_tools(self) -> None:
        self._tools.show()
        self._tools.raise_()

    def _hide_tools(self) -> None:
        if not self._pinned and not self._tools.is_in_use:
            self._tools.hide()
