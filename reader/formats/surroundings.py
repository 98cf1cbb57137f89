"""Surroundings: where a page's links, pictures and stylesheets are found."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from reader.formats.assembly import Assembly, outside_address
from reader.formats.flow import Picture
from reader.formats.images import Encoded, draw_svg, reencode
from reader.formats.svg_names import restore_names
from reader.formats.trees import Element
from reader.text.model import Embedded, Resource

_DRAWING = "x-drawing:"
_MAX_EMBEDDED = 1000


class SinglePage:
    """A document that is one page and has nothing beside it: links stay inside or lead outside, pictures are `data:`.

    Resources that pages asked for wait in `resources` until they are taken.
    """

    def __init__(self, assembly: Assembly, page: str = "") -> None:
        self.assembly = assembly
        self.page = page
        self.resources: list[Resource] = []
        self.embedded: list[Embedded] = []
        self.targets: set[str] = set()
        self._pictures: dict[str, Picture | None] = {}

    def link(self, href: str) -> str:
        if href.startswith("#"):
            return self.assembly.link(self.page, unquote(href[1:]))
        return outside_address(href)

    def picture(self, src: str) -> Picture | None:
        key = self.key(src)
        if key not in self._pictures:
            data = self.image_data(src)
            self._keep(key, reencode(data) if data else None)
        return self._pictures[key]

    def embed(self, src: str, media_type: str) -> None:
        if len(self.embedded) < _MAX_EMBEDDED:
            head, _, _ = src.partition(",")
            data = data_url(src)
            declared = media_type or head[5:].partition(";")[0]
            size_bytes = len(data) if data is not None else -1
            self.embedded.append(Embedded(name=declared[:100], media_type=declared[:100], size_bytes=size_bytes))

    def drawing(self, svg: Element) -> str:
        restore_names(svg)
        text = etree.tostring(svg, encoding="unicode", with_tail=False)
        name = f"{_DRAWING}{len(self._pictures)}"
        self._keep(name, draw_svg(text, self.image_data))
        return name

    def stylesheet(self, href: str, base: str = "") -> tuple[str, str]:
        return "", ""

    def is_target(self, fragment: str) -> bool:
        return fragment in self.targets

    def key(self, src: str) -> str:
        """What makes two addresses the same picture."""
        return src

    def image_data(self, src: str) -> bytes | None:
        """The bytes behind an image's address."""
        return data_url(src)

    def taken_resources(self) -> list[Resource]:
        """The resources that were asked for since the last time."""
        taken, self.resources = self.resources, []
        return taken

    def taken_embedded(self) -> list[Embedded]:
        """The files that were found inside since the last time."""
        taken, self.embedded = self.embedded, []
        return taken

    def _keep(self, key: str, encoded: Encoded | None) -> None:
        kept = self.assembly.resource(encoded) if encoded else None
        self._pictures[key] = kept[0] if kept else None
        if kept:
            self.resources.append(kept[1])


def data_url(src: str) -> bytes | None:
    """The bytes of a `data:` URL (RFC 2397), or None when it is none."""
    if src[:5].lower() != "data:":
        return None
    head, comma, body = src[5:].partition(",")
    if not comma:
        return None
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote(body) + "===", validate=False)
    except (binascii.Error, ValueError):
        return None
