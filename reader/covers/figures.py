"""How the calculator writes numbers and sums for people."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

from reader.covers.calculator import OPERATORS, Sum, is_number

SHOWN_DIGITS = 16
MAX_WHOLE_DIGITS = 30  # beyond these a number is written with a power of ten
_SHOWN = Context(prec=SHOWN_DIGITS, rounding=ROUND_HALF_EVEN, Emax=99999, Emin=-99999)
_SIGNS = {"-": "−", "*": "×", "/": "÷"}
_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def shown_result(token: str, *, point: str = ".", group: str = ",") -> str:
    """A result: whole numbers in full, others rounded to `SHOWN_DIGITS`."""
    value = Decimal(token)
    is_whole = value == value.to_integral_value()
    if not is_whole or value.adjusted() >= MAX_WHOLE_DIGITS:
        value = value.normalize(_SHOWN)
    if value and not -SHOWN_DIGITS < value.adjusted() < MAX_WHOLE_DIGITS:
        return _with_power(value, point)
    return _grouped(f"{value:f}", point, group)


def shown_sum(tokens: Sum, *, point: str = ".", group: str = ",") -> str:
    """A sum as it is written down; numbers that were typed stay as they were typed."""
    words = []
    for before, part in zip(("", *tokens), tokens, strict=False):
        if is_number(part):
            is_typed = len(part) <= MAX_WHOLE_DIGITS + 1 and "E" not in part
            words.append(_grouped(part, point, group) if is_typed else shown_result(part, point=point, group=group))
        elif part in OPERATORS:
            is_sign = part == "-" and before in {"", "(", "*", "/"}
            words.append("−" if is_sign else f" {_SIGNS.get(part, part)} ")
        else:
            words.append(part)
    return "".join(words)


def _grouped(digits: str, point: str, group: str) -> str:
    sign, digits = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, stop, part = digits.partition(".")
    return sign + f"{int(whole):,}".replace(",", group) + (point if stop else "") + part


def _with_power(value: Decimal, point: str) -> str:
    mantissa = value.scaleb(-value.adjusted(), _SHOWN)
    power = str(value.adjusted()).translate(_SUPERSCRIPT)
    return f"{_grouped(f'{mantissa.normalize(_SHOWN):f}', point, '')} × 10{power}"
