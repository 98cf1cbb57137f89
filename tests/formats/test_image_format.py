"""Image files: pages of pixels, their sizes and colours, and nothing of where they were taken."""

from __future__ import annotations

import io
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, UnsupportedKind
from reader.formats import limits
from reader.formats.contract import FixedDocument
from reader.formats.image_format import FORMAT
from reader.formats.picture_pages import decoded
from reader.formats.registry import recognise
from reader.text.model import Cover, FixedPages, Metadata, PagePixels
from tests.formats.checks import check_document, losses_of, sections_of, text_of, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import KOREAN, picture
from tests.formats.makers_icc import profile, swapped_profile

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="red"/>{}</svg>'
KINDS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
CANARY = "CANARY"


class TestImage(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [*(picture(kind) for kind in KINDS), SVG.format("").encode()]

    def test_the_text_is_found(self) -> None:
        """Pixels have none; a drawing's words are found."""
        for sample in self.samples():
            assert whole_text(self.format.parse(sample)) == ""
        assert KOREAN in whole_text(self.format.parse(SVG.format(f"<text>{KOREAN}</text>").encode()))


def opened(data: bytes) -> FixedDocument:
    assert FORMAT.open is not None
    return FORMAT.open(BytesIO(data))


def sizes(data: bytes) -> list[tuple[float, float]]:
    events = list(FORMAT.parse(data))
    check_document(events)
    pages = next(event for event in events if isinstance(event, FixedPages)).pages
    return [(page.width_pt, page.height_pt) for page in pages]


def drawn(data: bytes, page: int = 0, scale: float = 96 / 72) -> Image.Image:
    return as_image(opened(data).render(page, scale))


def as_image(pixels: PagePixels) -> Image.Image:
    assert pixels.stride * pixels.height_px == len(pixels.data)
    assert set(pixels.data[3::4]) == {255}, "Qt's Format_RGB32 takes nothing else"
    return Image.frombytes("RGB", (pixels.width_px, pixels.height_px), pixels.data, "raw", "BGRX", pixels.stride)


def pixel(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_hundred_percent_is_pixel_for_pixel(kind: str) -> None:
    data = saved(Image.new("RGB", (40, 30), (200, 40, 40)), kind)
    assert sizes(data) == [(30, 22.5)]
    image = drawn(data)
    assert image.size == (40, 30)
    assert all(abs(a - b) < 12 for a, b in zip(pixel(image, 20, 15), (200, 40, 40), strict=True))
    assert drawn(data, scale=4 / 3 / 2).size == (20, 15)
    assert next(event for event in FORMAT.parse(data) if isinstance(event, Cover)).width_px == 40


def test_pixels_stay_sharp_at_twice_the_scale() -> None:
    board = Image.new("L", (64, 64))
    board.putdata([255 * ((x + y) % 2) for y in range(64) for x in range(64)])
    assert list(drawn(saved(board)).convert("L").tobytes()) == list(board.tobytes())
    twice = drawn(saved(board), scale=2 * 96 / 72)
    assert twice.size == (128, 128)


def test_a_tiff_s_pages_are_pages() -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (20, 60), "blue")
    data = saved(first, "TIFF", save_all=True, append_images=[second])
    assert sizes(data) == [(30, 22.5), (15, 45)]
    document = opened(data)
    assert pixel(as_image(document.render(1, 1)), 3, 3) == (0, 0, 255)
    assert pixel(as_image(document.render(0, 1)), 3, 3) == (255, 0, 0)
    with pytest.raises(DamagedFile):
        document.render(2, 1)
    document.close()


def test_a_fax_is_not_squashed() -> None:
    ((width, height),) = sizes(saved(Image.new("1", (204, 98)), "TIFF", dpi=(204, 98)))
    assert width == pytest.approx(height, rel=0.01)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_a_film_the_first_picture_is_shown(kind: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=50)
    events = list(FORMAT.parse(data))
    assert len(sections_of(events)) == 1
    assert losses_of(events) == {"animation"}
    assert pixel(drawn(data), 5, 5)[0] > 200


def test_rotation_is_applied_to_page_and_pixels() -> None:
    image = Image.new("RGB", (40, 30), "white")
    image.paste("red", (0, 0, 40, 10))
    exif = Image.Exif()
    exif[0x0112] = 6  # the upper edge is on the right
    data = saved(image, "JPEG", exif=exif.tobytes(), quality=95)
    assert sizes(data) == [(22.5, 30)]
    turned = drawn(data)
    assert turned.size == (30, 40)
    assert pixel(turned, 27, 20)[1] < 60
    assert pixel(turned, 3, 20)[1] > 200


# --- colours


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_colour_profile_is_applied(mode: str) -> None:
    image = Image.new("RGB", (40, 30), (250, 10, 10)).convert(mode)
    red, green, blue = pixel(drawn(saved(image, icc_profile=swapped_profile())), 5, 5)
    assert blue > 240
    assert max(red, green) < 60


def test_a_broken_profile_is_left_aside() -> None:
    for broken in (b"x" * 200, profile()[:300], profile("LAB")):
        image = Image.new("RGB", (40, 30), (250, 10, 10))
        assert pixel(drawn(saved(image, icc_profile=broken)), 5, 5) == (250, 10, 10)


@pytest.mark.parametrize(
    ("image", "kind", "colour"),
    [
        (Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG", (254, 0, 0)),
        (Image.new("CMYK", (40, 30), (0, 0, 0, 255)), "TIFF", (0, 0, 0)),
        (Image.new("I;16", (40, 30), 0x8000), "PNG", (128, 128, 128)),
        (Image.new("I;16", (40, 30), 0x8000), "TIFF", (128, 128, 128)),
        (Image.new("LA", (40, 30), (90, 255)), "PNG", (90, 90, 90)),
        (Image.new("P", (40, 30), 1), "PNG", None),
        (Image.new("1", (40, 30), 1), "PNG", (255, 255, 255)),
        (Image.new("LAB", (40, 30), (255, 128, 128)), "TIFF", (255, 255, 255)),
    ],
)
def test_colours_of_every_mode(image: Image.Image, kind: str, colour: tuple[int, int, int] | None) -> None:
    if image.mode == "P":
        image.putpalette([0, 0, 0, 10, 200, 30])
        colour = (10, 200, 30)
    assert colour is not None
    found = pixel(drawn(saved(image, kind)), 20, 15)
    assert all(abs(a - b) <= 6 for a, b in zip(found, colour, strict=True)), found


def test_sixteen_bits_a_colour() -> None:
    row = b"\0" + struct.pack(">HHH", 0x4000, 0x8000, 0xC000) * 4
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0)), (b"IDAT", zlib.compress(row * 4)), (b"IEND", b""),
    )  # fmt: skip
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    assert pixel(drawn(data), 1, 1) == (0x40, 0x80, 0xC0)


