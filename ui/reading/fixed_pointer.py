"""What the mouse does on fixed pages: it selects text, from press to release, and whole words by a double click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from reader.text.model import Locator
from ui.reading.selection import Selection

LEFT = Qt.MouseButton.LeftButton


class FixedPointer(QObject):
    """Watches a viewport. `place_at` and `word_at` tell what lies under a point; `changed` follows each change."""

    def __init__(
        self,
        viewport: QWidget,
        selection: Selection,
        place_at: Callable[[QPointF], Locator | None],
        word_at: Callable[[QPointF], tuple[Locator, Locator] | None],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(viewport)
        self._selection = selection
        self._place_at = place_at
        self._word_at = word_at
        self._changed = changed
        self._drags = False
        viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self._follow(event)
        return False

    def _follow(self, event: QMouseEvent) -> None:
        kind, extends = event.type(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if kind == QEvent.Type.MouseButtonPress and event.button() == LEFT:
            self._drags = True
            self._selection.put_caret(self._place_at(event.position()), extend=extends)
        elif kind == QEvent.Type.MouseMove and self._drags and event.buttons() & LEFT:
            place = self._place_at(event.position())
            if place is not None:
                self._selection.put_caret(place, extend=True)
        elif kind == QEvent.Type.MouseButtonDblClick and event.button() == LEFT:
            word = self._word_at(event.position())
            if word is not None:
                self._selection.select(*word)
        else:
            self._drags = self._drags and kind != QEvent.Type.MouseButtonRelease
            return
        self._changed()
