"""The first page of a PDF file as a picture: drawn behind the walls of a worker that is ended at once. Run in jobs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from reader.covers.picture import MAX_SIDE_PX
from reader.errors import Cancelled, HearthError

if TYPE_CHECKING:
    from reader.text.model import PagePixels
    from reader.workers.pool import WorkerPool

_MARK = b"%PDF-"
_MARK_WITHIN_BYTES = 1024  # as readers of the format have it (PDF 32000-1:2008, annex H, note 13)
_SIDE_PX = 2400  # sharp on a large screen, and no larger than what is kept
_PROBE_SCALE = 0.1  # tells the page's shape, also of one as large as a house
_LIMIT_S = 10.0


def is_pdf(data: bytes) -> bool:
    """By its first bytes, whatever it is called."""
    return _MARK in data[:_MARK_WITHIN_BYTES]


class Drawing:
    """One drawing under way, so that another thread can end it; what is ended before it has begun never begins."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: WorkerPool | None = None
        self._is_ended = False

    def end(self) -> None:
        """Kill the worker, if there is one, and let none start. From any thread, any number of times."""
        with self._lock:
            self._is_ended = True
            pool = self._pool
        if pool is not None:  # which waits for the worker's end: not on a thread that has a window to show
            threading.Thread(target=pool.close, name="end-of-drawing", daemon=True).start()

    def begin(self, pool: WorkerPool) -> None:
        """What `end` ends. Raises Cancelled if it has been."""
        with self._lock:
            self._pool = pool
            if self._is_ended:
                raise Cancelled


def first_page(
    data: bytes,
    make_pool: Callable[[], WorkerPool] | None = None,
    *,
    limit_s: float = _LIMIT_S,
    drawing: Drawing | None = None,
) -> QImage | None:
    """None for what has no page that can be drawn, wants a password, takes too long, or where there are no walls.

    `drawing` lets go of it early; that is None too.
    """
    from reader.workers.supply import HeldOriginal  # noqa: PLC0415 - as in _make_pool

    pool = (make_pool or _make_pool)()
    deadline = threading.Timer(limit_s, pool.close)  # each step has a limit of its own; this is for all together
    deadline.daemon = True
    deadline.start()
    try:
        if drawing is not None:
            drawing.begin(pool)
        with closing(pool.open_fixed(HeldOriginal(data))) as document:
            probe = document.render(0, _PROBE_SCALE)
            return _image(document.render(0, _PROBE_SCALE * _SIDE_PX / max(probe.width_px, probe.height_px)))
    except HearthError:
        return None
    finally:
        deadline.cancel()
        pool.close()


def _image(pixels: PagePixels) -> QImage | None:
    """None for a line, and for more than was asked for: the worker read the file, and may be the file's by now."""
    if max(pixels.width_px, pixels.height_px) > MAX_SIDE_PX or min(pixels.width_px, pixels.height_px) <= 1:
        return None
    drawn = QImage(pixels.data, pixels.width_px, pixels.height_px, pixels.stride, QImage.Format.Format_RGB32)
    return drawn.copy()  # the first only looks at bytes that are not its own


def _make_pool() -> WorkerPool:
    from reader.workers.pool import TimeLimits, WorkerPool  # noqa: PLC0415 - a guard that sees no PDF has no use for it

    return WorkerPool(spares=0, limits=TimeLimits(start_s=_LIMIT_S, open_s=_LIMIT_S, page_s=_LIMIT_S))
