"""The passphrase field with its own "show" button inside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from ui.translations import is_mirrored
from ui.widgets.safe_line_edit import PassphraseEdit

_BUTTON_MARGIN_PX = 8


class PassphraseField(PassphraseEdit):
    """A tall passphrase line; the button at its end shows and hides the letters."""

    shown_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "big")
        self._button = QToolButton(self)
        self._button.setProperty("look", "field")
        self._button.setCheckable(True)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.toggled.connect(self._toggle)
        self._label_button()

    def forget(self) -> None:
        """Empty the field, its undo history included, and turn the letters back into dots."""
        self.setText("")
        self._button.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def _toggle(self, checked: bool) -> None:
        self.set_shown(shown=checked)
        self._label_button()
        self.shown_changed.emit(checked)

    def _label_button(self) -> None:
        shown = self._button.isChecked()
        self._button.setText(self.tr("hide") if shown else self.tr("show"))
        self._button.setAccessibleName(self.tr("Hide the passphrase") if shown else self.tr("Show the passphrase"))
        self._place_button()

    def _place_button(self) -> None:
        size: QSize = self._button.sizeHint()
        gap = _BUTTON_MARGIN_PX + size.width()
        left = _BUTTON_MARGIN_PX if is_mirrored() else self.width() - gap
        self._button.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        before, after = (gap, 0) if is_mirrored() else (0, gap)
        self.setTextMargins(before, 0, after, 0)
