"""What the views of flowing text and of fixed pages share: a selection, a caret that keys move, colours in the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from reader.text.model import Locator
from ui.reading import page_keys
from ui.reading.layers import Layer, Layers, Span
from ui.reading.selection import Selection


class CaretView(QAbstractScrollArea):
    """The kinds of view say where places are; what is selected and coloured is the same for both."""

    moved = Signal()
    link_activated = Signal(str)  # href as in the markup; of fixed pages an address outside
    link_hovered = Signal(str)  # "" when left
    caret_moved = Signal()
    layer_set = Signal(object, object)  # a Layer, and its spans from now on
    document_shown = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or its coming would set all anew
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.caret_browsing = False
        self.aside_px = 0

    def set_aside(self, px: int) -> None:
        """Leave so much free at the side where lines begin in the interface's language, for a panel to lie there."""
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        margins = QMargins(0, 0, px, 0) if is_rtl else QMargins(px, 0, 0, 0)
        if margins != self.viewportMargins():
            self.aside_px = px
            self.setViewportMargins(margins)

    # -- what the kinds of view know

    @property
    def selection(self) -> Selection:
        """What is selected, and the caret."""
        raise NotImplementedError

    @property
    def layers(self) -> Layers:
        """What is coloured."""
        raise NotImplementedError

    def place(self) -> Locator:
        """Where reading is."""
        raise NotImplementedError

    def reveal(self, place: Locator) -> None:
        """Bring a place into view, moving no more than is needed."""
        raise NotImplementedError

    def whole(self) -> tuple[Locator, Locator] | None:
        """The document's beginning and end; None without a document."""
        raise NotImplementedError

    def stepped(self, place: Locator, operation: page_keys.Move) -> Locator:
        """Where a caret goes from `place`."""
        raise NotImplementedError

    # -- the selection and the caret

    def select_all(self) -> None:
        """Select the whole document."""
        whole = self.whole()
        if whole is not None:
            self.selection.select(*whole)
            self.tell_selection()

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self.selection.put_caret(self.selection.caret)
        self.tell_selection()

    def toggle_caret_browsing(self) -> None:
        """Let the plain arrows move a caret instead of scrolling, or no longer."""
        self.caret_browsing = not self.caret_browsing
        if self.caret_browsing and self.selection.caret is None:
            self.selection.put_caret(self.place())
        self.tell_selection()

    def put_caret(self, place: Locator, *, extend: bool = False) -> None:
        """Move the caret, and the view so that it is seen."""
        self.selection.put_caret(place, extend=extend)
        self.reveal(place)
        self.tell_selection()

    def set_layer(self, layer: Layer, spans: Sequence[Span]) -> None:
        """Colour these stretches instead of what the layer held; the selection is the view's own."""
        self.layers.set(layer, spans)
        self.layer_set.emit(layer, spans)
        self.viewport().update()

    def move_caret_by_key(self, event: QKeyEvent) -> bool:
        """Whether the key was one that moves the caret."""
        move = page_keys.caret_move(event, browsing=self.caret_browsing)
        if move is None:
            return False
        operation, extends = move
        here = self.selection.caret or self.place()
        self.selection.put_caret(here, extend=True)
        self.put_caret(self.stepped(here, operation), extend=extends)
        return True

    def tell_selection(self) -> None:
        """Another caret, or another selection: show it and tell of it."""
        self.viewport().update()
        self.caret_moved.emit()
