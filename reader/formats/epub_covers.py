"""Covers of books: every way in which a book says which picture it is, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.formats import images
from reader.formats.archive import Archive, resolve_path
from reader.formats.epub_package import Package
from reader.formats.trees import SVG, Element, local_name, parse_page, texts
from reader.text.decoding import decode
from reader.text.model import Cover

_COVER_NAME = re.compile(r"(^|/)[^/]*cover[^/]*\.(jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_PICTURE_ENDING = re.compile(r"\.(jpe?g|png|gif|webp|avif|bmp|svg)$", re.IGNORECASE)
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_MAX_WORDS_ON_A_COVER = 40
_MAX_TRIES = 8


def book_cover(archive: Archive, package: Package) -> Cover | None:
    """The cover made small; None when the book has none that can be drawn."""
    tried: set[str] = set()
    for path in _candidates(archive, package):
        if path in tried:
            continue
        if len(tried) == _MAX_TRIES:
            return None
        tried.add(path)
        data = archive.read_if_sound(path)
        encoded = images.cover(data) if data else None
        if encoded:
            return Cover(
                media_type=encoded.media_type,
                width_px=encoded.width_px,
                height_px=encoded.height_px,
                data=encoded.data,
            )
    return None


def _candidates(archive: Archive, package: Package) -> Iterator[str]:
    """Named in the package; landmark or guide; a picture called so; the first page's, where it holds few words."""
    landmark = package.ways.landmarks.get("cover")
    named = [*package.cover_names, *([landmark.page] if landmark else [])]
    for path in (archive.find(each) for each in named):
        if path:
            yield path if _PICTURE_ENDING.search(path) else _first_picture(archive, path)
    yield from (name for name in archive.names() if _COVER_NAME.search(name))
    for entry in package.spine[:1]:
        if entry.item.media_type.startswith("image/"):
            yield entry.item.path
        elif entry.item.path:
            yield _first_picture(archive, entry.item.path, most_words=_MAX_WORDS_ON_A_COVER)


def _first_picture(archive: Archive, path: str, most_words: int = 10_000) -> str:
    """The first picture on a page, or empty."""
    data = archive.read_if_sound(path)
    if data is None:
        return ""
    if images.is_svg(data[:8192]) and not _pictures(parse_page(decode(data).text)):
        return path
    root = parse_page(decode(data).text)
    body = next(root.iter("body"), root)
    if len("".join(texts(body)).split()) > most_words:
        return ""
    return next((archive.find(resolve_path(path, src)) for src in _pictures(body)), "")


def _pictures(root: Element) -> list[str]:
    found = (
        each.get("src") or each.get(_XLINK_HREF) or each.get("href") or each.get("data") or ""
        for each in root.iter("img", "image", f"{{{SVG}}}image", "object")
        if local_name(each)
    )
    return [src for src in found if src and ":" not in src.partition("/")[0]]
