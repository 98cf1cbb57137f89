"""The page's keys, by the name of what they do. Plain scrolling keys belong to the views."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Standard = QKeySequence.StandardKey

KEYS: dict[str, tuple[Standard | str, ...]] = {
    "library": ("Esc",),
    "find": ("Ctrl+F",),
    "information": ("Ctrl+I",),
    "next": ("F3",),
    "previous": ("Shift+F3",),
    "back": ("Alt+Left",),
    "forward": ("Alt+Right",),
    "larger": ("Ctrl++", "Ctrl+="),
    "smaller": ("Ctrl+-",),
    "natural": ("Ctrl+0",),
    "outline": ("O",),
    "theme": ("T",),
    "fit": ("W",),
    "tools": ("F10",),
    "caret": ("F7",),
    "copy": (Standard.Copy,),
    "select_all": (Standard.SelectAll,),
}


def bind_keys(page: QWidget, act: Callable[[str], None]) -> None:
    """Let each key call `act` with its action while the page or anything on it has the keyboard."""
    for action, keys in KEYS.items():
        for key in keys:
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: act(action))
