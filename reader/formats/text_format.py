"""Plain text: paragraphs by blank lines, lone lines that look like chapter headings as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.errors import FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.flow import Flowed, Heading
from reader.formats.guarding import guarded
from reader.formats.trees import printable
from reader.text.decoding import decode
from reader.text.language import guess_language, language_direction, text_direction
from reader.text.model import Direction, Metadata, ParseEvent
from reader.text.pieces import Block, Run, Tag, break_run

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_PARAGRAPH_BORDER = re.compile(r"\n[ \t\u3000]*\n\s*")
_CHAPTER = re.compile(
    r"(?:chapter|part|book|section|prologue|epilogue|preface|introduction|kapitel|chapitre|cap[ií]tulo|глава|часть)\b.{0,80}"
    r"|제\s*\d+\s*[장부편절].{0,60}|第\s*[0-9〇一二三四五六七八九十百千]+\s*[章回节節部卷].{0,60}|(?:الفصل|الباب|فصل)\s.{0,60}"
    r"|[IVXLC]{1,7}\.?|\d{1,3}\.",
    re.IGNORECASE,
)
_WRAPPED_AT_LEAST = 40
_WRAPPED_AT_MOST = 100
_TITLE_CHARACTERS = 120
_PART_CHARACTERS = 32 * 1024
_PART_LINES = 1000
MAX_LINES = 2_000_000
"""More lines than any book or log that is read; each is a run of its own and takes memory."""


def sniff(head: bytes) -> float:
    """Anything without control bytes is text; UTF-16 is known by its mark or its zeros."""
    if head.startswith(_UTF_16_MARKS):
        return 0.2
    if not _CONTROL.search(head):
        return 0.2
    decoded = decode(head)
    odd = sum(1 for character in decoded.text if character < " " and character not in "\t\n\r\f\x1b")
    return 0.15 if decoded.encoding.startswith("utf-16") and not odd and "\ufffd" not in decoded.text[:-1] else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    text = printable(decode(data).text.replace("\f", "\n\n"))
    if text.count("\n") > MAX_LINES:
        raise FileTooLarge("lines")
    if not text.strip():
        raise NothingToRead
    language = guess_language(text)
    yield Metadata(title=_title(text), language=language, direction=text_direction(text))
    assembly = Assembly(language)
    yield from assembly.add_page("", _flowed(text, language))
    yield assembly.outline()


def _flowed(text: str, language: str) -> Flowed:
    flowed = Flowed()
    for paragraph in _PARAGRAPH_BORDER.split(text.strip("\n")):
        if not paragraph.strip():
            continue
        lines = [line.rstrip() for line in paragraph.split("\n")]
        if len(lines) == 1 and len(lines[0]) <= _TITLE_CHARACTERS and _CHAPTER.fullmatch(lines[0].strip()):
            flowed.blocks.append(_heading(lines[0].strip(), language, flowed.headings))
        else:
            flowed.blocks += [_paragraph(part, language) for part in _parts(lines)]
    return flowed


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """A paragraph in parts that a section can hold: so many lines, and a line that is too long cut at spaces."""
    short = [part for line in lines for part in (_cut(line) if len(line) > _PART_CHARACTERS else (line,))]
    start = size = 0
    for index, line in enumerate(short):
        if index > start and (size + len(line) > _PART_CHARACTERS or index - start >= _PART_LINES):
            yield short[start:index]
            start, size = index, 0
        size += len(line)
    yield short[start:]


def _cut(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > _PART_CHARACTERS:
        space = line.rfind(" ", start + _PART_CHARACTERS // 2, start + _PART_CHARACTERS)
        end = space + 1 if space > 0 else start + _PART_CHARACTERS
        yield line[start:end]
        start = end
    yield line[start:]


def _heading(line: str, language: str, headings: list[Heading]) -> Block:
    anchor = f"h:{len(headings) + 1}"
    headings.append(Heading(1, line, anchor))
    return Block((Tag("h2", _attributes(line, language)),), (Run(line, anchors=(anchor,)),))


def _paragraph(lines: list[str], language: str) -> Block:
    """Lines wrapped at one width are joined; otherwise (verse, lists, addresses) every line end stays."""
    longest = max(len(line) for line in lines)
    wrapped = _WRAPPED_AT_LEAST <= longest <= _WRAPPED_AT_MOST and all(len(line) > longest * 0.6 for line in lines[:-1])
    path = (Tag("p", _attributes("".join(lines), language)),)
    if wrapped or len(lines) == 1:
        return Block(path, (Run(" ".join(line.strip() for line in lines)),))
    runs = [run for line in lines for run in (Run(_with_indent(line)), break_run()) if run.text]
    return Block(path, tuple(runs[:-1]))


def _with_indent(line: str) -> str:
    bare = line.lstrip(" \t")
    return "\xa0" * len(line[: len(line) - len(bare)].expandtabs(4)) + bare


def _attributes(text: str, language: str) -> str:
    direction = text_direction(text)
    if direction is Direction.AUTO:
        direction = language_direction(language)
    attributes = f' dir="{"rtl" if direction is Direction.RTL else "ltr"}"'
    return attributes + (f' lang="{language}"' if language else "")


def _title(text: str) -> str:
    """The first line, when it is short enough to be a title."""
    first = text.strip().split("\n", 1)[0].strip()
    return first if len(first) <= _TITLE_CHARACTERS else ""


FORMAT = Format("text", sniff, guarded(parse))
