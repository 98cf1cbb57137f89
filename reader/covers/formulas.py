"""What the cells of a sheet come to. Formulas begin with `=`: sums of the calculator, with cells and five functions.

Cells are done in the order of what they need, not one inside the other: no chain is too long, and a circle is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto
from graphlib import CycleError, TopologicalSorter

from reader.covers.calculator import Problem, evaluate, number_token
from reader.covers.sheet import COLUMNS, ROWS, Cell, Cells


class Fault(Enum):
    """Why a formula comes to nothing, beside the calculator's own reasons."""

    CIRCLE = auto()  # it needs itself
    NOT_UNDERSTOOD = auto()
    NEEDS_ANOTHER = auto()  # a cell that it needs is at fault


Value = Decimal | str | Problem | Fault
_CELL = r"\$?([A-Z])\$?([1-9]\d{0,2})"
_RANGE = rf"{_CELL}(?::{_CELL})?"
_PART = re.compile(
    rf"\s*(?:(?P<number>\d+\.?\d*|\.\d+)|(?P<function>[A-Z]+)\((?P<arguments>\s*{_RANGE}\s*(?:[,;]\s*{_RANGE}\s*)*)\)"
    rf"|(?P<cell>{_CELL})|(?P<sign>[-+*/%()]))\s*"
)
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_MAX_DIGITS = 30


def _average(numbers: Sequence[Decimal]) -> Decimal | Problem:
    total = _sum(numbers)
    return total if isinstance(total, Problem) else evaluate((number_token(total), "/", str(len(numbers))))


def _sum(numbers: Sequence[Decimal]) -> Decimal | Problem:
    return evaluate(("0", *(token for number in numbers for token in ("+", number_token(number)))))


_FUNCTIONS: Mapping[str, Callable[[Sequence[Decimal]], Decimal | Problem]] = {
    "SUM": _sum,
    "AVERAGE": _average,
    "MIN": lambda numbers: min(numbers, default=Decimal(0)),
    "MAX": lambda numbers: max(numbers, default=Decimal(0)),
    "COUNT": lambda numbers: Decimal(len(numbers)),
}


def values(cells: Cells, *, point: str = ".") -> dict[Cell, Value]:
    """What each cell shows: a number, a text, or why there is neither. `point` is the language's decimal separator."""
    needs = {cell: frozenset(_needed(text, point)) for cell, text in cells.items()}
    circular = _circular(needs)
    done: dict[Cell, Value] = dict.fromkeys(circular, Fault.CIRCLE)
    order = TopologicalSorter({cell: needed - circular for cell, needed in needs.items() if cell not in circular})
    for cell in order.static_order():
        if cell in cells:
            done[cell] = _value(cells[cell], done, point)
    return done


def _circular(needs: Mapping[Cell, frozenset[Cell]]) -> frozenset[Cell]:
    """Those that stand in a circle; one after the other is taken out until there is none."""
    left = dict(needs)
    found: set[Cell] = set()
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = set(error.args[1])
            found |= circle
            left = {cell: needed - circle for cell, needed in left.items() if cell not in circle}
        else:
            return frozenset(found)


def _value(text: str, done: Mapping[Cell, Value], point: str) -> Value:
    if text.startswith("="):
        return _formula(_plain(text, point), done)
    number = text.strip().replace(point, ".")
    return Decimal(number) if len(number) <= _MAX_DIGITS and _NUMBER.fullmatch(number) else text


def _formula(text: str, done: Mapping[Cell, Value]) -> Value:
    tokens: list[str] = []
    for part in _parts(text):
        if part is None:
            return Fault.NOT_UNDERSTOOD
        if sign := part["sign"] or part["number"]:
            tokens.append(sign)
            continue
        value = _called(part, done) if part["function"] else _number(done.get(_cell(part["cell"]), Decimal(0)))
        if not isinstance(value, Decimal):
            return value
        tokens.append(number_token(value))
    return evaluate(tuple(tokens))


def _called(part: re.Match[str], done: Mapping[Cell, Value]) -> Value:
    does = _FUNCTIONS.get(part["function"])
    if does is None:
        return Fault.NOT_UNDERSTOOD
    found = [done[cell] for cell in _in_ranges(part["arguments"]) if cell in done]
    if any(isinstance(value, Problem | Fault) for value in found):
        return Fault.NEEDS_ANOTHER
    return does([value for value in found if isinstance(value, Decimal)])


def _number(value: Value) -> Value:
    if isinstance(value, Problem | Fault):
        return Fault.NEEDS_ANOTHER
    return value if isinstance(value, Decimal) else Fault.NOT_UNDERSTOOD  # a word is no number


def _plain(text: str, point: str) -> str:
    """A formula without its `=`, as everywhere."""
    return text[1:].upper().replace(point, ".")


def _needed(text: str, point: str) -> Iterator[Cell]:
    if text.startswith("="):
        for part in _parts(_plain(text, point)):
            if part:
                yield from _in_ranges(part["arguments"] or part["cell"] or "")


def _parts(text: str) -> Iterator[re.Match[str] | None]:
    """The formula's parts; None, once, where it goes on as no formula does."""
    at = 0
    while at < len(text):
        part = _PART.match(text, at)
        yield part
        if part is None:
            return
        at = part.end()


def _in_ranges(text: str) -> Iterator[Cell]:
    for found in re.finditer(_RANGE, text):
        column, row, last_column, last_row = found.groups()
        first = _cell(f"{column}{row}")
        last = _cell(f"{last_column}{last_row}") if last_row else first
        for each_row in range(min(first[0], last[0]), min(max(first[0], last[0]) + 1, ROWS)):
            for each_column in range(min(first[1], last[1]), min(max(first[1], last[1]) + 1, COLUMNS)):
                yield each_row, each_column


def _cell(name: str) -> Cell:
    plain = name.replace("$", "")
    return int(plain[1:]) - 1, ord(plain[0]) - ord("A")
