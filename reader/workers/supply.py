"""A document that a worker reads bit by bit: the desk hands out the parts that are asked for.

A comic of 500 MB is open after its directory was read, and neither process ever holds all of it.
"""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from reader.errors import DamagedFile

CHUNK_BYTES = 1024 * 1024
_KEPT_CHUNKS = 96


class Original(Protocol):
    """Where the desk has a document from: in parts of CHUNK_BYTES, the last of them shorter."""

    @property
    def size_bytes(self) -> int: ...
    def chunk(self, number: int) -> bytes: ...


class HeldOriginal:
    """A document that is in memory already."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def size_bytes(self) -> int:
        return len(self._data)

    def chunk(self, number: int) -> bytes:
        """Part `number`, from 0."""
        return self._data[number * CHUNK_BYTES : (number + 1) * CHUNK_BYTES]


class SuppliedFile(io.RawIOBase):
    """The document as a file that can be read from anywhere; the parts that were read last are kept.

    `fetch` gets part `number` of the desk. Reading raises what it raises, and DamagedFile for a part too long or short.
    """

    def __init__(self, size_bytes: int, fetch: Callable[[int], bytes]) -> None:
        super().__init__()
        self._size_bytes = size_bytes
        self._fetch = fetch
        self._at = 0
        self._chunks: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size_bytes}[whence]
        if base + offset < 0:
            raise ValueError("before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # the stub knows no Buffer in 3.11
        done = 0
        while done < len(view) and self._at < self._size_bytes:
            number, start = divmod(self._at, CHUNK_BYTES)
            part = self._chunk(number)[start : start + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)
            self._at += len(part)
        return done

    def _chunk(self, number: int) -> bytes:
        if number in self._chunks:
            self._chunks.move_to_end(number)
            return self._chunks[number]
        data = self._fetch(number)
        if len(data) != min(CHUNK_BYTES, self._size_bytes - number * CHUNK_BYTES):
            raise DamagedFile("a part of it is missing")
        self._chunks[number] = data
        while len(self._chunks) > _KEPT_CHUNKS:
            self._chunks.popitem(last=False)
        return data
