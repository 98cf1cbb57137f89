"""What is a note, and where it ends: the text behind a small mark, short enough to be shown beside it.

Canonical markup does not say which link calls a note, whatever format a document came in. So a link is taken for a
call only where its words are a mark ("12", "[3]", "*", "iv") that leads to the beginning of a short run of blocks, and
something speaks for it: those blocks lead back, are set small, are an item of a list, or begin with the same mark.
Every other link is a jump.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from reader.reading.markup_walk import Element, solid_count, stretches
from reader.text.model import Locator
from reader.text.named_places import page_label

MOST_CHARACTERS = 5000
"""Longer ones are chapters: one goes there."""

_MOST_BLOCKS = 24
_NEAR_BEGINNING, _AT_BEGINNING = 14, 4
_NEAR_CALL = 2500
_NUMBER = r"(?:\d{1,4}[a-z]?|[ivxlc]{1,7}|[a-z]|[①-⓿㈠-㉃])"
_WORD = r"(?:n|no|nt|fn|note|footnote|endnote|anm|nota|прим|주|각주|미주|역주|註|注|脚注|حاشية|هامش)"
_COMMENT = r"\[[a-z]{1,4}\d{1,3}\]"
_MARK = re.compile(
    rf"{_COMMENT}|[\[(（〔【{{]?\s*(?:{_WORD}\.?\s*\d{{1,4}}|{_NUMBER}|[*†‡§¶#※∗⁎✱]{{1,4}})\s*[.)\]）〕】}}:]?",
    re.IGNORECASE,
)
_BRACKETS = "[](){}（）〔〕【】.: \u2009\u00a0^↑↩"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = ("li", "dd", "tr")


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """The link that was followed: its words, where it stands, how far into its block, and whether it is set high."""

    words: str
    place: Locator
    into_block: int
    is_raised: bool = False


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one section, whole blocks: its markup, its text and where that begins in the section."""

    section: int
    html: str
    text: str
    start: int


class Note(msgspec.Struct, frozen=True):
    """A note's canonical text in its section: from `start` up to `end`."""

    section: int
    start: int
    end: int


def is_mark(words: str) -> bool:
    """Whether a link's words look like what calls a note."""
    return _MARK.fullmatch(words.strip()) is not None


def find_note(call: Call, target: Locator, around: Text, anchors: Mapping[str, Locator]) -> Note | None:
    """The note that `call` leads to, or None where following it is a jump."""
    if not is_mark(call.words) or target.section != around.section:
        return None
    blocks = _blocks(around)
    index = next((n for n, each in enumerate(blocks) if each.start <= target.offset < each.end), None)
    if index is None or target.offset - blocks[index].start > _NEAR_BEGINNING or blocks[index].names & _HEADINGS:
        return None
    last = _last(blocks, index, _begun_places(around.section, anchors))
    note = Note(around.section, blocks[index].start, blocks[last].end)
    size = note.end - note.start
    if size > MOST_CHARACTERS or _holds(note, call.place):
        return None
    return note if _speaks_for(call, blocks[index : last + 1], anchors) else None


class _Block(msgspec.Struct):
    start: int
    end: int
    text: str
    path: tuple[Element, ...] = ()
    hrefs: list[str] = []

    @property
    def names(self) -> set[str]:
        return {element.name for element in self.path}


def _blocks(around: Text) -> list[_Block]:
    """The blocks of a stretch with the elements around the first character of each, and the links in them."""
    blocks: list[_Block] = []
    solids: list[int] = []
    at, solid = around.start, 0
    for line in _lines(around.text):
        blocks.append(_Block(at, at + len(line), line.rstrip("\n")))
        solids.append(solid)
        at, solid = at + len(line), solid + solid_count(line)
    number = counted = 0
    for stretch in stretches(around.html):
        if stretch.solid == 0:
            continue
        while number + 1 < len(blocks) and solids[number + 1] <= counted:
            number += 1
        if not blocks[number].path:
            blocks[number].path = stretch.path
        blocks[number].hrefs += [each.attributes.get("href", "") for each in stretch.path if each.name == "a"]
        counted += stretch.solid
    return blocks


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def _begun_places(section: int, anchors: Mapping[str, Locator]) -> set[int]:
    return {place.offset for name, place in anchors.items() if place.section == section and not page_label(name)}


def _last(blocks: Sequence[_Block], index: int, begun: set[int]) -> int:
    """The number of the note's last block."""
    first = blocks[index]
    holder = next((each for name in _WHOLE for each in first.path if each.name == name), None)
    last = index
    for number in range(index + 1, min(len(blocks), index + _MOST_BLOCKS)):
        block = blocks[number]
        if holder is not None:
            if holder not in block.path:
                break
        elif _ends_before(block, first, begun):
            break
        last = number
    return last


def _ends_before(block: _Block, first: _Block, begun: set[int]) -> bool:
    """Whether a note that begins with `first` is over before `block`."""
    if not block.text.strip() or block.names & _HEADINGS or ("small" in first.names) != ("small" in block.names):
        return True
    if "dt" in first.names:
        return "dd" not in block.names
    head = re.match(r"\s*(\S{1,8})\s", block.text)
    numbered = head is not None and any(sign.isdigit() for sign in head.group(1)) and is_mark(head.group(1))
    return numbered or any(block.start <= place <= block.start + 2 for place in begun)


def _speaks_for(call: Call, note: Sequence[_Block], anchors: Mapping[str, Locator]) -> bool:
    first = note[0]
    begins_alike = _begins_with(first.text, call.words)
    is_way_back = call.into_block <= _AT_BEGINNING and not call.is_raised
    if is_way_back:
        return begins_alike or "small" in first.names
    leads_back = any(_is_near(anchors.get(href.removeprefix("#")), call.place) for each in note for href in each.hrefs)
    return begins_alike or leads_back or call.is_raised or bool(first.names & {"small", "li", "dd"})


def _begins_with(text: str, words: str) -> bool:
    mark = words.strip(_BRACKETS).casefold()
    rest = text.lstrip(_BRACKETS).casefold()
    return bool(mark) and rest.startswith(mark) and not rest[len(mark) : len(mark) + 1].isalnum()


def _is_near(place: Locator | None, call: Locator) -> bool:
    return place is not None and place.section == call.section and abs(place.offset - call.offset) <= _NEAR_CALL


def _holds(note: Note, place: Locator) -> bool:
    return place.section == note.section and note.start <= place.offset < note.end
