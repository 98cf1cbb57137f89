"""The line under the page: way back, chapter, how far, how long, and the thin line of progress."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayout, QPushButton, QWidget

from ui.reading.seek_line import LINE_PX, SEEK_HEIGHT_PX, SeekLine
from ui.text_scale import text_px
from ui.theme import Theme

FOOTER_HEIGHT_PX = 44
PROGRESS_LINE_PX = LINE_PX
_SMALL_PX = 12
_LEAST_CHAPTER_PX = 220
_LEAST_LEFT_PX = 24
_MARGINS_PX = (14, 20)


class Footer(QWidget):
    """Takes room of its own, so that text never runs under it. The chapter gives way to what stands beside it."""

    library_requested = Signal()
    information_requested = Signal()
    where_clicked = Signal()
    left_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(FOOTER_HEIGHT_PX)
        self._theme = theme
        self.back = self._button(self.tr("Back to the library"), self.library_requested)
        self.back.setToolTip(self.tr("Back to the library (Esc)"))
        self.simplified = self._button(
            self.tr("Some of it is shown in a simpler way. What?"), self.information_requested
        )
        self.simplified.setText(self.tr("Simplified"))
        self.simplified.setToolTip(self.tr("Some of it is shown in a simpler way. What? (Ctrl+I)"))
        self.where = self._button("", self.where_clicked)
        self.where.setToolTip(self.tr("Show the page, or per cent"))
        self.left = self._button("", self.left_clicked)
        self.left.setToolTip(self.tr("Show what is left of the chapter, of all, or nothing"))
        self.left.setMinimumWidth(_LEAST_LEFT_PX)
        self._chapter = QLabel(self)
        self._chapter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._chapter.setMinimumWidth(1)
        self._chapter.setTextFormat(Qt.TextFormat.PlainText)
        self._ways, self._rest = QWidget(self), QWidget(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_MARGINS_PX[0], 0, _MARGINS_PX[1], PROGRESS_LINE_PX)
        self._fill_row(self._ways, self.back, self.simplified, at_end=False)
        self._fill_row(self._rest, self.where, self.left, at_end=True)
        for column, part in enumerate((self._ways, self._chapter, self._rest)):
            self._grid.addWidget(part, 0, column)
        self._grid.setColumnStretch(1, 1)
        self.seek = SeekLine(theme, self)
        self.set_theme(theme)
        self.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        arrow = "\u2192" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u2190"
        name = self.tr("Library")  # apart, for translators' tools look into no f-string
        self.back.setText(f"{arrow} {name}")
        self._chapter.setStyleSheet(f"color: {theme.faint}; font-size: {text_px(_SMALL_PX)}px;")
        for button in (self.where, self.left):
            button.setStyleSheet(f"color: {theme.faint}; font-size: {text_px(_SMALL_PX)}px; padding: 0 3px;")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.paper))
        self.setPalette(palette)
        self.seek.set_theme(theme)
        self.update()

    def clear(self) -> None:
        """No document: no chapter, no progress."""
        self.show_simplified(is_simplified=False)
        self.show_chapter("")
        self.show_progress(0.0, "", "")
        self.seek.set_ticks(())

    def show_chapter(self, text: str) -> None:
        """The chapter, or whatever else stands in the middle."""
        self._chapter.setAccessibleName(text)
        self._fit()

    def show_simplified(self, *, is_simplified: bool) -> None:
        """Say that not all is shown as it was meant; a click tells what."""
        self.simplified.setVisible(is_simplified)
        self._fit()

    @property
    def chapter(self) -> str:
        """What the middle says, whole."""
        return self._chapter.accessibleName()

    def show_progress(self, fraction: float, where: str, left: str) -> None:
        """How far, as the thin line and in words, and what is left; where that is "", its place stays to be clicked."""
        for button, text in ((self.where, where), (self.left, left)):
            button.setText(text)
            button.setAccessibleName(text or button.toolTip())
            button.setVisible(bool(where))
        self.seek.set_progress(fraction)
        self._fit()

    def _fit(self) -> None:
        """The chapter stands in the middle of the line where there is room, else between the others, shortened."""
        sides = self._ways.sizeHint().width(), self._rest.sizeHint().width()
        room = self.width() - sum(_MARGINS_PX) - 2 * max(0, self._grid.horizontalSpacing())
        widest = max(sides) if room - 2 * max(sides) >= _LEAST_CHAPTER_PX else 0
        for column, part in ((0, sides[0]), (2, sides[1])):
            self._grid.setColumnMinimumWidth(column, max(widest, part))
        middle = room - (2 * widest if widest else sum(sides))
        metrics, text = self._chapter.fontMetrics(), self._chapter.accessibleName()
        self._chapter.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, middle - 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.seek.setGeometry(0, self.height() - SEEK_HEIGHT_PX, self.width(), SEEK_HEIGHT_PX)
        self.seek.raise_()
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(self._theme.paper))

    def _button(self, name: str, clicked: object) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("look", "link")
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button

    @staticmethod
    def _fill_row(holder: QWidget, first: QPushButton, second: QPushButton, *, at_end: bool) -> None:
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        if at_end:
            row.addStretch()
        row.addWidget(first)
        row.addWidget(second)
        if not at_end:
            row.addStretch()
