"""What the mouse does on fixed pages: links, selecting by dragging, words and lines by clicks, edges that scroll."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.text.model import PageLink
from ui.reading.fixed_scene import FixedScene

LEFT = Qt.MouseButton.LeftButton
_SCROLL_EVERY_MS = 30
_FASTEST_PX = 40


class FixedPointer(QObject):
    """Watches a viewport. `scene` tells what is shown; `selected` follows each change of the selection."""

    selected = Signal()
    link_pressed = Signal(object)  # PageLink
    link_hovered = Signal(str)
    scroll_wanted = Signal(int)  # pixels down

    def __init__(self, viewport: QWidget, scene: Callable[[], FixedScene]) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._scene = scene
        self._drags = False
        self._pressed_at = QPointF()
        self._pressed_link: PageLink | None = None
        self._double_clicked_at_s = 0.0
        self._at = QPointF()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_EVERY_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            kind = event.type()
            if kind == QEvent.Type.MouseMove:
                self._move(event)
            elif event.button() == LEFT:
                if kind == QEvent.Type.MouseButtonPress:
                    self._press(event)
                elif kind == QEvent.Type.MouseButtonDblClick:
                    self._double_click(event)
                elif kind == QEvent.Type.MouseButtonRelease:
                    self._release(event)
        return False

    def _press(self, event: QMouseEvent) -> None:
        scene, point = self._scene(), event.position()
        self._drags, self._pressed_at, self._at = True, point, point
        self._pressed_link = scene.link_under(point)
        line = scene.line_under(point) if self._is_third_click() else None
        if line is not None:
            self._drags = False
            scene.selection.select(*line)
        else:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            scene.selection.put_caret(scene.place_under(point), extend=extends)
        self.selected.emit()

    def _double_click(self, event: QMouseEvent) -> None:
        self._double_clicked_at_s = time.monotonic()
        word = self._scene().word_under(event.position())
        if word is not None:
            self._scene().selection.select(*word)
            self.selected.emit()

    def _move(self, event: QMouseEvent) -> None:
        self._at = event.position()
        if self._drags and event.buttons() & LEFT:
            far = (self._at - self._pressed_at).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()
            if far or not self._scene().selection.is_empty:
                self._pressed_link = None
                self._drag()
            return
        link = self._scene().link_under(self._at)
        self._viewport.setCursor(self._shape(link))
        self.link_hovered.emit(link.uri if link is not None else "")

    def _shape(self, link: PageLink | None) -> Qt.CursorShape:
        if link is not None:
            return Qt.CursorShape.PointingHandCursor
        under = self._scene().under(self._at)
        return Qt.CursorShape.IBeamCursor if under is not None and under[0].boxes else Qt.CursorShape.ArrowCursor

    def _release(self, event: QMouseEvent) -> None:
        self._drags = False
        self._scrolling.stop()
        link, self._pressed_link = self._pressed_link, None
        if link is not None and link == self._scene().link_under(event.position()):
            self.link_pressed.emit(link)

    def _drag(self) -> None:
        place = self._scene().place_under(self._at)
        if place is not None:
            self._scene().selection.put_caret(place, extend=True)
            self.selected.emit()
        beyond = self._beyond()
        if beyond and not self._scrolling.isActive():
            self._scrolling.start()
        elif not beyond:
            self._scrolling.stop()

    def _scroll_on(self) -> None:
        self.scroll_wanted.emit(max(-_FASTEST_PX, min(_FASTEST_PX, self._beyond())))
        self._drag()

    def _beyond(self) -> int:
        """How far the pointer is below the viewport, or above it if negative."""
        y, height = round(self._at.y()), self._viewport.height()
        return y if y < 0 else max(0, y - height + 1)

    def _is_third_click(self) -> bool:
        limit_s = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        return time.monotonic() - self._double_clicked_at_s < limit_s
