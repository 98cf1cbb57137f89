"""One page of the settings: its sections below each other, in lines that an eye can follow."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.scroll_area import ScrollArea

COLUMN_WIDTH_PX = 640
_MARGIN_PX = 34
_BETWEEN_SECTIONS_PX = 40


class SettingsColumn(ScrollArea):
    """Empty; each kind of page adds its sections. `name` is what the list of pages calls it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self._starts: list[Callable[[], None]] = []
        self._makers: deque[Callable[[], None]] = deque()
        inner = QWidget(self)
        self._column = QWidget(inner)
        self._rows = QVBoxLayout(self._column)
        self._rows.setContentsMargins(0, 28, 0, 48)
        self._rows.setSpacing(_BETWEEN_SECTIONS_PX)
        down = QVBoxLayout()
        down.addWidget(self._column)
        down.addStretch()
        across = QHBoxLayout(inner)
        across.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        across.addLayout(down)
        across.addStretch()
        self.setWidget(inner)

    def set_name(self, name: str) -> None:
        """Call it first."""
        self.name = name
        self.setAccessibleName(name)

    def add_section(self, section: QWidget, start: Callable[[], None]) -> None:
        """One more at the foot; `start` is called whenever the page comes to the front."""
        self._rows.addWidget(section)
        self._starts.append(start)

    def add_later(self, *makers: Callable[[], None]) -> None:
        """Each adds a section, when the page is asked for."""
        self._makers.extend(makers)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours; a page with pictures of its own has more to do."""

    def start(self) -> None:
        """It has come to the front: what is still missing is made now."""
        while self._makers:
            self._makers.popleft()()
        for start in self._starts:
            start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A width of its own: a label that wraps knows its height only then.
        self._column.setFixedWidth(min(COLUMN_WIDTH_PX, self.viewport().width() - 2 * _MARGIN_PX))
