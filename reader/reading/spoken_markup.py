"""What of a piece is said in another way than its text reads: words in other languages, pictures, marks of notes.

Markup and canonical text hold the same solid characters in the same order (reader/text/alignment.py), so that a count
of those leads from one to the other. Where they do not, nothing is claimed of the piece and its text is read as it is.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec

from reader.text.model import IMAGE_CHARACTER

_SOLID = re.compile("[^\\s\u00ad\u200b\ufdd0\ufdd1]")
_MATTERS = re.compile(r'\blang="|<img\b|href="#')
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶#]{1,4})[\])]?", re.IGNORECASE)
_BARE_MARK = re.compile(r"\[\w{1,6}\]|\(\d{1,4}\)|[*†‡§¶]{1,4}")
_VOID = frozenset({"img", "br", "hr"})


class SpokenRun(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the piece's text. `instead` is said in its place: "" is nothing, None the text itself."""

    start: int
    end: int
    language: str = ""
    instead: str | None = None


def spoken_runs(html: str, text: str) -> list[SpokenRun]:
    """The runs of a piece that have a language of their own or are said otherwise; offsets count from its start."""
    if not _MATTERS.search(html):
        return []
    walk = _Walk()
    walk.feed(html)
    walk.close()
    places = [match.start() for match in _SOLID.finditer(text)]
    if sum(part.solid for part in walk.parts) != len(places):
        return []
    runs: list[SpokenRun] = []
    counted = 0
    for part in walk.parts:
        if part.solid and (part.language or part.instead is not None):
            start, end = places[counted], places[counted + part.solid - 1] + 1
            runs.append(SpokenRun(start=start, end=end, language=part.language, instead=part.instead))
        counted += part.solid
    return runs


class _Part(msgspec.Struct):
    text: str
    solid: int
    language: str
    is_raised: bool
    instead: str | None = None


class _Open(msgspec.Struct, frozen=True):
    name: str
    language: str
    is_raised: bool
    is_inside_link: bool
    first_part: int


class _Walk(HTMLParser):
    """The texts of a piece in order. Markup is well formed: it has been cleaned (reader/text/markup.py)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        around = self._open[-1] if self._open else _Open("", "", False, False, 0)
        language = attributes.get("lang") or around.language
        if tag == "img":
            alt = attributes.get("alt") or ""
            self.parts.append(_Part(IMAGE_CHARACTER, 1, language, around.is_raised, alt))
        if tag in _VOID:
            return
        raises = tag == "sup" or "vertical-align:super" in (attributes.get("style") or "")
        is_link = tag == "a" and (attributes.get("href") or "").startswith("#")
        self._open.append(_Open(tag, language, around.is_raised or raises, is_link, len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or all(each.name != tag for each in self._open):
            return
        while (closed := self._open.pop()).name != tag:
            pass
        if closed.is_inside_link:
            self._skip_note_mark(self.parts[closed.first_part :])

    def handle_data(self, data: str) -> None:
        around = self._open[-1] if self._open else _Open("", "", False, False, 0)
        self.parts.append(_Part(data, len(_SOLID.findall(data)), around.language, around.is_raised))

    def _skip_note_mark(self, parts: list[_Part]) -> None:
        words = "".join(part.text for part in parts).strip()
        is_raised = any(part.is_raised for part in parts)
        if _BARE_MARK.fullmatch(words) or (is_raised and _NOTE_MARK.fullmatch(words)):
            for part in parts:
                part.instead = ""
