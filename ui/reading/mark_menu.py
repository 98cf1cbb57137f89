"""The menu at a place of the text: the same as the bar at a selection, and more for a mark that is there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QMenu

from reader.store.mark import Mark, MarkKind
from ui.icons import icon
from ui.reading.actions import Actions
from ui.reading.page_actions import title_of
from ui.reading.selection_bar import HIGHLIGHTS, OTHERS
from ui.reading.swatches import swatch
from ui.theme import Theme

_OF_SELECTION = ("note", "copy", "look_up", "elsewhere", "speak")
_OF_MARK = ("note", "remove_mark")
_OF_PLACE = ("speak", "bookmark", "undo_mark", "select_all")


def fill_menu(menu: QMenu, actions: Actions, theme: Theme, *, has_selection: bool, mark: Mark | None) -> None:
    """Put into the menu what can be done here, by the names of actions."""
    menu.clear()
    is_highlight = mark is not None and mark.kind is MarkKind.HIGHLIGHT
    for name, colour in HIGHLIGHTS.items():
        entry = menu.addAction(swatch(colour, theme), _text(actions, name))
        entry.triggered.connect(partial(actions.act, name))
        entry.setEnabled(actions.is_available(name))
        if is_highlight and mark is not None and mark.colour is colour:
            entry.setCheckable(True)
            entry.setChecked(True)
    menu.addSeparator()
    _add(menu, actions, theme, _OF_MARK if mark is not None and not has_selection else _OF_SELECTION)
    menu.addSeparator()
    _add(menu, actions, theme, (name for name in _OF_PLACE if not (has_selection and name == "speak")))


def _add(menu: QMenu, actions: Actions, theme: Theme, names: Iterable[str]) -> None:
    for name in names:
        if actions.is_available(name):
            entry = menu.addAction(_text(actions, name))
            if name in OTHERS:
                entry.setIcon(icon(OTHERS[name], theme.soft))
            entry.triggered.connect(partial(actions.act, name))


def _text(actions: Actions, name: str) -> str:
    return f"{title_of(name)}\t{actions.key_text(name)}"
