"""What keys do on the page, as tables. Scrolling by default; with Shift, or while caret browsing, the caret moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

Key = Qt.Key
Modifier = Qt.KeyboardModifier
Move = QTextCursor.MoveOperation

LINES_PER_STEP = 2
_SCROLL_LINES = {Key.Key_Down: LINES_PER_STEP, Key.Key_Up: -LINES_PER_STEP}
_SCROLL_PAGES = {Key.Key_PageDown: 1, Key.Key_PageUp: -1}
_LETTERS = {Key.Key_Left: Move.Left, Key.Key_Right: Move.Right, Key.Key_Up: Move.Up, Key.Key_Down: Move.Down,
            Key.Key_Home: Move.StartOfLine, Key.Key_End: Move.EndOfLine}  # fmt: skip
_WORDS = {Key.Key_Left: Move.WordLeft, Key.Key_Right: Move.WordRight, Key.Key_Up: Move.PreviousBlock,
          Key.Key_Down: Move.NextBlock}  # fmt: skip


def scroll_lines(event: QKeyEvent) -> int:
    """How many lines a plain arrow scrolls, 0 for other keys."""
    return _SCROLL_LINES.get(Key(event.key()), 0) if _modifiers(event) == Modifier.NoModifier else 0


def scroll_pages(event: QKeyEvent, *, rtl: bool, paged: bool = False) -> int:
    """How many pages a key turns: Space, Page Up and Down, and the arrows along the line of reading.

    Where the text goes page by page, the other two arrows turn too.
    """
    key, modifiers = Key(event.key()), _modifiers(event)
    if key == Key.Key_Space:
        return {Modifier.NoModifier: 1, Modifier.ShiftModifier: -1}.get(modifiers, 0)
    if modifiers != Modifier.NoModifier:
        return 0
    if key in {Key.Key_Left, Key.Key_Right}:
        return 1 if (key == Key.Key_Right) != rtl else -1
    if paged and key in {Key.Key_Up, Key.Key_Down}:
        return 1 if key == Key.Key_Down else -1
    return _SCROLL_PAGES.get(key, 0)


def is_document_end(event: QKeyEvent) -> int:
    """-1 for a key that leads to the beginning, 1 for one that leads to the end, else 0."""
    if _modifiers(event) not in {Modifier.NoModifier, Modifier.ControlModifier}:
        return 0
    return {Key.Key_Home: -1, Key.Key_End: 1}.get(Key(event.key()), 0)


def is_page_key(event: QKeyEvent) -> bool:
    """Whether a key scrolls the page and means nothing to a line of text: Page Up and Down, Ctrl with Home and End."""
    if _modifiers(event) == Modifier.ControlModifier:
        return bool(is_document_end(event))
    return _modifiers(event) == Modifier.NoModifier and Key(event.key()) in _SCROLL_PAGES


def caret_move(event: QKeyEvent, *, browsing: bool) -> tuple[Move, bool] | None:
    """The caret's move and whether it extends the selection; None when the key moves no caret."""
    modifiers = _modifiers(event)
    extends = bool(modifiers & Modifier.ShiftModifier)
    if not extends and not browsing:
        return None
    table = _WORDS if modifiers & Modifier.ControlModifier else _LETTERS
    if modifiers & ~(Modifier.ShiftModifier | Modifier.ControlModifier):
        return None
    operation = table.get(Key(event.key()))
    return None if operation is None else (operation, extends)


def _modifiers(event: QKeyEvent) -> Modifier:
    return event.modifiers() & ~Modifier.KeypadModifier
