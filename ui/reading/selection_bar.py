"""The small bar at what was just selected: four colours, and whatever else can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.store.mark import MarkColour
from ui.icons import icon
from ui.reading.actions import Actions
from ui.reading.page_actions import title_of
from ui.reading.swatches import swatch
from ui.theme import Theme

HIGHLIGHTS = {f"highlight_{colour.value}": colour for colour in MarkColour}
"""The actions that highlight, in the order of their keys."""
OTHERS = {"note": "note", "copy": "copy", "look_up": "book", "elsewhere": "search", "speak": "speak"}
"""What else is offered, as far as the page can do it, and the icons for it."""
_GAP_PX = 10
_BUTTON_PX = 32


class SelectionBar(QWidget):
    """A click leaves the keyboard where it is; keys and the context menu do the same without a pointer."""

    keyboard_left = Signal()  # it was in the bar, which goes

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._buttons = {name: self._button(name) for name in (*HIGHLIGHTS, *OTHERS)}
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(2)
        for name, button in self._buttons.items():
            if name == "note":
                row.addSpacing(6)
            row.addWidget(button)
        actions.changed.connect(self._follow)
        self.set_theme(theme)
        self._follow()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the pictures in other colours."""
        for name, button in self._buttons.items():
            colour = HIGHLIGHTS.get(name)
            button.setIcon(swatch(colour, theme) if colour is not None else icon(OTHERS[name], theme.soft))

    def show_at(self, around: QRect, within: QRect) -> None:
        """Above `around`, else below it, never outside `within`; both are the parent's."""
        self.adjustSize()
        size = self.size()
        left = around.center().x() - size.width() // 2
        top = around.top() - size.height() - _GAP_PX
        if top < within.top():
            top = around.bottom() + _GAP_PX
        left = max(within.left() + _GAP_PX, min(left, within.right() - size.width() - _GAP_PX))
        self.move(QPoint(left, max(within.top(), min(top, within.bottom() - size.height()))))
        self.show()
        self.raise_()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedSize(_BUTTON_PX, _BUTTON_PX)
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(lambda: self._choose(name))
        return button

    def _choose(self, name: str) -> None:
        if any(button.hasFocus() for button in self._buttons.values()):
            self.keyboard_left.emit()
        self.hide()
        self._actions.act(name)

    def _follow(self) -> None:
        for name, button in self._buttons.items():
            key = self._actions.key_text(name)
            button.setAccessibleName(title_of(name))
            button.setToolTip(f"{title_of(name)} ({key})" if key else title_of(name))
            button.setVisible(self._actions.is_available(name))
