"""A mail's plain text as paragraphs: quotes by their `>`, lines that a mailer broke joined again (RFC 3676)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from reader.formats.trees import Element, printable

_MAX_QUOTES = 8
_QUOTES = re.compile(r"^(?:>[ ]?)+|^>+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'{}|\\^`\[\]]{1,2000}")
_WRAPPED = range(40, 101)
_SIGNATURE = "-- "


def add_plain_text(parent: Element, text: str, *, flowed: bool = False, joined_spaces: bool = False) -> None:
    """Append `text` to an element as paragraphs and quotes. `flowed` and `joined_spaces` are format and delsp."""
    lines = [_quoted_line(line) for line in printable(text).expandtabs(8).split("\n")]
    if flowed:
        lines = list(_joined(lines, joined_spaces=joined_spaces))
    for level, group in groupby(lines, key=lambda line: line[0]):
        words = [line for _level, line in group]
        if not any(line.strip() for line in words):
            continue
        holder = parent
        for _ in range(min(level, _MAX_QUOTES)):
            holder = etree.SubElement(holder, "blockquote")
        _add_paragraphs(holder, words, flowed=flowed)


def _quoted_line(line: str) -> tuple[int, str]:
    match = _QUOTES.match(line)
    if not match:
        return 0, line
    return match.group().count(">"), line[match.end() :]


def _joined(lines: list[tuple[int, str]], *, joined_spaces: bool) -> Iterator[tuple[int, str]]:
    """Lines that end with a space go on in the next one of the same quote; a signature's sign does not."""
    held: list[str] = []
    level = 0
    for quotes, line in lines:
        if held and quotes != level:
            yield level, "".join(held)
            held = []
        level = quotes
        stuffed = line[1:] if line.startswith(" ") and not quotes else line
        if stuffed == _SIGNATURE or not stuffed.endswith(" "):
            yield level, "".join([*held, stuffed])
            held = []
        else:
            held.append(stuffed[:-1] if joined_spaces else stuffed)
    if held:
        yield level, "".join(held)


def _add_paragraphs(parent: Element, lines: list[str], *, flowed: bool) -> None:
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        if blank:
            continue
        paragraph = etree.SubElement(parent, "p")
        kept = [line.rstrip() for line in group]
        if not flowed and _is_wrapped(kept):
            _add_linked(paragraph, " ".join(line.strip() for line in kept))
            continue
        for number, line in enumerate(kept):
            if number:
                etree.SubElement(paragraph, "br")
            bare = line.lstrip(" ")
            _add_linked(paragraph, "\xa0" * (len(line) - len(bare)) + bare)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a paragraph's lines were broken at one width, and not where their writer ended them."""
    longest = max(map(len, lines))
    return len(lines) > 1 and longest in _WRAPPED and all(len(line) > longest * 0.6 for line in lines[:-1])


def _add_linked(paragraph: Element, text: str) -> None:
    """Append text; web addresses in it become links that show themselves."""
    position = 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?)*_")
        _append_text(paragraph, text[position : match.start()])
        etree.SubElement(paragraph, "a", href=address).text = address
        position = match.start() + len(address)
    _append_text(paragraph, text[position:])


def _append_text(element: Element, text: str) -> None:
    """Append text behind all that is in the element. (`len(element)` would count its children every time.)"""
    last = next(element.iterchildren(reversed=True), None)
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text
