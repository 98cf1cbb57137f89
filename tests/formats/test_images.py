"""Pictures come out as pixels and nothing else."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from reader.formats import limits
from reader.formats.images import cover, draw_svg, reencode
from tests.formats.makers import picture
from tests.formats.makers_icc import grey_profile, swapped_profile

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
CANARY = "CANARY"


def metadata_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY)
    return picture("PNG", pnginfo=info)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (picture("JPEG", comment=CANARY.encode()), "image/jpeg"),
        (picture("JPEG", mode="CMYK"), "image/jpeg"),
        (picture("JPEG", mode="L"), "image/jpeg"),
        (metadata_png(), "image/png"),
        (picture("PNG", mode="RGBA"), "image/png"),
        (picture("PNG", mode="I;16"), "image/png"),
        (picture("GIF", mode="P", comment=CANARY), "image/png"),
        (picture("WEBP"), "image/jpeg"),
        (picture("WEBP", mode="RGBA"), "image/png"),
        (picture("BMP"), "image/png"),
        (picture("TIFF"), "image/png"),
    ],
)
def test_kinds_of_pictures(data: bytes, media_type: str) -> None:
    encoded = reencode(data)
    assert encoded is not None
    assert (encoded.media_type, encoded.width_px, encoded.height_px) == (media_type, 40, 30)
    assert CANARY.encode() not in encoded.data
    with Image.open(io.BytesIO(encoded.data)) as image:
        image.load()
        assert not image.getexif()
        assert not {"exif", "comment", "icc_profile", "Comment", "xmp"} & set(image.info)


@pytest.mark.parametrize(
    ("image", "kind", "colour"),
    [
        (Image.new("I;16", (40, 30), 0x8000), "PNG", (128, 128, 128)),
        (Image.new("I;16", (40, 30), 0x4000), "TIFF", (64, 64, 64)),
        (Image.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG", (254, 0, 0)),
        (Image.new("LA", (40, 30), (90, 200)), "PNG", (90, 90, 90)),
        (Image.new("RGB", (40, 30), (12, 200, 34)), "PNG", (12, 200, 34)),
        (Image.new("1", (40, 30), 1), "TIFF", (255, 255, 255)),
        (Image.new("F", (40, 30), 0.25), "TIFF", (0, 0, 0)),
    ],
)
def test_colours_of_every_mode_are_kept(image: Image.Image, kind: str, colour: tuple[int, int, int]) -> None:
    assert all(abs(a - b) <= 4 for a, b in zip(kept(image, kind), colour, strict=True)), kept(image, kind)


def kept(image: Image.Image, kind: str, **options: object) -> tuple[int, ...]:
    """The colour of an image's middle after it was encoded again."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    encoded = reencode(out.getvalue())
    assert encoded is not None
    with Image.open(io.BytesIO(encoded.data)) as again:
        found = again.convert("RGB").getpixel((20, 15))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_profiles_are_applied_with_and_without_transparency(mode: str) -> None:
    image = Image.new("RGB", (40, 30), (250, 10, 10)).convert(mode)
    red, green, blue = kept(image, "PNG", icc_profile=swapped_profile())
    assert blue > 240
    assert max(red, green) < 60


def test_a_grey_profile_is_applied() -> None:
    light = kept(Image.new("L", (40, 30), 128), "PNG", icc_profile=grey_profile(1.0))
    assert light == pytest.approx((188, 188, 188), abs=3), "linear grey is lighter in sRGB"


def test_rotation_is_applied() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    encoded = reencode(picture("JPEG", exif=exif.tobytes()))
    assert encoded is not None
    assert (encoded.width_px, encoded.height_px) == (30, 40)


def test_large_pictures_shrink_and_bombs_go() -> None:
    large = reencode(picture("PNG", (limits.MAX_IMAGE_EDGE_PX + 100, 10), mode="L"))
    assert large is not None
    assert large.width_px == limits.MAX_IMAGE_EDGE_PX
    assert reencode(picture("PNG", (10_000, 10_000), mode="1")) is None


def test_a_transparent_cover_stands_on_white() -> None:
    small = cover(picture("PNG", (900, 30), mode="RGBA"))
    assert small is not None
    assert (small.media_type, small.width_px) == ("image/jpeg", 640)
    with Image.open(io.BytesIO(small.data)) as image:
        assert min(image.convert("L").tobytes()) > 250


@given(st.binary(max_size=300))
def test_noise_is_no_picture(data: bytes) -> None:
    for head in (b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"II*\x00", b"RIFF"):
        assert reencode(head + data) is None


def test_cut_pictures_do_no_harm() -> None:
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"):
        data = picture(kind, (90, 90))
        for end in range(0, len(data), max(1, len(data) // 25)):
            reencode(data[:end])


def test_a_drawing_is_drawn_twice_as_sharp() -> None:
    encoded = draw_svg(SVG.format('width="30" height="20"', '<rect width="30" height="20" fill="red"/>'))
    assert encoded is not None
    assert (encoded.width_px, encoded.height_px, encoded.scale) == (60, 40, 2.0)
    with Image.open(io.BytesIO(encoded.data)) as image:
        assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="1e9" height="1e9"', 'viewBox="0 0 1e8 1"', 'width="-5"', 'width="0" height="x"', 'width="50%"'],
)
def test_wild_sizes_are_bounded(attributes: str) -> None:
    encoded = draw_svg(SVG.format(attributes, "<rect width='9' height='9'/>"))
    assert encoded is None or max(encoded.width_px, encoded.height_px) <= limits.MAX_IMAGE_EDGE_PX


def test_a_drawing_reads_no_file() -> None:
    inside = '<image xlink:href="/etc/hostname" width="9" height="9"/>'
    inside += '<image href="file:///etc/passwd" width="9" height="9"/>'
    asked: list[str] = []

    def image_data(href: str) -> bytes | None:
        asked.append(href)
        return None

    assert draw_svg(SVG.format('width="9" height="9"', inside), image_data) is not None
    assert asked == ["/etc/hostname", "file:///etc/passwd"]


def test_a_drawing_with_pictures_of_the_book() -> None:
    inside = '<image xlink:href="dot.png" width="40" height="30"/>'
    encoded = draw_svg(SVG.format('width="40" height="30"', inside), lambda _href: picture("PNG", mode="L"))
    assert encoded is not None
    with Image.open(io.BytesIO(encoded.data)) as image:
        assert image.convert("RGB").getpixel((20, 20)) == (120, 120, 120)


@pytest.mark.parametrize("text", ["", "<svg", "<p/>", "<svg xmlns='x'/>", "<svg><use href='#a' id='a'/></svg>"])
def test_broken_drawings(text: str) -> None:
    encoded = draw_svg(text)
    assert encoded is None or encoded.media_type == "image/png"


def test_a_drawing_deeper_than_the_stack_is_not_drawn() -> None:
    def nested(depth: int) -> str:
        groups = '<g opacity=".5">' * depth + '<rect width="1" height="1"/>' + "</g>" * depth
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{groups}</svg>'

    assert draw_svg(nested(80))
    assert draw_svg(nested(1000)) is None  # else this process has ended
