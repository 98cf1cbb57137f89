"""What lies over the page and when it shows: the tools near the top edge, the panel at the side, the footer at times.

While one reads, tools and pointer go away by themselves. In full screen, and while something keeps eyes off the page,
the footer goes too, and comes back over the text for as long as the pointer is near: the text never moves for it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.reading.footer import FOOTER_HEIGHT_PX, Footer
from ui.reading.page_tools import TOOLS_HEIGHT_PX, PageTools
from ui.reading.side_panel import PANEL_WIDTH_PX, SidePanel

NEAR_EDGE_PX = 64
LINGER_MS = 1500
POINTER_RESTS_MS = 2500
FULL_SCREEN = "full screen"
"""One of the reasons for which the footer goes; features have their own."""


class PageOverlays(QObject):
    """Shows the tools when the pointer comes near the top edge or they are asked for, and hides them again."""

    def __init__(self, page: QWidget, tools: PageTools, side: SidePanel, footer: Footer) -> None:
        super().__init__(page)
        self._page = page
        self._tools = tools
        self._side = side
        self._footer = footer
        self._pinned = False
        self._bar: QWidget | None = None
        self._is_bare = False
        self._footer_away: set[str] = set()
        self._views: list[QWidget] = []
        self._watched: list[QWidget] = []
        self._linger = self._timer(LINGER_MS, self._hide_tools)
        self._rest = self._timer(POINTER_RESTS_MS, self._come_to_rest)
        side.opened.connect(lambda _name: tools.raise_())
        for part in (page, footer):
            part.installEventFilter(self)

    def watch(self, view: QWidget, viewport: QWidget) -> None:
        """Follow the pointer over this viewport, and the keys that this view reads by."""
        self._views.append(view)
        self._watched.append(viewport)
        viewport.installEventFilter(self)
        view.installEventFilter(self)

    def keep_clear_of(self, bar: QWidget) -> None:
        """Let the panel end above this bar while it shows."""
        self._bar = bar
        bar.installEventFilter(self)

    def forget(self, view: QWidget, viewport: QWidget) -> None:
        """This view goes."""
        self._views.remove(view)
        self._watched.remove(viewport)

    def toggle_tools(self) -> None:
        """On a key: show the tools with the keyboard in them, until asked again."""
        self._pinned = not self._tools.isVisible()
        if self._pinned:
            self._show_tools()
            self._tools.take_keyboard()
        else:
            self.leave_tools()

    def leave_tools(self) -> bool:
        """The keyboard goes back to the text. Whether it was in the tools."""
        was_there = self._tools.has_keyboard
        self._pinned = False
        self._tools.hide()
        if was_there:
            shown = next((view for view in self._views if view.isVisible()), None)
            if shown is not None:
                shown.setFocus(Qt.FocusReason.OtherFocusReason)
        return was_there

    def hide_all(self) -> None:
        self._pinned = False
        self._tools.hide()
        self._side.close_panel()

    def set_bare(self, *, bare: bool) -> None:
        """Nothing but the text shows, wherever the pointer goes; or all is as before."""
        self._is_bare = bare
        if bare:
            self.hide_all()
        self.put_footer_away("bare", away=bare)

    def put_footer_away(self, reason: str, *, away: bool) -> None:
        """The footer is in its place unless there is a reason against it."""
        self._footer_away = self._footer_away | {reason} if away else self._footer_away - {reason}
        layout = self._page.layout()
        is_placed = layout is not None and layout.indexOf(self._footer) >= 0
        if layout is None or is_placed == (not self._footer_away):
            return
        if self._footer_away:
            layout.removeWidget(self._footer)
            self._footer.hide()
        else:
            layout.addWidget(self._footer)
            self._footer.show()
        self.arrange()

    def arrange(self) -> None:
        """Fit the overlays to the page's size."""
        width, height = self._page.width(), self._page.height()
        self._tools.setGeometry(0, 0, width, TOOLS_HEIGHT_PX)
        side = min(PANEL_WIDTH_PX, width)
        rtl = self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = TOOLS_HEIGHT_PX
        bar = 0 if self._bar is None or self._bar.isHidden() else self._bar.sizeHint().height()
        self._side.setGeometry(width - side if rtl else 0, top, side, height - top - FOOTER_HEIGHT_PX - bar)
        if self._footer_away:
            self._footer.setGeometry(0, height - FOOTER_HEIGHT_PX, width, FOOTER_HEIGHT_PX)

    # -- what moves

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()  # first: some events come when the page is half gone
        if kind in {QEvent.Type.Show, QEvent.Type.WindowStateChange}:
            if watched in (self._page, self._page.window()):
                self._follow_window()
        elif kind == QEvent.Type.Leave:
            if watched is self._footer and self._footer_away:
                self._footer.hide()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            if watched in self._watched:
                self._pointer_at(watched.mapTo(self._page, event.position().toPoint()))
        elif kind in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            if watched is self._bar:
                self.arrange()
        elif kind == QEvent.Type.KeyPress and watched in self._views:
            self._read_on()
        return False

    def _follow_window(self) -> None:
        """The page has come into its window, or the window fills the screen, or no longer."""
        window = self._page.window()
        window.installEventFilter(self)  # again is no more than once
        self.put_footer_away(FULL_SCREEN, away=window.isFullScreen())

    def _pointer_at(self, point: QPoint) -> None:
        self._show_pointer()
        self._rest.start()
        if self._is_bare:
            return
        if point.y() < NEAR_EDGE_PX:
            self._linger.stop()
            self._show_tools()
        elif not self._pinned and not self._tools.isHidden() and not self._linger.isActive():
            self._linger.start()
        if self._footer_away:
            is_near = point.y() > self._page.height() - FOOTER_HEIGHT_PX
            self._footer.setVisible(is_near)
            self._footer.raise_()

    def _read_on(self) -> None:
        """A key in the text: whoever reads by keys needs neither pointer nor tools, wherever the pointer rests."""
        self._hide_pointer()
        if not self._pinned and not self._tools.has_keyboard:
            self._tools.hide()
        if self._footer_away:
            self._footer.hide()

    def _come_to_rest(self) -> None:
        self._hide_pointer()
        if self._footer_away and not self._footer.underMouse():
            self._footer.hide()

    def _show_tools(self) -> None:
        self._tools.show()
        self._tools.raise_()

    def _hide_tools(self) -> None:
        if not self._pinned and not self._tools.is_in_use:
            self._tools.hide()

    def _hide_pointer(self) -> None:
        for viewport in self._watched:
            if viewport.underMouse():
                viewport.setCursor(Qt.CursorShape.BlankCursor)

    def _show_pointer(self) -> None:
        for viewport in self._watched:
            if viewport.cursor().shape() == Qt.CursorShape.BlankCursor:
                viewport.unsetCursor()

    def _timer(self, interval_ms: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(action)
        return timer
