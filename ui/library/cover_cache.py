"""Covers for the list: read, decoded and scaled in jobs, kept within bounds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from ui.jobs import Job, Jobs

MAX_COVERS = 512
MAX_UNDER_WAY = 32
"""While the list flies past, only the covers asked for last are still worth reading."""


class CoverCache(QObject):
    """Answers at once with what it has, and reads what it lacks.

    `read_cover(id)` answers an encoded image, or None; it runs off the UI thread.
    """

    arrived = Signal(int)  # document id

    def __init__(self, read_cover: Callable[[int], bytes | None], jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_cover = read_cover
        self._jobs = jobs
        self._kept: OrderedDict[int, QPixmap | None] = OrderedDict()
        self._under_way: OrderedDict[int, Job] = OrderedDict()

    def cover(self, document_id: int, size: QSize, ratio: float) -> QPixmap | None:
        """The cover filling `size` (logical pixels, cropped), or None while it is not there."""
        if document_id in self._kept:
            self._kept.move_to_end(document_id)
            return self._kept[document_id]
        if document_id not in self._under_way:
            self._request(document_id, size * ratio, ratio)
        return None

    def forget(self) -> None:
        """Drop all pictures, for instance when the screen's scale changed."""
        self._kept.clear()

    def _request(self, document_id: int, size_px: QSize, ratio: float) -> None:
        while len(self._under_way) >= MAX_UNDER_WAY:
            _oldest, job = self._under_way.popitem(last=False)
            job.cancel()
        self._under_way[document_id] = self._jobs.run(
            lambda: _prepared(self._read_cover(document_id), size_px),
            lambda image: self._keep(document_id, image, ratio),
            lambda _error: self._forget_request(document_id),  # asked for again when it is next drawn
        )

    def _forget_request(self, document_id: int) -> None:
        self._under_way.pop(document_id, None)

    def _keep(self, document_id: int, image: QImage | None, ratio: float) -> None:
        self._under_way.pop(document_id, None)
        picture = None
        if image is not None:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(ratio)
        self._kept[document_id] = picture
        while len(self._kept) > MAX_COVERS:
            self._kept.popitem(last=False)
        self.arrived.emit(document_id)


def _prepared(data: bytes | None, size_px: QSize) -> QImage | None:
    """Decode, scale until `size_px` is filled, and cut the middle out. Runs off the UI thread; QImage may."""
    image = QImage.fromData(data) if data else QImage()
    if image.isNull():
        return None
    scaled = image.scaled(
        size_px, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - size_px.width()) // 2, (scaled.height() - size_px.height()) // 2
    return scaled.copy(left, top, size_px.width(), size_px.height())
