"""The machine that reads RTF: groups with what they inherit, destinations, bytes to letters (RTF 1.9.1).

Braces that are missing or too many, words that nobody knows and files cut short are read past: what is text is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.formats.rtf_charsets import CHARACTERS, SYMBOLS, codec_of, decoded
from reader.formats.rtf_destinations import DESTINATIONS, KEPT, LOSSES, READ, TABLES, TRANSPARENT, To
from reader.formats.rtf_header import Header
from reader.formats.rtf_inline import bookmark_id
from reader.formats.rtf_page import Page
from reader.formats.rtf_pictures import PictureData, PictureReader
from reader.formats.rtf_state import Character, Group, Paragraph
from reader.formats.rtf_tokens import Kind, Token, codes, spelled_out, tokens
from reader.formats.trees import Element

MAX_DEPTH = 256
MAX_EMBEDDED = 1000
MAX_TOKENS = 2_500_000
_STEP_TOKENS = 200_000
_MAX_UNICODE_SKIP = 16
_CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_LINK = re.compile(r"""HYPERLINK\s+(?:\\l\s+"([^"]{1,2000})"|"([^"]{1,2000})"|([^\s"\\]{1,2000}))""", re.IGNORECASE)
_SYMBOL_FONT_LETTERS = {0xF0B7: 0x2022, 0xF0A7: 0x25AA, 0xF0D8: 0x27A2, 0xF0FC: 0x2713}


@dataclass(slots=True)
class Read:
    """What became of a file."""

    root: Element
    header: Header
    losses: set[str]
    pictures: list[PictureData]
    embedded: list[tuple[str, int]]


class Reader:
    """Reads one file: `steps` to its end, then `read` once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._header = Header()
        self._page = Page(self._header, has_rtl=b"\\rtlpar" in data)
        self._pictures = PictureReader()
        self._embedded: list[tuple[str, int]] = []
        self._object_class = ""
        self._object_bytes = 0
        self._group = Group()
        self._stack: list[Group] = []
        self._too_deep = 0
        self._skip = 0
        self._waiting = bytearray()
        self._words = self._text_words()

    def steps(self) -> Iterator[int]:
        """Read the file; now and then answers how many bytes are behind."""
        for count, token in enumerate(tokens(self._data)):
            self._take(token)
            if self._page.full or count > MAX_TOKENS:
                self._page.full = True
                return
            if count % _STEP_TOKENS == _STEP_TOKENS - 1:
                yield len(self._data) * count // MAX_TOKENS

    def read(self) -> Read:
        """What became of the file, once all steps were taken."""
        self._flush()
        self._too_deep = 0
        while self._stack:
            self._close()
        root = self._page.finish(self._group.paragraph)
        losses = self._page.losses | self._pictures.losses
        return Read(root, self._header, losses, self._pictures.taken, self._embedded)

    def _take(self, token: Token) -> None:
        if token.kind is Kind.BYTES:
            self._bytes(token.data)
            return
        self._flush()
        if token.kind is Kind.LETTERS:
            self._letters(token.data)
        elif token.kind is Kind.OPEN:
            self._open()
        elif token.kind is Kind.CLOSE:
            self._close()
        elif self._skip and token.name != "u":  # writers forget the letters to pass over, and `\\u` is none
            self._skip -= 1
        elif token.kind is Kind.WORD:
            self._word(token.name, token.number)
        elif token.kind is Kind.SYMBOL:
            self._symbol(token.data)
        elif self._group.destination is To.PICTURE:
            self._pictures.binary(token.data)
        elif self._group.destination is To.OBJECT:
            self._object_bytes += len(token.data)

    # --- groups

    def _open(self) -> None:
        self._skip = 0
        if len(self._stack) >= MAX_DEPTH:
            self._too_deep += 1
            return
        self._stack.append(self._group)
        self._group = self._group.inner()
        if self._group.destination is To.STYLES:
            self._group.collected = []

    def _close(self) -> None:
        """A closing brace. One too many is passed over: what stands behind the last is shown too."""
        self._skip = 0
        if self._too_deep:
            self._too_deep -= 1
            return
        group = self._group
        if group.owns:
            self._end_destination(group)
        elif group.destination is To.STYLES:
            self._header.style_named("".join(group.collected))
        if len(self._stack) == 1:
            self._page.end_paragraph(group.paragraph)  # the last paragraph may have no end of its own
        if self._stack:
            self._group = self._stack.pop()

    def _begin(self, destination: To, word: str) -> None:
        group = self._group
        group.outer, group.destination = group.destination, destination
        group.owns, group.collected, group.info = True, [], word
        if destination is To.PICTURE:
            self._pictures.begin()
        elif destination is To.OBJECT:
            self._object_bytes = 0
        elif destination is To.NOTE:
            self._page.begin_note()
            group.paragraph, group.character = Paragraph(), Character()

    def _end_destination(self, group: Group) -> None:
        kept = "".join(group.collected)
        match group.destination:
            case To.INFO:
                self._header.info.setdefault(group.info, kept)
            case To.BOOKMARK:
                self._page.anchor(kept)
            case To.OBJECT_CLASS:
                self._object_class = kept
            case To.NUMBER:
                self._page.list_text(kept)
            case To.NOTE:
                self._page.end_note(group.paragraph)
            case To.PICTURE:
                placed = self._pictures.end()
                if placed and group.outer in READ:
                    self._page.picture(*placed)
            case To.OBJECT:
                self._page.losses.add("embedded")
                if len(self._embedded) < MAX_EMBEDDED:
                    self._embedded.append((self._object_class, self._object_bytes))
                self._object_class = ""

    # --- letters

    def _bytes(self, data: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(data))
            self._skip -= skipped
            data = data[skipped:]
        destination = self._group.destination
        if destination is To.PICTURE:
            self._pictures.hexadecimal(data)
        elif destination is To.OBJECT:
            self._object_bytes += len(data) // 2
        elif destination not in {To.NOWHERE, To.EITHER}:
            self._waiting += data

    def _flush(self) -> None:
        """The bytes that waited become letters: a letter of several bytes may be written in several ways."""
        if self._waiting:
            data = bytes(self._waiting)
            self._waiting.clear()
            charset = self._header.charset(self._group.current_font())
            self._text(data.decode("ascii") if data.isascii() else decoded(data, charset, self._header.code_page))

    def _letters(self, data: bytes) -> None:
        """A row of `\\u` with one letter to pass over behind each, as most files have it; others one by one."""
        group = self._group
        if group.unicode_skip == 1 and group.destination in READ:
            self._skip = 0
            self._text("".join(map(_letter, codes(data))))
            return
        for token in spelled_out(data):
            self._take(token)

    def _unicode(self, number: int) -> None:
        """`\\u`, and the letters behind it for readers that do not know it."""
        self._text(_letter(number & 0xFFFF))
        self._skip = self._group.unicode_skip

    def _text(self, text: str) -> None:
        group = self._group
        if group.destination in READ:
            self._page.text(text, group.character, group.link)
        elif group.destination is To.FIELD_CODE:
            group.field_code.append(text)
        elif group.destination in KEPT:
            group.collected.append(text)

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._group.starred = True
        elif symbol in {b"\n", b"\r"}:
            self._word("par", None)
        elif symbol in SYMBOLS:
            self._text(SYMBOLS[symbol])

    # --- words

    def _word(self, word: str, number: int | None) -> None:
        group = self._group
        starred, group.starred = group.starred, False
        here = group.destination
        if here is To.NOWHERE:
            return
        if here is To.EITHER:
            if word == "ud":
                group.destination = group.outer
            return
        destination = self._destination(word, here, starred=starred)
        if destination is not None:
            self._begin(destination, word)
        elif word == "u":
            self._unicode(number or 0)
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])
        elif here in TABLES:
            self._table_word(here, word, number)
        elif word in self._words:
            self._words[word](number)
        elif not self._page.plan.word(word, number):
            group.character = group.character.after(word, number)
            group.paragraph = group.paragraph.after(word, number)

    def _destination(self, word: str, here: To, *, starred: bool) -> To | None:
        """What a word says its group is for. `\\*` before an unknown one means that it may be passed over."""
        if word in LOSSES:
            self._page.losses.add(LOSSES[word])
        found = DESTINATIONS.get(word)
        if found is To.INFO and here is not To.ABOUT:
            return None
        return To.NOWHERE if found is None and starred and word not in TRANSPARENT else found

    def _table_word(self, here: To, word: str, number: int | None) -> None:
        if here is To.FONTS:
            self._header.font_word(word, number)
        elif here is To.STYLES:
            self._header.style_word(word, number)
        elif here is To.LISTS:
            self._header.list_word(word, number)
        elif here is To.CREATED:
            self._header.created[word] = number or 0
        elif here is To.PICTURE:
            self._pictures.word(word, number)

    def _text_words(self) -> dict[str, Callable[[int | None], None]]:
        """The words of the text itself that change more than a look."""
        page = self._page

        def ends(step: Callable[[Paragraph], None]) -> Callable[[int | None], None]:
            return lambda _number: step(self._group.paragraph)

        def breaks(_number: int | None) -> None:
            page.end_paragraph(self._group.paragraph)
            page.page_break()

        return {
            "par": ends(page.end_paragraph),
            "column": ends(page.end_paragraph),
            "page": breaks,
            "sect": ends(page.end_paragraph),
            "pagebb": lambda _number: page.page_break(),
            "line": lambda _number: page.line(),
            "cell": ends(page.end_cell),
            "row": lambda _number: page.end_row(),
            "nestcell": ends(page.end_nested_cell),
            "uc": lambda number: setattr(self._group, "unicode_skip", max(0, min(number or 0, _MAX_UNICODE_SKIP))),
            "f": lambda number: self._group.choose_font("f", number or 0),
            "af": lambda number: self._group.choose_font("af", number or 0),
            **{word: self._chooser(word) for word in ("loch", "hich", "dbch", "rtlch", "ltrch", "plain")},
            **{word: self._coder(codec) for word, codec in _CODE_PAGES.items()},
            "ansicpg": lambda number: self._coder(codec_of(number or 0))(None),
            "deff": lambda number: setattr(self._header, "default_font", number or 0),
            "deflang": lambda number: setattr(self._header, "default_language", number or 0),
            "field": lambda _number: setattr(self._group, "field_code", []),
            "fldrslt": lambda _number: setattr(self._group, "link", link_of("".join(self._group.field_code))),
        }

    def _chooser(self, word: str) -> Callable[[int | None], None]:
        def choose(number: int | None) -> None:
            group = self._group
            group.selector = word if word in {"loch", "hich", "dbch"} else ""
            if word == "plain":
                group.character, group.font, group.wide_font = Character(), -1, -1
            group.character = group.character.after(word, number)

        return choose

    def _coder(self, codec: str) -> Callable[[int | None], None]:
        def code(_number: int | None) -> None:
            self._header.code_page = codec or self._header.code_page

        return code


def _letter(code: int) -> str:
    if 0xF000 <= code <= 0xF0FF:  # letters of symbol fonts
        code = _SYMBOL_FONT_LETTERS.get(code, code - 0xF000)
    return chr(code)


def link_of(code: str) -> str:
    """Where a field leads: an address, or `#` and a place in the document; empty for fields that are no links."""
    match = _LINK.search(code)
    if not match:
        return ""
    return f"#{bookmark_id(match[1])}" if match[1] else (match[2] or match[3]).strip()
