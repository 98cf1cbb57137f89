"""The Calculator cover without its window: sums as tokens, what they come to, and what each button does to them.

A sum is a tuple of tokens: numbers as `decimal` reads them, the four operators, `%`, and parentheses. Nothing is ever
handed to Python to run.
"""

from __future__ import annotations

from decimal import (
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from enum import Enum, auto

PRECISION = 50  # digits that are carried; some 16 are shown, so that a third times three is one again
MAX_EXPONENT = 9999
MAX_DEPTH = 20  # parentheses inside each other
Sum = tuple[str, ...]
OPERATORS = frozenset("+-*/")
_ARITHMETIC = Context(
    prec=PRECISION,
    Emax=MAX_EXPONENT,
    Emin=-MAX_EXPONENT,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)


class Problem(Enum):
    """Why a sum comes to nothing."""

    UNFINISHED = auto()
    DIVISION_BY_ZERO = auto()
    TOO_LARGE = auto()


def evaluate(tokens: Sum) -> Decimal | Problem:
    """What a sum comes to: `*` and `/` before `+` and `-`, from left to right; parentheses left open count as closed.

    A percentage that is added or taken away is one of what stands before it (200 + 10 % is 220), as on every desk
    calculator; anywhere else it is a hundredth.
    """
    reader = _Reader(tokens)
    try:
        value = reader.sum(0)
    except ZeroDivisionError:
        return Problem.DIVISION_BY_ZERO
    except Overflow:
        return Problem.TOO_LARGE
    except (_Unfinished, InvalidOperation):
        return Problem.UNFINISHED
    return value if reader.is_at_end else Problem.UNFINISHED


class _Unfinished(ValueError):
    """The sum ends, or goes on, where it must not. Never leaves this module."""


class _Reader:
    """Reads a sum once, from left to right, and does it on the way."""

    def __init__(self, tokens: Sum) -> None:
        self._tokens = tokens
        self._at = 0
        self._arithmetic = _ARITHMETIC.copy()

    @property
    def is_at_end(self) -> bool:
        return self._at == len(self._tokens)

    def sum(self, depth: int) -> Decimal:
        """Products, added up."""
        if depth > MAX_DEPTH:
            raise _Unfinished
        value, _ = self._product(depth)
        while operator := self._take("+-"):
            term, is_percentage = self._product(depth)
            if is_percentage:
                term = self._arithmetic.multiply(value, term)
            value = self._arithmetic.add(value, term) if operator == "+" else self._arithmetic.subtract(value, term)
        return value

    def _product(self, depth: int) -> tuple[Decimal, bool]:
        """Its value, and whether it was nothing but a percentage."""
        value, is_percentage = self._factor(depth)
        while operator := self._take("*/"):
            factor, _ = self._factor(depth)
            is_percentage = False
            if operator == "/" and not factor:
                raise ZeroDivisionError  # also of nought itself, which `decimal` counts as no number at all
            do = self._arithmetic.multiply if operator == "*" else self._arithmetic.divide
            value = do(value, factor)
        return value, is_percentage

    def _factor(self, depth: int) -> tuple[Decimal, bool]:
        if self._take("-"):
            value, is_percentage = self._primary(depth)
            return value.copy_negate(), is_percentage
        return self._primary(depth)

    def _primary(self, depth: int) -> tuple[Decimal, bool]:
        if self._take("("):
            value = self.sum(depth + 1)
            if not self._take(")") and not self.is_at_end:
                raise _Unfinished
        else:
            value = self._number()
        is_percentage = False
        while self._take("%"):
            value, is_percentage = self._arithmetic.divide(value, Decimal(100)), True
        return value, is_percentage

    def _number(self) -> Decimal:
        if self.is_at_end or not is_number(self._tokens[self._at]):
            raise _Unfinished
        self._at += 1
        return self._arithmetic.create_decimal(self._tokens[self._at - 1])

    def _take(self, wanted: str) -> str:
        if self.is_at_end or self._tokens[self._at] not in wanted:
            return ""
        self._at += 1
        return self._tokens[self._at - 1]


def is_number(token: str) -> bool:
    """Whether a token is a number; one that is being typed may end in a full stop."""
    return token.removeprefix("-")[:1].isdecimal()


def number_token(value: Decimal) -> str:
    """A value as a token, without zeros that say nothing."""
    if value == value.to_integral_value() and value.adjusted() < PRECISION:
        return str(value.quantize(Decimal(1), context=_ARITHMETIC) + 0)  # + 0: there is no minus nought
    return str(value.normalize(_ARITHMETIC))
