"""What RTF's control words change: the looks of letters and paragraphs, which groups inherit and end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from reader.formats.rtf_destinations import To

TWIPS_PER_PX = 15
MAX_INDENT_PX = 320
_MAX_SPACE_PX = 64
_FLAGS = {
    "b": "bold", "i": "italic", "strike": "strike", "striked": "strike", "scaps": "small_caps", "v": "hidden",
    "deleted": "deleted", "ab": "rtl_bold", "ai": "rtl_italic",
    **dict.fromkeys(
        ("ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulhwave", "ulldash", "ulth", "ulthd", "ulw", "ulwave"),
        "underline",
    ),
}  # fmt: skip
_ALIGNS = {
    "ql": "left", "qr": "right", "qc": "center", "qj": "justify", "qd": "justify", "qk": "justify", "qt": "justify",
}  # fmt: skip
_NUMBERS = {
    "li": "left", "ri": "right", "fi": "first", "sb": "before", "sa": "after_it", "s": "style", "ls": "list_number",
    "ilvl": "list_level",
}  # fmt: skip
Changes = Callable[[int | None], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Character:
    """How letters look. `language` and `wide_language` are Windows numbers; the latter is of East Asian letters."""

    bold: bool = False
    italic: bool = False
    rtl_bold: bool = False
    rtl_italic: bool = False
    underline: bool = False
    strike: bool = False
    small_caps: bool = False
    hidden: bool = False
    deleted: bool = False
    raised: str = ""
    rtl: bool | None = None
    language: int = 0
    wide_language: int = 0

    def after(self, word: str, number: int | None) -> Character:
        """The look after a control word; itself for words that are none of letters."""
        changes = _CHARACTER.get(word)
        return replace(self, **changes(number)) if changes else self  # type: ignore[arg-type]  # names held by the tests


@dataclass(frozen=True, slots=True)
class Paragraph:
    """How a paragraph is set; lengths in twips. `level` is a heading's: 0 for none, -1 for what its style says."""

    align: str = ""
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after_it: int = 0
    rtl: bool | None = None
    in_table: bool = False
    nesting: int = 1
    level: int = -1
    style: int = 0
    list_number: int = 0
    list_level: int = 0

    def after(self, word: str, number: int | None) -> Paragraph:
        """The paragraph's looks after a control word; itself for words that are none of paragraphs."""
        if word == "pard":
            return Paragraph()
        changes = _PARAGRAPH.get(word)
        return replace(self, **changes(number)) if changes else self  # type: ignore[arg-type]  # names held by the tests

    def css(self) -> str:
        """The paragraph as CSS: RTF's sides are those of the paper, whatever direction the text has."""
        lengths = {
            "margin-left": _px(self.left, MAX_INDENT_PX),
            "margin-right": _px(self.right, MAX_INDENT_PX),
            "text-indent": _px(self.first, MAX_INDENT_PX),
            "margin-top": _px(self.before, _MAX_SPACE_PX),
            "margin-bottom": _px(self.after_it, _MAX_SPACE_PX),
        }
        found = [f"{name}:{value}px" for name, value in lengths.items() if value]
        return ";".join([*found, f"text-align:{self.align}"] if self.align else found)


def _flag(name: str) -> Changes:
    return lambda number: {name: number != 0}


def _is(name: str, value: object) -> Changes:
    return lambda _number: {name: value}


def _number(name: str) -> Changes:
    return lambda number: {name: number or 0}


def _raised(value: str) -> Changes:
    return lambda number: {"raised": value if number is None or number > 0 else ""}


_CHARACTER: dict[str, Changes] = {
    **{word: _flag(name) for word, name in _FLAGS.items()},
    "ulnone": _is("underline", value=False),
    "super": _raised("super"),
    "sub": _raised("sub"),
    "up": _raised("super"),
    "dn": _raised("sub"),
    "nosupersub": _is("raised", ""),
    "rtlch": _is("rtl", value=True),
    "ltrch": _is("rtl", value=False),
    "lang": _number("language"),
    "langfe": _number("wide_language"),
}
_PARAGRAPH: dict[str, Changes] = {
    **{word: _is("align", align) for word, align in _ALIGNS.items()},
    **{word: _number(name) for word, name in _NUMBERS.items()},
    "rtlpar": _is("rtl", value=True),
    "ltrpar": _is("rtl", value=False),
    "intbl": _flag("in_table"),
    "itap": lambda number: {"nesting": number or 0, **({"in_table": True} if number else {})},
    "outlinelevel": lambda number: {"level": (number or 0) + 1 if number in range(9) else 0},
}


def _px(twips: int, limit: int) -> int:
    return max(-limit, min(round(twips / TWIPS_PER_PX), limit))


@dataclass(slots=True)
class Group:
    """What holds between two braces. `owns` says that its destination began in this very group."""

    character: Character = field(default_factory=Character)
    paragraph: Paragraph = field(default_factory=Paragraph)
    destination: To = To.BODY
    outer: To = To.BODY
    unicode_skip: int = 1
    font: int = -1
    wide_font: int = -1
    selector: str = ""
    link: str = ""
    info: str = ""
    starred: bool = False
    owns: bool = False
    collected: list[str] = field(default_factory=list)
    field_code: list[str] = field(default_factory=list)

    def inner(self) -> Group:
        return replace(self, starred=False, owns=False)

    def choose_font(self, word: str, number: int) -> None:
        """`\\f`, or `\\af` where `\\dbch` and its like say which letters it is for."""
        if self.selector == "dbch":
            self.wide_font = number
        elif word == "f" or self.selector:
            self.font = number

    def current_font(self) -> int:
        return self.wide_font if self.selector == "dbch" and self.wide_font >= 0 else self.font
