"""The passphrase field with its own "show" button inside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
        self._show_name, self._hide_name = self.tr("Show the passphrase"), self.tr("Hide the passphrase")
        self._label_button()

    def name_letters(self, show: str, hide: str) -> None:
        """What the button is called, where it is about something other than a passphrase."""
        self._show_name, self._hide_name = show, hide
        self._label_button()

    def forget(self) -> None:
        """Empty the field, its undo history included, and turn the letters back into dots."""
        self.setText("")
        self._button.setChecked(False)

    def set_busy(self, *, busy: bool) -> None:
        """Take nothing meanwhile, and show no letters; not disabled, so that keys such as Escape still arrive here."""
        self.setReadOnly(busy)
        self._button.setEnabled(not busy)
        if busy:
            self._button.setChecked(False)

    @property
    def show_button(self) -> QToolButton:
        """Its place among the stops of the Tab key is the form's to say."""
        return self._button

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
        self._button.setAccessibleName(self._hide_name if shown else self._show_name)
        self._place_button()

    def _place_button(self) -> None:
        size: QSize = self._button.sizeHint()
        gap = _BUTTON_MARGIN_PX + size.width()
        left = _BUTTON_MARGIN_PX if is_mirrored() else self.width() - gap
        self._button.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        before, after = (gap, 0) if is_mirrored() else (0, gap)
        self.setTextMargins(before, 0, after, 0)


def tab_through(fields: Sequence[PassphraseField]) -> None:
    """Tab goes from field to field, and only then through their buttons: what is typed twice is typed in one go."""
    stops: list[QWidget] = [*fields, *(field.show_button for field in fields)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
