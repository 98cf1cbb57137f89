"""The card at a mark: its colour, its note, its tags. What is typed is kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.store.mark import MAX_NOTE_CHARACTERS, Mark, MarkColour, MarkKind, tidy_tags
from ui.icons import icon
from ui.reading.popup import beside
from ui.reading.swatches import swatch
from ui.reading.tag_line import TagLine
from ui.theme import Theme
from ui.widgets.safe_text_edit import SafeTextEdit

WIDTH_PX = 340
_NOTE_HEIGHT_PX = 108
_GAP_PX = 12
_MOST_OFFERED = 6


class MarkCard(QWidget):
    """Shows one mark and asks for changes of it; `mark_changed` carries the mark as it shall be."""

    mark_changed = Signal(object, bool)  # Mark, whether this is the first change since the card came
    remove_requested = Signal(object)  # Mark
    copy_requested = Signal(object)  # Mark
    closed = Signal()

    def __init__(self, theme: Theme, copy_out: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Mark"))
        self.setFixedWidth(WIDTH_PX)
        self.mark: Mark | None = None
        self._is_fresh = True
        self._is_filling = False
        self._colours = {colour: self._colour_button(colour) for colour in MarkColour}
        self._tools = {
            "copy": self._tool(self.tr("Copy its words"), self._copy),
            "remove": self._tool(self.tr("Remove the mark (Del)"), self._remove),
            "close": self._tool(self.tr("Close (Esc)"), self.close_card),
        }
        self._lost = QLabel(self.tr("Its place was not found in this text."), self)
        self._lost.setProperty("look", "soft")
        self._lost.setWordWrap(True)
        self.note = self._make_note(copy_out)
        self.tags = self._make_tags()
        self._offered = QHBoxLayout()
        self._offered.setSpacing(2)
        self._compose()
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw the pictures in other colours."""
        for colour, button in self._colours.items():
            button.setIcon(swatch(colour, theme))
        for name, tool in self._tools.items():
            tool.setIcon(icon(name, theme.soft))

    def show_mark(self, mark: Mark, tags_in_use: Sequence[str], around: QRect, within: QRect, *, edit: bool) -> None:
        """Open at a mark: beside `around`, inside `within`; with `edit`, the keyboard is in the note."""
        self._is_filling = True
        self.mark, self._is_fresh = mark, True
        is_bookmark = mark.kind is MarkKind.BOOKMARK
        words = self.tr("Name of the bookmark") if is_bookmark else self.tr("Write a note")
        self.note.setPlaceholderText(words)
        self.note.setAccessibleName(words)
        self.note.setPlainText(mark.note)
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)
        self.tags.set_known(tags_in_use)
        self.tags.setText(", ".join(mark.tags))
        self._lost.setVisible(mark.is_lost)
        self._offer(tags_in_use)
        self._show_colour()
        self._is_filling = False
        self.adjustSize()
        self.move(beside(self.size(), around, within, gap_px=_GAP_PX, edge_px=_GAP_PX))
        self.show()
        self.raise_()
        if edit:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self, mark: Mark | None) -> None:
        """The mark was changed by something else, its words were read, or it is gone."""
        if self.isHidden() or self.mark is None:
            return
        if mark is None:
            self.close_card()
            return
        is_other = (mark.note, mark.tags) != (self.mark.note, self.mark.tags)
        self.mark = mark
        self._show_colour()
        if is_other:
            self._is_filling = True
            self.note.setPlainText(mark.note)
            self.tags.setText(", ".join(mark.tags))
            self._is_filling = False

    def close_card(self) -> bool:
        """Put it away; all that was typed is kept already. Whether it was open."""
        if self.isHidden():
            return False
        self.mark = None
        self.hide()
        self._is_filling = True
        self.note.clear()
        self.tags.clear()
        self._is_filling = False
        self.closed.emit()
        return True

    @property
    def has_keyboard(self) -> bool:
        """Whether somebody types in it."""
        return self.note.hasFocus() or self.tags.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ends = is_return and (event.modifiers() & Qt.KeyboardModifier.ControlModifier or watched is self.tags)
            if ends and event.type() == QEvent.Type.KeyPress:
                self.close_card()
                return True
            if ends:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if self._is_filling or self.mark is None:
            return
        note = self.note.toPlainText()[:MAX_NOTE_CHARACTERS]
        changed = msgspec.structs.replace(self.mark, note=note, tags=tidy_tags(self.tags.text().split(",")))
        self._change(changed)

    def _change(self, changed: Mark) -> None:
        if changed != self.mark:
            self.mark = changed
            is_first, self._is_fresh = self._is_fresh, False
            self.mark_changed.emit(changed, is_first)

    def _recolour(self, colour: MarkColour) -> None:
        if self.mark is not None:
            self._change(msgspec.structs.replace(self.mark, colour=colour))
            self._show_colour()

    def _show_colour(self) -> None:
        for colour, button in self._colours.items():
            button.setVisible(self.mark is not None and self.mark.kind is MarkKind.HIGHLIGHT)
            button.setChecked(self.mark is not None and self.mark.colour is colour)

    def _remove(self) -> None:
        mark = self.mark
        if mark is not None:
            self.close_card()
            self.remove_requested.emit(mark)

    def _copy(self) -> None:
        if self.mark is not None:
            self.copy_requested.emit(self.mark)

    def _offer(self, tags: Sequence[str]) -> None:
        while (item := self._offered.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        left = WIDTH_PX - 24
        for tag in tags[:_MOST_OFFERED]:
            button = QPushButton(tag, self)
            button.setProperty("look", "link")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(self.tr("Tag {tag}").format(tag=tag))
            button.clicked.connect(lambda _checked=False, tag=tag: self.tags.add(tag))
            left -= button.sizeHint().width() + 2
            if left < 0:
                button.deleteLater()
                break
            self._offered.addWidget(button)
        self._offered.addStretch(1)

    def _make_note(self, copy_out: Callable[[str], None]) -> SafeTextEdit:
        note = SafeTextEdit(copy_out, self)
        note.setProperty("look", "field")
        note.setAccessibleName(self.tr("Note"))
        note.setFixedHeight(_NOTE_HEIGHT_PX)
        note.setTabChangesFocus(True)
        note.textChanged.connect(self._tell)
        note.installEventFilter(self)
        return note

    def _make_tags(self) -> TagLine:
        tags = TagLine(self)
        tags.setPlaceholderText(self.tr("Tags, with commas between"))
        tags.setAccessibleName(self.tr("Tags, with commas between"))
        tags.textChanged.connect(self._tell)
        tags.installEventFilter(self)
        return tags

    def _compose(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        for button in self._colours.values():
            row.addWidget(button)
        row.addStretch(1)
        for tool in self._tools.values():
            row.addWidget(tool)
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 8, 12, 10)
        down.setSpacing(8)
        down.addLayout(row)
        for widget in (self._lost, self.note, self.tags):
            down.addWidget(widget)
        down.addLayout(self._offered)

    def _colour_button(self, colour: MarkColour) -> QToolButton:
        names = {
            MarkColour.YELLOW: self.tr("Yellow"),
            MarkColour.GREEN: self.tr("Green"),
            MarkColour.BLUE: self.tr("Blue"),
            MarkColour.PINK: self.tr("Pink"),
        }
        button = self._tool(names[colour], lambda: self._recolour(colour))
        button.setCheckable(True)
        return button

    def _tool(self, name: str, pressed: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(20, 20))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: pressed())
        return button
