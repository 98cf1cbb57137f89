"""Draws fixed pages through a worker, in jobs: what is in view first, then what may come next, into bounded caches."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from reader.errors import DocumentRefused, HearthError
from reader.text.model import PagePixels, PageText
from reader.text.page_content import Clip, PageContent
from reader.workers.supply import Original
from ui.jobs import Job, Jobs
from ui.reading.fixed_cache import TileCache
from ui.reading.fixed_tiles import Tile

CACHE_BYTES = 48 * 1024 * 1024
SMALL_CACHE_BYTES = 10 * 1024 * 1024
SLOW_S = 0.02
"""Where a page takes longer than this to draw, a coarse one is drawn before it: nothing stays blank for 50 ms.

Until a page was drawn nobody knows: a document opens with a coarse one, which is there after a third of the time.
"""

_TEXTS_KEPT = 64


class FixedClient(Protocol):
    """What this needs of reader.workers' client of one open document."""

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels: ...
    def content(self, page: int) -> PageContent: ...
    def text(self, page: int) -> PageText: ...
    def close(self) -> None: ...


class FixedPool(Protocol):
    """What this needs of reader.workers' pool."""

    def open_fixed(self, original: Original, password: str = "") -> FixedClient: ...


_Work = tuple[Callable[[], object], Callable[..., None], Callable[[HearthError], None]]
"""What to do in a job, and what takes its result or its failure."""


class _Holder:
    """The client as the jobs see it: one that arrives after `close` is closed at once."""

    def __init__(self) -> None:
        self.client: FixedClient | None = None
        self.closed = False

    def open(self, pool: FixedPool, original: Callable[[], Original], password: Callable[[], str]) -> None:
        client = pool.open_fixed(original(), password())
        self.client = client
        if self.closed:
            client.close()

    def close(self) -> None:
        self.closed = True
        if self.client is not None:
            self.client.close()


