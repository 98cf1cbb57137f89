"""What a screen reader says of a selection made by keys: the words that came to it or left it.

It can't ask: PySide leaves out `selection` of QAccessibleTextInterface, and Qt's answer would be what happens to lie in
memory (seen over D-Bus with PySide6 6.11.3). So the page says of itself what changed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from ui.reading.announcing import announce
from ui.translations import QT_TRANSLATE_NOOP

MOST_CHARACTERS = 400
"""Of more only the beginning is said."""
_CONTEXT = "SelectionTelling"
_SELECTED = QT_TRANSLATE_NOOP("SelectionTelling", "{words}, selected")
_LEFT = QT_TRANSLATE_NOOP("SelectionTelling", "{words}, no longer selected")
Stretch = tuple[int, int]
"""Offsets in the text that a screen reader has; both the same for nothing."""


class SelectionTeller:
    """Told of each change with `follow`; the text is read only where something is said."""

    def __init__(self, view: QWidget, text: Callable[[], str]) -> None:
        self._view, self._text = view, text
        self._before: Stretch | None = None

    def follow(self, selected: Stretch | None) -> None:
        """This is selected now, or nothing."""
        before, self._before = self._before, selected
        if selected is None or selected == before or not QAccessible.isActive():
            return
        start, end = changed_part(before, selected)
        is_more = before is None or selected[1] - selected[0] > before[1] - before[0]
        words = " ".join(self._text()[start:end][:MOST_CHARACTERS].split())
        if words:
            sentence = QCoreApplication.translate(_CONTEXT, _SELECTED if is_more else _LEFT)
            announce(self._view, sentence.replace("{words}", words))


def changed_part(before: Stretch | None, after: Stretch) -> Stretch:
    """What one of two selections has that the other has not; all of the new one where both ends are others."""
    if before is None:
        return after
    if before[0] == after[0]:
        return min(before[1], after[1]), max(before[1], after[1])
    if before[1] == after[1]:
        return min(before[0], after[0]), max(before[0], after[0])
    return after
