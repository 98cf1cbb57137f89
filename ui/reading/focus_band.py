"""Which lines of a view stay clear: those at the pointer, at the caret, or where the reading keys have led."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from reader.text.model import Locator
from ui.reading.line_places import Line, Lines

_FIRST_LINE_SHARE = 0.3
"""Where a line stands that keys begin with, or go on with after a turn: as a share of the view's height."""
_TALLEST = 2.5
"""A picture beside the line that is read is no line to be shown with it: nobody asked for it yet."""


class FocusBand:
    """Follows whatever moved last. Only lines that are wholly in view count, so that none is cut."""

    def __init__(self, viewport: QWidget, lines: Lines) -> None:
        self._viewport = viewport
        self._lines = lines
        self._pointer: QPoint | None = None
        self._place: Locator | None = None
        self._at: QPoint | None = None

    def forget(self) -> None:
        """Another document: nothing is clear until something moves."""
        self._pointer = self._place = self._at = None

    def follow_pointer(self, point: QPoint | None) -> None:
        """The pointer is here, or has left the view: then what keys had led to stays clear, and nothing else."""
        self._pointer = point
        if point is not None:
            self._place = self._at = None

    def follow_place(self, place: Locator) -> None:
        """A caret, a hit or the voice is here."""
        self._place, self._pointer, self._at = place, None, None

    def line(self) -> Line | None:
        """The line that is read, None where there is none in view."""
        if self._place is not None:
            found = self._lines.of(self._place)
            if found is not None and self._is_in_view(found.rect):
                return found
            return self._lines.at(self._first_point())
        point = self._at or self._pointer
        return None if point is None else self._lines.at(point)

    def step(self, step: int) -> bool:
        """On a key: the next line (1) or the one before (-1). False where that is not in view, and nothing moved."""
        line = self.line()
        beside = self._lines.beside(line, step) if line is not None else self._lines.at(self._first_point())
        if beside is None or not self._is_in_view(beside.rect):
            return False
        self._keep(beside)
        return True

    def go_on_after(self, step: int) -> Locator | None:
        """The place of the line that comes next though it is out of view, to be shown again after a turn."""
        line = self.line()
        beside = self._lines.beside(line, step) if line is not None else None
        return None if beside is None else beside.place

    def land(self, place: Locator | None, step: int) -> None:
        """The view has moved on under a key: go on at this place, or where it is not known at the edge of the view."""
        self._pointer = self._at = None
        self._place = place
        if place is None or self._lines.of(place) is None:
            line = self._lines.edge(step)
            if line is not None and not self._is_in_view(line.rect):
                line = self._lines.beside(line, step)
            if line is not None:
                self._keep(line)

    def clear(self, count: int) -> QRect:
        """The rectangle of `count` lines around the one that is read; empty where there is none."""
        line = self.line()
        if line is None:
            return QRect()
        tallest = line.rect.height() * _TALLEST
        whole = line.rect
        for step, wanted in ((1, count // 2), (-1, (count - 1) // 2)):
            edge: Line | None = line
            for _ in range(wanted):
                edge = self._lines.beside(edge, step) if edge is not None else None
                if edge is None or edge.rect.height() > tallest or edge.rect.left() != line.rect.left():
                    break
                whole = whole.united(edge.rect)
        return whole

    def _keep(self, line: Line) -> None:
        self._pointer = None
        self._place = line.place
        self._at = None if line.place is not None else line.rect.center()

    def _is_in_view(self, rect: QRect) -> bool:
        return rect.top() >= 0 and rect.bottom() <= self._viewport.height()

    def _first_point(self) -> QPoint:
        return QPoint(self._viewport.width() // 2, round(self._viewport.height() * _FIRST_LINE_SHARE))
