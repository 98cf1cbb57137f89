"""Books of fixed layout whose every page is one picture (comics, picture books): shown as pages, not as text.

Pages of fixed layout that hold more than a picture flow like any other, and that is said ("fixed-layout").
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from reader.errors import DamagedFile, NothingToRead
from reader.formats import limits
from reader.formats.archive import Archive, resolve_path
from reader.formats.epub_metadata import one_line
from reader.formats.epub_package import SVG_TYPE, Package, SpinePage, read_package
from reader.formats.epub_tidy import wrapped_image
from reader.formats.images import PILLOW_FORMATS, Encoded, is_svg, reencode
from reader.formats.trees import SVG, Element, local_name, parse_page, texts
from reader.text.decoding import decode
from reader.text.language import text_direction
from reader.text.model import FixedPages, PagePixels, PageSize, PageText, Piece, Section, TextBox
from reader.text.pieces import Block, Run, Tag, pack

POINTS_PER_PX = 0.75
"""CSS Values 3: 96 pixels to the inch, of 72 points."""

_EMPTY_PAGE_PX = (600, 800)
_PICTURES = ("img", "image", f"{{{SVG}}}image", "svg", f"{{{SVG}}}svg", "object", "video", "canvas", "iframe", "audio")
_UNSEEN = frozenset({"head", "title", "script", "style", "desc", "metadata"})
_GONE_SHARE = 0.5
_ORIENTATION, _FIRST_TURNED = 0x0112, 5
"""EXIF 2.32, tag Orientation: from 5 on, width and height change places."""


_FAILURES = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    Image.DecompressionBombError,
)
"""What Pillow's openers raise at broken files, as in images.py."""


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One page: the entry that holds its picture, and the picture's alternative text."""

    page: str
    image: str
    alt: str = ""


def picture_pages(archive: Archive, package: Package) -> list[PicturePage]:
    """The book's pages when each is one picture of fixed layout; empty for every other book."""
    if not all(each.fixed for each in package.spine):
        return []
    pages = []
    for entry in package.spine:
        found = _picture_page(archive, entry)
        if found is None:
            return []
        pages.append(found)
    return pages


def page_sections(pages: Sequence[PicturePage], language: str) -> Iterator[Section]:
    """A section for each page, with its alternative text to be found by."""
    for number, page in enumerate(pages):
        yield Section(index=number, language=language, direction=text_direction(page.alt), pieces=_pieces(page.alt))


class PictureBook:
    """The pages of an open book (a FixedDocument). The picture drawn last is kept."""

    def __init__(self, data: bytes, pages: Sequence[PicturePage]) -> None:
        self._data = data
        self._pages = pages
        self._kept: tuple[int, Encoded] | None = None

    def sizes(self) -> FixedPages:
        """The size of every page, from the heads of its picture. Raises DamagedFile when most are broken."""
        archive = Archive(self._data)
        sizes = [_size_px(archive, page) for page in self._pages]
        if sizes.count(None) > len(sizes) * _GONE_SHARE:
            raise DamagedFile("missing pages")
        known = next(size for size in sizes if size is not None)
        return FixedPages(
            pages=tuple(
                PageSize(width_pt=width * POINTS_PER_PX, height_pt=height * POINTS_PER_PX)
                for width, height in (size or known for size in sizes)
            )
        )

    def render(self, page: int, scale: float) -> PagePixels:
        picture = self._picture(page)
        width, height = (max(1.0, edge * POINTS_PER_PX * scale) for edge in _shown_px(picture))
        shrink = min(1.0, (limits.MAX_RENDERED_PIXELS / (width * height)) ** 0.5)
        size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        with Image.open(io.BytesIO(picture.data), formats=("PNG", "JPEG")) as image:
            image.draft("RGB", size)
            flat = Image.new("RGB", image.size, "white")
            flat.paste(image.convert("RGB"), mask=_alpha(image))
        drawn = flat.resize(size, Image.Resampling.LANCZOS)
        return PagePixels(
            page=page, width_px=size[0], height_px=size[1], stride=size[0] * 4, data=drawn.tobytes("raw", "BGRX")
        )

    def text(self, page: int) -> PageText:
        """The alternative text, as one box over the whole page."""
        text = "".join(piece.text for piece in _pieces(self._pages[page].alt))
        width, height = (
            edge * POINTS_PER_PX for edge in _size_px(Archive(self._data), self._pages[page]) or _EMPTY_PAGE_PX
        )
        box = TextBox(offset=0, length=len(text), x_pt=0, y_pt=0, width_pt=width, height_pt=height)
        return PageText(page=page, text=text, boxes=(box,) if text else (), links=())

    def close(self) -> None:
        self._kept = None

    def _picture(self, page: int) -> Encoded:
        if self._kept is None or self._kept[0] != page:
            archive = Archive(self._data)  # anew, since each counts what it has unpacked in all
            encoded = reencode(archive.read_if_sound(self._pages[page].image) or b"")
            if encoded is None:
                raise DamagedFile("picture")
            self._kept = (page, encoded)
        return self._kept[1]


