"""ODT lists: which number an item or a heading has (OpenDocument 1.3, part 3, 5.3 and 16.31)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.formats.odt_names import short, value
from reader.formats.odt_styles import OdtStyles, list_levels
from reader.formats.office_blocks import MAX_LIST_LEVEL
from reader.formats.office_numerals import LIST_MARKS, numeral
from reader.formats.trees import Element

MAX_LEVELS = 10
_NO_LIST = " "
_MAX_NUMBER = 999_999
_MAX_LABEL_CHARACTERS = 100
_KINDS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none",
    "①": "decimalEnclosedCircle", "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional",
    "子": "ideographZodiac", "가": "ganada", "ㄱ": "chosung", "일": "koreanCounting", "하나": "koreanLegal",
    "ア": "aiueo", "イ": "iroha", "أ": "arabicAlpha", "ا": "arabicAlpha", "א": "hebrew2",
    "ก": "thaiLetters", "а": "russianLower", "А": "russianUpper",
    "١": "arabicIndic", "۱": "persian", "१": "hindiNumbers", "๑": "thaiNumbers", "１": "decimalFullWidth",
}  # fmt: skip
"""How an OpenDocument number format begins (`가, 나, 다, ...`), and the kind of numeral."""

_PLAIN_SUFFIXES = frozenset({"", ".", ")", "。", "．"})


@dataclass(frozen=True, slots=True)
class OdtLabel:
    """An item's number, and the mark of a real list (`""` a bullet) or, where that is None, words."""

    number: int = 0
    mark: str | None = None
    words: str = ""


@dataclass(slots=True)
class Counting:
    """The numbers that a list, with all lists inside it, has come to."""

    style: Element | None = None
    counts: list[int] = field(default_factory=lambda: [0] * (MAX_LEVELS + 1))
    levels: dict[int, Element] = field(init=False)

    def __post_init__(self) -> None:
        self.levels = list_levels(self.style)


class OdtLists:
    """The numbers of all lists of one document, and of its headings."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._by_id: dict[str, Counting] = {}
        self._by_style: dict[str, Counting] = {}
        self._headings = Counting(styles.outline)

    def begin(self, element: Element, outer: Counting | None, style_name: str) -> Counting:
        """The counting of a text:list: its outer list's, one that it goes on with, or a new one."""
        own = value(element, "text:style-name")
        if outer is not None and (not own or self._styles.lists.get(own) is outer.style):
            return outer
        name = own or style_name
        counting = self._by_id.get(value(element, "text:continue-list") or _NO_LIST)
        if counting is None and value(element, "text:continue-numbering") == "true":
            counting = self._by_style.get(name)
        counting = counting or Counting(self._styles.lists.get(name))
        self._by_style[name] = counting
        if value(element, "xml:id"):
            self._by_id[value(element, "xml:id")] = counting
        return counting

    def item(self, counting: Counting, item: Element, level: int) -> OdtLabel:
        """Count one item at `level` (from 1)."""
        start = value(item, "text:start-value")
        return _label(counting, level, int(start) if start.isascii() and start.isdigit() and len(start) <= 6 else None)

    def heading(self, element: Element, level: int) -> str:
        """The number of a heading in the document's outline; empty when it has none."""
        if value(element, "text:is-list-header") == "true" or self._headings.style is None:
            return ""
        return _label(self._headings, level, None).words


def _label(counting: Counting, level: int, start: int | None) -> OdtLabel:
    level = min(max(level, 1), MAX_LEVELS)
    levels = counting.levels
    own = levels.get(level)
    first = _start(own)
    number = start if start is not None else (counting.counts[level] + 1 if counting.counts[level] else first)
    counting.counts[level] = min(max(number, 0), _MAX_NUMBER)
    for lower in range(level + 1, MAX_LEVELS + 1):
        counting.counts[lower] = 0
    if own is None or short(own) in {"text:list-level-style-bullet", "text:list-level-style-image"}:
        return OdtLabel(number, "")
    kind = _kind(own)
    prefix, suffix = value(own, "style:num-prefix"), value(own, "style:num-suffix")
    shown = value(own, "text:display-levels")
    single = shown in {"", "0", "1"}
    mark = LIST_MARKS.get(kind)
    if mark and single and not prefix and suffix in _PLAIN_SUFFIXES and number > 0 and short(own) != _OUTLINE_LEVEL:
        return OdtLabel(number, mark)
    return OdtLabel(number, None, _words(counting, levels, level, own, prefix, suffix))


_OUTLINE_LEVEL = "text:outline-level-style"


def _words(counting: Counting, levels: dict[int, Element], level: int, own: Element, prefix: str, suffix: str) -> str:
    """A label as it is printed: the numbers of as many upper levels as are displayed, and its own."""
    shown = value(own, "text:display-levels")
    many = min(int(shown), level) if shown.isascii() and shown.isdigit() and len(shown) <= 2 and int(shown) else 1
    numbers = []
    for each in range(level - many + 1, level + 1):
        kind = _kind(levels[each]) if each in levels else "decimal"
        numbers.append(numeral(counting.counts[each] or _start(levels.get(each)), kind))
    joined = ".".join(number for number in numbers if number)
    return f"{prefix}{joined}{suffix}".strip()[:_MAX_LABEL_CHARACTERS] if joined else ""


def _kind(level: Element) -> str:
    form = value(level, "style:num-format")
    return _KINDS.get(form) or _KINDS.get(form.partition(",")[0].strip(), "decimal")


def _start(level: Element | None) -> int:
    start = value(level, "text:start-value") if level is not None else ""
    return int(start) if start.isascii() and start.isdigit() and len(start) <= 6 else 1


def html_level(level: int) -> int:
    """A level of OpenDocument (from 1) as a level of blocks (from 0)."""
    return min(level, MAX_LIST_LEVEL) - 1
