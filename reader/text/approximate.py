"""Where a pattern stands in a text that differs from it a little, and which place of it became which.

Myers' bit vectors ("A fast bit-vector algorithm for approximate string matching based on dynamic programming", JACM 46,
1999) with the columns kept, so that the way back through them tells how the two lie against each other. A column costs
the same few operations on one large number whatever the pattern's length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a pattern lies in a text: `distance` edits, and what of it is there unchanged, up to each of its places.

    `firsts[i]` and `lasts[i]` are the first and the last offset in the text that the place before character i may be
    at: they differ where something was put in just there. `same[i]` counts the characters before i that are unchanged.
    """

    distance: int
    firsts: list[int]
    lasts: list[int]
    same: list[int]


def align(pattern: str, text: str) -> Alignment:
    """The best way to find all of `pattern` somewhere in `text`, the first of equals. Takes len(text) steps."""
    columns, end, distance = _search(pattern, text)
    rows = len(pattern)
    firsts, lasts, same = [0] * (rows + 1), [0] * (rows + 1), [0] * (rows + 1)
    lasts[rows] = end
    for row, column, is_same in _way_back(pattern, text, columns, end):
        if not firsts[row] and not same[row]:
            firsts[row] = column
        lasts[row] = max(lasts[row], column)
        firsts[row] = min(firsts[row], column)
        if is_same:
            same[row + 1] = 1
    for row in range(rows):
        same[row + 1] += same[row]
    return Alignment(distance, firsts, lasts, same)


def _search(pattern: str, text: str) -> tuple[list[tuple[int, int]], int, int]:
    """The columns (which rows are one more, and one less, than the row above), the best end and its distance."""
    rows = len(pattern)
    full, high = (1 << rows) - 1, 1 << rows >> 1
    where: dict[str, int] = {}
    for row, character in enumerate(pattern):
        where[character] = where.get(character, 0) | 1 << row
    more, less, distance = full, 0, rows
    columns, end, best = [(more, less)], 0, distance
    for column, character in enumerate(text, 1):
        equal = where.get(character, 0)
        vertical = equal | less
        level = (((equal & more) + more) ^ more) | equal
        right_more = (less | ~(level | more)) & full
        right_less = more & level
        if right_more & high:
            distance += 1
        elif right_less & high:
            distance -= 1
        right_more, right_less = right_more << 1 & full, right_less << 1 & full
        more = (right_less | ~(vertical | right_more)) & full
        less = right_more & vertical
        columns.append((more, less))
        if distance < best:
            best, end = distance, column
    return columns, end, best


def _way_back(pattern: str, text: str, columns: list[tuple[int, int]], end: int) -> Iterator[tuple[int, int, bool]]:
    """Row, column, and whether the next row was reached by an equal character, from the end to the start."""
    row, column, is_same = len(pattern), end, False
    yield row, column, False
    while row:
        bit = 1 << row >> 1
        is_same = False
        if column and pattern[row - 1] == text[column - 1]:
            row, column, is_same = row - 1, column - 1, True
        elif not column or columns[column][0] & bit:
            row -= 1
        elif columns[column - 1][1] & bit:
            column -= 1
        else:
            row, column = row - 1, column - 1
        yield row, column, is_same
