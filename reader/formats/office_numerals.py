"""Numerals: the number of a list item, heading or note in the writing that its document asks for.

The names are those of ECMA-376, 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

LIST_MARKS = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""Formats that a list of HTML numbers by itself, and its `type`."""

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_HEBREW = (
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"), (40, "מ"),
    (30, "ל"), (20, "כ"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"), (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"),
    (1, "א"),
)  # fmt: skip
_HAN_DIGITS = "〇一二三四五六七八九"
_SERIES = {
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "thaiLetters": "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "hindiVowels": "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह",
    "chicago": "*†‡§",
}
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "hindiNumbers": "०१२३४५६७८९",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": "零一二三四五六七八九",
    "ideographDigital": _HAN_DIGITS,
    "japaneseDigitalTenThousand": _HAN_DIGITS,
    "taiwaneseDigital": "○一二三四五六七八九",
    "arabicIndic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
}
_COUNTING = {
    "chineseCounting": (_HAN_DIGITS, "十百千", "萬"),
    "chineseCountingThousand": (_HAN_DIGITS, "十百千", "万"),
    "taiwaneseCounting": (_HAN_DIGITS, "十百千", "萬"),
    "taiwaneseCountingThousand": (_HAN_DIGITS, "十百千", "萬"),
    "japaneseCounting": (_HAN_DIGITS, "十百千", "万"),
    "koreanCounting": ("영일이삼사오육칠팔구", "십백천", "만"),
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "萬"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬"),
    "japaneseLegal": ("零壱弐参四伍六七八九", "拾百阡", "萬"),
}
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ENCLOSED = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_SINO_UNITS_ALONE = frozenset({"chineseCounting", "japaneseCounting", "koreanCounting", "taiwaneseCounting"})
_MAX_REPEATS = 5
_MAX_SPELLED = 99_999_999


def numeral(number: int, kind: str) -> str:  # noqa: PLR0911 - one line for each kind of writing
    """`number` written as `kind`; in plain digits where that writing has no such number, empty for `none`."""
    if kind in {"none", "bullet"}:
        return ""
    if number < 1:
        return str(number)
    if kind in {"lowerRoman", "upperRoman"} and number < 4000:
        roman = _additive(number, _ROMAN)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in {"lowerLetter", "upperLetter"}:
        letters = "abcdefghijklmnopqrstuvwxyz" if kind == "lowerLetter" else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return _repeated(number, letters)
    if kind in _SERIES:
        return _repeated(number, _SERIES[kind])
    if kind in _DIGITS:
        return "".join(_DIGITS[kind][int(digit)] for digit in str(number))
    if kind in _COUNTING and number <= _MAX_SPELLED:
        return _counted(number, kind)
    if kind in _ENCLOSED and number <= _ENCLOSED[kind][1]:
        return chr(_ENCLOSED[kind][0] + number - 1)
    return _other(number, kind)


def _other(number: int, kind: str) -> str:  # noqa: PLR0911 - one line for each kind of writing
    match kind:
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return f"{number}{_english_ending(number)}"
        case "numberInDash":
            return f"- {number} -"
        case "hex":
            return f"{number:X}"
        case "hebrew1" if number < 1000:
            return _additive(number, _HEBREW).replace("יה", "טו").replace("יו", "טז")
        case "koreanLegal" if number < 100:
            return _KOREAN_TENS[number // 10] + _KOREAN_ONES[number % 10]
    return str(number)


def _additive(number: int, signs: tuple[tuple[int, str], ...]) -> str:
    written = ""
    for value, sign in signs:
        written += sign * (number // value)
        number %= value
    return written


def _repeated(number: int, letters: str) -> str:
    """a, b … z, aa, bb: as word processors go on behind the last letter."""
    times, place = divmod(number - 1, len(letters))
    return letters[place] * (times + 1) if times < _MAX_REPEATS else str(number)


def _counted(number: int, kind: str) -> str:
    """A number in Chinese, Japanese or Korean words."""
    digits, units, ten_thousand = _COUNTING[kind]
    high, low = divmod(number, 10_000)
    words = (_below_ten_thousand(high, digits, units) + ten_thousand) if high else ""
    if high and 0 < low < 1000 and kind not in _SINO_UNITS_ALONE:
        words += digits[0]
    words += _below_ten_thousand(low, digits, units)
    shortened = kind in _SINO_UNITS_ALONE | {"chineseCountingThousand"} and words.startswith(digits[1] + units[0])
    return words[1:] if shortened else words


def _below_ten_thousand(number: int, digits: str, units: str) -> str:
    words, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = bool(words)
            continue
        zero = digits[0] if gap and digits[0] != "영" else ""
        words += zero + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return words


def _english_ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
