"""The pages of a book as files: looked through ahead, and what surrounds each while it is set."""

from __future__ import annotations

import re
from urllib.parse import unquote

from reader.formats import limits
from reader.formats.archive import Archive, resolve_path
from reader.formats.assembly import Assembly, outside_address
from reader.formats.epub_package import Package
from reader.formats.surroundings import SinglePage
from reader.text.decoding import decode

_FRAGMENT = re.compile(rb"""#([^"'<>\s]{1,300})["']""")
"""What a link may lead to. That it also finds colours does no harm, and it is ten times as fast as the whole `href`."""

_SAMPLE_BYTES = 16 * 1024
_KEPT_BYTES = 32 * 1024 * 1024
"""Pages are looked through for links before the first is set; as many bytes of them are kept meanwhile."""

_KEPT_SHEETS = 100
"""Stylesheets are read once for all pages; a book with more than these loses the rest."""


class Pages:
    """The spine's files: which are there, every id that something leads to, and a sample of the text."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self.archive = archive
        self.sound: set[str] = set()
        self.targets = {unquote(line.fragment) for line in (*package.ways.contents, *package.ways.pages)}
        self.sample = b""
        self._kept: dict[str, bytes] = {}
        kept_bytes = 0
        for path in dict.fromkeys(entry.item.path for entry in package.spine if entry.item.path):
            data = archive.read_if_sound(path)
            if data is None:
                continue
            self.sound.add(path)
            self._look_through(data)
            kept_bytes += len(data)
            if kept_bytes <= _KEPT_BYTES:
                self._kept[path] = data

    def take(self, path: str) -> bytes | None:
        """A page's bytes; None when it is missing or broken."""
        if path not in self.sound:
            return None
        return self._kept.pop(path, None) or self.archive.read_if_sound(path)

    def _look_through(self, data: bytes) -> None:
        self.targets.update(unquote(found.decode("utf-8", "replace")) for found in _FRAGMENT.findall(data))
        if len(self.sample) < _SAMPLE_BYTES:
            self.sample += data[:_SAMPLE_BYTES]


class Around(SinglePage):
    """The surroundings of one page of a book; pictures are shared among all pages."""

    def __init__(self, pages: Pages, assembly: Assembly) -> None:
        super().__init__(assembly)
        self.pages = pages
        self.targets = pages.targets
        self._sheets: dict[str, str] = {}

    def link(self, href: str) -> str:
        if outside_address(href):
            return outside_address(href)
        target = self.pages.archive.find(resolve_path(self.page, href)) if href else ""
        return self.assembly.link(target, unquote(href.partition("#")[2])) if target in self.pages.sound else ""

    def key(self, src: str) -> str:
        return src if ":" in src.partition("/")[0] else resolve_path(self.page, src)

    def image_data(self, src: str) -> bytes | None:
        key = self.key(src)
        return super().image_data(src) or (self.pages.archive.read_if_sound(key) if key else None)

    def stylesheet(self, href: str, base: str = "") -> tuple[str, str]:
        path = resolve_path(base or self.page, href)
        if not path or path == self.page:
            return "", path
        if path not in self._sheets and len(self._sheets) < _KEPT_SHEETS:
            data = self.pages.archive.read_if_sound(path)
            self._sheets[path] = decode(data[: limits.MAX_STYLESHEET_BYTES]).text if data else ""
        return self._sheets.get(path, ""), path
