"""All keys on one page, with a field to find one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from reader.guard.messages import PanicKeys
from ui import shortcuts
from ui.dialogs.dialog import Dialog
from ui.dialogs.keys_list import KeysList, Line
from ui.panic_keys import key_label
from ui.reading.key_map import KeyMap, native
from ui.reading.page_actions import PAGE_ACTIONS, Group, group_title, title_of
from ui.translations import is_mirrored
from ui.widgets.safe_line_edit import SafeLineEdit
from ui.widgets.scroll_area import ScrollArea
from ui.widgets.scroll_keys import scroll_by_key

_COLUMN_GAP_PX = 44
_AROUND = QSize(72, 190)
"""What margins, heading, field and button take besides the lines."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


class KeysDialog(Dialog):
    """Escape, F1 or the button puts it away. Those of the page are told as they hold: see the settings."""

    def __init__(self, keys: PanicKeys, parent: QWidget, key_map: KeyMap | None = None) -> None:
        super().__init__(parent)
        self._keys_to_hide = keys
        self._key_map = key_map or KeyMap()
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence(shortcuts.HELP), self, self.accept)
        self.search = SafeLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.textChanged.connect(self._find)
        self.lists = self._make_lists()
        lines = QWidget(self)
        across = self._columns(lines)
        self._nothing = self.body(self.tr("Nothing found."))
        self._nothing.hide()
        self._area = ScrollArea(self)
        self._area.setWidget(lines)
        self._area.setAccessibleName(self.tr("Keys"))
        down = QVBoxLayout(self)
        down.setContentsMargins(26, 22, 26, 20)
        down.setSpacing(12)
        for part in (self.heading(self.tr("Keys")), self.search, self._nothing):
            down.addWidget(part)
        down.addWidget(self._area, 1)
        down.addLayout(self.button_row(close))
        if lines.sizeHint().width() + _AROUND.width() > self.room().width():
            across.setDirection(QBoxLayout.Direction.TopToBottom)
        self.fit(lines.sizeHint() + _AROUND)
        self.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self._area, event):
            super().keyPressEvent(event)

    def _find(self, words: str) -> None:
        found = [each.show_found(words) for each in self.lists]
        self._nothing.setVisible(not any(found))

    def _columns(self, lines: QWidget) -> QBoxLayout:
        """The lists in two columns, about as long as each other."""
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight, lines)
        room = (8, 0) if is_mirrored() else (0, 8)  # for the scroll bar
        across.setContentsMargins(room[0], 0, room[1], 0)
        across.setSpacing(_COLUMN_GAP_PX)
        half, columns = sum(each.length for each in self.lists) / 2, (QVBoxLayout(), QVBoxLayout())
        so_far = 0
        for each in self.lists:
            columns[so_far + each.length / 2 > half].addWidget(each)
            so_far += each.length
        for column in columns:
            column.setSpacing(10)
            column.addStretch()
            across.addLayout(column, 1)
        return across

    def _make_lists(self) -> list[KeysList]:
        lists = [
            (self.tr("Hide and come back"), self._panic_lines()),
            (self.tr("In the library"), self._library_lines()),
            (self.tr("Moving the text"), self._moving_lines()),
            *((group_title(group), self._action_lines(group)) for group in Group),
        ]
        return [KeysList(heading, lines, self) for heading, lines in lists if lines]

    def _panic_lines(self) -> list[Line]:
        keys = self._keys_to_hide
        # A name of several words is one key: only spaces part keys here.
        label = key_label(keys.key_name).replace(" ", _NO_BREAK)
        taps = self.tr("The same: Shift three times, with nothing in between")
        if not keys.key_name:
            taps = self.tr("Hide everything at once: Shift three times, with nothing in between")
        return [
            *([(label, self.tr("Hide everything at once"))] if keys.key_name else []),
            *([("⇧ ⇧ ⇧", taps)] if keys.shift_taps else []),
            ("Ctrl+.  Ctrl+.  Ctrl+.", self.tr("Come back: in the notepad, hold Ctrl and tap the full stop")),
            ("", self.tr("After hiding, wait three seconds before you come back")),
            ("Ctrl+L", self.tr("Lock, and ask for the passphrase again")),
        ]

    def _library_lines(self) -> list[Line]:
        return [
            ("Ctrl+F", self.tr("Search in everything")),
            ("↓", self.tr("From the search to the list")),
            ("↵", self.tr("Open")),
            ("Ctrl+O", self.tr("Add files")),
            ("Ctrl+I", self.tr("Information about the document, also while reading")),
            ("Del", self.tr("Delete what is selected")),
            ("Esc", self.tr("Leave the search")),
            ("Ctrl+,", self.tr("Settings; Esc leads back")),
            *self._full_screen_lines(),
            ("F1  ?", self.tr("This page")),
        ]

    def _full_screen_lines(self) -> list[Line]:
        """Whoever had chosen that key to hide everything before it had this use keeps it for that."""
        is_free = self._keys_to_hide.key_name != shortcuts.FULL_SCREEN
        return [(shortcuts.FULL_SCREEN, self.tr("Full screen, also while reading, and back"))] if is_free else []

    def _moving_lines(self) -> list[Line]:
        """Those that no one can change: they are the same in every program that shows text."""
        space = self.tr("Space")
        return [
            (f"{space}  ⇧+{space}", self.tr("On, and back, by one view")),
            ("↓  ↑", self.tr("By lines; the ruler and the shade go with them")),
            ("Home  End", self.tr("To the beginning, to the end")),
            ("⇧+←  ⇧+→", self.tr("Select text")),
        ]

    def _action_lines(self, group: Group) -> list[Line]:
        """Every action of the page that has a key, as the keys are now."""
        names = [action.name for action in PAGE_ACTIONS if action.group is group]
        written = {name: [native(key).replace(" ", _NO_BREAK) for key in self._key_map.keys(name)] for name in names}
        return [(" ".join(keys), title_of(name)) for name, keys in written.items() if keys]
