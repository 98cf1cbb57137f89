"""The page of the page's keys: every action with the keys that mean it, and a way to choose others."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.hiding import Hiding
from ui.reading.key_binding import KeyBinding
from ui.reading.key_map import KeyMap, native
from ui.reading.page_actions import PAGE_ACTIONS, Group, PageAction, group_title, title_of
from ui.settings.action_keys_dialog import ActionKeysDialog
from ui.settings.section import Section, plain_label
from ui.settings.settings_column import SettingsColumn
from ui.translations import reading_edge
from ui.widgets.safe_line_edit import SafeLineEdit

_ROW_GAP_PX = 14


class KeysPage(SettingsColumn):
    """Each choice holds at once."""

    def __init__(self, binding: KeyBinding, hiding: Hiding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_name(self.tr("Keys"))
        self._binding, self._hiding = binding, hiding
        self.sections: list[KeysOfGroup] = []
        self.head: KeysHead | None = None
        binding.changed.connect(self._show)
        self.add_later(self._add_head, *[self._section_maker(group) for group in Group])

    def _add_head(self) -> None:
        self.head = KeysHead(self)
        self.head.search.textChanged.connect(self._find)
        self.head.reset.clicked.connect(lambda: self._binding.choose(KeyMap()))
        self._binding.failed.connect(self.head.say_not_kept)
        self.add_section(self.head, self._show)

    def _section_maker(self, group: Group) -> Callable[[], None]:
        return lambda: self._add_group(group)

    def _add_group(self, group: Group) -> None:
        section = KeysOfGroup(group, self)
        section.chosen = self._ask
        self.sections.append(section)
        self.add_section(section, lambda: section.show_keys(self._binding.key_map))

    def _ask(self, name: str) -> None:
        ActionKeysDialog(name, self._binding, self._hiding.settings.keys, self).open()

    def _show(self) -> None:
        for section in self.sections:
            section.show_keys(self._binding.key_map)
        if self.head is not None:
            self.head.reset.setEnabled(bool(self._binding.key_map.changed))

    def _find(self, words: str) -> None:
        found = [section.show_found(words) for section in self.sections]
        if self.head is not None:
            self.head.say_found(any(found))


class KeysHead(Section):
    """What the page is for, the search, and the way back to how it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Keys while reading"), parent)
        self.add_text(
            self.tr(
                "Letters are meant by their place on the keyboard where your layout has others. What you choose is kept"
                " in the library."
            )
        )
        self.search = SafeLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find an action or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.rows.addWidget(self.search)
        self._nothing = self.add_text(self.tr("Nothing found."), "soft")
        self._nothing.hide()
        self._failure = self.add_text("", "error")
        self._failure.hide()
        self.reset = self.add_deed(
            self.tr("All keys as they came"),
            self.tr("What you have chosen on this page goes."),
            self.tr("Put back"),
        )

    def say_found(self, is_anything: bool) -> None:
        """Whether the search has led to anything."""
        self._nothing.setVisible(not is_anything)

    def say_not_kept(self, _error: object) -> None:
        """The choice holds, but not for long."""
        self._failure.setText(self.tr("Your choice could not be kept. It holds until the library is closed."))
        self._failure.show()


class KeysOfGroup(Section):
    """The actions of one group, a row each. `chosen` is called with the name of the one to be changed."""

    def __init__(self, group: Group, parent: QWidget) -> None:
        super().__init__(group_title(group), parent)
        self.chosen: Callable[[str], None] = lambda _name: None
        self.rows.setSpacing(8)
        self.actions_of_group = {
            action.name: ActionRow(action, self._choose, self) for action in PAGE_ACTIONS if action.group is group
        }
        for row in self.actions_of_group.values():
            self.rows.addWidget(row)

    def show_keys(self, key_map: KeyMap) -> None:
        """What holds."""
        for name, row in self.actions_of_group.items():
            row.show_keys(key_map.keys(name), is_changed=key_map.is_changed(name))

    def show_found(self, words: str) -> bool:
        """Show those that have these words in their name or keys. Whether there are any."""
        sought = words.casefold().split()
        for row in self.actions_of_group.values():
            row.setVisible(all(word in row.text.casefold() for word in sought))
        is_any = any(not row.isHidden() for row in self.actions_of_group.values())
        self.setVisible(is_any)
        return is_any

    def _choose(self, name: str) -> None:
        self.chosen(name)


class ActionRow(QWidget):
    """What an action is called, its keys, and the button that asks for others."""

    def __init__(self, action: PageAction, choose: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.text = title_of(action.name)
        self._title = title_of(action.name)
        self._caps = QHBoxLayout()
        self._caps.setSpacing(5)
        self._label = plain_label(self._title, "body", self)
        self._label.setAlignment(reading_edge() | Qt.AlignmentFlag.AlignVCenter)
        self.change = QPushButton(self.tr("Change…"), self)
        self.change.clicked.connect(lambda: choose(action.name))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(_ROW_GAP_PX)
        across.addWidget(self._label, 1)
        across.addLayout(self._caps)
        across.addWidget(self.change)

    def show_keys(self, keys: tuple[str, ...], *, is_changed: bool) -> None:
        """Those that hold; an action whose keys were changed stands out."""
        empty(self._caps)
        written = [native(key) for key in keys]
        for text in written or [self.tr("no key")]:
            drawn = cap(text, self) if written else plain_label(text, "soft", self)
            self._caps.addWidget(drawn, 0, Qt.AlignmentFlag.AlignVCenter)
        self._label.setText(f"{self._title} •" if is_changed else self._title)
        self._label.setAccessibleName(self._title)
        said = ", ".join(written) or self.tr("no key")
        self.change.setAccessibleName(
            self.tr("Change the keys of “{action}”: {keys}").format(action=self._title, keys=said)
        )
        self.text = f"{self._title} {' '.join(written)}"


def cap(text: str, parent: QWidget) -> QLabel:
    """A key, drawn."""
    label = QLabel(text, parent)
    label.setProperty("look", "key")
    label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return label


def empty(layout: QHBoxLayout) -> None:
    """Take everything out of a row."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
