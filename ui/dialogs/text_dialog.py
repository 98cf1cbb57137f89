"""A dialog that mostly says something: as high as its words, and scrolled where the screen is lower than they are."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.dialogs.dialog import Dialog
from ui.translations import is_mirrored
from ui.widgets.scroll_area import ScrollArea
from ui.widgets.scroll_keys import scroll_by_key

_MARGIN_PX = 24
_BAR_PX = 12
"""Room for the scroll bar beside the words."""


class TextDialog(Dialog):
    """`words` takes what may be scrolled, `foot` what has to be seen always: fields and buttons."""

    def __init__(self, heading: str, width_px: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._width_px = width_px
        self._inner = QWidget(self)
        self.words = QVBoxLayout(self._inner)
        before, after = (_BAR_PX, 0) if is_mirrored() else (0, _BAR_PX)
        self.words.setContentsMargins(before, 0, after, 0)
        self.words.setSpacing(14)
        self._area = ScrollArea(self)
        self._area.setWidget(self._inner)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(14)
        down = QVBoxLayout(self)
        down.setContentsMargins(_MARGIN_PX, 22, _MARGIN_PX, 20)
        down.setSpacing(14)
        down.addWidget(self.heading(heading))
        down.addWidget(self._area, 1)
        down.addLayout(self.foot)
        self.setMinimumWidth(min(width_px, self.room().width()))

    def say(self, text: str, look: str = "") -> QLabel:
        """One more paragraph."""
        label = self.body(text)
        label.setProperty("look", look)
        self.words.addWidget(label)
        return label

    def make_room(self) -> None:
        """There is more in the foot now: be as much higher as it takes."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            missing_px = self.foot.totalHeightForWidth(self.foot.geometry().width()) - self.foot.geometry().height()
            self.fit(QSize(self.width(), self.height() + max(0, missing_px)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self._area, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """By now every label has its font."""
        self.words.addStretch()
        across_px = self._width_px - 2 * _MARGIN_PX
        layout = self.layout()
        if layout is not None:
            rest_px = layout.totalMinimumHeightForWidth(self._width_px) - self._area.minimumSizeHint().height()
            words_px = self.words.totalHeightForWidth(across_px)
            self._area.setVisible(words_px > 0)
            self.fit(QSize(self._width_px, rest_px + words_px))
        super().showEvent(event)