def open_book(data: bytes, password: str = "") -> PictureBook:
    """The book for drawing. Raises DamagedFile, ProtectedByDrm; NothingToRead when it has no pages of that kind."""
    archive = Archive(data)
    pages = picture_pages(archive, read_package(archive))
    if not pages:
        raise NothingToRead("fixed pages")
    return PictureBook(data, pages)


def _size_px(archive: Archive, page: PicturePage) -> tuple[int, int] | None:
    """The picture's size by its head, turned as its EXIF orientation says; None when it can't be read."""
    data = archive.read_if_sound(page.image) or b""
    if is_svg(data):
        drawn = reencode(data)
        return _shown_px(drawn) if drawn else None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=PILLOW_FORMATS)
            turned = image.getexif().get(_ORIENTATION, 1) >= _FIRST_TURNED
    except _FAILURES:
        return None
    width, height = image.size
    if not width * height or width * height > limits.MAX_IMAGE_PIXELS:
        return None
    return (height, width) if turned else (width, height)


def _picture_page(archive: Archive, entry: SpinePage) -> PicturePage | None:
    path = entry.item.path
    if not path:
        return None
    if entry.item.media_type.startswith("image/") and entry.item.media_type != SVG_TYPE:
        return PicturePage(path, path)
    data = archive.read_if_sound(path)
    if data is None:
        return None
    root = parse_page(decode(data).text)
    image = wrapped_image(root) if local_name(root) == "svg" else _only_picture(root)
    if image is None:
        return None
    src = archive.find(resolve_path(path, image.get("src") or ""))
    return PicturePage(path, src, one_line(image.get("alt") or "")) if src else None


def _only_picture(root: Element) -> Element | None:
    """The one picture of a page that shows nothing else."""
    if _seen_text(root):
        return None
    found = [each for each in root.iter(*_PICTURES) if next(each.iterancestors(f"{{{SVG}}}svg", "svg"), None) is None]
    if len(found) != 1:
        return None
    return found[0] if local_name(found[0]) == "img" else wrapped_image(found[0])


def _seen_text(element: Element) -> bool:
    if local_name(element) in _UNSEEN:
        return False
    if "".join(texts(element)).strip() == "":
        return False
    if (element.text or "").strip():
        return True
    return any((child.tail or "").strip() or _seen_text(child) for child in element)


def _pieces(alt: str) -> tuple[Piece, ...]:
    packed = pack([Block((Tag("p"),), (Run(alt),))] if alt else [])
    return tuple(Piece(html="", text=piece.text, start=piece.start) for piece in packed.pieces)


def _shown_px(picture: Encoded) -> tuple[int, int]:
    return max(1, round(picture.width_px / picture.scale)), max(1, round(picture.height_px / picture.scale))


def _alpha(image: Image.Image) -> Image.Image | None:
    transparent = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    return image.convert("RGBA").getchannel("A") if transparent else None