@pytest.mark.parametrize(("ink", "ground"), [((0, 0, 0), 255), ((250, 250, 250), 68), ((220, 20, 20), 255)])
def test_a_transparent_picture_stands_on_what_its_ink_shows_on(ink: tuple[int, int, int], ground: int) -> None:
    image = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    image.paste((*ink, 255), (10, 10, 30, 20))
    page = drawn(saved(image))
    assert pixel(page, 2, 2) == (ground,) * 3
    assert pixel(page, 20, 15) == ink


# --- what it says of itself


def test_what_a_camera_or_a_program_wrote_into_it_is_left_there() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x9C9B] = CANARY, CANARY, CANARY.encode("utf-16-le")
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = CANARY  # the camera's maker
    events = list(FORMAT.parse(saved(Image.new("RGB", (40, 30)), "JPEG", exif=exif.tobytes(), comment=CANARY.encode())))
    assert events[0] == Metadata()
    assert CANARY not in repr(events)
    info = PngImagePlugin.PngInfo()
    info.add_text("Title", CANARY)
    assert CANARY not in repr(list(FORMAT.parse(picture("PNG", pnginfo=info))))


# --- drawings


def test_a_drawing_is_drawn_at_any_scale() -> None:
    data = SVG.format("<circle cx='20' cy='15' r='10'/>").encode()
    assert sizes(data) == [(30, 22.5)]
    large = drawn(data, scale=20)
    assert large.size == (600, 450)
    assert len(set(large.convert("L").tobytes())) < 256
    edge = large.convert("L").crop((140, 220, 160, 230)).tobytes()
    assert min(edge) < 5
    assert pixel(large, 5, 5) == (255, 0, 0)


