"""PDF: text, boxes, links, outline, and pages as pixels."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import DamagedFile, PasswordNeeded
from reader.formats import limits
from reader.formats.pdf_document import PdfPages, open_pdf
from reader.formats.pdf_format import FORMAT
from reader.text.model import Cover, FixedPages, Locator, Metadata, Outline
from tests.formats.checks import sections_of, text_of, whole_markup
from tests.formats.contract import FormatContract
from tests.formats.makers import ENGLISH, pdf


class TestPdf(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [pdf(ENGLISH, "Second line", pages=3)]


def opened(data: bytes) -> PdfPages:
    return PdfPages(open_pdf(data))


def test_metadata_pages_and_outline() -> None:
    events = list(FORMAT.parse(pdf(ENGLISH, pages=2)))
    metadata = events[0]
    assert isinstance(metadata, Metadata)
    assert (metadata.title, metadata.authors, metadata.published) == ("The title", ("A. Author",), "2020-01-02")
    pages = next(event for event in events if isinstance(event, FixedPages)).pages
    assert [(page.width_pt, page.height_pt) for page in pages] == [(612, 792)] * 2
    outline = next(event for event in events if isinstance(event, Outline)).entries
    assert [(entry.title, entry.target) for entry in outline] == [("First page", Locator(0, 0))]
    assert whole_markup(events) == ""


def test_the_first_page_is_the_cover() -> None:
    cover = next(event for event in FORMAT.parse(pdf(ENGLISH)) if isinstance(event, Cover))
    assert cover.height_px == 640


def test_the_text_layer_is_the_canonical_text() -> None:
    data = pdf(ENGLISH, "Second line", pages=2)
    document = opened(data)
    for section in sections_of(FORMAT.parse(data)):
        assert document.text(section.index).text == text_of(section)
    document.close()


@pytest.mark.parametrize("rotate", [0, 90])
def test_boxes_cover_the_ink_of_their_words(rotate: int) -> None:
    document = opened(pdf("alpha beta", rotate=rotate))
    layer = document.text(0)
    words = {layer.text[box.offset : box.offset + box.length]: box for box in layer.boxes}
    assert set(words) == {"alpha", "beta"}
    image = document.image(0, 792)
    for box in words.values():
        left, top, right, bottom = box.x_pt, box.y_pt, box.x_pt + box.width_pt, box.y_pt + box.height_pt
        inside = image.crop((int(left), int(top), int(right) + 1, int(bottom) + 1)).convert("L")
        assert min(inside.tobytes()) < 128
        image.paste("white", (int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2))
    assert min(image.convert("L").tobytes()) > 128, "all ink stands in a box"
    document.close()


def test_links_lead_out_and_to_pages() -> None:
    document = opened(pdf(ENGLISH, pages=2))
    outside, inside = document.text(0).links
    assert (outside.uri, outside.target_page) == ("https://a.example/x", -1)
    assert (outside.x_pt, outside.y_pt, outside.width_pt, outside.height_pt) == (72, 792 - 715, 128, 25)
    assert (inside.uri, inside.target_page) == ("", 1)
    document.close()


def test_pixels_are_bgrx_rows() -> None:
    document = opened(pdf(ENGLISH))
    pixels = document.render(0, 0.5)
    assert (pixels.width_px, pixels.height_px) == (306, 396)
    assert pixels.stride >= 4 * pixels.width_px
    assert len(pixels.data) == pixels.stride * pixels.height_px
    assert pixels.data[:3] == b"\xff\xff\xff"
    document.close()


def test_a_wild_scale_is_bounded() -> None:
    document = opened(pdf(ENGLISH))
    for scale in (0.0, 1e-9, 1e6):
        pixels = document.render(0, scale)
        assert 0 < pixels.width_px * pixels.height_px <= limits.MAX_RENDERED_PIXELS * 1.01
    document.close()


@pytest.mark.parametrize("page", [-1, 1, 99])
def test_a_page_that_is_not_there(page: int) -> None:
    document = opened(pdf(ENGLISH))
    with pytest.raises(DamagedFile):
        document.render(page, 1.0)
    with pytest.raises(DamagedFile):
        document.text(page)
    document.close()


def test_a_password_is_asked_for(corpus: Path) -> None:
    (locked,) = corpus.glob("pdf/py-pdf/005-*password*.pdf")
    with pytest.raises(PasswordNeeded):
        list(FORMAT.parse(locked.read_bytes()))
    assert FORMAT.open is not None
    with pytest.raises(PasswordNeeded):
        FORMAT.open(locked.read_bytes())
