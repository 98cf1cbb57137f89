"""The calculator without its window: what sums come to, against Python's own fractions, and what buttons do."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.covers.buttons import BUTTONS, button_of
from reader.covers.calculator import MAX_DEPTH, PRECISION, Problem, Sum, evaluate, is_number, number_token
from reader.covers.figures import shown_result, shown_sum
from reader.covers.keypad import (
    MAX_DIGITS,
    MAX_HISTORY,
    MAX_TOKENS,
    Calculation,
    Memory,
    Pad,
    keep,
    load,
    press,
    recall,
)

EXACT = Context(prec=PRECISION)
Tree = tuple["Tree", str, "Tree"] | str
NUMBERS = st.decimals(0, 10**6, places=3).map(str)
TREES = st.recursive(NUMBERS, lambda tree: st.tuples(tree, st.sampled_from("+-*/"), tree), max_leaves=8)
TOKENS = st.lists(st.one_of(NUMBERS, st.sampled_from([*"+-*/%()", "-3", "1E+40"])), max_size=25).map(tuple)
PRESSES = st.lists(st.sampled_from(BUTTONS), max_size=60)


def pressed(buttons: str | list[str], pad: Pad = Pad()) -> Pad:  # noqa: B008 - it never changes
    for button in buttons:
        pad = press(pad, button)
    return pad


def written(tree: Tree) -> Sum:
    """With a parenthesis round each sum."""
    if isinstance(tree, str):
        return (tree,)
    left, operator, right = tree
    return ("(", *written(left), operator, *written(right), ")")


def exact(tree: Tree) -> Fraction:
    if isinstance(tree, str):
        return Fraction(tree)
    left, operator, right = exact(tree[0]), tree[1], exact(tree[2])
    if operator == "/":
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[operator]


def size(tree: Tree) -> Fraction:
    """An upper bound of what was added up on the way: how wrong a difference of rounded numbers may be."""
    if isinstance(tree, str):
        return abs(Fraction(tree)) + 1
    left, right = size(tree[0]), size(tree[2])
    if tree[1] == "/":
        divisor = abs(exact(tree[2]))
        return left * right / (divisor * divisor) + left / divisor + 1
    return left * right if tree[1] == "*" else left + right


@given(TREES)
def test_sums_come_to_what_they_come_to(tree: Tree) -> None:
    try:
        expected = exact(tree)
    except ZeroDivisionError:
        assert isinstance(evaluate(written(tree)), Problem | Decimal)  # a rounded divisor may miss nought
        return
    value = evaluate(written(tree))
    if isinstance(value, Problem):
        assert value is Problem.DIVISION_BY_ZERO
        return
    assert abs(Fraction(value) - expected) <= size(tree) / 10 ** (PRECISION - 10)


@given(st.lists(st.tuples(st.sampled_from("+-*"), st.integers(0, 10**6)), max_size=5), st.integers(0, 10**6))
def test_precedence_is_python_s(rest: list[tuple[str, int]], first: int) -> None:
    tokens = (str(first), *(part for operator, number in rest for part in (operator, str(number))))
    assert evaluate(tokens) == Decimal(eval("".join(tokens)))  # noqa: S307 - the test's own integers


@given(st.decimals(-(10**9), 10**9, places=6), st.decimals(-(10**9), 10**9, places=6))
def test_decimals_are_exact(one: Decimal, other: Decimal) -> None:
    assert evaluate((str(one), "+", str(other))) == one + other
    assert evaluate((str(one), "*", "(", str(other), ")")) == EXACT.multiply(one, other)


@pytest.mark.parametrize(
    ("tokens", "value"),
    [
        ("200 + 10 %", "220"), ("200 - 10 %", "180"), ("200 * 10 %", "20"), ("10 %", "0.1"), ("50 + 50 + 10 %", "110"),
        ("200 + 2 * 10 %", "200.2"), ("200 + ( 10 % )", "200.1"), ("200 + 10 % %", "200.2"), ("- 3 * - 4", "12"),
        ("2 * ( 3 + 4", "14"), ("- ( 2 ) - 3", "-5"), ("8 / 2 / 2", "2"), ("8 - 2 - 2", "4"), ("1E+40 - 1E+40", "0"),
    ],
)  # fmt: skip
def test_what_people_expect(tokens: str, value: str) -> None:
    assert evaluate(tuple(tokens.split())) == Decimal(value)


@pytest.mark.parametrize(
    ("tokens", "problem"),
    [
        *((tokens, Problem.DIVISION_BY_ZERO) for tokens in ("1 / 0", "0 / 0", "1 / ( 2 - 2 )")),
        ("9E+9999 * 10", Problem.TOO_LARGE),
        *((tokens, Problem.UNFINISHED) for tokens in ("", "1 +", "1 2", ") 1", "( )", "( 1 2 )", "%", "1x", "1 ** 2")),
        *((tokens, Problem.UNFINISHED) for tokens in ("-Infinity", "NaN", "sNaN", "-NaN")),
    ],
)
def test_what_comes_to_nothing_says_why(tokens: str, problem: Problem) -> None:
    assert evaluate(tuple(tokens.split())) is problem


@given(TOKENS)
@example(("(",) * 500)
@example(("-",) * 500)
def test_no_sum_breaks_it(tokens: Sum) -> None:
    assert isinstance(evaluate(tokens), Decimal | Problem)
    assert shown_sum(tokens) is not None


def test_parentheses_have_an_end() -> None:
    assert evaluate((*"(" * MAX_DEPTH, "1")) == 1
    assert evaluate((*"(" * (MAX_DEPTH + 1), "1")) is Problem.UNFINISHED
    assert pressed("(" * (MAX_DEPTH + 5)).tokens.count("(") == MAX_DEPTH


@given(PRESSES)
def test_no_button_breaks_it_and_what_is_kept_comes_back(buttons: list[str]) -> None:
    pad = pressed(buttons)
    assert len(pad.tokens) <= MAX_TOKENS
    assert load(keep(pad.memory)) == pad.memory
    assert all(evaluate(done.tokens) not in set(Problem) for done in pad.memory.history)
    assert not pad.memory.number or is_number(pad.memory.number)
    if pad.is_done:
        assert shown_result(pad.tokens[-1])


@given(PRESSES)
def test_equals_ends_in_one_number_or_a_reason(buttons: list[str]) -> None:
    pad = press(pressed(buttons), "=")
    assert pad.problem or not pad.tokens or (pad.is_done and len(pad.tokens) == 1 and is_number(pad.tokens[0]))


@pytest.mark.parametrize(
    ("buttons", "tokens"),
    [
        ("1++2", "1 + 2"), ("1+*2", "1 * 2"), ("2*-3", "2 * - 3"), ("2*-+3", "2 + 3"), ("*2", "2"), ("-2", "- 2"),
        ("007", "7"), ("0.5", "0.5"), (".5", "0.5"), ("1.2.3", "1.23"), ("1)", "1"), ("(1)", "( 1 )"), ("1(", "1"),
        ("(1)2", "( 1 )"), ("10%5", "10 %"), ("12<", "1"), ("1+<", "1"), ("<", ""), ("1+2C", ""), ("1+2=<", ""),
        ("1+2=4", "4"), ("1+2=+", "3 +"), ("1+2=(", "("), ("1+2=%", "3 %"),
    ],
)  # fmt: skip
def test_buttons(buttons: str, tokens: str) -> None:
    assert pressed(buttons).tokens == tuple(tokens.split())


def test_a_number_has_so_many_digits() -> None:
    assert pressed("1" * (MAX_DIGITS + 5)).tokens == ("1" * MAX_DIGITS,)


def test_only_sums_go_into_the_history_and_not_for_ever() -> None:
    assert pressed("4831=").memory.history == ()
    pad = pressed("1+1=" * (MAX_HISTORY + 3))
    assert len(pad.memory.history) == MAX_HISTORY
    assert pad.memory.history[0].result == "2"


def test_the_memory() -> None:
    pad = pressed(["7", "MS", "5", "M+", "C", "MR"])
    assert (pad.tokens, pad.memory.number) == (("12",), "12")
    assert pressed(["1", "+", "MR", "="], pad.but(tokens=())).tokens == ("13",)
    assert pressed(["MC"], pad).memory.number == ""
    assert pressed(["1", "+", "2", "MS"]).memory.number == "3"
    assert pressed(["MS"]).problem is None
    assert pressed(["1", "/", "0", "MS"]).problem is Problem.DIVISION_BY_ZERO


def test_a_result_is_taken_where_a_number_may_stand() -> None:
    assert recall(pressed("1+2"), "-8").tokens == ("1", "+", "-8")
    assert recall(pressed("(1)"), "8").tokens == ("(", "1", ")")
    assert recall(pressed("1+2="), "8").tokens == ("8",)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "{", "[]", '{"number": 3}', '{"number": "__import__(1)"}', '{"number": "NaN"}',
        '{"history": [{"tokens": ["1", ""], "result": "1"}]}', '{"history": [{"tokens": ["1"], "result": "1E+99999"}]}',
        '{"history": [{"tokens": ["+-"], "result": "1"}]}',
    ],
)  # fmt: skip
def test_nonsense_in_the_file_is_nothing(text: str | None) -> None:
    assert load(text) == Memory()


def test_a_field_of_a_later_version_is_passed_over() -> None:
    done = Calculation(tokens=("1", "+", "1"), result="2")
    text = '{"number": "5", "colour": 1, "history": [{"tokens": ["1", "+", "1"], "result": "2"}]}'
    assert load(text) == Memory(number="5", history=(done,))


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("0", "0"), ("-1234567.50", "−1,234,567.5"), ("0.30", "0.3"),
        ("9" * 30, "999,999,999,999,999,999,999,999,999,999"),
        ("1E+40", "1 × 10⁴⁰"), ("-2.5E-30", "−2.5 × 10⁻³⁰"), ("0.3333333333333333333333333", "0.3333333333333333"),
        ("0." + "9" * 40, "1"), ("1E+9999", "1 × 10⁹⁹⁹⁹"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(token: str, shown: str) -> None:
    assert shown_result(token) == shown


def test_sums_as_people_write_them() -> None:
    assert (
        shown_sum(("-", "1234.50", "*", "(", "-", "2", "-", "3", ")", "/", "10", "%")) == "−1,234.50 × (−2 − 3) ÷ 10%"
    )
    assert shown_sum(("1234.5", "+", "-2"), point=",", group=".") == "1.234,5 + −2"


@given(st.decimals(-(10**20), 10**20, places=5))
def test_a_number_s_token_is_the_number(value: Decimal) -> None:
    assert Decimal(number_token(value)) == value


@pytest.mark.parametrize(
    ("text", "button"),
    [("7", "7"), ("٧", "7"), ("۷", "7"), ("\r", "="), ("\b", "<"), ("×", "*"), (".", "."), (",", None), ("a", None)],
)
def test_keys(text: str, button: str | None) -> None:
    assert button_of(text) == button


def test_the_language_has_its_decimal_separator() -> None:
    assert [button_of(text, point=",") for text in ",."] == [".", "."]
