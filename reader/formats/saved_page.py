"""Saved page: a page of the web with the parts that were saved beside it, each under its address.

Nothing is fetched: an address that no part has is shown as missing, and links lead to where they led, as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urljoin

from reader.errors import FileTooLarge
from reader.formats import limits
from reader.formats.article import keep_article
from reader.formats.assembly import Assembly
from reader.formats.names import one_line
from reader.formats.page_metadata import page_metadata
from reader.formats.single_page import single_page_events
from reader.formats.surroundings import SinglePage, data_url
from reader.formats.trees import Element, parse_page
from reader.text.addresses import outside_address
from reader.text.decoding import decode
from reader.text.model import Embedded, Metadata, ParseEvent

MAX_PARTS = 5000
_PAGE_PARTS = ("image/", "text/css", "text/html", "application/xhtml", "text/javascript", "font/", "application/json",
               "application/javascript", "application/x-javascript", "application/font", "application/x-font",
               "application/vnd.ms-fontobject", "application/ld+json", "application/manifest")  # fmt: skip
"""What a page is made of; other parts are files that came with it."""

_MAX_EMBEDDED = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A file that was saved with a page."""

    data: bytes
    media_type: str
    charset: str = ""


class SavedPage(SinglePage):
    """The surroundings of a saved page that was at `address`, among `parts` by their addresses."""

    def __init__(self, address: str = "", parts: Mapping[str, Part] | None = None) -> None:
        super().__init__(Assembly())
        self.address = address if outside_address(address) or "://" in address else ""
        self.base = self.address
        self.parts = parts or {}
        self.used: set[str] = set()

    def link(self, href: str) -> str:
        if href.startswith("#"):
            return super().link(href)
        target = joined_address(self.base, href)
        page, fragment = urldefrag(target) if "#" in target else (target, "")
        if fragment and page == urldefrag(self.address)[0]:
            return self.assembly.link(self.page, unquote(fragment))
        return outside_address(target)

    def key(self, src: str) -> str:
        return src if src[:5].lower() == "data:" else urldefrag(joined_address(self.base, src.strip()))[0]

    def image_data(self, src: str) -> bytes | None:
        part = self._part(src, self.base)
        return data_url(src) or (part.data if part is not None and not part.media_type.startswith("text/") else None)

    def stylesheet(self, href: str, base: str = "") -> tuple[str, str]:
        address = joined_address(base or self.base, href)
        part = self._part(href, base or self.base)
        if part is not None:
            return decode(part.data[: limits.MAX_STYLESHEET_BYTES], part.charset).text, address
        data = data_url(href)
        return (decode(data[: limits.MAX_STYLESHEET_BYTES]).text if data else ""), base

    def taken_embedded(self) -> list[Embedded]:
        return [*super().taken_embedded(), *self._unused()][:_MAX_EMBEDDED]

    def _unused(self) -> Iterator[Embedded]:
        for address, part in self.parts.items():
            if address not in self.used and not part.media_type.startswith(_PAGE_PARTS):
                name = unquote(urldefrag(address)[0].rstrip("/").rpartition("/")[2]) or part.media_type
                yield Embedded(name=one_line(name), media_type=one_line(part.media_type), size_bytes=len(part.data))

    def _part(self, src: str, base: str) -> Part | None:
        for address in (src, urldefrag(joined_address(base, src))[0]):
            part = self.parts.get(address)
            if part is not None:
                self.used.add(address)
                return part
        return None


def saved_page_events(
    text: str, around: SavedPage, *, whole: bool, title: str = "", used: str = ""
) -> Iterator[ParseEvent]:
    """All events of a saved page: its article, or with `whole` all of it. `title` is what the file calls it.

    `used` is the address of the part that the text itself came from. Raises NothingToRead, FileTooLarge.
    """
    if len(text) > limits.MAX_TEXT_BYTES:
        raise FileTooLarge
    root = parse_page(text)
    metadata = page_metadata(root, saved=True)
    yield metadata if metadata.title or not title else _titled(metadata, title)
    around.used.add(used)
    around.base = _base_of(root, around.address)
    around.assembly.language, around.assembly.direction = metadata.language, metadata.direction
    _drop_infobar(root)
    yield from single_page_events(root, around, text, None if whole else keep_article)


def _titled(metadata: Metadata, title: str) -> Metadata:
    return Metadata(
        title=one_line(title), authors=metadata.authors, language=metadata.language, direction=metadata.direction,
        publisher=metadata.publisher, published=metadata.published, description=metadata.description,
        subjects=metadata.subjects,
    )  # fmt: skip


def _base_of(root: Element, address: str) -> str:
    """What the page's addresses are relative to: its `base` element, where that is of the web, or its own address."""
    for base in root.iter("base"):
        joined = joined_address(address, base.get("href") or "")
        if joined[:7].lower() in {"http://", "https:/"}:
            return joined
    return address


def _drop_infobar(root: Element) -> None:
    """SingleFile's own note at the edge of the page is none of the page."""
    for element in list(root.iter("single-file-infobar", "single-file-note")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def joined_address(base: str, href: str) -> str:
    """`href` as it stands on a page at `base`; empty where it is no address."""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""
