"""Brings pieces with their images from the library, off the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt
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
MOST_AT_ONCE = 2
"""A piece with more pictures is shown before them; each takes some 50 ms to be decoded."""
MOST_PIXELS = 64_000_000
_FORMATS = {"image/jpeg": b"jpeg", "image/png": b"png"}


class PieceSource(Protocol):
    """What the loader needs of the library."""

    def piece(self, document_id: int, section: int, number: int) -> Piece: ...
    def resource(self, document_id: int, name: str) -> Resource | None: ...
    def resource_size(self, document_id: int, name: str) -> tuple[str, int, int] | None: ...


class PieceLoader(QObject):
    """Loads pieces of one document; each is asked for once at a time."""

    piece_loaded = Signal(int, object)  # index, LoadedPiece
    bare_piece_loaded = Signal(int, object)  # the same, its pictures without pixels
    picture_loaded = Signal(int)  # one of many pictures of a piece that was loaded before them has its pixels now
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
        self._drawing: dict[int, Job] = {}

    def load(self, index: int) -> None:
        """Ask for a piece; `piece_loaded` answers, unless it is cancelled before."""
        if index in self._under_way:
            return
        span = self._pages.spans[index]
        work = _work(self._source, self._document_id, span.section, span.number, MOST_AT_ONCE, self._divide)
        self._under_way[index] = self._jobs.run(
            work, lambda loaded: self._arrived(index, loaded), lambda error: self._stayed_away(index, error)
        )

    def load_bare(self, index: int) -> None:
        """Ask for a piece to be measured; `bare_piece_loaded` answers. One at a time: only the last one counts."""
        span = self._pages.spans[index]
        work = _work(self._source, self._document_id, span.section, span.number, 0, self._divide)
        if self._bare is not None:
            self._bare.cancel()
        self._bare = self._jobs.run(work, lambda loaded: self.bare_piece_loaded.emit(index, loaded), self.failed.emit)

    def cancel(self) -> None:
        """Forget all that is under way."""
        for job in (*self._under_way.values(), *self._drawing.values()):
            job.cancel()
        self._under_way.clear()
        self._drawing.clear()
        if self._bare is not None:
            self._bare.cancel()

    def _stayed_away(self, index: int, error: HearthError) -> None:
        self._under_way.pop(index, None)
        self.failed.emit(error)

    def _arrived(self, index: int, loaded: LoadedPiece) -> None:
        self._under_way.pop(index, None)
        earlier = self._drawing.pop(index, None)
        if earlier is not None:
            earlier.cancel()
        self.piece_loaded.emit(index, loaded)
        self._draw(index, loaded, [name for name, image in loaded.images.items() if image.image.isNull()])

    def _draw(self, index: int, loaded: LoadedPiece, names: list[str]) -> None:
        """Decode the pictures that a piece came without, one after the other, in the order of the text."""
        self._drawing.pop(index, None)
        if not names:
            return
        name, *others = names
        edge_px = _edge_px(len(loaded.images))
        source, document_id = self._source, self._document_id

        def work() -> PieceImage | None:
            resource = source.resource(document_id, name)
            return decoded(resource, edge_px) if resource is not None else None

        def done(image: PieceImage | None) -> None:
            if image is not None:
                loaded.images[name] = image
                self.picture_loaded.emit(index)
            self._draw(index, loaded, others)

        self._drawing[index] = self._jobs.run(work, done, self.failed.emit)


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


def _edge_px(pictures: int) -> int:
    """The longest edge to which each of so many pictures of one piece is decoded."""
    share_px = isqrt(PIECE_PIXELS // max(1, pictures))
    return min(LONGEST_EDGE_PX, max(SHORTEST_EDGE_PX, share_px))


def _measured(source: PieceSource, document_id: int, name: str) -> PieceImage | None:
    """What laying out needs of an image: its size."""
    size = source.resource_size(document_id, name)
    if size is None or size[0] not in _FORMATS or not 0 < size[1] * size[2] <= MOST_PIXELS:
        return None
    return PieceImage(QImage(), size[1], size[2])


def _work(
    source: PieceSource,
    document_id: int,
    section: int,
    number: int,
    most_decoded: int,
    divide: Callable[[str], str] | None,
) -> Callable[[], LoadedPiece]:
    def load() -> LoadedPiece:
        piece = source.piece(document_id, section, number)
        images: dict[str, PieceImage] = {}
        names = image_names(piece.html)
        edge_px = _edge_px(len(names))
        for name in names:
            if len(names) > most_decoded:
                image = _measured(source, document_id, name)
            else:
                resource = source.resource(document_id, name)
                image = decoded(resource, edge_px) if resource is not None else None
            if image is not None:
                images[name] = image
        return LoadedPiece(piece, images, divide(piece.html) if divide is not None else "")

    return load
