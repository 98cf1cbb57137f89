"""Every promise of reader/text/model.py is asked of a worker, and no honest document is turned away."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.errors import ProtocolViolation
from reader.text.model import (
    MAX_NAMES,
    PIECE_LIMIT_BYTES,
    Anchors,
    Cover,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    PageLink,
    PagePixels,
    PageSize,
    PageText,
    ParseEvent,
    Piece,
    Progress,
    Resource,
    Section,
    Simplified,
    TextBox,
)
from reader.workers import checks
from reader.workers.checks import ParseCheck, check_kind, check_page_text, check_pixels
from reader.workers.pictures import picture_size


def picture(kind: str, width_px: int = 3, height_px: int = 2) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width_px, height_px)).save(out, kind)
    return out.getvalue()


def piece(text: str = "abc\n", start: int = 0, html: str | None = None) -> Piece:
    return Piece(html=f"<p>{text.strip()}</p>" if html is None else html, text=text, start=start)


def section(index: int = 0, *pieces: Piece) -> Section:
    return Section(index=index, pieces=pieces or (piece(),))


def resource(name: str = "a.png", width_px: int = 3, height_px: int = 2, kind: str = "png") -> Resource:
    data = picture(kind)
    return Resource(name=name, media_type=f"image/{kind}", width_px=width_px, height_px=height_px, data=data)


def cover(width_px: int, height_px: int) -> Cover:
    data = picture("jpeg", width_px, height_px)
    return Cover(media_type="image/jpeg", width_px=width_px, height_px=height_px, data=data)


def outline(level: int = 1, at: Locator = Locator(0, 0)) -> Outline:  # noqa: B008 - immutable
    return Outline(entries=(OutlineEntry(title="t", level=level, target=at),))


def pages(count: int, width_pt: float = 10.0) -> FixedPages:
    return FixedPages(pages=(PageSize(width_pt=width_pt, height_pt=10.0),) * count)


def follow(*events: ParseEvent, metadata: Metadata | None = None) -> ParseCheck:
    check = ParseCheck()
    check.event(metadata or Metadata())
    for event in events:
        check.event(event)
    return check


def test_a_whole_honest_document_passes() -> None:
    check = ParseCheck()
    for event in (
        Progress(done=0, total=3),
        Metadata(title="t", authors=("a", "b"), language="zh-Hant", description="two\nlines"),
        Simplified(what="vertical-text"),
        section(0, piece("abc\n", 0), piece("d\n", 4)),
        resource(),
        resource("b", kind="jpeg"),
        section(1),
        pages(2),
        outline(2, Locator(0, 6)),
        Anchors(targets={"a-1": Locator(1, 4)}),
        cover(640, 10),
        Progress(done=3, total=3),
    ):
        check.event(event)
    check.done()


NO_NUMBER = math.nan
LIES: dict[str, tuple[ParseEvent, ...]] = {
    "metadata twice": (Metadata(),),
    "sections begin at one": (section(1),),
    "sections repeat": (section(0), section(0)),
    "a negative section": (section(-1),),
    "pieces that do not join": (section(0, piece(), piece(start=5)),),
    "pieces that overlap": (section(0, piece(), piece(start=3)),),
    "a first piece that is not at the start": (section(0, piece(start=1)),),
    "an empty piece": (section(0, piece("")),),
    "a piece too long": (section(0, piece("x" * PIECE_LIMIT_BYTES + "\n")),),
    "a piece too long in UTF-8": (section(0, piece("가" * (PIECE_LIMIT_BYTES // 2) + "\n")),),
    "a script": (section(0, piece(html="<script>x</script>")),),
    "a style not listed": (section(0, piece(html='<p style="position:fixed">x</p>')),),
    "a picture from elsewhere": (section(0, piece(html='<p><img src="https://x.test/y.png"></p>')),),
    "a picture from a file": (section(0, piece(html='<p><img src="file:///etc/passwd"></p>')),),
    "a handler": (section(0, piece(html='<p onclick="x()">x</p>')),),
    "markup beyond measure": (section(0, piece(html="<p>" + "x" * checks.MAX_PIECE_MARKUP_CHARACTERS + "</p>")),),
    "a section title with a line break": (Section(index=0, title="a\nb", pieces=(piece(),)),),
    "a language that is none": (Section(index=0, language='en" x="', pieces=(piece(),)),),
    "a picture twice": (resource(), resource()),
    "a picture's name that is a path": (resource("../a"),),
    "a picture without a name": (resource(""),),
    "a picture wider than it says": (resource(width_px=2),),
    "a picture higher than it says": (resource(height_px=1),),
    "a picture of another kind": (
        Resource(name="a", media_type="image/jpeg", width_px=3, height_px=2, data=picture("png")),
    ),
    "a picture Qt alone would draw": (
        Resource(name="a", media_type="image/svg+xml", width_px=3, height_px=2, data=b"<svg/>"),
    ),
    "no picture at all": (Resource(name="a", media_type="image/png", width_px=3, height_px=2, data=b""),),
    "a picture that swells": (
        Resource(
            name="a",
            media_type="image/png",
            width_px=1 << 15,
            height_px=1 << 15,
            data=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x80\0\0\0\x80\0",
        ),
    ),
    "a cover too large": (cover(641, 10),),
    "two covers": (cover(3, 2), cover(3, 2)),
    "two outlines": (section(), outline(), outline()),
    "an outline to a section that is not there": (section(), outline(at=Locator(1, 0))),
    "an outline before its sections": (outline(),),
    "an outline behind the text": (section(), outline(at=Locator(0, 5))),
    "an outline before the text": (section(), outline(at=Locator(0, -1))),
    "a level of none": (section(), outline(level=0)),
    "a section after the outline": (section(0), outline(), section(1)),
    "a section after the anchors": (section(0), Anchors(targets={}), section(1)),
    "an anchor nowhere": (section(), Anchors(targets={"a": Locator(-1, 0)})),
    "an anchor without a name": (section(), Anchors(targets={"": Locator(0, 0)})),
    "no pages": (pages(0),),
    "a page without width": (pages(1, 0.0),),
    "a page of no number": (pages(1, NO_NUMBER),),
    "an endless page": (pages(1, math.inf),),
    "something simplified that is no key": (Simplified(what="<b>"),),
    "progress beyond the end": (Progress(done=2, total=1),),
    "progress before the start": (Progress(done=-1, total=1),),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_a_violation(lie: str) -> None:
    check = follow(*LIES[lie][:-1])
    with pytest.raises(ProtocolViolation):
        check.event(LIES[lie][-1])


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata(title="a\0b"),
        Metadata(title="x" * (checks.MAX_LINE_CHARACTERS + 1)),
        Metadata(authors=("a",) * (MAX_NAMES + 1)),
        Metadata(authors=("a\nb",)),
        Metadata(language="<x>"),
        Metadata(description="x" * (checks.MAX_DESCRIPTION_CHARACTERS + 1)),
    ],
)
def test_metadata_has_a_measure(metadata: Metadata) -> None:
    with pytest.raises(ProtocolViolation):
        follow(metadata=metadata)


@pytest.mark.parametrize(
    "first", [section(), resource(), cover(3, 2), pages(1), Simplified(what="x"), Anchors(targets={})]
)
def test_metadata_comes_first(first: ParseEvent) -> None:
    with pytest.raises(ProtocolViolation):
        ParseCheck().event(first)


@pytest.mark.parametrize(
    ("name", "limit", "events"),
    [
        ("MAX_SECTIONS", 1, (section(0), section(1))),
        ("MAX_TEXT_CHARACTERS", 7, (section(0), section(1))),
        ("MAX_RESOURCES", 1, (resource("a"), resource("b"))),
        ("MAX_SIMPLIFIED", 1, (Simplified(what="a"), Simplified(what="b"))),
        ("MAX_TARGETS", 0, (section(), outline())),
        ("MAX_TARGETS", 0, (section(), Anchors(targets={"a": Locator(0, 0)}))),
    ],
)
def test_numbers_have_a_measure(
    monkeypatch: pytest.MonkeyPatch, name: str, limit: int, events: tuple[ParseEvent, ...]
) -> None:
    follow(*events)
    monkeypatch.setattr(checks, name, limit)
    with pytest.raises(ProtocolViolation):
        follow(*events)


def test_the_whole_is_looked_at() -> None:
    for incomplete in (ParseCheck(), follow(), follow(section(), pages(2)), follow(section(0), section(1), pages(1))):
        with pytest.raises(ProtocolViolation):
            incomplete.done()


@pytest.mark.parametrize("kind", ["epub", "pdf", "markdown", "text", "html"])
def test_kinds_are_short_words(kind: str) -> None:
    assert check_kind(kind) == kind


@pytest.mark.parametrize("kind", ["", "EPUB", "a b", "x" * 17, "é", "epub\n"])
def test_other_kinds_are_violations(kind: str) -> None:
    with pytest.raises(ProtocolViolation):
        check_kind(kind)


def pixels(width_px: int = 2, height_px: int = 3, stride: int = 8, size: int = 24, page: int = 1) -> PagePixels:
    return PagePixels(page=page, width_px=width_px, height_px=height_px, stride=stride, data=bytes(size))


def test_pixels_that_add_up_pass() -> None:
    assert check_pixels(pixels(stride=12, size=36), page=1)


@pytest.mark.parametrize(
    "wrong",
    [
        pixels(page=0),
        pixels(size=23),
        pixels(size=25),
        pixels(stride=4, size=12),
        pixels(stride=9, size=27),
        pixels(width_px=0),
        pixels(width_px=-2),
        pixels(height_px=0, size=0),
        pixels(height_px=-3),
        pixels(height_px=-3, stride=-8),
    ],
)
def test_pixels_that_do_not_are_violations(wrong: PagePixels) -> None:
    with pytest.raises(ProtocolViolation):
        check_pixels(wrong, page=1)


def box(offset: int, length: int, x_pt: float = 0) -> TextBox:
    return TextBox(offset=offset, length=length, x_pt=x_pt, y_pt=0, width_pt=1, height_pt=1)


def link(target_page: int = -1, uri: str = "", width_pt: float = 1) -> PageLink:
    return PageLink(x_pt=0, y_pt=0, width_pt=width_pt, height_pt=1, target_page=target_page, uri=uri)


def page_text(*marks: TextBox | PageLink, page: int = 1) -> PageText:
    boxes = tuple(mark for mark in marks if isinstance(mark, TextBox))
    links = tuple(mark for mark in marks if isinstance(mark, PageLink))
    return PageText(page=page, text="abc\n", boxes=boxes, links=links)


def test_page_text_that_adds_up_passes() -> None:
    assert check_page_text(page_text(box(0, 4), box(4, 0), link(7), link(uri="https://x.test/")), page=1)


@pytest.mark.parametrize(
    "wrong",
    [
        page_text(page=2),
        page_text(box(-1, 1)),
        page_text(box(0, 5)),
        page_text(box(5, 0)),
        page_text(box(1 << 62, 1 << 62)),
        page_text(box(0, -1)),
        page_text(box(0, 1, NO_NUMBER)),
        page_text(box(0, 1, math.inf)),
        page_text(link(-2)),
        page_text(link(checks.MAX_SECTIONS)),
        page_text(link(uri="a\nb")),
        page_text(link(width_pt=NO_NUMBER)),
    ],
)
def test_page_text_that_does_not_is_a_violation(wrong: PageText) -> None:
    with pytest.raises(ProtocolViolation):
        check_page_text(wrong, page=1)


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["png", "jpeg"]))
def test_the_size_in_a_header_is_the_pictures(width_px: int, height_px: int, kind: str) -> None:
    assert picture_size(f"image/{kind}", picture(kind, width_px, height_px)) == (width_px, height_px)


@pytest.mark.parametrize("progressive", [False, True])
def test_jpegs_of_every_kind_have_a_size(progressive: bool) -> None:
    out = io.BytesIO()
    Image.new("CMYK", (30, 20)).save(out, "jpeg", progressive=progressive, exif=b"Exif\0\0" + bytes(100))
    assert picture_size("image/jpeg", out.getvalue()) == (30, 20)


@given(st.sampled_from(["image/png", "image/jpeg"]), st.binary(max_size=60), st.integers(0, 200))
def test_no_bytes_confuse_the_header_reader(media_type: str, data: bytes, cut: int) -> None:
    read: Callable[[bytes], object] = lambda whole: picture_size(media_type, whole)  # noqa: E731
    read(data)
    read(b"\xff\xd8" + data)
    read(picture("png")[:cut])
    read(picture("jpeg")[:cut] + data)
