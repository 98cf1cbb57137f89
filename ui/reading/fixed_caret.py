"""How a caret moves through the text of fixed pages: by letters, words and lines, in reading order, over page ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextCursor

from reader.text.model import Locator, PageText
from ui.reading.fixed_scene import FixedScene
from ui.reading.fixed_text import caret_box, line_around, lines_of, offset_at_in

Move = QTextCursor.MoveOperation


def caret_moved(scene: FixedScene, place: Locator, move: Move) -> Locator:
    """Where the caret goes from `place`; it stays where there is nowhere to go."""
    text = scene.text(place.section)
    if text is None:
        return place
    if move in {Move.Up, Move.Down}:
        return _by_line(scene, text, place, 1 if move is Move.Down else -1)
    offset = _within(text, place.offset, move)
    if offset is None:
        forward = move in {Move.Right, Move.WordRight, Move.NextBlock}
        return _across(scene, place, forward=forward)
    return Locator(place.section, offset)


def _within(text: PageText, offset: int, move: Move) -> int | None:
    """The offset on the same page; None beyond its ends."""
    letters, end = text.text, len(text.text.rstrip("\n"))
    offset = min(offset, end)
    if move in {Move.StartOfLine, Move.EndOfLine}:
        start, stop = line_around(text, offset)
        return start if move is Move.StartOfLine else stop
    if move in {Move.Left, Move.Right}:
        beside = offset + (1 if move is Move.Right else -1)
    elif move in {Move.WordRight, Move.NextBlock}:
        beside = _next_start(letters, offset, "\n" if move is Move.NextBlock else "")
    else:
        beside = _last_start(letters, offset, "\n" if move is Move.PreviousBlock else "")
    return beside if 0 <= beside <= end else None


def _next_start(letters: str, offset: int, gap: str) -> int:
    """Where the next word begins, or what follows the next `gap`."""
    while offset < len(letters) and not _is_gap(letters[offset], gap):
        offset += 1
    while offset < len(letters) and _is_gap(letters[offset], gap):
        offset += 1
    return offset


def _last_start(letters: str, offset: int, gap: str) -> int:
    while offset > 0 and _is_gap(letters[offset - 1], gap):
        offset -= 1
    if offset == 0:
        return -1
    while offset > 0 and not _is_gap(letters[offset - 1], gap):
        offset -= 1
    return offset


def _is_gap(letter: str, gap: str) -> bool:
    return letter == gap if gap else letter.isspace()


def _by_line(scene: FixedScene, text: PageText, place: Locator, step: int) -> Locator:
    """The nearest letter on the line before or after, in reading order."""
    lines = lines_of(text)
    box = caret_box(text, place.offset)
    number = max((n for n, line in enumerate(lines) if line[0] <= place.offset), default=-1) + step
    if box is None or not 0 <= number < len(lines):
        return _across(scene, place, forward=step > 0)
    start, end, rect = lines[number]
    point = QPointF(box.center().x(), rect.center().y())
    return Locator(place.section, offset_at_in(text, point.x(), point.y(), start, end))


def _across(scene: FixedScene, place: Locator, *, forward: bool) -> Locator:
    """The beginning of the next page, or the end of the one before."""
    page = place.section + (1 if forward else -1)
    if not 0 <= page < len(scene.layout.sizes):
        return place
    text = scene.text(page)
    return Locator(page, 0 if forward or text is None else len(text.text.rstrip("\n")))
