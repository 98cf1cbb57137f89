"""FB2: FictionBook 2, plain or alone in a ZIP archive."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from reader.errors import DamagedFile, NothingToRead
from reader.formats import images
from reader.formats.assembly import Assembly
from reader.formats.contract import Format, ParseOptions
from reader.formats.fb2_book import Book, cover_href, metadata_of, only_book, read_book
from reader.formats.fb2_pages import pages_of
from reader.formats.guarding import guarded
from reader.formats.portions import Portioned, portions
from reader.formats.trees import Element
from reader.text.decoding import decode
from reader.text.model import Cover, Direction, ParseEvent

_ROOT = re.compile(r"<(?:\w{1,20}:)?FictionBook\b")
_HEAD_BYTES = 8192
_WARM = """<?xml version="1.0" encoding="windows-1251"?><FictionBook xmlns:l="http://www.w3.org/1999/xlink"><body>
<title><p>a</p></title><section><p>b<a l:href="#n" type="note">1</a> &nbsp; <p>c</section></body>
<body name="notes"><section id="n"><p>d</p></section></body></FictionBook>"""


def sniff(head: bytes) -> float:
    return 1.0 if _ROOT.search(decode(head[:_HEAD_BYTES]).text) else 0.0


def sniff_archive(names: Collection[str], _mime_type: bytes) -> float:
    return 0.95 if only_book(list(names)) else 0.0


def parse(data: bytes, _options: ParseOptions) -> Iterator[ParseEvent]:
    book = read_book(data)
    metadata = metadata_of(book)
    yield metadata
    assembly = Assembly(metadata.language)
    pages = pages_of(book.bodies())
    if not pages:
        raise DamagedFile("body")
    around = _Around(assembly, book, [part for page in pages for part in portions(page)])
    yield from around.events(
        metadata.language, Direction.RTL if metadata.direction is Direction.RTL else Direction.AUTO
    )
    if assembly.empty:
        raise NothingToRead
    yield assembly.outline()
    yield assembly.anchors()
    yield from _cover(book)


class _Around(Portioned):
    """The surroundings of the book's pages: pictures are its binaries."""

    def __init__(self, assembly: Assembly, book: Book, parts: list[Element]) -> None:
        super().__init__(assembly, parts)
        self._book = book

    def image_data(self, src: str) -> bytes | None:
        return self._book.picture(src) if src.startswith("#") else super().image_data(src)


def _cover(book: Book) -> Iterator[Cover]:
    data = book.picture(cover_href(book))
    encoded = images.cover(data) if data else None
    if encoded:
        yield Cover(
            media_type=encoded.media_type,
            width_px=encoded.width_px,
            height_px=encoded.height_px,
            data=encoded.data,
        )


def warm() -> Iterable[bytes]:
    """A broken book, so that the mending is loaded too."""
    return (_WARM.encode(),)


FORMAT = Format("fb2", sniff, guarded(parse), sniff_archive=sniff_archive, warm=warm)
