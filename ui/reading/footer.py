"""The line under the page: way back, chapter, how far, how long, and the thin line of progress."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import Theme
from ui.translations import is_mirrored

FOOTER_HEIGHT_PX = 44
PROGRESS_LINE_PX = 2
_SMALL_PX = 12


class Footer(QWidget):
    """Takes room of its own, so that text never runs under it."""

    library_requested = Signal()
    information_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(FOOTER_HEIGHT_PX)
        self._progress = 0.0
        self._theme = theme
        self.back = QPushButton(self)
        self.back.setProperty("look", "link")
        self.back.setAccessibleName(self.tr("Back to the library"))
        self.back.setToolTip(self.tr("Back to the library (Esc)"))
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.library_requested)
        self.simplified = QPushButton(self.tr("Simplified"), self)
        self.simplified.setProperty("look", "link")
        self.simplified.setAccessibleName(self.tr("Some of it is shown in a simpler way. What?"))
        self.simplified.setToolTip(self.tr("Some of it is shown in a simpler way. What? (Ctrl+I)"))
        self.simplified.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.simplified.clicked.connect(self.information_requested)
        self._chapter = QLabel(self)
        self._rest = QLabel(self)
        self._chapter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        end = Qt.AlignmentFlag.AlignLeft if is_mirrored() else Qt.AlignmentFlag.AlignRight
        self._rest.setAlignment(end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 0, 26, PROGRESS_LINE_PX)
        ways = QHBoxLayout()
        ways.setSpacing(2)
        ways.addWidget(self.back)
        ways.addWidget(self.simplified)
        ways.addStretch()
        grid.addLayout(ways, 0, 0)
        grid.addWidget(self._chapter, 0, 1)
        grid.addWidget(self._rest, 0, 2)
        for column, stretch in enumerate((2, 5, 2)):
            grid.setColumnStretch(column, stretch)
            grid.setColumnMinimumWidth(column, 0)
        self._chapter.setMinimumWidth(1)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        arrow = "\u2192" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u2190"
        name = self.tr("Library")  # apart, for translators' tools look into no f-string
        self.back.setText(f"{arrow} {name}")
        for label in (self._chapter, self._rest):
            label.setStyleSheet(f"color: {theme.faint}; font-size: {_SMALL_PX}px;")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.paper))
        self.setPalette(palette)
        self.update()

    def clear(self) -> None:
        """No document: no chapter, no progress."""
        self.show_simplified(is_simplified=False)
        self.show_chapter("")
        self.show_progress(0.0, "")

    def show_chapter(self, text: str) -> None:
        """The chapter, or whatever else stands in the middle."""
        room = max(80, self._chapter.width() - 8)
        self._chapter.setText(self._chapter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room))
        self._chapter.setAccessibleName(text)

    def show_simplified(self, *, is_simplified: bool) -> None:
        """Say that not all is shown as it was meant; a click tells what."""
        self.simplified.setVisible(is_simplified)

    @property
    def chapter(self) -> str:
        """What the middle says, whole."""
        return self._chapter.accessibleName()

    def show_progress(self, fraction: float, rest: str) -> None:
        """How far, as the thin line, and the words at the end."""
        self._rest.setText(rest)
        if abs(fraction - self._progress) > 1e-5:
            self._progress = fraction
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        width = self.width() * min(1.0, max(0.0, self._progress))
        start = self.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        line = QRectF(start, self.height() - PROGRESS_LINE_PX, width, PROGRESS_LINE_PX)
        painter.fillRect(line, QColor(self._theme.ember))
