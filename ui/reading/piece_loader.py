"""Brings pieces with their images from the library, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Signal
from PySide6.QtGui import QImage, QImageReader

from reader.errors import HearthError
from reader.reading.positions import PageMap
from reader.text.model import Piece, Resource
from ui.jobs import Job, Jobs
from ui.reading.image_matte import ink_levels
from ui.reading.piece_document import LoadedPiece, PieceImage
from ui.reading.piece_markup import image_names

LONGEST_EDGE_PX = 2400
"""Images are decoded to at most this: no column is wider, even at a scale of two."""
PIECE_PIXELS = 8_000_000
"""Of many images in one piece each is decoded to a share of this, but never to less than `SHORTEST_EDGE_PX`."""
SHORTEST_EDGE_PX = 480
MOST_PIXELS = 64_000_000
_FORMATS = {"image/jpeg": b"jpeg", "image/png": b"png"}


class PieceSource(Protocol):
    """What the loader needs of the library."""

    def piece(self, document_id: int, section: int, number: int) -> Piece: ...
    def resource(self, document_id: int, name: str) -> Resource | None: ...


class PieceLoader(QObject):
    """Loads pieces of one document; each is asked for once at a time."""

    piece_loaded = Signal(int, object)  # index, LoadedPiece
    bare_piece_loaded = Signal(int, object)  # the same, its pictures without pixels
    failed = Signal(object)  # HearthError

    def __init__(
        self,
        source: PieceSource,
        jobs: Jobs,
        document_id: int,
        pages: PageMap,
        parent: QObject,
        divide: Callable[[str], str] | None = None,
    ) -> None:
        """`divide` puts soft hyphens into a piece's markup; it is called in jobs."""
        super().__init__(parent)
        self._divide = divide
        self._source = source
        self._jobs = jobs
        self._document_id = document_id
        self._pages = pages
        self._under_way: dict[int, Job] = {}
        self._bare: Job | None = None

    def load(self, index: int) -> None:
        """Ask for a piece; `piece_loaded` answers, unless it is cancelled before."""
        if index in self._under_way:
            return
        span = self._pages.spans[index]
        work = _work(self._source, self._document_id, span.section, span.number, decoded, self._divide)
        self._under_way[index] = self._jobs.run(
            work, lambda loaded: self._arrived(index, loaded), lambda error: self._stayed_away(index, error)
        )

    def load_bare(self, index: int) -> None:
        """Ask for a piece to be measured; `bare_piece_loaded` answers. One at a time: only the last one counts."""
        span = self._pages.spans[index]
        work = _work(self._source, self._document_id, span.section, span.number, measured, self._divide)
        if self._bare is not None:
            self._bare.cancel()
        self._bare = self._jobs.run(work, lambda loaded: self.bare_piece_loaded.emit(index, loaded), self.failed.emit)

    def cancel(self) -> None:
        """Forget all that is under way."""
        for job in self._under_way.values():
            job.cancel()
        self._under_way.clear()
        if self._bare is not None:
            self._bare.cancel()

    def _stayed_away(self, index: int, error: HearthError) -> None:
        self._under_way.pop(index, None)
        self.failed.emit(error)

    def _arrived(self, index: int, loaded: LoadedPiece) -> None:
        self._under_way.pop(index, None)
        self.piece_loaded.emit(index, loaded)


def decoded(resource: Resource, longest_edge_px: int = LONGEST_EDGE_PX) -> PieceImage | None:
    """The image of a resource, or None if its bytes are not what they should be. Safe on any thread."""
    image_format = _FORMATS.get(resource.media_type)
    if image_format is None or not 0 < resource.width_px * resource.height_px <= MOST_PIXELS:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(resource.data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(image_format))
    reader.setAutoDetectImageFormat(False)
    natural = reader.size()
    if natural.width() * natural.height() > MOST_PIXELS:
        return None
    if max(natural.width(), natural.height()) > longest_edge_px:
        reader.setScaledSize(_within(natural, longest_edge_px))
    image: QImage = reader.read()
    if image.isNull():
        return None
    shade = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    image = image.convertToFormat(shade)  # line art scales smoothly so
    return PieceImage(image, natural.width(), natural.height(), ink_levels(image))


def _within(size: QSize, edge: int) -> QSize:
    scale = edge / max(size.width(), size.height())
    return QSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))


def measured(resource: Resource, _longest_edge_px: int = LONGEST_EDGE_PX) -> PieceImage | None:
    """What laying out needs of an image: its size."""
    if resource.media_type not in _FORMATS or not 0 < resource.width_px * resource.height_px <= MOST_PIXELS:
        return None
    return PieceImage(QImage(), resource.width_px, resource.height_px)


def _work(
    source: PieceSource,
    document_id: int,
    section: int,
    number: int,
    made: Callable[[Resource, int], PieceImage | None],
    divide: Callable[[str], str] | None,
) -> Callable[[], LoadedPiece]:
    def load() -> LoadedPiece:
        piece = source.piece(document_id, section, number)
        images: dict[str, PieceImage] = {}
        names = image_names(piece.html)
        share_px = round((PIECE_PIXELS / max(1, len(names))) ** 0.5)
        edge_px = min(LONGEST_EDGE_PX, max(SHORTEST_EDGE_PX, share_px))
        for name in names:
            resource = source.resource(document_id, name)
            image = made(resource, edge_px) if resource is not None else None
            if image is not None:
                images[name] = image
        return LoadedPiece(piece, images, divide(piece.html) if divide is not None else "")

    return load
