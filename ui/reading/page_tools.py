"""The bar over the page that shows itself near the top edge and on a key, and hides while one reads."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from ui.icons import icon
from ui.theme import Theme

TOOLS_HEIGHT_PX = 52


class PageTools(QWidget):
    """Buttons; each click is a wish by the name of its action."""

    action_requested = Signal(str)  # library, outline, find, information, smaller, larger, fit, theme

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(TOOLS_HEIGHT_PX)
        self._whole_title = ""
        self._title = QLabel(self)
        self._title.setProperty("look", "soft")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setMinimumWidth(1)
        self._buttons: dict[str, tuple[str, QToolButton]] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(self._button("library", "back", self.tr("Back to the library (Esc)")))
        row.addWidget(self._button("outline", "outline", self.tr("Contents (O)")))
        row.addWidget(self._title, 1)
        row.addWidget(self._button("find", "search", self.tr("Find (Ctrl+F)")))
        row.addWidget(self._button("information", "information", self.tr("Information (Ctrl+I)")))
        row.addWidget(self._button("smaller", "text-smaller", self.tr("Smaller (Ctrl+−)")))
        row.addWidget(self._button("larger", "text-larger", self.tr("Larger (Ctrl++)")))
        row.addWidget(self._button("fit", "fit-width", self.tr("Fit width or whole page (W)")))
        row.addWidget(self._button("theme", "theme", self.tr("Paper, sepia or night (T)")))
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for picture, button in self._buttons.values():
            button.setIcon(icon(picture, theme.soft, mirrored=mirrored))

    def show_document(self, title: str, *, has_outline: bool, is_fixed: bool) -> None:
        """Fit the bar to a document. The title stands inside the page only, never in the window's title."""
        self._whole_title = title
        self._fit_title()
        self._buttons["outline"][1].setEnabled(has_outline)
        self._buttons["fit"][1].setVisible(is_fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_title()

    def _fit_title(self) -> None:
        """Shortened where the bar has no room for all of it."""
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(self._whole_title, Qt.TextElideMode.ElideRight, self._title.width()))
        self._title.setAccessibleName(self._whole_title)

    def _button(self, action: str, picture: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.action_requested.emit(action))
        self._buttons[action] = (picture, button)
        return button