class FixedRenderer(QObject):
    """One open document. Ask with `want`, `want_small` and `want_content`; signals answer; failures come by `failed`.

    `original` and `password` (the document's own) are read in a job.
    """

    page_drawn = Signal(int)
    small_drawn = Signal(int)
    page_read = Signal(int)
    content_found = Signal(int)
    failed = Signal(object)  # HearthError

    def __init__(
        self,
        pool: FixedPool,
        original: Callable[[], Original],
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        password: Callable[[], str] = str,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._holder = _Holder()
        self._ready = False
        self._job: Job | None = None
        self._seen: Sequence[Tile] = ()
        self._near: Sequence[Tile] = ()
        self._small: Sequence[Tile] = ()
        self._measure: Sequence[int] = ()
        self._cache = TileCache(CACHE_BYTES)
        self._smalls = TileCache(SMALL_CACHE_BYTES)
        self._texts: OrderedDict[int, PageText] = OrderedDict()
        self._contents: dict[int, PageContent | None] = {}
        self._broken: set[tuple[str, object]] = set()
        self._usual_s = SLOW_S
        self._drafts: Sequence[Tile] = ()
        holder = self._holder
        self._opening = jobs.run(
            lambda: holder.open(pool, original, password), lambda _none: self._opened(), self._gave_up
        )

    def close(self) -> None:
        """End the worker. Whatever was under way, and all that was drawn and read, is forgotten."""
        self._seen = self._near = self._small = self._measure = ()
        self._drafts = ()
        self._ready = False
        self._opening.cancel()
        if self._job is not None:
            self._job.cancel()
        self._holder.close()
        self._cache.clear()
        self._smalls.clear()
        self._texts.clear()

    # -- asking

    def want(
        self, seen: Sequence[Tile], near: Sequence[Tile] = (), drafts: Sequence[Tile] = (), *, size_bytes: int = 0
    ) -> None:
        """Draw what is in view, most wanted first, then what is near it; earlier wishes are dropped.

        `drafts` are the pages in view in few pixels, for those that are not there at all. All of it takes `size_bytes`:
        the cache is never smaller, or it would drop what it has just drawn, and draw it again for ever.
        """
        self._cache.allow(max(CACHE_BYTES, size_bytes))
        self._drafts = drafts
        self._seen = seen
        self._near = near
        self._next()

    def want_small(self, tiles: Sequence[Tile]) -> None:
        """Draw these thumbnails when nothing else is to do; earlier wishes are dropped."""
        self._small = tiles
        self._next()

    def want_content(self, pages: Sequence[int]) -> None:
        """Find where these pages have their content, before anything else; earlier wishes are dropped."""
        self._measure = pages
        self._next()

    def image(self, tile: Tile) -> QImage | None:
        """The pixels of a tile, if they are there."""
        return self._cache.image(tile)

    def stand_in(self, page: int) -> tuple[Tile, QImage] | None:
        """A page at whatever scale there is; None if it was never drawn, or long ago."""
        return self._cache.stand_in(page) or self._smalls.stand_in(page)

    def small(self, tile: Tile) -> QImage | None:
        """The pixels of a thumbnail, if they are there; while they are not, those of another scale or colour."""
        found = self._smalls.image(tile)
        if found is None:
            other = self._smalls.stand_in(tile.page)
            found = other[1] if other is not None else None
        return found

    def text(self, page: int) -> PageText | None:
        """The page's text layer, if it has been read; pages that are drawn are read too."""
        return self._texts.get(page)

    def content(self, page: int) -> PageContent | None:
        """Where a page has its content, if that is known."""
        return self._contents.get(page)

    def is_measured(self, page: int) -> bool:
        """Whether it was tried to find a page's content."""
        return page in self._contents

    # -- working

    def _needed_drafts(self) -> list[Tile]:
        if self._usual_s < SLOW_S:
            return []
        return [tile for tile in self._drafts if self.stand_in(tile.page) is None]

    def _opened(self) -> None:
        self._ready = not self._holder.closed
        self._next()

    def _next(self) -> None:
        client = self._holder.client
        if self._job is not None or not self._ready or client is None:
            return
        work = next(self._works(client), None)
        if work is not None:
            self._job = self._jobs.run(work[0], work[1], work[2])

    def _works(self, client: FixedClient) -> Iterator[_Work]:
        """What is to be done, in order."""
        for page in self._measure:
            if page not in self._contents:
                yield partial(client.content, page), self._take_content, partial(self._no_content, page)
        seen = [*self._needed_drafts(), *self._seen]
        for tiles, cache in ((seen, self._cache), (self._near, self._cache), (self._small, self._smalls)):
            for tile in tiles:
                if tile not in cache and ("tile", tile) not in self._broken:
                    yield (
                        partial(_drawn, client, tile),
                        partial(self._take_image, cache),
                        partial(self._skip, "tile", tile),
                    )
            for page in dict.fromkeys(tile.page for tile in tiles if cache is self._cache):
                if page not in self._texts and ("text", page) not in self._broken:
                    yield partial(client.text, page), self._take_text, partial(self._skip, "text", page)

    def _take_image(self, cache: TileCache, drawn: tuple[Tile, QImage, float]) -> None:
        tile, image, took_s = drawn
        cache.put(tile, image)
        if tile.clip is None and cache is self._cache and tile not in self._drafts:
            self._usual_s = 0.7 * self._usual_s + 0.3 * took_s
        self._job = None
        (self.small_drawn if cache is self._smalls else self.page_drawn).emit(tile.page)
        self._next()

    def _take_text(self, text: PageText) -> None:
        self._texts[text.page] = text
        while len(self._texts) > _TEXTS_KEPT:
            self._texts.popitem(last=False)
        self._job = None
        self.page_read.emit(text.page)
        self._next()

    def _take_content(self, content: PageContent) -> None:
        self._contents[content.page] = content
        self._job = None
        self.content_found.emit(content.page)
        self._next()

    def _no_content(self, page: int, error: HearthError) -> None:
        self._contents[page] = None
        self._skip("content", page, error)

    def _skip(self, what: str, which: object, error: HearthError) -> None:
        """One page that is broken leaves the others; it is said once."""
        if not isinstance(error, DocumentRefused):
            self._gave_up(error)
            return
        self._job = None
        self._broken.add((what, which))
        if what == "tile":
            self.failed.emit(error)
        self._next()

    def _gave_up(self, error: HearthError) -> None:
        self._job = None
        if not self._holder.closed:
            self.close()
            self.failed.emit(error)


def _drawn(client: FixedClient, tile: Tile) -> tuple[Tile, QImage, float]:
    """Runs in a job: the worker's pixels as an image that owns them, in the colours wanted, and how long that took."""
    started_s = time.monotonic()
    pixels = client.render(tile.page, tile.scale, tile.clip, dark=tile.ink.dark)
    image = QImage(pixels.data, pixels.width_px, pixels.height_px, pixels.stride, QImage.Format.Format_RGB32).copy()
    if tile.ink.paper:
        colour_pixels(image, QColor(tile.ink.paper), QColor(tile.ink.ink))
    return tile, image, time.monotonic() - started_s


def colour_pixels(image: QImage, paper: QColor, ink: QColor) -> None:
    """Let white become `paper` and black `ink`, and all between them what lies between. One of them is the darker."""
    light, dark = (paper, ink) if paper.lightness() >= ink.lightness() else (ink, paper)
    painter = QPainter(image)
    area = QRectF(image.rect())
    spread = QColor(light.red() - dark.red(), light.green() - dark.green(), light.blue() - dark.blue())
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(area, spread)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    painter.fillRect(area, dark)
    painter.end()
