"""RTF: Rich Text Format 1.9.1, as word processors of forty years wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.errors import FileTooLarge, NothingToRead
from reader.formats import limits
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.guarding import guarded
from reader.formats.names import shown_name
from reader.formats.portions import Portioned, portions
from reader.formats.rtf_charsets import language_of
from reader.formats.rtf_inline import text_sample
from reader.formats.rtf_page import PICTURE
from reader.formats.rtf_reader import Read, Reader
from reader.text.language import guess_language, language_direction
from reader.text.model import Embedded, Metadata, ParseEvent, Progress

_MAGIC = b"{\\rtf"
_KEYWORD_BORDER = re.compile("[;,\u060c\uff0c\u3001]")
_WARM = rb"""{\rtf1\ansi\ansicpg949\deff0{\fonttbl{\f0\fcharset129 a;}}{\info{\title a}}\trowd\cellx1\cellx2 \'b0\'a1
\intbl a\cell b\cell\row\pard \u-1?{\field{\*\fldinst{HYPERLINK "http://a.example"}}{\fldrslt a}}{\footnote b}\par}"""


def sniff(head: bytes) -> float:
    return 1.0 if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")[:5].lower() == _MAGIC else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    if len(data) > limits.MAX_ENTRY_BYTES:
        raise FileTooLarge
    reader = Reader(data)
    for done in reader.steps():
        yield Progress(done=min(done, len(data)), total=len(data))
    read = reader.read()
    language = guess_language(text_sample(read.root)) or language_of(read.header.default_language)
    yield _metadata(read, language)
    for name, size_bytes in read.embedded:
        yield Embedded(name=shown_name(name) or "OLE", media_type="application/x-ole-storage", size_bytes=size_bytes)
    assembly = Assembly(language)
    yield from _Around(assembly, read).events(language, losses=frozenset(read.losses))
    if assembly.empty:
        raise NothingToRead
    yield assembly.outline()
    yield assembly.anchors()


class _Around(Portioned):
    """The surroundings of the text: the pictures that were in it."""

    def __init__(self, assembly: Assembly, read: Read) -> None:
        super().__init__(assembly, list(portions(read.root)))
        self._held = read.pictures

    def image_data(self, src: str) -> bytes | None:
        number = src.removeprefix(PICTURE)
        if number != src and number.isdigit() and int(number) < len(self._held):
            return self._held[int(number)].data
        return super().image_data(src)


def _metadata(read: Read, language: str) -> Metadata:
    header = read.header
    subjects = [header.text("subject"), *_KEYWORD_BORDER.split(header.text("keywords"))]
    return Metadata(
        title=header.text("title"),
        authors=tuple(name for name in (part.strip() for part in header.text("author").split(";")) if name),
        language=language,
        direction=language_direction(language),
        publisher=header.text("company"),
        published=header.date(),
        description=header.text("doccomm"),
        subjects=tuple(subject for subject in (part.strip() for part in subjects) if subject),
    )


def warm() -> Iterable[bytes]:
    """Text in a wide code page, a table, a note and a link."""
    return (_WARM,)


FORMAT = Format("rtf", sniff, guarded(parse), warm=warm)
