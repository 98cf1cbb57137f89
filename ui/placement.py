"""Where a window is on the screen, and how another comes to stand in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from reader.guard.messages import Placement

_KINDS = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange, QEvent.Type.Show})


class PlacementKeeper(QObject):
    """`latest` is a value that is replaced, never changed: the panic thread reads it as it is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.latest = Placement()
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's filter: look, and let everything pass."""
        if event.type() in _KINDS and self._window.isVisible() and not self._window.isMinimized():
            self.latest = placement_of(self._window)
        return False

    def put_back(self) -> None:
        """Before the window is shown again: a window manager places anew what comes without a place."""
        place(self._window, self.latest)


def placement_of(window: QWidget) -> Placement:
    """Its size and position without the frame; of a maximised window those it had before, on the screen that it fills.

    It may have come from another since, as a cover that makes room for a slide: whoever takes its place must not be
    maximised over there, before an audience.
    """
    is_maximised = window.isMaximized()
    geometry = _moved_into(window.geometry(), window.normalGeometry()) if is_maximised else window.geometry()
    return Placement(
        x=geometry.x(),
        y=geometry.y(),
        width=geometry.width(),
        height=geometry.height(),
        is_maximised=is_maximised,
    )


def place(window: QWidget, placement: Placement) -> None:
    """Give a hidden window this placement."""
    if placement.width and placement.height:
        window.setGeometry(placement.x, placement.y, placement.width, placement.height)
    maximised = Qt.WindowState.WindowMaximized
    others = window.windowState() & ~maximised
    window.setWindowState(others | maximised if placement.is_maximised else others)


def _moved_into(room: QRect, geometry: QRect) -> QRect:
    size = geometry.size().boundedTo(room.size())
    left = min(max(geometry.x(), room.x()), room.x() + room.width() - size.width())
    top = min(max(geometry.y(), room.y()), room.y() + room.height() - size.height())
    return QRect(QPoint(left, top), size)
