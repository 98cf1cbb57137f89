"""Books of fixed layout: picture books as pages, all others as text."""

from __future__ import annotations

import io
import zipfile
from io import BytesIO

import pytest
from PIL import Image

from reader.errors import DamagedFile, NothingToRead
from reader.formats import limits
from reader.formats.epub_format import FORMAT
from reader.text.model import Cover, Direction, FixedPages, Locator, Metadata, Outline, ParseEvent
from tests.formats.checks import check_document, losses_of, sections_of, text_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ENGLISH, KOREAN, epub, nav, page, picture

PRE_PAGINATED = '<meta property="rendition:layout">pre-paginated</meta>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
PAGES: dict[str, str | bytes] = {
    "1.xhtml": page(f'<div><img src="1.png" alt="{ENGLISH}"/></div>', head='<meta name="viewport" content="width=9"/>'),
    "2.xhtml": page(SVG.format('<image x:href="2.jpg"/>')),
    "3.svg": SVG.format(f'<title>{KOREAN}</title><image x:href="1.png"/>'),
    "2.jpg": picture("JPEG", (400, 100)),
}
OTHERS: dict[str, str | bytes] = {"1.png": picture("PNG", (120, 160))}


def comic() -> bytes:
    contents = nav(("Two", "2.xhtml"))
    return epub(PAGES, others=OTHERS, metadata=PRE_PAGINATED, contents=contents)


class TestPictureBook(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [comic()]


def parsed(data: bytes) -> list[ParseEvent]:
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def is_paged(events: list[ParseEvent]) -> bool:
    return any(isinstance(event, FixedPages) for event in events)


def test_a_picture_book_is_pages() -> None:
    events = parsed(comic())
    fixed = next(event for event in events if isinstance(event, FixedPages))
    assert [(size.width_pt, size.height_pt) for size in fixed.pages] == [(90, 120), (300, 75), (90, 120), (300, 75)]
    assert [text_of(section) for section in sections_of(events)] == [f"{ENGLISH}\n", "", f"{KOREAN}\n", ""]
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.target) for entry in outline.entries] == [("Two", Locator(1))]
    assert any(isinstance(event, Cover) for event in events)
    assert losses_of(events) == set()


@pytest.mark.parametrize(
    ("said", "language", "layout", "direction"),
    [
        ("rtl", "ja", PRE_PAGINATED, Direction.RTL),
        ("ltr", "ar", PRE_PAGINATED, Direction.LTR),
        ("default", "ja", PRE_PAGINATED, Direction.LTR),
        ("rtl", "ja", "", Direction.LTR),
    ],
)
@pytest.mark.parametrize("words", ["", "<p>春はあけぼの</p>"])
def test_fixed_pages_are_turned_as_the_package_says(
    said: str, language: str, layout: str, direction: Direction, words: str
) -> None:
    pages = {**PAGES, "1.xhtml": page(f'{words}<img src="1.png" alt=""/>')}
    book = epub(
        pages, others=OTHERS, metadata=layout, language=language,
        spine_attributes=f'page-progression-direction="{said}"',
    )  # fmt: skip
    events = parsed(book)
    metadata = next(event for event in events if isinstance(event, Metadata))
    assert metadata.direction is direction
    assert is_paged(events) == bool(layout and not words)
    if words:
        assert 'dir="rtl"' not in whole_markup(events) or language == "ar"


@pytest.mark.parametrize(("fixed", "direction"), [(3, Direction.RTL), (1, Direction.LTR)])
def test_a_page_of_text_at_the_end_changes_no_direction(fixed: int, direction: Direction) -> None:
    """A comic with a page about itself; a novel with a plate is read as its language is."""
    archive = zipfile.ZipFile(BytesIO(epub(PAGES, others=OTHERS, language="ja",
                                           spine_attributes='page-progression-direction="rtl"')))  # fmt: skip
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".opf"):
                data = data.replace(b"<itemref ", b'<itemref properties="rendition:layout-pre-paginated" ', fixed)
            changed.writestr(name, data)
    metadata = next(event for event in parsed(out.getvalue()) if isinstance(event, Metadata))
    assert metadata.direction is direction


def test_its_pages_are_drawn_and_have_their_words() -> None:
    assert FORMAT.open is not None
    book = FORMAT.open(BytesIO(comic()))
    events = parsed(comic())
    for section in sections_of(events):
        drawn = book.render(section.index, 2.0)
        assert len(drawn.data) == drawn.stride * drawn.height_px
        text = book.text(section.index)
        assert text.text == text_of(section)
        assert all(box.length == len(text.text) for box in text.boxes)
    first = book.render(0, 2.0)
    assert (first.width_px, first.height_px) == (180, 240)
    book.close()


