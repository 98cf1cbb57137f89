"""A line of a narrow side list: a name at one end, perhaps a number at the other."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme

_ROW_HEIGHT_PX = 33


class PartButton(QAbstractButton):
    """One of an exclusive group; the arrow keys go from one to the next and choose it."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count: int | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFixedHeight(_ROW_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.toggled.connect(self._be_tab_stop)

    def _be_tab_stop(self, is_checked: bool) -> None:
        """One stop for the group. Qt sees to it only once one of the buttons has had the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_checked else Qt.FocusPolicy.ClickFocus)

    def set_count(self, count: int) -> None:
        """Show a number beside the name."""
        self._count = count
        self.setAccessibleName(f"{self.text()}, {QLocale().toString(count)}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if self.group() is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            checked = self.group().checkedButton()
            if checked is not self and checked is not None:
                checked.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect()
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.selection if self.isChecked() else self._theme.line))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.ember), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.ember if self.isChecked() else self._theme.ink))
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start, end = end, start
        inner = area.adjusted(12, 0, -12, 0)
        fixed = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(inner, start | fixed, self.text())
        if self._count is not None:
            font.setPixelSize(12)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.soft))
            painter.drawText(inner, end | fixed, QLocale().toString(self._count))
