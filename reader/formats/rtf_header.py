"""What stands in an RTF file before its text: fonts, styles, lists, and what the document says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.formats.names import one_line
from reader.formats.rtf_charsets import CHARSETS, codec_of

_HEADING_STYLE = re.compile(
    r"(?:heading|überschrift|titre|titolo|título|заголовок|제목|标题|標題|見出し|عنوان|سرفصل|כותרת)\s*([1-9])",
    re.IGNORECASE,
)
MAX_ENTRIES = 10_000


@dataclass(slots=True)
class ListLevel:
    """One level of a list: `kind` as in HTML's `type` for numbers, empty for bullets; `start` its first number."""

    kind: str = ""
    start: int = 1


_NUMBERS = {0: "1", 1: "I", 2: "i", 3: "A", 4: "a", 22: "1"}
"""`\\levelnfc`: number format to HTML's list types."""


@dataclass(slots=True)
class Header:
    """The tables of one file, filled while it is read."""

    code_page: str = "cp1252"
    default_font: int = 0
    default_language: int = 0
    charsets: dict[int, str] = field(default_factory=dict)
    heading_styles: dict[int, int] = field(default_factory=dict)
    lists: dict[int, list[ListLevel]] = field(default_factory=dict)
    overrides: dict[int, int] = field(default_factory=dict)
    info: dict[str, str] = field(default_factory=dict)
    created: dict[str, int] = field(default_factory=dict)
    _font: int = -1
    _style: int = 0
    _levels: list[ListLevel] = field(default_factory=list)
    _list: int = 0

    def font_word(self, word: str, number: int | None) -> None:
        """A control word in the font table."""
        if word == "f" and number is not None and len(self.charsets) < MAX_ENTRIES:
            self._font = number
        elif word == "fcharset" and number in CHARSETS:
            self.charsets[self._font] = CHARSETS[number]
        elif word == "cpg" and number and codec_of(number):
            self.charsets[self._font] = codec_of(number)

    def style_word(self, word: str, number: int | None) -> None:
        """A control word in the stylesheet."""
        if word in {"s", "cs", "ds", "ts"}:
            self._style = number or 0 if word == "s" else -1
        elif word == "outlinelevel" and number in range(9) and len(self.heading_styles) < MAX_ENTRIES:
            self.heading_styles[self._style] = (number or 0) + 1

    def style_named(self, text: str) -> None:
        """A style's name, at the end of its group."""
        match = _HEADING_STYLE.match(text.strip().rstrip(";").strip())
        if match and self._style >= 0 and len(self.heading_styles) < MAX_ENTRIES:
            self.heading_styles.setdefault(self._style, int(match[1]))
        self._style = 0

    def list_word(self, word: str, number: int | None) -> None:
        """A control word in the table of lists or that of overrides."""
        value = number or 0
        if word == "list":
            self._levels = []
        elif word == "listlevel" and len(self._levels) < 9:
            self._levels.append(ListLevel())
        elif word in {"levelnfc", "levelnfcn"} and self._levels:
            self._levels[-1].kind = _NUMBERS.get(value, "" if value in {23, 255} else "1")
        elif word == "levelstartat" and self._levels:
            self._levels[-1].start = max(0, min(value, 99_999))
        elif word == "listid":
            self._list = value
            if self._levels and len(self.lists) < MAX_ENTRIES:
                self.lists[value] = self._levels
                self._levels = []
        elif word == "ls" and len(self.overrides) < MAX_ENTRIES:
            self.overrides[value] = self._list

    def list_level(self, number: int, level: int) -> ListLevel | None:
        """The level of the list that `\\ls` means; None when no table has it."""
        levels = self.lists.get(self.overrides.get(number, 0), [])
        return levels[min(max(level, 0), len(levels) - 1)] if levels else None

    def charset(self, font: int) -> str:
        return self.charsets.get(font if font >= 0 else self.default_font, self.code_page)

    def date(self) -> str:
        """The day it was made, as ISO 8601; empty when the file does not say."""
        year, month, day = (self.created.get(word, 0) for word in ("yr", "mo", "dy"))
        if not 1000 <= year <= 9999:
            return ""
        return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else str(year)

    def text(self, name: str) -> str:
        return one_line(self.info.get(name, ""))
