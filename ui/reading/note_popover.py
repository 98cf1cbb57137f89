"""A note beside its mark: a small card over the page, as wide as a note wants and never higher than half the page."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.reading.clipboard import FleetingClipboard
from ui.reading.excerpt_view import ExcerptView
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece
from ui.reading.popup import Popup, beside
from ui.theme import Theme

WIDEST_EM = 27
_PADDING_PX = 14
_EDGE_PX = 12
_GAP_PX = 6
_HIGHEST_SHARE = 0.5
_SCROLL_BAR_PX = 14


class NotePopover(Popup):
    """Shows a note; a link in it, and the wish to go where it stands, are for others to follow."""

    link_activated = Signal(str)
    go_requested = Signal()

    def __init__(self, clipboard: FleetingClipboard, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Note"))
        self.view = ExcerptView(clipboard, self)
        self.view.setAccessibleName(self.tr("Note"))
        self.view.link_activated.connect(self.link_activated)
        self._go = QPushButton(self.tr("Go there"), self)
        self._go.setProperty("look", "link")
        self._go.clicked.connect(self.go_requested)
        self._close = QToolButton(self)
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.close_popup)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(6, 0, 6, 6)
        buttons.addWidget(self._go)
        buttons.addStretch()
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        self.view.setContentsMargins(0, 0, 0, 0)
        self.set_theme(theme)
        self.hide()

    def stops(self) -> Sequence[QWidget]:
        return self.view, self._go, self._close

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._close.setIcon(icon("close", theme.soft))

    def show_note(self, loaded: LoadedPiece, look: PageLook, mark: QRect, room: QRect) -> None:
        """Set the note and put the card beside `mark`, within `room` (both in the parent's coordinates)."""
        width = min(round(WIDEST_EM * look.body_px), room.width() - 2 * _EDGE_PX)
        text_px = max(120, width - 2 * _PADDING_PX - _SCROLL_BAR_PX)
        highest = round(room.height() * _HIGHEST_SHARE)
        set_narrow = msgspec.structs.replace(look, column_px=text_px, image_height_px=max(80, highest - 60))
        height = self.view.show_piece(loaded, set_narrow)
        self.view.setViewportMargins(_PADDING_PX, _PADDING_PX, _PADDING_PX, 0)
        around = self._close.sizeHint().height() + _PADDING_PX + 4 * _GAP_PX
        self.resize(QSize(width, min(height + around, max(highest, around + look.line_px))))
        self.move(beside(self.size(), mark, room, gap_px=_GAP_PX, edge_px=_EDGE_PX))
        self.show()
        self.raise_()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def forget(self) -> None:
        self.view.clear()
