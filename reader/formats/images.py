"""Images: every picture decoded and encoded again, so that nothing of the original file's structure survives.

JPEG stays JPEG, the rest becomes PNG (or JPEG for a lossy WebP without transparency). Metadata, colour profiles
(applied first) and further frames go. SVG is drawn.
"""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import resvg_py
from lxml import etree
from PIL import Image, ImageOps

from reader.errors import DamagedFile
from reader.formats import limits
from reader.formats.picture_colours import FAILURES, flattened, has_alpha, in_srgb
from reader.formats.styles import length_px
from reader.formats.trees import SVG, XHTML, Element, local_name, parse_xml
from reader.text.model import COVER_LONG_EDGE_PX

JPEG_QUALITY = 92
COVER_QUALITY = 85
PILLOW_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "PPM", "AVIF")
SVG_ZOOM = 2.0
MAX_SVG_DEPTH = 100
"""Groups in groups; at 256, and earlier for drawings in drawings, the drawing code runs out of stack (measured)."""

_SVG_SIZE_PX = (300, 150)
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class Encoded:
    """An image as Hearth keeps it. `width_px` and `height_px` are of the data; `scale` is data pixels per CSS pixel."""

    media_type: str
    width_px: int
    height_px: int
    data: bytes
    scale: float = 1.0


def reencode(data: bytes) -> Encoded | None:
    """The picture encoded again, or None when it can't be decoded or is a bomb."""
    if is_svg(data):
        return draw_svg(data.decode("utf-8", "replace"))
    image = _decoded(data, limits.MAX_IMAGE_EDGE_PX)
    return _encoded(image, JPEG_QUALITY) if image else None


def cover(data: bytes) -> Encoded | None:
    """The picture made small enough for a cover."""
    if is_svg(data):
        drawn = draw_svg(data.decode("utf-8", "replace"))
        data = drawn.data if drawn else b""
    image = _decoded(data, COVER_LONG_EDGE_PX)
    return cover_of(image) if image else None


def cover_of(image: Image.Image) -> Encoded:
    """A cover made of pixels."""
    image.thumbnail((COVER_LONG_EDGE_PX, COVER_LONG_EDGE_PX))
    return _saved(flattened(image), "JPEG", COVER_QUALITY)


def is_svg(data: bytes) -> bool:
    """Whether the bytes are an SVG text."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:8192] and b"<html" not in head.lower()


def _decoded(data: bytes, edge_px: int) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are checked below; odd EXIF blocks are of no interest
            image: Image.Image = Image.open(io.BytesIO(data), formats=PILLOW_FORMATS)
            if image.width * image.height > limits.MAX_IMAGE_PIXELS or not image.width * image.height:
                return None
            kind = image.format
            image.draft("RGB" if image.mode != "L" else "L", (edge_px, edge_px))
            image = ImageOps.exif_transpose(image) or image
            image = in_srgb(image)
            image.thumbnail((edge_px, edge_px))
    except FAILURES:
        return None
    image.format = kind
    return image


def _encoded(image: Image.Image, quality: int) -> Encoded:
    if not has_alpha(image) and image.format in {"JPEG", "WEBP"}:
        return _saved(image if image.mode in {"L", "RGB"} else image.convert("RGB"), "JPEG", quality)
    if image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        image = image.convert("RGBA" if has_alpha(image) else "RGB")
    return _saved(image, "PNG", quality)


def _saved(image: Image.Image, kind: str, quality: int) -> Encoded:
    out = io.BytesIO()
    bare = Image.frombytes(image.mode, image.size, image.tobytes()) if image.mode != "P" else image
    if image.mode == "P":
        bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    bare.save(out, kind, **({"quality": quality, "optimize": True} if kind == "JPEG" else {}))
    return Encoded(f"image/{kind.lower()}", image.width, image.height, out.getvalue())


# --- drawings


def draw_svg(
    text: str, image_data: Callable[[str], bytes | None] = lambda _href: None, zoom: float = SVG_ZOOM
) -> Encoded | None:
    """An SVG as PNG at `zoom` times its size, less where that is huge. `image_data` gives the pictures it refers to.

    The text is parsed and written anew first: no entity, script or outside reference reaches the drawing code. Words
    are not drawn: their fonts are files, which a worker can't open (and resvg tries again for every letter, which took
    14 s for a book of 13 pages); whoever shows the drawing sets `svg_text` beside it.
    """
    try:
        root = parse_xml(text)
    except DamagedFile:
        return None
    if local_name(root) != "svg" or _is_deep(root):
        return None
    _take_in_images(root, image_data)
    width, height = svg_size_px(root)
    edge = max(width, height)
    zoom = min(max(zoom, 1.0 / edge), limits.MAX_IMAGE_EDGE_PX / edge)
    root.set("width", str(width))
    root.set("height", str(height))
    try:
        data = resvg_py.svg_to_bytes(svg_string=_with_namespace(root), zoom=zoom, skip_system_fonts=True)
        with Image.open(io.BytesIO(data), formats=("PNG",)) as drawn:
            return Encoded("image/png", drawn.width, drawn.height, data, zoom)
    except FAILURES:
        return None


def _is_deep(root: Element) -> bool:
    """Whether the drawing nests deeper than the code that draws can follow: it would end the worker."""
    return bool(root.xpath(f"boolean({'/*' * MAX_SVG_DEPTH})"))


def svg_text(root: Element) -> str:
    """The words in a drawing, which are set beside it."""
    words = [
        " ".join("".join(str(part) for part in text.itertext()).split()) for text in root.iter(f"{{{SVG}}}text", "text")
    ]
    return " ".join(word for word in words if word)


def svg_size_px(root: Element) -> tuple[int, int]:
    """The drawing's size in CSS pixels: width and height, else the viewBox, else 300 by 150 (CSS 2, chapter 10)."""
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sizes: list[float | None] = []
    for name, place in (("width", 2), ("height", 3)):
        asked = root.get(name) or ""
        value = _number(asked.removesuffix("px")) or (length_px(asked) if "%" not in asked else None)
        sizes.append(value)
        if not value and len(box) == 4:
            sizes[-1] = _number(box[place])
    width, height = (size or default for size, default in zip(sizes, _SVG_SIZE_PX, strict=True))
    shrink = min(1.0, limits.MAX_IMAGE_EDGE_PX / 2 / max(width, height))
    return max(1, round(width * shrink)), max(1, round(height * shrink))


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 < value < 1e6 else None


def _take_in_images(root: Element, image_data: Callable[[str], bytes | None]) -> None:
    for element in list(root.iter(etree.Element)):
        name = local_name(element)
        parent = element.getparent()
        if name in {"script", "foreignobject"} and parent is not None:
            parent.remove(element)
        if name not in {"image", "feimage"}:
            continue
        href = str(element.attrib.pop(_XLINK_HREF, "") or element.attrib.pop("href", ""))
        encoded = reencode_raster(image_data(href) or b"")
        if encoded:
            element.set(_XLINK_HREF, f"data:{encoded.media_type};base64,{base64.b64encode(encoded.data).decode()}")


def reencode_raster(data: bytes) -> Encoded | None:
    """The picture encoded again unless it is a drawing itself."""
    return None if not data or is_svg(data) else reencode(data)


def _with_namespace(root: Element) -> str:
    text = etree.tostring(root, encoding="unicode")
    return (
        text if SVG in text[:2000] else text.replace("<svg", f'<svg xmlns="{SVG}"', 1).replace(f' xmlns="{XHTML}"', "")
    )
