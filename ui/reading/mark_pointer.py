"""What the mouse and the menu key mean for marks, on either view: a release, a click, a wish for the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent

from ui.reading.mark_signs import MarkSigns
from ui.reading.reading_session import Surface

_FURTHEST_OF_A_CLICK_PX = 4


class MarkPointer(QObject):
    """Watches one view. `released` comes once the view has made of the click what it is: a selection, or none."""

    def __init__(
        self,
        view: Surface,
        signs: MarkSigns,
        *,
        released: Callable[[QPoint, bool], None],
        sign_pressed: Callable[[int], None],
        ribbon_pressed: Callable[[], None],
        menu_wanted: Callable[[QPoint, bool], None],
    ) -> None:
        """`released(point, is_click)`, `menu_wanted(point, by_keyboard)`; points are the viewport's."""
        super().__init__(view)
        self._viewport, self._signs = view.viewport(), signs
        self._released, self._menu_wanted = released, menu_wanted
        self._sign_pressed, self._ribbon_pressed = sign_pressed, ribbon_pressed
        self._pressed_at = QPoint()
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
            self._menu_wanted(event.pos() if watched is self._viewport else QPoint(), by_keyboard)
            return True
        if watched is not self._viewport or not isinstance(event, QMouseEvent):
            return False
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        point = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed_at = point
            return self._press(point)
        if event.type() == QEvent.Type.MouseButtonRelease:
            is_click = (point - self._pressed_at).manhattanLength() <= _FURTHEST_OF_A_CLICK_PX
            QTimer.singleShot(0, self, lambda: self._released(point, is_click))
        return False

    def _press(self, point: QPoint) -> bool:
        number = self._signs.sign_at(point)
        if number:
            self._sign_pressed(number)
        elif self._signs.ribbon.contains(point):
            self._ribbon_pressed()
        else:
            return False
        return True
