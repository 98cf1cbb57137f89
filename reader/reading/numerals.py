"""Numbers as people type them: digits of any script, numerals of Han and Korean, a decimal comma."""

from __future__ import annotations

import re
import unicodedata

_HAN_DIGITS = {
    **{sign: value for value, sign in enumerate("〇一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("영일이삼사오육칠팔구")},
    "零": 0, "两": 2, "兩": 2, "공": 0,
}  # fmt: skip
_HAN_POWERS = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_HAN_MYRIADS = {"万": 10_000, "萬": 10_000, "만": 10_000}
_DECIMAL = re.compile(r"(\d{1,9})(?:[.,](\d{1,6}))?")
_MOST_DIGITS = 9


def plain_digits(text: str) -> str:
    """`text` with every decimal digit of any script as 0 to 9, and every sign for a decimal point as one."""
    return "".join(_plain(sign) for sign in unicodedata.normalize("NFKC", text)).replace("\u066b", ".")


def number_of(text: str) -> float | None:
    """The number that `text` is, or None: "57", "57,5", "٥٧", "오십칠", "五十七"."""
    plain = plain_digits(text).strip()
    match = _DECIMAL.fullmatch(plain)
    if match is not None:
        return float(f"{match.group(1)}.{match.group(2) or 0}")
    return _han_number(unicodedata.normalize("NFC", text.strip()))


def _plain(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _han_number(text: str) -> float | None:
    if (
        not text
        or len(text) > _MOST_DIGITS
        or any(sign not in _HAN_DIGITS and sign not in _HAN_POWERS and sign not in _HAN_MYRIADS for sign in text)
    ):
        return None
    if all(sign in _HAN_DIGITS for sign in text):
        return float("".join(str(_HAN_DIGITS[sign]) for sign in text))
    total = group = digit = 0
    for sign in text:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        elif sign in _HAN_POWERS:
            group += (digit or 1) * _HAN_POWERS[sign]
            digit = 0
        else:
            total += (group + digit or 1) * _HAN_MYRIADS[sign]
            group = digit = 0
    return float(total + group + digit)