def test_words_of_a_drawing_are_text_and_said_to_be_missing() -> None:
    data = ('<?xml version="1.0" encoding="utf-16"?>' + SVG.format(f"<title>T</title><text>{KOREAN}</text>")).encode(
        "utf-16"
    )
    assert recognise(data) is FORMAT
    events = list(FORMAT.parse(data))
    assert losses_of(events) == {"svg-text"}
    assert opened(data).text(0).text == text_of(sections_of(events)[0]) == KOREAN + "\n"


def test_an_html_page_with_a_drawing_is_no_drawing() -> None:
    assert recognise(f"<html><body>{SVG.format('')}<p>a<p>b</body></html>".encode()).kind == "html"


# --- refused


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "heic"),
        (b"\xff\x0a\x7f\x02", "jxl"),
        (b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ", "jp2"),
    ],
)
def test_kinds_that_are_known_and_not_read(head: bytes, kind: str) -> None:
    data = head + bytes(100)
    assert recognise(data) is FORMAT
    with pytest.raises(UnsupportedKind, match=kind):
        list(FORMAT.parse(data))
    with pytest.raises(UnsupportedKind, match=kind):
        opened(data)


def png_header(width: int, height: int) -> bytes:
    body = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + body + struct.pack(">I", zlib.crc32(b"IHDR" + body))


@pytest.mark.parametrize("size", [(1, 2**31 - 1), (2**31 - 1, 1), (60_000, 60_000), (9000, 9000)])
def test_bombs_are_refused_by_their_header(size: tuple[int, int]) -> None:
    data = png_header(*size) + bytes(64)
    with pytest.raises(DocumentRefused):
        list(FORMAT.parse(data))
    with pytest.raises(DocumentRefused):
        opened(data).render(0, 1)


def test_a_large_jpeg_is_decoded_small() -> None:
    data = saved(Image.new("L", (8300, 8200), 120), "JPEG")
    assert limits.MAX_IMAGE_PIXELS < 8300 * 8200
    check_document(list(FORMAT.parse(data)))
    image = drawn(data, scale=0.1)
    assert image.size == (622, 615)
    assert pixel(image, 9, 9) == (120, 120, 120)
    with pytest.raises(FileTooLarge):
        opened(data).render(0, 96 / 72)


@pytest.mark.parametrize("scale", [0.2, 96 / 72, 3.0])
def test_a_grey_picture_stays_grey_while_it_is_scaled_and_is_drawn_in_three_colours(scale: float) -> None:
    grey = Image.linear_gradient("L")
    assert decoded(saved(grey, "PNG"), 0, (9, 9)).pixels.mode == "L"
    image = drawn(saved(grey, "PNG"), scale=scale)
    red, green, blue = image.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert pixel(image, 0, 0)[0] < 10
    assert pixel(image, 0, image.height // 2)[0] == pytest.approx(128, abs=4)
    assert pixel(image, 0, image.height - 1)[0] > 245


def test_a_grey_picture_that_is_transparent_stands_on_paper() -> None:
    clear = Image.merge("LA", (Image.new("L", (9, 9), 0), Image.new("L", (9, 9), 0)))
    assert decoded(saved(clear, "PNG"), 0, (9, 9)).pixels.mode == "RGB"
    assert pixel(drawn(saved(clear, "PNG")), 4, 4) == (255, 255, 255)


@pytest.mark.parametrize("kind", KINDS)
def test_a_truncated_picture_is_refused(kind: str) -> None:
    noise = Image.effect_noise((90, 90), 90).convert("RGB")
    data = saved(noise, kind)
    with pytest.raises(DocumentRefused):
        list(FORMAT.parse(data[: len(data) // 2]))


def test_two_letters_make_no_bitmap() -> None:
    assert recognise(b"BMW builds cars, and this is a text about them.").kind == "text"
