"""Where a page has content, what of it is turned over at night, and parts of pages drawn as the whole is."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter

from reader.errors import DamagedFile
from reader.formats.comic_format import FORMAT as COMIC
from reader.formats.page_survey import content_box, is_photograph, rgb_of, survey, turned_over
from reader.formats.pdf_document import PdfPages, open_pdf
from reader.text.model import PagePixels
from reader.text.page_content import Clip
from tests.formats.makers_pdf import Placed, assembled, placed, stream
from tests.formats.test_comic_format import cbz


def photograph() -> Image.Image:
    """Much lightness in between, as a landscape has."""
    image = Image.linear_gradient("L").resize((300, 200)).filter(ImageFilter.GaussianBlur(3))
    return Image.merge("RGB", (image.point(lambda v: 60 + v // 2), image.point(lambda v: 90 + v // 3), image))


def scan(paper: tuple[int, int, int] = (238, 230, 205)) -> Image.Image:
    """A page of text that was scanned, on paper that is not quite white."""
    image = Image.new("RGB", (300, 400), paper)
    drawing = ImageDraw.Draw(image)
    for line in range(18):
        drawing.text((20, 20 + 20 * line), "words that were scanned once", fill=(40, 35, 30))
    return image


def chart() -> Image.Image:
    image = Image.new("RGB", (300, 200), "white")
    drawing = ImageDraw.Draw(image)
    for number, colour in enumerate(("red", "navy", "green")):
        drawing.rectangle((30 + 60 * number, 40 * number, 60 + 60 * number, 190), fill=colour)
    return image


@pytest.mark.parametrize(
    ("image", "kept"),
    [(photograph(), True), (scan(), False), (scan((255, 255, 255)), False), (scan((200, 196, 190)), False),
     (chart(), False)],
)  # fmt: skip
def test_photographs_are_told_from_scans_and_charts(image: Image.Image, kept: bool) -> None:
    assert is_photograph(image) is kept


def pixels_of(image: Image.Image) -> PagePixels:
    data = image.convert("RGBA").tobytes("raw", "BGRA")
    return PagePixels(page=0, width_px=image.width, height_px=image.height, stride=4 * image.width, data=data)


def test_turning_over_keeps_hues_and_pictures() -> None:
    image = Image.new("RGB", (4, 1))
    for x, colour in enumerate(((255, 255, 255), (0, 0, 0), (200, 0, 0), (10, 20, 30))):
        image.putpixel((x, 0), colour)
    turned = rgb_of(turned_over(pixels_of(image), [(3, 0, 9, 5)]))
    assert [turned.getpixel((x, 0)) for x in range(4)] == [
        (0, 0, 0),
        (255, 255, 255),
        (255, 55, 55),  # still red
        (10, 20, 30),  # in a picture
    ]


def test_a_page_with_a_colour_outside_its_pictures_is_not_grey() -> None:
    page = Image.new("RGB", (300, 400), "white")
    page.paste(photograph(), (0, 0))
    photo = [(0.0, 0.0, 300.0, 200.0)]
    assert survey(pixels_of(page), 300, 400, photo).is_grey
    ImageDraw.Draw(page).text((40, 300), "a link", fill=(20, 60, 190))
    assert not survey(pixels_of(page), 300, 400, photo).is_grey


def test_the_content_box_holds_all_that_is_not_paper() -> None:
    image = Image.new("RGB", (200, 300), (250, 246, 230))
    assert content_box(image) == (0, 0, 200, 300), "nothing is there: nothing is cut"
    image.putpixel((40, 50), (0, 0, 0))
    image.putpixel((150, 250), (200, 180, 160))
    assert content_box(image) == (39, 49, 152, 252)


def pdf(image: Image.Image) -> PdfPages:
    """A page of a line of text under a picture."""
    out = io.BytesIO()
    image.save(out, "JPEG")
    entries = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8" % image.size
    )
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /P 6 0 R >> >>"
    content = b"q 1 0 0 1 100 500 cm 300 0 0 200 0 0 cm /G Do Q BT /F 20 Tf 100 300 Td (words) Tj ET"
    return PdfPages(
        open_pdf(
            assembled(
                [
                    b"<< /Type /Catalog /Pages 2 0 R >>",
                    b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] >>",
                    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R"
                    b" /Resources << /Font << /F 5 0 R >> /XObject << /G 7 0 R >> >> >>",
                    stream(content),
                    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                    stream(out.getvalue(), entries + b" /Filter /DCTDecode"),
                    stream(b"/P Do", form),
                ]
            )
        )
    )


def test_at_night_a_photograph_in_a_form_stays_and_the_page_is_turned_over() -> None:
    document = pdf(photograph())
    day, night = rgb_of(document.render(0, 1.0)), rgb_of(document.render(0, 1.0, dark=True))
    assert day.getpixel((10, 10)) == (255, 255, 255)
    assert night.getpixel((10, 10)) == (0, 0, 0)
    inside = (250, 200)
    assert night.getpixel(inside) == day.getpixel(inside)
    document.close()


@pytest.mark.parametrize("scale", [1.0, 1.005, 1.37, 1.4983, 1.61, 2.0, 2.23])
def test_at_night_a_photograph_keeps_its_edges_and_the_paper_none(scale: float) -> None:
    """Where the picture ends between two pixels, half of its last column would be light lines on dark paper."""
    document = pdf(photograph())
    day, night = rgb_of(document.render(0, scale)), rgb_of(document.render(0, scale, dark=True))
    across = [(x, round(200 * scale)) for x in range(day.width)]
    down = [(round(250 * scale), y) for y in range(round(400 * scale))]
    white, black = (255, 255, 255), (0, 0, 0)
    for place in (*across, *down):
        seen = day.getpixel(place)
        assert night.getpixel(place) == (black if seen == white else seen), place
    document.close()


def test_a_scanned_page_is_turned_over_and_a_dark_one_left() -> None:
    document = pdf(scan())
    night = rgb_of(document.render(0, 1.0, dark=True))
    assert sum(night.getpixel((250, 290))) < 200  # type: ignore[arg-type]
    document.close()
    dark = PdfPages(open_pdf(placed([Placed(0, 0, "x", 2000)])))
    assert dark.render(0, 0.5, dark=True).width_px > 0
    dark.close()


def test_a_part_of_a_page_is_that_part_of_the_whole() -> None:
    document = pdf(photograph())
    for dark in (False, True):
        whole = rgb_of(document.render(0, 2.0, dark=dark))
        part = rgb_of(document.render(0, 2.0, Clip(left=150, top=380, width=300, height=200), dark=dark))
        assert part.size == (300, 200)
        expected = whole.crop((150, 380, 450, 580))
        worst = max(abs(a - b) for a, b in zip(part.tobytes(), expected.tobytes(), strict=True))
        assert worst <= 2
    edge = document.render(0, 2.0, Clip(left=1100, top=1500, width=1024, height=1024))
    assert (edge.width_px, edge.height_px) == (100, 100)
    document.close()


@pytest.mark.parametrize(
    ("scale", "clip"),
    [
        (1.0, Clip(left=9000, top=0, width=10, height=10)),
        (1.0, Clip(left=0, top=0, width=0, height=10)),
        (1.0, Clip(left=0, top=0, width=-5, height=10)),
        (1000.0, Clip(left=0, top=0, width=10, height=10)),
        (float("nan"), Clip(left=0, top=0, width=10, height=10)),
        (20.0, Clip(left=0, top=0, width=12_000, height=16_000)),
    ],
)
def test_a_part_that_can_t_be_had_is_refused(scale: float, clip: Clip) -> None:
    document = pdf(scan())
    with pytest.raises(DamagedFile):
        document.render(0, scale, clip)
    document.close()


def test_content_of_a_page_and_of_a_comic() -> None:
    document = pdf(photograph())
    found = document.content(0)
    assert (found.x_pt, found.y_pt) == pytest.approx((100, 100), abs=3)
    assert found.x_pt + found.width_pt == pytest.approx(400, abs=3)
    document.close()
    image = Image.new("RGB", (400, 600), "white")
    image.paste(photograph(), (50, 100))
    out = io.BytesIO()
    image.save(out, "PNG")
    comic = COMIC.open(io.BytesIO(cbz({"1.png": out.getvalue()}))) if COMIC.open else None
    assert comic is not None
    content = comic.content(0)
    assert (content.x_pt, content.y_pt) == pytest.approx((50 * 0.75, 100 * 0.75), abs=3)
    part = comic.render(0, 4 / 3, Clip(left=50, top=100, width=300, height=200))
    assert rgb_of(part).getpixel((150, 100)) == image.getpixel((200, 200))
    comic.close()