def test_colours_and_transparency_come_out_on_white() -> None:
    out = io.BytesIO()
    image = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    image.putpixel((0, 0), (255, 0, 0, 255))
    image.save(out, "PNG")
    data = epub({"1.png": out.getvalue()}, metadata=PRE_PAGINATED)
    assert FORMAT.open is not None
    drawn = FORMAT.open(BytesIO(data)).render(0, 4 / 3)
    assert (drawn.width_px, drawn.height_px) == (4, 4)
    assert drawn.data[:3] == b"\x00\x00\xff", "blue, green, red"
    assert drawn.data[-4:-1] == b"\xff\xff\xff"


def test_a_page_turned_by_its_camera_has_the_size_it_is_shown_in() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = epub({"1.jpg": picture("JPEG", (80, 40), exif=exif.tobytes())}, metadata=PRE_PAGINATED)
    fixed = next(event for event in parsed(data) if isinstance(event, FixedPages))
    assert (fixed.pages[0].width_pt, fixed.pages[0].height_pt) == (30, 60)


@pytest.mark.parametrize(
    "body",
    ["<p>words</p>", "<img src='1.png' alt=''/>", SVG.format("<text>words</text>"), "<video src='v.mp4'/>", ""],
)
def test_pages_that_hold_more_than_a_picture_flow(body: str) -> None:
    pages = {"1.xhtml": page(f'<img src="1.png" alt="{ENGLISH}"/>{body}'), "2.xhtml": page("<p>text</p>")}
    events = parsed(epub(pages, others=OTHERS, metadata=PRE_PAGINATED))
    assert not is_paged(events)
    assert "fixed-layout" in losses_of(events)
    assert "text\n" in whole_text(events)
    assert FORMAT.open is not None
    with pytest.raises(NothingToRead):
        FORMAT.open(BytesIO(epub(pages, others=OTHERS, metadata=PRE_PAGINATED)))


@pytest.mark.parametrize(
    ("options", "paged"),
    [
        ({"metadata": '<meta name="fixed-layout" content="true"/>'}, True),
        ({"extra": {"META-INF/com.apple.ibooks.display-options.xml": "APPLE"}}, True),
        ({"metadata": '<meta property="rendition:layout">reflowable</meta>'}, False),
        ({}, False),
    ],
)
def test_layout_in_the_ways_that_it_was_asked_for(options: dict[str, object], paged: bool) -> None:
    apple = '<display_options><platform name="*"><option name="fixed-layout">true</option></platform></display_options>'
    if "extra" in options:
        options = {"extra": dict.fromkeys(["META-INF/com.apple.ibooks.display-options.xml"], apple)}
    data = epub({"1.xhtml": PAGES["1.xhtml"]}, others=OTHERS, **options)  # type: ignore[arg-type]  # by name
    assert is_paged(parsed(data)) is paged


def test_one_page_may_flow_in_a_book_of_pages() -> None:
    spine = '<itemref idref="r" properties="rendition:layout-reflowable"/>'
    item = '<item id="r" href="r.xhtml" media-type="application/xhtml+xml"/>'
    data = epub(
        PAGES,
        others=OTHERS,
        metadata=PRE_PAGINATED,
        manifest=item,
        spine=spine,
        extra={"OEBPS/r.xhtml": page("<p>r</p>")},
    )
    events = parsed(data)
    assert not is_paged(events)
    assert losses_of(events) == {"fixed-layout"}


def test_broken_and_huge_pictures() -> None:
    one_bad = epub({**PAGES, "4.jpg": b"\xff\xd8 no"}, others=OTHERS, metadata=PRE_PAGINATED)
    assert is_paged(parsed(one_bad)), "a page that can't be drawn keeps its number"
    assert FORMAT.open is not None
    with pytest.raises(DamagedFile):
        FORMAT.open(BytesIO(one_bad)).render(4, 1.0)
    for bad in (b"no", picture("PNG", (20_000, 20_000), mode="1")):
        with pytest.raises(DamagedFile):
            list(FORMAT.parse(epub({"1.png": bad}, metadata=PRE_PAGINATED)))


def test_drawing_large_stays_within_bounds() -> None:
    assert FORMAT.open is not None
    drawn = FORMAT.open(BytesIO(comic())).render(0, 1000.0)
    assert drawn.width_px * drawn.height_px <= limits.MAX_RENDERED_PIXELS * 1.01


def test_reading_for_long_does_not_use_up_what_may_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = epub({"1.png": picture("PNG", (300, 300))}, metadata=PRE_PAGINATED, compression=zipfile.ZIP_STORED)
    assert FORMAT.open is not None
    book = FORMAT.open(BytesIO(data))
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 4000)
    for _ in range(50):
        book.text(0)
        assert book.render(0, 0.1).data
