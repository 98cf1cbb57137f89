"""A line of a narrow side list: a name at one end, perhaps a number at the other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.translations import is_mirrored

ROW_HEIGHT_PX = 33
_SIDE_PX = 12
_NUMBER_PX = 12


class PartButton(QAbstractButton):
    """One of an exclusive group; the arrow keys go from one to the next and choose it."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count: int | None = None
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFixedHeight(ROW_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.toggled.connect(self.set_tab_stop)

    def set_tab_stop(self, is_stop: bool) -> None:
        """One stop for the group. Qt sees to it only once one of the buttons has had the focus."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

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

    def let_go(self) -> None:
        """Be chosen no longer though nothing of the group is; it stays the group's stop for the Tab key."""
        group = self.group()
        if group is not None:
            group.setExclusive(False)
        self.setChecked(False)
        if group is not None:
            group.setExclusive(True)
        self.set_tab_stop(is_stop=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        look = PartLook(self.isChecked(), self.underMouse(), self.hasFocus())
        paint_part(painter, self.rect(), self.text(), self._count, look, self._theme)


@dataclass(frozen=True)
class PartLook:
    """How a line is shown; `indent_px` is what is left free at its beginning."""

    is_chosen: bool = False
    is_under_mouse: bool = False
    has_focus: bool = False
    indent_px: int = 0


def paint_part(painter: QPainter, area: QRect, name: str, count: int | None, look: PartLook, theme: Theme) -> None:
    """Draw one line in the painter's font: its name, shortened where it has no room, and its number."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.is_chosen or look.is_under_mouse:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.selection if look.is_chosen else theme.line))
        painter.drawRoundedRect(area, 6, 6)
    if look.has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.ember), 2))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
    start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    inner = area.adjusted(_SIDE_PX + look.indent_px, 0, -_SIDE_PX, 0)
    if is_mirrored():
        start, end = end, start
        inner = area.adjusted(_SIDE_PX, 0, -_SIDE_PX - look.indent_px, 0)
    fixed = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    font = QFont(painter.font())
    number = QLocale().toString(count) if count is not None else ""
    small = QFont(font)
    small.setPixelSize(_NUMBER_PX)
    number_px = QFontMetrics(small).horizontalAdvance(number) + (_SIDE_PX if number else 0)
    font.setWeight(QFont.Weight.DemiBold if look.is_chosen else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(theme.ember if look.is_chosen else theme.ink))
    name = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, inner.width() - number_px)
    painter.drawText(inner, start | fixed, name)
    painter.setFont(small)
    painter.setPen(QColor(theme.soft))
    painter.drawText(inner, end | fixed, number)
