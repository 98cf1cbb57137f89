"""The order in which a page's lines are read. PDFium's order is that of the content, and mostly right; it is repaired
where columns were written across, or where the content jumps about. Pure geometry; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median

from reader.formats.pdf_lines import Line

_FEWEST_COLUMN_LINES = 4
_FEWEST_WORDS = 3.0
_LEAST_FILLED = 0.55
"""A column of prose fills its width; a column of a table doesn't, and is read across."""

_MOST_COLUMNS = 6
_WORST_SHARE = 0.15
_FEWEST_JUMPS = 3
_HOPELESS_SHARE = 0.6
_DEEPEST = 12
_MOST_LINES = 2000
"""A page of more lines (a map, a drawing) stays as it is."""


def in_reading_order(lines: list[Line], *, rtl: bool = False) -> list[Line]:
    """The lines as they are read; those that run across two columns of prose are cut in two."""
    if not 1 < len(lines) <= _MOST_LINES:
        return lines
    cut = _cut_at_gutters(lines)
    if len(cut) == len(lines) and not _jumps_about(lines, rtl=rtl):
        return lines
    return _ordered(cut, rtl=rtl, depth=0)


def _jumps_about(lines: Sequence[Line], *, rtl: bool) -> bool:
    """Whether the content often goes back up within a column, or back along a line."""
    jumps = 0
    for one, other in pairwise(lines):
        overlap = min(one.right, other.right) - max(one.left, other.left)
        above = other.bottom < one.top + 0.5 * one.height
        beside = abs(other.bottom - one.bottom) < 0.5 * min(one.height, other.height)
        back = other.left > one.right if rtl else other.right < one.left
        if (above and overlap > 0.3 * min(one.width, other.width)) or (beside and back):
            jumps += 1
    share = jumps / (len(lines) - 1)
    return share > _HOPELESS_SHARE or (jumps >= _FEWEST_JUMPS and share >= _WORST_SHARE)


# --- lines written across columns


def _cut_at_gutters(lines: list[Line]) -> list[Line]:
    """The lines, cut in two where the gaps in many of them lie one above the other between prose."""
    for _ in range(_MOST_COLUMNS - 1):
        gutter = _gutter(lines)
        if gutter is None:
            return lines
        lines = [part for line in lines for part in _parts(line, gutter)]
    return lines


def _gutter(lines: Sequence[Line]) -> float | None:
    """The x that most wide gaps cover, if there is a column of prose on either side."""
    gaps = [(start, end) for line in lines for _, start, end in line.gaps]
    if len(gaps) < _FEWEST_COLUMN_LINES:
        return None
    best, most = 0.0, 0
    depth = 0
    edges = sorted([(start, 1) for start, _ in gaps] + [(end, -1) for _, end in gaps], key=lambda edge: edge[0])
    for (x, step), (next_x, _) in pairwise(edges):
        depth += step
        if depth > most:
            best, most = (x + next_x) / 2, depth
    halves = [parts for line in lines if len(parts := _parts(line, best)) == 2]
    if len(halves) < _FEWEST_COLUMN_LINES:
        return None
    sides = tuple(zip(*halves, strict=True))
    return best if all(_is_prose(side) for side in sides) else None


def _parts(line: Line, gutter: float) -> list[Line]:
    for number, start, end in line.gaps:
        if start <= gutter <= end:
            return list(line.cut(number))
    return [line]


def _is_prose(column: Sequence[Line]) -> bool:
    words = fmean(len(line.words) for line in column)
    letters = fmean(sum(len(word.text) for word in line.words) for line in column)
    full = max(line.width for line in column)
    filled = fmean(line.width for line in column) >= _LEAST_FILLED * full
    return filled and (words >= _FEWEST_WORDS or letters >= 5 * _FEWEST_WORDS)


# --- by place


def _ordered(lines: list[Line], *, rtl: bool, depth: int) -> list[Line]:
    """The lines by their places: bands from the top, columns within a band, rows within a column."""
    gutter = _column_gap(lines) if depth < _DEEPEST else None
    if gutter is None:
        return _by_rows(lines, rtl=rtl)
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda each: each.top):
        if line.left < gutter < line.right:
            ordered += _columns(band, gutter, rtl=rtl, depth=depth)
            ordered.append(line)
            band = []
        else:
            band.append(line)
    return ordered + _columns(band, gutter, rtl=rtl, depth=depth)


def _columns(band: list[Line], gutter: float, *, rtl: bool, depth: int) -> list[Line]:
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.right > gutter]
    sides = (right, left) if rtl else (left, right)
    return [line for side in sides if side for line in _ordered(side, rtl=rtl, depth=depth + 1)]


def _column_gap(lines: Sequence[Line]) -> float | None:
    """The x in the middle part of the lines that fewest of them cross; None if there are no columns beside it."""
    if len(lines) < 2 * _FEWEST_COLUMN_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    edges = sorted([(line.left, 1) for line in lines] + [(line.right, -1) for line in lines], key=lambda edge: edge[0])
    margin, best, fewest, depth, widest = 0.1 * (right - left), None, len(lines), 0, 0.0
    for (x, step), (next_x, _) in pairwise(edges):
        depth += step
        middle = (x + next_x) / 2
        inside = left + margin < middle < right - margin
        if inside and (depth < fewest or (depth == fewest and next_x - x > widest)):
            best, fewest, widest = middle, depth, next_x - x
    if best is None or widest < 0.3 * median(line.height for line in lines):
        return None
    before = sum(line.right <= best for line in lines)
    behind = sum(line.left >= best for line in lines)
    return best if min(before, behind) >= _FEWEST_COLUMN_LINES and fewest <= 0.4 * len(lines) else None


def _by_rows(lines: Sequence[Line], *, rtl: bool) -> list[Line]:
    """From the top down; what stands side by side, along the line."""
    ordered: list[Line] = []
    row: list[Line] = []
    for line in sorted(lines, key=lambda each: (each.top + each.bottom) / 2):
        if row and (line.top + line.bottom) / 2 > row[0].bottom - 0.3 * row[0].height:
            ordered += sorted(row, key=lambda each: -each.right if rtl else each.left)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda each: -each.right if rtl else each.left)
