"""Books of fixed layout whose every page is one picture (comics, picture books): shown as pages, not as text.

Pages of fixed layout that hold more than a picture flow like any other, and that is said ("fixed-layout").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from reader.errors import DamagedFile, NothingToRead
from reader.formats.archive import Archive, resolve_path
from reader.formats.archived_pictures import archived_picture
from reader.formats.epub_package import SVG_TYPE, Package, SpinePage, read_package
from reader.formats.epub_tidy import wrapped_image
from reader.formats.names import one_line
from reader.formats.picture_pages import LateLeaves, Leaf, PicturePages, gone_leaf
from reader.formats.trees import SVG, Element, local_name, parse_page, texts
from reader.text.decoding import decode
from reader.text.language import text_direction
from reader.text.model import PageText, Piece, Section, TextBox
from reader.text.pieces import Block, Run, Tag, pack

_PICTURES = ("img", "image", f"{{{SVG}}}image", "svg", f"{{{SVG}}}svg", "object", "video", "canvas", "iframe", "audio")
_UNSEEN = frozenset({"head", "title", "script", "style", "desc", "metadata"})
_GONE_SHARE = 0.5


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


class PictureBook(PicturePages):
    """The pages of a book; the words of a page are its picture's alternative text."""

    def text(self, page: int) -> PageText:
        """The alternative text, as one box over the whole page."""
        leaf = self.leaf(page)
        text = "".join(piece.text for piece in _pieces(leaf.words))
        box = TextBox(offset=0, length=len(text), x_pt=0, y_pt=0, width_pt=leaf.width_pt, height_pt=leaf.height_pt)
        return PageText(page=page, text=text, boxes=(box,) if text else (), links=())


def leaves(archive: Archive, pages: Sequence[PicturePage]) -> list[Leaf]:
    """The pages with their sizes. Raises DamagedFile when most are broken."""
    pictures = [archived_picture(archive, page.image) for page in pages]
    found = [picture.leaf() for picture in pictures]
    if found.count(None) > len(found) * _GONE_SHARE:
        raise DamagedFile("missing pages")
    known = next(leaf for leaf in found if leaf is not None)
    return [
        replace(leaf or replace(known, read=picture.read), words=page.alt)
        for leaf, picture, page in zip(found, pictures, pages, strict=True)
    ]


def open_book(file: BinaryIO, password: str = "") -> PictureBook:
    """The book for drawing. Raises DamagedFile, ProtectedByDrm; NothingToRead when it has no pages of that kind."""
    archive = Archive(file)
    pages = picture_pages(archive, read_package(archive))
    if not pages:
        raise NothingToRead("fixed pages")
    return PictureBook(LateLeaves([partial(_leaf, archive, page) for page in pages]))


def _leaf(archive: Archive, page: PicturePage) -> Leaf:
    picture = archived_picture(archive, page.image)
    return replace(picture.leaf() or gone_leaf(picture.read), words=page.alt)


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
