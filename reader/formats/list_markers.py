"""List markers: the counter styles of CSS that the page view does not have, written as text (CSS Counter Styles 3)."""

from __future__ import annotations

MARKUP_TYPES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip
"""What markup has a `type` for."""

_BULLETS = frozenset({"disc", "circle", "square", "disclosure-open", "disclosure-closed"})
_DIGITS = {
    "arabic-indic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹", "urdu": "۰۱۲۳۴۵۶۷۸۹", "devanagari": "०१२३४५६७८९",
    "bengali": "০১২৩৪৫৬৭৮৯", "thai": "๐๑๒๓๔๕๖๗๘๙", "khmer": "០១២៣៤៥៦៧៨៩", "cambodian": "០១២៣៤៥៦៧៨៩",
    "lao": "໐໑໒໓໔໕໖໗໘໙", "myanmar": "၀၁၂၃၄၅၆၇၈၉", "tibetan": "༠༡༢༣༤༥༦༧༨༩", "cjk-decimal": "〇一二三四五六七八九",
}  # fmt: skip
_LETTERS = {
    "hangul": "가나다라마바사아자차카타파하", "hangul-consonant": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
    "katakana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
    "hebrew": "אבגדהוזחטי", "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}  # fmt: skip
_SAME = {"lower-latin": "lower-alpha", "upper-latin": "upper-alpha"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999
_MAX_MARKER_CHARACTERS = 8


def is_bullet(kind: str) -> bool:
    """Whether the items are not counted."""
    return kind.lower() in _BULLETS or kind == "none"


def written_marker(kind: str, number: int) -> str:
    """The marker of item `number` with what stands behind it; empty for `none`."""
    if kind == "none":
        return ""
    if kind[:1] in {'"', "'"}:
        return kind[1:-1].strip()[:_MAX_MARKER_CHARACTERS]
    return f"{_counted(_SAME.get(kind.lower(), kind.lower()), number)}."


def _counted(kind: str, number: int) -> str:
    if kind in _DIGITS:
        return str(number).translate(str.maketrans("0123456789", _DIGITS[kind]))
    if kind in _LETTERS and 1 <= number <= len(_LETTERS[kind]):
        return _LETTERS[kind][number - 1]
    if kind in {"lower-roman", "upper-roman"} and 1 <= number <= _MAX_ROMAN:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman.upper() if kind == "upper-roman" else roman
    return f"{number:02}" if kind == "decimal-leading-zero" else str(number)
