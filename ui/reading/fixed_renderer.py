"""Draws fixed pages through a worker, in jobs: what is in view first, then its neighbours, into a bounded cache."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from reader.errors import HearthError
from reader.text.model import PagePixels, PageText
from ui.jobs import Job, Jobs

CACHE_BYTES = 192 * 1024 * 1024
MOST_PIXELS = 12_000_000
"""A page is never drawn larger than this; what is shown larger is drawn at this and scaled up."""
_TEXTS_KEPT = 64


class FixedClient(Protocol):
    """What this needs of reader.workers' client of one open document."""

    def render(self, page: int, scale: float) -> PagePixels: ...
    def text(self, page: int) -> PageText: ...
    def close(self) -> None: ...


class FixedPool(Protocol):
    """What this needs of reader.workers' pool."""

    def open_fixed(self, chunks: Iterable[bytes], password: str = "") -> FixedClient: ...


class _Holder:
    """The client as the jobs see it: one that arrives after `close` is closed at once."""

    def __init__(self) -> None:
        self.client: FixedClient | None = None
        self.closed = False

    def open(self, pool: FixedPool, chunks: Callable[[], Iterable[bytes]], password: Callable[[], str]) -> None:
        client = pool.open_fixed(chunks(), password())
        self.client = client
        if self.closed:
            client.close()

    def close(self) -> None:
        self.closed = True
        if self.client is not None:
            self.client.close()


class FixedRenderer(QObject):
    """One open document. Ask with `want`; `page_drawn` and `page_read` answer; failures come once by `failed`.

    `chunks` and `password` (the document's own) are read in a job.
    """

    page_drawn = Signal(int)
    page_read = Signal(int)
    failed = Signal(object)  # HearthError

    def __init__(
        self,
        pool: FixedPool,
        chunks: Callable[[], Iterable[bytes]],
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
        self._wanted: list[tuple[int, float]] = []
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._texts: OrderedDict[int, PageText] = OrderedDict()
        holder = self._holder
        self._opening = jobs.run(
            lambda: holder.open(pool, chunks, password), lambda _none: self._opened(), self._gave_up
        )

    def close(self) -> None:
        """End the worker. Whatever was under way is forgotten."""
        self._wanted = []
        self._ready = False
        self._opening.cancel()
        if self._job is not None:
            self._job.cancel()
        self._holder.close()

    def want(self, pages: Sequence[tuple[int, float]]) -> None:
        """Draw these pages (page, pixels per point), most wanted first; an earlier list is dropped."""
        self._wanted = list(pages)
        self._next()

    def image(self, page: int, scale: float) -> QImage | None:
        """The page at `scale`, or at whatever scale there is until it is drawn; None if never drawn."""
        exact = self._images.get(_key(page, scale))
        if exact is not None:
            self._images.move_to_end(_key(page, scale))
            return exact
        return next((image for (other, _), image in reversed(self._images.items()) if other == page), None)

    def text(self, page: int) -> PageText | None:
        """The page's text layer, if it has been read; pages that are drawn are read too."""
        return self._texts.get(page)

    def _opened(self) -> None:
        self._ready = not self._holder.closed
        self._next()

    def _next(self) -> None:
        client = self._holder.client
        if self._job is not None or not self._ready or client is None:
            return
        for page, scale in self._wanted:
            if _key(page, scale) not in self._images:
                self._run(partial(_drawn, client, page, scale), self._take_image)
                return
            if page not in self._texts:
                self._run(partial(client.text, page), self._take_text)
                return

    def _run(self, work: Callable[[], object], take: Callable[..., None]) -> None:
        self._job = self._jobs.run(work, take, self._gave_up)

    def _take_image(self, drawn: tuple[int, float, QImage]) -> None:
        page, scale, image = drawn
        self._images[_key(page, scale)] = image
        while len(self._images) > 1 and sum(kept.sizeInBytes() for kept in self._images.values()) > CACHE_BYTES:
            self._images.popitem(last=False)
        self._job = None
        self.page_drawn.emit(page)
        self._next()

    def _take_text(self, text: PageText) -> None:
        self._texts[text.page] = text
        while len(self._texts) > _TEXTS_KEPT:
            self._texts.popitem(last=False)
        self._job = None
        self.page_read.emit(text.page)
        self._next()

    def _gave_up(self, error: HearthError) -> None:
        self._job = None
        if not self._holder.closed:
            self.close()
            self.failed.emit(error)


def _key(page: int, scale: float) -> tuple[int, int]:
    return page, round(scale * 1000)


def _drawn(client: FixedClient, page: int, scale: float) -> tuple[int, float, QImage]:
    """Runs in a job: the worker's pixels as an image that owns them."""
    pixels = client.render(page, scale)
    image = QImage(pixels.data, pixels.width_px, pixels.height_px, pixels.stride, QImage.Format.Format_RGB32)
    return page, scale, image.copy()
