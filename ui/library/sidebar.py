"""The narrow column beside the list: the parts of the library with their counts, and the theme."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.library.rows import Part
from ui.theme import THEME_NAMES, Theme, load_theme
from ui.translations import is_mirrored

WIDTH_PX = 212
NARROW_PX = 148
_ROW_HEIGHT_PX = 33
_SWATCH_PX = 18


class Sidebar(QWidget):
    """One part is always chosen. Arrow keys move between them, as in any group of exclusive buttons."""

    part_changed = Signal(object)  # Part
    theme_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("mirrored", is_mirrored())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH_PX)
        self._buttons = {part: _PartButton(name, theme, self) for part, name in self._names().items()}
        self._group = QButtonGroup(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 14, 10, 12)
        rows.setSpacing(2)
        for part, button in self._buttons.items():
            self._group.addButton(button)
            rows.addWidget(button)
            button.clicked.connect(lambda _checked=False, chosen=part: self.part_changed.emit(chosen))
        self._buttons[Part.ALL].setChecked(True)
        rows.addStretch()
        rows.addLayout(self._theme_row())

    def set_counts(self, counts: dict[Part, int]) -> None:
        """Show how many documents each part holds."""
        for part, button in self._buttons.items():
            button.set_count(counts.get(part, 0))

    def choose(self, part: Part) -> None:
        """Mark `part` as the chosen one, without a signal."""
        self._buttons[part].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Dress in other colours."""
        for button in self._buttons.values():
            button.set_theme(theme)
        self._swatches[theme.name].setChecked(True)
        self._swatches[theme.name].setIcon(_swatch(theme, chosen=True))
        for name, swatch in self._swatches.items():
            if name != theme.name:
                swatch.setIcon(_swatch(load_theme(name), chosen=False))

    def _names(self) -> dict[Part, str]:
        return {
            Part.ALL: self.tr("All"),
            Part.READING: self.tr("Reading now"),
            Part.UNREAD: self.tr("Unread"),
            Part.FINISHED: self.tr("Finished"),
        }

    def _theme_row(self) -> QHBoxLayout:
        labels = {"paper": self.tr("Paper"), "sepia": self.tr("Sepia"), "night": self.tr("Night")}
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        self._swatches: dict[str, QToolButton] = {}
        for name in THEME_NAMES:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIcon(_swatch(load_theme(name), chosen=False))
            button.setToolTip(labels[name])
            button.setAccessibleName(self.tr("Theme: {name}").format(name=labels[name]))
            button.clicked.connect(lambda _checked=False, chosen=name: self.theme_requested.emit(chosen))
            group.addButton(button)
            row.addWidget(button)
            self._swatches[name] = button
        row.addStretch()
        return row


class _PartButton(QAbstractButton):
    """A line of the sidebar: a name at one end, a number at the other."""

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self.setText(name)
        self.setCheckable(True)
        self.setFixedHeight(_ROW_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self.text()}, {QLocale().toString(count)}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
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
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.soft))
        painter.drawText(inner, end | fixed, QLocale().toString(self._count))


def _swatch(theme: Theme, *, chosen: bool) -> QIcon:
    """A small disc of the theme's paper with a stroke of its ink."""
    scale = 3
    picture = QPixmap(_SWATCH_PX * scale, _SWATCH_PX * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.setBrush(QColor(theme.paper))
    painter.setPen(QPen(QColor(theme.ember if chosen else theme.faint), 2 if chosen else 1))
    painter.drawEllipse(2, 2, _SWATCH_PX - 4, _SWATCH_PX - 4)
    painter.end()
    return QIcon(picture)
