"""Markdown: CommonMark with what people add to it; raw HTML goes the way of any HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from reader.errors import FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.markdown_code import LANGUAGES
from reader.formats.markdown_front import metadata_of, split_front_matter
from reader.formats.markdown_page import Page, title_of
from reader.formats.markdown_parser import Environment, blocks, parts
from reader.formats.pages import page_blocks
from reader.formats.surroundings import SinglePage
from reader.formats.text_format import MAX_LINES
from reader.formats.trees import parse_html, printable
from reader.text.decoding import decode
from reader.text.model import ParseEvent, Progress, Simplified

_SIGNS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), weight)
    for pattern, weight in (
        (r"\A---[ \t]*\n(?:[\w-]+\s*:.*\n)+---", 0.6),
        (r"^#{1,6}[ \t]+\S", 0.35),
        (r"^(?:=|-){3,}[ \t]*$", 0.1),
        (r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)", 0.35),
        (r"^[ \t]{0,3}(?:```|~~~)", 0.4),
        (r"^[ \t]{0,3}[*+-][ \t]+\S.*\n[ \t]{0,3}[*+-][ \t]+\S", 0.2),
        (r"\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__", 0.2),
        (r"^\|.*\|[ \t]*\n\|[ :|-]+\|", 0.4),
        (r"^>[ \t]+\S", 0.1),
        (r"!\[[^\]\n]*\]\([^)\n]+\)", 0.35),
    )
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a]")
"""What no text holds, but a book in one file that is binary around its text does."""

_SURE = 0.35
_FRAGMENT_LINK = re.compile(r"""href\s*=\s*["']?#([^"'\s>]+)""", re.IGNORECASE)
_ID = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def sniff(head: bytes) -> float:
    text = decode(head).text.replace("\r\n", "\n")
    if _CONTROL.search(text):
        return 0.0
    weight = sum(weight for pattern, weight in _SIGNS if pattern.search(text))
    return min(0.9, 0.3 + weight / 2) if weight >= _SURE else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    text = printable(decode(data).text)
    if text.count("\n") > MAX_LINES:
        raise FileTooLarge("lines")
    front = split_front_matter(text)
    environment: Environment = {}
    first, *more = parts(front.body)
    tokens = blocks(first, environment)
    title, level = title_of(tokens, environment)
    metadata = metadata_of(front, title)
    yield metadata
    for number, part in enumerate(more):
        blocks(part, environment)
        yield Progress(done=number, total=2 * len(more))
    page = Page(environment)
    heading = front.first("title") if level != 1 else ""
    page.write(tokens)
    htmls = [page.taken(heading)]
    for number, part in enumerate(more):
        yield Progress(done=len(more) + number, total=2 * len(more))
        page.write(blocks(part, environment))
        htmls.append(page.taken())
    page.write_notes()
    htmls[-1] += page.taken()
    if page.formulas:
        yield Simplified(what="math")
    yield from _flowed(htmls, Assembly(metadata.language))


def _flowed(htmls: list[str], assembly: Assembly) -> Iterator[ParseEvent]:
    """All events but Metadata. Raises NothingToRead for an empty text."""
    around = PartsOfPage(assembly, htmls)
    for number, html in enumerate(htmls):
        around.page = _name(number)
        flowed = page_blocks(parse_html(html), around, assembly.language, assembly.direction)
        if flowed.blocks or len(htmls) == 1:
            yield from assembly.add_page(around.page, flowed)
            yield from around.taken_resources()
    if assembly.empty:
        raise NothingToRead
    yield assembly.outline()
    yield assembly.anchors()


class PartsOfPage(SinglePage):
    """A long text's parts, each put together by itself: a link may lead from one to another."""

    def __init__(self, assembly: Assembly, htmls: list[str]) -> None:
        super().__init__(assembly)
        self._homes: dict[str, str] = {}
        for number, html in enumerate(htmls):
            self.targets.update(map(unquote, _FRAGMENT_LINK.findall(html)))
            for name in _ID.findall(html):
                self._homes.setdefault(unescape(name), _name(number))

    def link(self, href: str) -> str:
        if not href.startswith("#"):
            return super().link(href)
        name = unquote(href[1:])
        return self.assembly.link(self._homes.get(name, ""), name)


def _name(number: int) -> str:
    return str(number) if number else ""


def _samples() -> tuple[bytes, ...]:
    """One text with code of every language that is highlighted."""
    return (("# A\n" + "".join(f"\n```{name}\na\n```\n" for name in LANGUAGES)).encode(),)


FORMAT = Format("markdown", sniff, guarded(parse), warm=_samples)
