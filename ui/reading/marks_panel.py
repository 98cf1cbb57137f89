"""The list of marks beside the page, and what narrows it: words, colours, a tag, a kind, notes, lost places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.marks.choosing import Choice, Order
from reader.store.mark import Mark, MarkColour, MarkKind
from ui.icons import icon
from ui.reading.mark_model import BOOKMARK_HEIGHT_PX, MARK_ROLE, ROW_HEIGHT_PX, ChapterOf, MarkDelegate, MarkModel
from ui.reading.swatches import swatch
from ui.theme import Theme
from ui.widgets.safe_line_edit import SafeLineEdit

_MOST_TAGS = 40
_REMOVES = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_EDITS = frozenset({Qt.Key.Key_F2, Qt.Key.Key_N})
_GOES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MarksPanel(QWidget):
    """Shows the marks that it is given; `choice_changed` says that others are wanted."""

    choice_changed = Signal()
    mark_chosen = Signal(object)  # Mark to go to
    edit_requested = Signal(object)  # Mark
    remove_requested = Signal(object)  # Mark
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, kind: MarkKind | None, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        """With a `kind`, the list is of that kind only."""
        super().__init__(parent)
        self.choice = Choice(kind=kind)
        self._kind = kind
        self._tags: Sequence[str] = ()
        self._heading = QLabel(title, self)
        self._heading.setProperty("look", "section")
        self.field = SafeLineEdit(self)
        self.field.setPlaceholderText(self.tr("Words, notes or tags"))
        self.field.setAccessibleName(self.tr("Words, notes or tags"))
        self.field.textChanged.connect(lambda text: self._choose(words=text))
        self.field.installEventFilter(self)
        self.colours = {colour: self._colour_button(colour) for colour in MarkColour}
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more = self._more_button()
        self.model = MarkModel(self)
        height = BOOKMARK_HEIGHT_PX if kind is MarkKind.BOOKMARK else ROW_HEIGHT_PX
        self._delegate = MarkDelegate(theme, height, self.tr("Lost place"), self)
        self.list = self._make_list(title)
        self._empty = QLabel(self)
        self._empty.setProperty("look", "soft")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setContentsMargins(16, 24, 16, 0)
        self._compose()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.set_theme(theme)
        for colour, button in self.colours.items():
            button.setIcon(swatch(colour, theme))
        self.more.setIcon(icon("more", theme.soft))
        self.list.viewport().update()

    def show_marks(self, marks: Sequence[Mark], total: int, chapter_of: ChapterOf) -> None:
        """List these out of so many; the row that was current stays so, or the one in its place."""
        current = self.list.currentIndex()
        before: Mark | None = current.data(MARK_ROLE)
        row, top = current.row(), self.list.verticalScrollBar().value()
        self.model.show_marks(marks, chapter_of)
        again = self.model.row_of(before.number) if before is not None else -1
        row = again if again >= 0 else min(max(row, 0), len(marks) - 1)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.verticalScrollBar().setValue(top)
        self._say_how_many(len(marks), total)

    def set_tags(self, tags: Sequence[str]) -> None:
        """The tags that the menu offers."""
        self._tags = tags

    def set_current(self, number: int) -> None:
        """Mark the row of the mark that is stood on."""
        row = self.model.row_of(number)
        if row >= 0 and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.model.index(row, 0))

    def clear(self) -> None:
        """Keep nothing of the document."""
        self.field.clear()
        for button in self.colours.values():
            button.setChecked(False)
        self.choice = Choice(kind=self._kind)
        self._tags = ()
        self.model.show_marks((), lambda _mark: "")

    def focus_list(self) -> None:
        """The keyboard goes to the list."""
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return super().eventFilter(watched, event)
        if watched is self.field:
            goes_down = event.key() == Qt.Key.Key_Down and event.type() == QEvent.Type.KeyPress
            if goes_down:
                self.focus_list()
            return goes_down or super().eventFilter(watched, event)
        if event.key() in _REMOVES | _EDITS | _GOES and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the list's own, not the page's
            return True
        if event.type() == QEvent.Type.KeyPress and self._press(event):
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        mark: Mark | None = self.list.currentIndex().data(MARK_ROLE)
        key = Qt.Key(event.key())
        signal = next(
            (signal for keys, signal in (
                (_REMOVES, self.remove_requested), (_EDITS, self.edit_requested), (_GOES, self.mark_chosen)
            ) if key in keys),
            None,
        )  # fmt: skip
        if signal is None or mark is None:
            return False
        signal.emit(mark)
        return True

    def _choose(self, **chosen: object) -> None:
        self.choice = msgspec.structs.replace(self.choice, **chosen)
        self.choice_changed.emit()

    def _say_how_many(self, shown: int, total: int) -> None:
        self._empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        if shown:
            return
        if total:
            text = self.tr("None of the marks is like that.")
        elif self._kind is MarkKind.BOOKMARK:
            text = self.tr("No bookmarks yet. B sets one where you read.")
        else:
            text = self.tr("No marks yet. Select some words and press 1 to 4, or N for a note.")
        self._empty.setText(text)

    # -- the menu

    def _fill_menu(self) -> None:
        self.menu.clear()
        if self._kind is None:
            self._add_kinds()
            self._add_toggle(self.tr("Only with a note"), "with_note", is_on=self.choice.with_note)
        self._add_toggle(self.tr("Only lost places"), "is_lost", is_on=self.choice.is_lost)
        if self._tags:
            tags = self.menu.addMenu(self.tr("Tag"))
            values = [(self.tr("Any tag"), ""), *((tag, tag) for tag in self._tags[:_MOST_TAGS])]
            self._add_group(tags, "tag", self.choice.tag, values)
        self.menu.addSeparator()
        orders = [(self.tr("By place in the text"), Order.PLACE), (self.tr("Last changed first"), Order.TIME)]
        self._add_group(self.menu, "order", self.choice.order, orders)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Export…")).triggered.connect(self.export_requested)
        self.menu.addAction(self.tr("Import…")).triggered.connect(self.import_requested)

    def _add_kinds(self) -> None:
        kinds: list[tuple[str, object]] = [
            (self.tr("Highlights and bookmarks"), None),
            (self.tr("Highlights"), MarkKind.HIGHLIGHT),
            (self.tr("Bookmarks"), MarkKind.BOOKMARK),
        ]
        self._add_group(self.menu, "kind", self.choice.kind, kinds)
        self.menu.addSeparator()

    def _add_toggle(self, text: str, name: str, *, is_on: bool) -> None:
        self._checked(self.menu.addAction(text), lambda: self._choose(**{name: not is_on}), is_on=is_on)

    def _add_group(self, menu: QMenu, name: str, now: object, values: Sequence[tuple[str, object]]) -> None:
        group = QActionGroup(menu)
        for text, value in values:
            entry = menu.addAction(text.replace("&", "&&"))
            self._checked(entry, partial(self._choose, **{name: value}), is_on=value == now)
            group.addAction(entry)

    def _checked(self, entry: QAction, deed: Callable[[], None], *, is_on: bool) -> None:
        entry.setCheckable(True)
        entry.setChecked(is_on)
        entry.triggered.connect(lambda _checked=False: deed())

    # -- putting together

    def _make_list(self, title: str) -> QListView:
        view = QListView(self)
        view.setObjectName("sections")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName(title)
        view.clicked.connect(self._clicked)
        view.installEventFilter(self)
        return view

    def _clicked(self, index: QModelIndex) -> None:
        mark: Mark | None = index.data(MARK_ROLE)
        if mark is not None:
            self.mark_chosen.emit(mark)

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        for button in self.colours.values() if self._kind is None else ():
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        head.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addStretch()
        for button in self.colours.values():
            button.setVisible(self._kind is None)

    def _colour_button(self, colour: MarkColour) -> QToolButton:
        names = {
            MarkColour.YELLOW: self.tr("Only yellow ones"),
            MarkColour.GREEN: self.tr("Only green ones"),
            MarkColour.BLUE: self.tr("Only blue ones"),
            MarkColour.PINK: self.tr("Only pink ones"),
        }
        button = QToolButton(self)
        button.setCheckable(True)
        button.setIconSize(QSize(18, 18))
        button.setToolTip(names[colour])
        button.setAccessibleName(names[colour])
        button.toggled.connect(lambda _checked: self._choose(colours=self._chosen_colours()))
        return button

    def _chosen_colours(self) -> frozenset[MarkColour]:
        return frozenset(colour for colour, button in self.colours.items() if button.isChecked())

    def _more_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.menu)
        button.setToolTip(self.tr("Narrow, sort, export"))
        button.setAccessibleName(self.tr("Narrow, sort, export"))
        return button
