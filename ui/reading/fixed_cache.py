"""Drawn pages and parts of pages, as many as memory allows; the ones shown last stay."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QImage

from ui.reading.fixed_tiles import Tile


class TileCache:
    """At most `most_bytes` of pixels; one image is kept however large it is."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._images: OrderedDict[Tile, QImage] = OrderedDict()
        self._whole: dict[int, list[Tile]] = {}

    def allow(self, most_bytes: int) -> None:
        """Keep so much from now on."""
        self._most_bytes = most_bytes

    def __contains__(self, tile: Tile) -> bool:
        return tile in self._images

    @property
    def size_bytes(self) -> int:
        return self._bytes

    def image(self, tile: Tile) -> QImage | None:
        """The pixels of a tile; it counts as shown."""
        found = self._images.get(tile)
        if found is not None:
            self._images.move_to_end(tile)
        return found

    def stand_in(self, page: int) -> tuple[Tile, QImage] | None:
        """The page whole at whatever scale and in whatever colours there are, the sharpest; None if never drawn."""
        tile = max(self._whole.get(page, ()), key=lambda each: each.scale, default=None)
        return None if tile is None else (tile, self._images[tile])

    def put(self, tile: Tile, image: QImage) -> None:
        """Keep an image and drop the oldest for it."""
        self._drop(tile)
        self._images[tile] = image
        self._bytes += image.sizeInBytes()
        if tile.clip is None:
            self._whole.setdefault(tile.page, []).append(tile)
        while self._bytes > self._most_bytes and len(self._images) > 1:
            self._drop(next(iter(self._images)))

    def clear(self) -> None:
        self._images.clear()
        self._whole.clear()
        self._bytes = 0

    def _drop(self, tile: Tile) -> None:
        image = self._images.pop(tile, None)
        if image is None:
            return
        self._bytes -= image.sizeInBytes()
        if tile.clip is None:
            self._whole[tile.page].remove(tile)
            if not self._whole[tile.page]:
                del self._whole[tile.page]
