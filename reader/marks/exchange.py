"""Marks as JSON that others can read, and reading such JSON whoever wrote it: docs/marks-format.md.

What is read is hostile until it is decoded: every number, text and list has a bound, unknown fields are left alone,
another version is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from reader.errors import DamagedFile, FileTooLarge, UnknownKind
from reader.store.mark import MAX_NOTE_CHARACTERS, MAX_TAG_CHARACTERS, MAX_TAGS, Mark, MarkColour, MarkKind, tidy_tags
from reader.store.rows import DocumentRow
from reader.text.anchoring import CONTEXT_CHARACTERS, QUOTE_LIMIT
from reader.text.model import Locator

FORMAT: Final = "reading-marks"
VERSION: Final = 1
MOST_BYTES = 64 * 1024 * 1024
_MOST_DOCUMENTS = 50_000
_MOST_MARKS = 200_000

_Number = Annotated[int, Meta(ge=0, le=2**31 - 1)]
_Time = Annotated[int, Meta(ge=0, le=2**40)]
_Line = Annotated[str, Meta(max_length=4000)]
_Context = Annotated[str, Meta(max_length=4 * CONTEXT_CHARACTERS)]
_Tag = Annotated[str, Meta(max_length=4 * MAX_TAG_CHARACTERS)]


class ExportedMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One mark. `at` is how far into the whole text it begins; all places count code points."""

    kind: MarkKind
    colour: MarkColour = MarkColour.YELLOW
    note: Annotated[str, Meta(max_length=MAX_NOTE_CHARACTERS)] = ""
    tags: Annotated[tuple[_Tag, ...], Meta(max_length=4 * MAX_TAGS)] = ()
    quote: Annotated[str, Meta(max_length=2 * QUOTE_LIMIT)] = ""
    before: _Context = ""
    after: _Context = ""
    chapter: _Line = ""
    section: _Number = 0
    offset: _Number = 0
    end_section: _Number = 0
    end_offset: _Number = 0
    at: _Number = 0
    made_at_s: _Time = 0
    changed_at_s: _Time = 0
    lost: bool = False

    def to_mark(self) -> Mark:
        """The mark as it was where it came from."""
        return Mark(
            kind=self.kind, colour=self.colour, note=without_controls(self.note),
            tags=tidy_tags([without_controls(tag) for tag in self.tags]), quote=self.quote, before=self.before,
            after=self.after, start=Locator(self.section, self.offset), end=Locator(self.end_section, self.end_offset),
            made_at_s=self.made_at_s, changed_at_s=self.changed_at_s, is_lost=self.lost,
        )  # fmt: skip


class ExportedDocument(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document's marks, and what it is known by."""

    title: _Line
    authors: Annotated[tuple[_Line, ...], Meta(max_length=1000)] = ()
    language: Annotated[str, Meta(max_length=100)] = ""
    direction: Annotated[str, Meta(max_length=10)] = "auto"
    sha256: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    text_length: Annotated[int, Meta(ge=0, le=2**40)] = 0
    section_count: _Number = 0
    marks: Annotated[tuple[ExportedMark, ...], Meta(max_length=_MOST_MARKS)] = ()


class _Head(msgspec.Struct, frozen=True):
    format: str
    version: int


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file."""

    format: Literal["reading-marks"] = FORMAT
    version: Literal[1] = VERSION
    documents: Annotated[tuple[ExportedDocument, ...], Meta(max_length=_MOST_DOCUMENTS)] = ()


def exported_document(
    row: DocumentRow,
    sha256: bytes,
    marks: Sequence[Mark],
    chapter_of: Callable[[Locator], str],
    offset_of: Callable[[Locator], int],
) -> ExportedDocument:
    """A document and its marks as they go out."""
    return ExportedDocument(
        title=row.title[:4000], authors=tuple(author[:4000] for author in row.authors[:1000]), language=row.language,
        direction=str(row.direction), sha256=sha256.hex() if len(sha256) == 32 else "", text_length=row.text_length,
        section_count=row.section_count, marks=tuple(_exported(mark, chapter_of, offset_of) for mark in marks),
    )  # fmt: skip


def _exported(mark: Mark, chapter_of: Callable[[Locator], str], offset_of: Callable[[Locator], int]) -> ExportedMark:
    return ExportedMark(
        kind=mark.kind, colour=mark.colour, note=mark.note, tags=mark.tags, quote=mark.quote, before=mark.before,
        after=mark.after, chapter=chapter_of(mark.start)[:4000], section=mark.start.section, offset=mark.start.offset,
        end_section=mark.end.section, end_offset=mark.end.offset, at=offset_of(mark.start),
        made_at_s=mark.made_at_s, changed_at_s=mark.changed_at_s, lost=mark.is_lost,
    )  # fmt: skip


def encode(documents: Sequence[ExportedDocument]) -> bytes:
    """The file's bytes: UTF-8, indented, so that people can read it too."""
    return msgspec.json.format(msgspec.json.encode(Exported(documents=tuple(documents))), indent=2) + b"\n"


def decode(data: bytes) -> tuple[ExportedDocument, ...]:
    """What a file holds. Raises FileTooLarge, UnknownKind (no such file, or a later version), DamagedFile."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge("more than 64 MB")
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise UnknownKind("not a file of marks") from None
    if head.format != FORMAT:
        raise UnknownKind("not a file of marks")
    if head.version != VERSION:
        raise UnknownKind("marks written by a later version")
    try:
        return msgspec.json.decode(data, type=Exported).documents
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise DamagedFile("its marks can't be understood") from None


def without_controls(text: str) -> str:
    """Text without what is neither letter nor line break nor tab: a terminal might obey it."""
    return "".join(character for character in text if character >= " " or character in "\t\n").replace("\x7f", "")
