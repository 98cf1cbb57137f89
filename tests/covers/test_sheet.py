"""Sheets: what cells come to, and how they are kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.covers.calculator import Problem
from reader.covers.formulas import Fault, values
from reader.covers.sheet import BUDGET_ROWS, COLUMNS, MAX_TEXT, ROWS, budget, cell_of, changed, name_of, table, to_csv

CELLS = st.dictionaries(
    st.tuples(st.integers(0, 20), st.integers(0, COLUMNS - 1)),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20),
    max_size=12,
)
FORMULAS = st.text("=ABC123:,;()+-*/%.$ SUMCONTAVERGI", max_size=30).map(lambda text: "=" + text)
PLACES = st.tuples(st.integers(0, 3), st.integers(0, 3))


@given(CELLS)
@example({(0, 0): 'a "quoted", cell\r\nof two lines'})
def test_what_is_kept_comes_back(cells: dict[tuple[int, int], str]) -> None:
    assert table(to_csv(cells)) == cells


@given(st.text(max_size=300))
def test_any_file_is_some_table(text: str) -> None:
    cells = table(text)
    assert all(0 <= row < ROWS and 0 <= column < COLUMNS for row, column in cells)
    assert all(0 < len(cell) <= MAX_TEXT for cell in cells.values())


@given(st.dictionaries(PLACES, FORMULAS | st.integers(-99, 99).map(str), max_size=16))
def test_no_formula_breaks_it_and_every_cell_has_a_value(cells: dict[tuple[int, int], str]) -> None:
    assert values(cells).keys() >= cells.keys()


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=ROWS - 1))
def test_a_sum_is_the_sum(numbers: list[Decimal]) -> None:
    cells = {(row, 0): str(number) for row, number in enumerate(numbers)}
    found = values(cells | {(ROWS - 1, 1): f"=SUM(A1:A{ROWS})", (0, 2): f"=MAX(A1:A{ROWS})-MIN(A1:A{ROWS})"})
    assert found[(ROWS - 1, 1)] == sum(numbers)
    assert found[(0, 2)] == max(numbers) - min(numbers)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=A1+A2*2", 8), ("=(A1+A2)*2", 10), ("=a1", 2), ("=$A$1", 2), ("=SUM(A1:A2)", 5), ("=SUM(A2:A1)", 5),
        ("=SUM(A1,A2;A2)", 8), ("=AVERAGE(A1:A2)", Decimal("2.5")), ("=COUNT(A1:A3)", 2), ("=200+10%", 220),
        ("=C9", 0), ("=-A1", -2), ("=A1-SUM(A1:A2)/5", 1), ("= A1 + 1.5 ", Decimal("3.5")), ("=SUM(A999)", 0),
        ("=A1/0", Problem.DIVISION_BY_ZERO), ("=", Problem.UNFINISHED), ("=A1+", Problem.UNFINISHED),
        ("=A3", Fault.NOT_UNDERSTOOD), ("=FOO(A1)", Fault.NOT_UNDERSTOOD), ("=A1 & A2", Fault.NOT_UNDERSTOOD),
        ("=SUM(1)", Fault.NOT_UNDERSTOOD), ("=AA1", Fault.NOT_UNDERSTOOD), ("=__import__", Fault.NOT_UNDERSTOOD),
        ("=B1", Fault.CIRCLE), ("=SUM(A1:B9)", Fault.CIRCLE), ("=A4", Fault.NEEDS_ANOTHER),
        ("=SUM(A1:A4)", Fault.NEEDS_ANOTHER),
    ],
)  # fmt: skip
def test_formulas(formula: str, value: object) -> None:
    cells = {(0, 0): "2", (1, 0): "3", (2, 0): "word", (3, 0): "=1/0", (0, 1): formula}
    assert values(cells)[(0, 1)] == value


def test_long_chains_and_circles_of_many() -> None:
    up = {(row, 0): f"=A{row + 2}+1" for row in range(ROWS - 1)} | {(ROWS - 1, 0): "1"}
    assert values(up)[(0, 0)] == ROWS
    circle = values(up | {(ROWS - 1, 0): "=A1", (0, 1): "=A1", (1, 1): "5"})
    assert circle[(50, 0)] is Fault.CIRCLE
    assert circle[(0, 1)] is Fault.NEEDS_ANOTHER
    assert circle[(1, 1)] == 5


def test_numbers_in_the_language_s_way() -> None:
    found = values({(0, 0): "1,5", (1, 0): "=A1+0,5+A3", (2, 0): "2.5", (3, 0): "1,2,3"}, point=",")
    assert [found[(row, 0)] for row in range(4)] == [Decimal("1.5"), Decimal("4.5"), Decimal("2.5"), "1,2,3"]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e9", "1_000", "0x10", "--1", "9" * 31])
def test_what_is_no_number_is_text(text: str) -> None:
    assert values({(0, 0): text})[(0, 0)] == text


def test_the_budget_adds_up() -> None:
    cells = budget(["Item", "Planned", "Spent", "Left"], [str(row) for row in range(BUDGET_ROWS)], "Total", scale=1000)
    found = values(cells)
    planned, spent, left = (found[(BUDGET_ROWS + 1, column)] for column in (1, 2, 3))
    assert [planned, spent, left] == [Decimal(number) for number in (1_615_000, 1_527_000, 88_000)]


def test_what_lies_outside_is_left_out() -> None:
    assert changed({}, {(ROWS, 0): "x", (0, COLUMNS): "x", (-1, 0): "x", (0, 0): "y" * 999}) == {(0, 0): "y" * MAX_TEXT}
    assert changed({(0, 0): "x"}, {(0, 0): ""}) == {}
    assert name_of((1, 1)) == "B2"


@given(st.integers(0, ROWS - 1), st.integers(0, COLUMNS - 1))
def test_a_name_leads_to_its_cell(row: int, column: int) -> None:
    assert cell_of(name_of((row, column))) == cell_of(f" {name_of((row, column)).lower()} ") == (row, column)


@pytest.mark.parametrize("name", ["", "A", "1", "A0", "A101", "0.0", "AA1", "A1B", "A-1", "Ａ1"])
def test_what_is_no_name_leads_nowhere(name: str) -> None:
    assert cell_of(name) is None
