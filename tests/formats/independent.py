"""An independent checker of canonical form: PAGE.md's closed list in a table of its own, read with html.parser.

It shares nothing with what makes the markup (reader/text/markup.py, nh3): what one of them overlooks, the other sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html.parser import HTMLParser

from reader.text.model import Anchors, ParseEvent, Resource, Section

VOID = {"br", "hr", "img"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "pre"}
LISTS = {"ul", "ol"}
CELLS = {"td", "th"}
BLOCKS = PARAGRAPHS | LISTS | CELLS | {"blockquote", "li", "dl", "dt", "dd", "table", "tbody", "tr", "hr"}
INLINE = {"a", "b", "br", "code", "i", "img", "s", "small", "span", "sub", "sup", "u"}
MUST_STAND_IN = {
    "li": LISTS, "dt": {"dl"}, "dd": {"dl"}, "tbody": {"table"}, "tr": {"tbody"}, "td": {"tr"}, "th": {"tr"},
}  # fmt: skip
MAY_HOLD_ONLY = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"}, "table": {"tbody"}, "tbody": {"tr"}, "tr": CELLS,
}  # fmt: skip


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


def _is_length(value: str) -> bool:
    digits = value.removeprefix("-").removesuffix("px")
    return (value.endswith("px") or value == "0") and digits.isascii() and digits.isdigit() and int(digits) < 1000


STYLES: dict[str, Callable[[str], bool]] = {
    "font-style": _one_of("italic", "normal"),
    "font-weight": _one_of("bold", "normal"),
    "font-variant": _one_of("small-caps", "normal"),
    "text-align": _one_of("left", "right", "center", "justify"),
    "text-indent": _is_length,
    "margin-top": _is_length,
    "margin-right": _is_length,
    "margin-bottom": _is_length,
    "margin-left": _is_length,
    "vertical-align": _one_of("sub", "super", "top", "middle", "bottom", "baseline"),
    "float": _one_of("left", "right"),
    "page-break-before": _one_of("always"),
    "page-break-after": _one_of("always"),
    "white-space": _one_of("pre", "pre-wrap", "nowrap", "normal"),
}


def _is_number(value: str, most: int) -> bool:
    return value.isascii() and value.removeprefix("-").isdigit() and abs(int(value)) <= most


def _is_language(value: str) -> bool:
    subtags = value.split("-")
    return len(subtags) <= 5 and all(part.isascii() and part.isalnum() and len(part) <= 8 for part in subtags)


def _is_link(value: str) -> bool:
    if value.startswith("#"):
        return len(value) > 1 and all(letter.isalnum() or letter in "._-" for letter in value[1:]) and value.isascii()
    addresses = ("http://", "https://", "mailto:")
    return value.startswith(addresses) and value.isascii() and value.isprintable() and " " not in value


ATTRIBUTES: dict[str, dict[str, Callable[[str], bool]]] = {
    "a": {"href": _is_link},
    "img": {
        "src": lambda value: re.fullmatch(r"res:[\w.-]+", value, re.ASCII) is not None,
        "alt": lambda value: not any(ord(letter) < 32 or ord(letter) == 127 for letter in value),
        "width": lambda value: _is_number(value, 9999),
        "height": lambda value: _is_number(value, 9999),
    },
    "ol": {"start": lambda value: _is_number(value, 999_999), "type": _one_of("1", "a", "A", "i", "I")},
    "td": {"colspan": lambda value: _is_number(value, 99), "rowspan": lambda value: _is_number(value, 99)},
    "th": {"colspan": lambda value: _is_number(value, 99), "rowspan": lambda value: _is_number(value, 99)},
}
FOR_ALL: dict[str, Callable[[str], bool]] = {
    "dir": _one_of("ltr", "rtl"),
    "lang": _is_language,
    "style": lambda value: bool(value) and all(_is_declaration(each) for each in value.split(";")),
}
TURNS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c",
         "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}  # fmt: skip


def _is_declaration(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    return name in STYLES and STYLES[name](value)


class _Reader(HTMLParser):
    """Reads one piece; asserts as it goes, and gathers its text, its resources and its links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.lines: list[str] = []
        self.line = ""
        self.filled = [False]
        self.resources: set[str] = set()
        self.places: set[str] = set()
        self.without_direction: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in BLOCKS | INLINE, f"tag {tag}"
        self._check_place(tag)
        self._check_attributes(tag, attrs)
        if tag in BLOCKS:
            self._end_line()
        if tag == "hr":
            self._add_line("")
        elif tag == "br":
            self.line += "\u2028"
        elif tag == "img":
            self.line += "\ufffc"
        if tag not in VOID:
            self.open.append(tag)
            self.filled.append(False)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} ends and nothing is open"
        assert self.open.pop() == tag, f"{tag} ends out of turn"
        if tag == "pre":
            self.lines += self.line.split("\n")
            self.line = ""
            self.filled[-1] = True
        elif tag in BLOCKS:
            self._end_line()
        filled = self.filled.pop()
        if tag in CELLS and not filled:
            self.lines.append("")
            filled = True
        self.filled[-1] = self.filled[-1] or filled

    def handle_data(self, data: str) -> None:
        here = next((tag for tag in reversed(self.open) if tag in BLOCKS), "")
        assert here not in MAY_HOLD_ONLY, f"text right in {here}"
        self.line += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError("a declaration")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("an instruction")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError("a declaration")

    def _check_place(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if tag in MUST_STAND_IN:
            assert parent in MUST_STAND_IN[tag], f"{tag} in {parent or 'nothing'}"
        if parent in MAY_HOLD_ONLY:
            assert tag in MAY_HOLD_ONLY[parent], f"{tag} in {parent}"
        if tag in BLOCKS:
            assert parent not in INLINE | PARAGRAPHS - {"div"}, f"{tag} in {parent}"
        if tag == "a":
            assert "a" not in self.open, "a link in a link"

    def _check_attributes(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        names = [name for name, _value in attrs]
        assert len(names) == len(set(names)), f"{tag} says something twice"
        for name, value in attrs:
            allowed = {**FOR_ALL, **ATTRIBUTES.get(tag, {})}
            assert name in allowed, f"{name} of {tag}"
            assert value is not None
            assert allowed[name](value), f"{name}={value!r} of {tag}"
        said = dict(attrs)
        if tag == "img":
            assert "src" in said, "a picture of nothing"
            self.resources.add((said["src"] or "").removeprefix("res:"))
        if tag == "a" and (said.get("href") or "").startswith("#"):
            self.places.add((said["href"] or "")[1:])
        if tag in BLOCKS and "dir" not in said:
            self.without_direction.add(tag)

    def _end_line(self) -> None:
        if self.line:
            self._add_line(self.line)
            self.line = ""

    def _add_line(self, line: str) -> None:
        self.lines.append(line)
        self.filled[-1] = True


def read_piece(markup: str) -> _Reader:
    """Read a piece's markup, with an AssertionError for whatever is not of the closed list."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    assert not reader.open, f"left open: {reader.open}"
    reader._end_line()
    return reader


def check_independently(events: Iterable[ParseEvent], *, directions: bool = True) -> None:
    """Every piece is of the closed list and says what its text says; all that it names is in the document."""
    events = list(events)
    resources = {event.name for event in events if isinstance(event, Resource)}
    targets = {name for event in events if isinstance(event, Anchors) for name in event.targets}
    for section in (event for event in events if isinstance(event, Section)):
        for piece in section.pieces:
            if not piece.html:
                continue
            _check_turns(piece.text)
            read = read_piece(piece.html)
            assert read.resources <= resources
            assert read.places <= targets
            assert _lines(read.lines) == _lines(piece.text.split("\n")[:-1])
            assert not directions or not read.without_direction, read.without_direction


def _lines(lines: Sequence[str]) -> list[str]:
    """The lines with something on them: HTML's parser takes an empty first line out of `pre`."""
    return [line for line in lines if line]


def _check_turns(text: str) -> None:
    """No line leaves text turned round behind it."""
    for line in text.split("\n"):
        waiting: list[str] = []
        for letter in line:
            if letter in TURNS:
                waiting.append(TURNS[letter])
            elif letter in TURNS.values():
                assert waiting, "closes what is not open"
                assert waiting.pop() == letter, "closes another"
        assert not waiting, "leaves text turned round"
