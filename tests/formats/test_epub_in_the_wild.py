"""Books as they are met: untidy, cut, renamed, repacked, or locked to a shop."""

from __future__ import annotations

import io
import zipfile

import pytest

from reader.errors import DamagedFile, ProtectedByDrm
from reader.formats.epub_format import FORMAT, sniff_archive
from reader.formats.registry import recognise
from reader.text.model import Metadata, Outline, ParseEvent
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.makers import CONTAINER, ENGLISH, epub, page, picture

PAGE = page(f"<p>{ENGLISH}</p>")


def parsed(data: bytes) -> list[ParseEvent]:
    assert recognise(data) is FORMAT
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def repacked(
    data: bytes, *, drop: str = "", compressed_type: bool = False, rename: tuple[str, str] = ("", "")
) -> bytes:
    """The same book packed again by somebody else's program."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()[::-1] if compressed_type else old.namelist()
        for name in names:
            if name != drop:
                new.writestr(name.replace(*rename) if rename[0] else name, old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("drop", ["META-INF/container.xml", "mimetype"])
def test_without_container_or_type(drop: str) -> None:
    assert ENGLISH in whole_text(parsed(repacked(epub({"a.xhtml": PAGE}), drop=drop)))


def test_a_type_that_is_compressed_and_comes_last() -> None:
    big = {"z.bin": bytes(range(256)) * 600}
    data = repacked(epub({"a.xhtml": PAGE}, others=big), compressed_type=True)
    assert ENGLISH in whole_text(parsed(data))


@pytest.mark.parametrize("rename", [("META-INF/container.xml", "meta-inf/Container.XML"), ("OEBPS/", "OEBPS\\")])
def test_other_case_and_other_slashes(rename: tuple[str, str]) -> None:
    assert ENGLISH in whole_text(parsed(repacked(epub({"a.xhtml": PAGE}), rename=rename)))


def test_bytes_behind_the_end_and_a_comment() -> None:
    data = epub({"a.xhtml": PAGE})
    for extra in (b"\x00" * 3000, b"<html>appended by a server</html>"):
        assert ENGLISH in whole_text(parsed(data + extra))


def test_a_byte_order_mark_everywhere() -> None:
    package = (
        '\ufeff<?xml version="1.0" encoding="utf-8"?><package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a" href="/OEBPS/a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("META-INF/container.xml", "\ufeff" + CONTAINER)
        book.writestr("OEBPS/book.opf", package)
        book.writestr("OEBPS/a.xhtml", ("\ufeff" + PAGE).encode("utf-16"))
    assert whole_text(parsed(out.getvalue())) == f"{ENGLISH}\n"


def test_ids_given_twice_and_pages_named_twice() -> None:
    manifest = (
        '<item id="x" href="x.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="x" href="y.xhtml" media-type="application/xhtml+xml"/>'
    )
    extra = {f"OEBPS/{name}.xhtml": page(f"<p>{name}</p>") for name in "xy"}
    spine = '<itemref idref="x"/><itemref idref="x"/><itemref idref="nowhere"/>'
    assert whole_text(parsed(epub({}, manifest=manifest, spine=spine, extra=extra))) == "x\nx\n"


def test_the_first_rendition_is_read() -> None:
    container = CONTAINER.replace(
        "<rootfiles>", '<rootfiles><rootfile full-path="x.pdf" media-type="application/pdf"/>'
    )
    data = repacked(epub({"a.xhtml": PAGE}), drop="META-INF/container.xml")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("META-INF/container.xml", container)
        book.writestr("x.pdf", b"%PDF-")
    assert ENGLISH in whole_text(parsed(out.getvalue()))


def test_an_ncx_whose_points_have_no_label() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><content src="a.xhtml"/></navPoint>'
        "<navPoint><navLabel><text>A</text></navLabel><content src='a.xhtml'/></navPoint></navMap></ncx>"
    )
    events = parsed(epub({"a.xhtml": PAGE}, others={"toc.ncx": ncx}))
    outline = next(event for event in events if isinstance(event, Outline))
    assert [entry.title for entry in outline.entries] == ["A"]


@pytest.mark.parametrize(
    "extra",
    [
        {"META-INF/rights.xml": '<adept:rights xmlns:adept="http://ns.adobe.com/adept"><encryptedKey/></adept:rights>'},
        {"META-INF/sinf.xml": "<fairplay:sinf xmlns:fairplay='http://itunes.apple.com/ns/epub'/>"},
        {"META-INF/license.lcpl": '{"id": "x", "encryption": {}}'},
    ],
)
def test_keys_of_shops_are_drm(extra: dict[str, str]) -> None:
    with pytest.raises(ProtectedByDrm):
        list(FORMAT.parse(epub({"a.xhtml": PAGE}, extra=dict(extra))))


def test_rights_without_a_key_lock_nothing() -> None:
    assert parsed(epub({"a.xhtml": PAGE}, extra={"META-INF/rights.xml": "<rights>CC BY</rights>"}))


def test_nothing_comes_from_outside() -> None:
    body = (
        f'<p>{ENGLISH}</p><img src="http://a.example/x.png" alt="far"/><img src="file:///etc/passwd"/>'
        '<img src="//a.example/y.png" alt="farther"/><img src="../../../../etc/passwd"/>'
    )
    head = '<link rel="stylesheet" href="http://a.example/s.css"/><style>@import "http://a.example/t.css";</style>'
    markup = whole_markup(parsed(epub({"a.xhtml": page(body, head=head)})))
    assert "[far]" in markup
    assert "example" not in markup
    assert "<img" not in markup


@pytest.mark.parametrize(
    ("names", "mimetype", "sure"),
    [
        (["mimetype", "a.opf"], b"application/epub+zip", 1.0),
        (["META-INF/container.xml"], b"", 0.95),
        (["book.opf", "a.xhtml"], b"", 0.9),
        (["word/document.xml", "[Content_Types].xml"], b"", 0.0),
        (["META-INF/manifest.xml"], b"application/vnd.oasis.opendocument.text", 0.0),
        (["a.epub", "b.epub"], b"", 0.0),
    ],
)
def test_which_archives_are_books(names: list[str], mimetype: bytes, sure: float) -> None:
    assert sniff_archive(names, mimetype) == sure


def test_an_archive_of_something_else_is_no_book() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.bin", b"x")
    assert recognise(out.getvalue()).kind == "zip"


def test_a_sheet_of_the_book_used_by_every_page_is_unpacked_once() -> None:
    sheet = "p{margin:0}/*" + "x" * 900_000 + "*/"
    pages: dict[str, str | bytes] = {
        f"{number}.xhtml": page("<p>a</p>", head='<link rel="stylesheet" href="s.css"/>') for number in range(1300)
    }
    events = parsed(epub(pages, others={"s.css": sheet}))
    assert len(sections_of(events)) == 1300, "1300 times 0.9 MB would be more than a book may unpack"


def test_a_book_is_as_good_with_the_metadata_of_nobody() -> None:
    broken = epub({"a.xhtml": PAGE}, creator="", language="not a language")
    metadata = next(iter(FORMAT.parse(broken)))
    assert isinstance(metadata, Metadata)
    assert (metadata.authors, metadata.language) == ((), "")
    assert losses_of(parsed(epub({"a.xhtml": PAGE, "b.png": picture()}))) == set()


def test_cut_in_the_middle_is_damage() -> None:
    data = epub({f"{number}.xhtml": PAGE for number in range(40)})
    assert recognise(data[: len(data) // 2]) is FORMAT
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(data[: len(data) // 2]))
