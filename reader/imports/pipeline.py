"""Reading and parsing ahead of the one thread that writes, in bounded memory.

Threads take files in their order; each hands what it learns of one to a `Delivery`, which the writing thread empties,
again in order. What is held between them is counted in bytes: whoever would exceed the limit waits, but never for the
file that is being written, since everybody else waits for that one.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Generic, TypeVar

from reader.errors import Cancelled

LIMIT_BYTES = 16 * 1024 * 1024
FILES_AHEAD = 16
"""So many files may be read and parsed before they are written, however small they are."""

F = TypeVar("F")
T = TypeVar("T")


class Room:
    """How much is held between the threads, and which file is being written. All of it under `changed`."""

    def __init__(self, limit_bytes: int, files_ahead: int) -> None:
        self.changed = threading.Condition()
        self.writing = 0
        self.stopped = False
        self.held_bytes = 0
        self._limit_bytes = limit_bytes
        self._files_ahead = files_ahead

    def admits(self, number: int) -> bool:
        """Whether the file at `number` may be begun."""
        return number < self.writing + self._files_ahead

    def has(self, size_bytes: int) -> bool:
        """Whether so many bytes more may be held."""
        return self.held_bytes + size_bytes <= self._limit_bytes


class Delivery(Generic[T]):
    """What becomes known of the file at `number`, item by item: one thread puts, the writing one takes."""

    def __init__(self, room: Room, number: int) -> None:
        self._room = room
        self._number = number
        self._items: deque[tuple[T, int]] = deque()
        self._held_bytes = 0
        self._ended = False
        self._error: BaseException | None = None
        self._unwanted = False

    @property
    def is_unwanted(self) -> bool:
        """Whether nobody will take what is still to come."""
        return self._unwanted or self._room.stopped

    def put(self, item: T, size_bytes: int) -> None:
        """Hand over an item; it is held until it is taken. Raises Cancelled once nobody wants it."""
        with self._room.changed:
            self._wait_for(size_bytes)
            self._items.append((item, size_bytes))
            self._hold(size_bytes)
            self._room.changed.notify_all()

    def reserve(self, size_bytes: int) -> None:
        """Count bytes that are held until the delivery is closed. Raises Cancelled once nobody wants it."""
        with self._room.changed:
            self._wait_for(size_bytes)
            self._hold(size_bytes)
            self._room.changed.notify_all()

    def end(self, error: BaseException | None = None) -> None:
        """Nothing more comes; `error` is raised by whoever takes."""
        with self._room.changed:
            self._ended, self._error = True, error
            self._room.changed.notify_all()

    def items(self) -> Iterator[T]:
        """The items as they come, until the end. Raises the error that ended them."""
        while (taken := self._take()) is not None:
            yield taken[0]

    def is_whole_within(self, limit_bytes: int, patience_s: float) -> bool:
        """Whether all has come, without error, and is no larger than `limit_bytes`; waits a while for it to come."""
        with self._room.changed:
            self._room.changed.wait_for(
                lambda: self._ended or self._held_bytes > limit_bytes or self._room.stopped, patience_s
            )
            return self._ended and self._error is None and self._held_bytes <= limit_bytes

    def whole(self) -> list[T]:
        """All items that have come, without taking them."""
        with self._room.changed:
            return [item for item, _ in self._items]

    @property
    def held_bytes(self) -> int:
        """How much is held of this file."""
        return self._held_bytes

    def close(self) -> None:
        """Let go of everything; whoever puts is told that nobody wants it. Any number of times."""
        with self._room.changed:
            self._unwanted = True
            self._items.clear()
            self._hold(-self._held_bytes)
            self._room.changed.notify_all()

    def _take(self) -> tuple[T, int] | None:
        with self._room.changed:
            self._room.changed.wait_for(lambda: self._items or self._ended)
            if not self._items:
                if self._error is not None:
                    raise self._error
                return None
            taken = self._items.popleft()
            self._hold(-taken[1])
            self._room.changed.notify_all()
            return taken

    def _wait_for(self, size_bytes: int) -> None:
        self._room.changed.wait_for(lambda: self.is_unwanted or self._may_hold(size_bytes))
        if self.is_unwanted:
            raise Cancelled

    def _may_hold(self, size_bytes: int) -> bool:
        """The file that is being written may always have one item under way: everybody waits for it."""
        return self._room.has(size_bytes) or (self._number <= self._room.writing and not self._items)

    def _hold(self, size_bytes: int) -> None:
        self._held_bytes += size_bytes
        self._room.held_bytes += size_bytes


class Pipeline(Generic[F, T]):
    """Runs `produce(file, delivery)` for each file, on `threads` threads; one thread empties the deliveries in order.

    What `produce` raises is raised by whoever takes from that delivery. Leaving the block stops and waits for all.
    """

    def __init__(
        self,
        files: Sequence[F],
        produce: Callable[[F, Delivery[T]], None],
        *,
        threads: int,
        limit_bytes: int = LIMIT_BYTES,
        files_ahead: int = FILES_AHEAD,
    ) -> None:
        self._files = files
        self._produce = produce
        self._room = Room(limit_bytes, files_ahead)
        self._begun: dict[int, Delivery[T]] = {}
        self._next = 0
        self._threads = [
            threading.Thread(target=self._work, name=f"parse-{each}", daemon=True)
            for each in range(min(threads, len(files)))
        ]

    def __enter__(self) -> Pipeline[F, T]:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._room.changed:
            self._room.stopped = True
            self._room.changed.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def held_bytes(self) -> int:
        """How much is held between the threads now."""
        return self._room.held_bytes

    def deliver(self, number: int) -> Delivery[T]:
        """The delivery of the file at `number` (from 0), which is written now; those before it are done with."""
        with self._room.changed:
            self._room.writing = number
            self._room.changed.notify_all()
            self._room.changed.wait_for(lambda: number in self._begun)
            return self._begun[number]

    def begun(self, number: int, patience_s: float = 0.0) -> Delivery[T] | None:
        """The delivery of the file at `number`, if there is one and it begins in so much time."""
        with self._room.changed:
            if number < len(self._files):
                self._room.changed.wait_for(lambda: number in self._begun, patience_s)
            return self._begun.get(number)

    def finish(self, number: int) -> None:
        """The file at `number` is done with."""
        with self._room.changed:
            delivery = self._begun.pop(number)
        delivery.close()

    def _work(self) -> None:
        while (begun := self._begin()) is not None:
            number, delivery = begun
            error: BaseException | None = None
            try:
                self._produce(self._files[number], delivery)
            except BaseException as raised:  # noqa: BLE001 - it belongs to the thread that takes
                error = raised
            delivery.end(error)

    def _begin(self) -> tuple[int, Delivery[T]] | None:
        room = self._room
        with room.changed:
            room.changed.wait_for(lambda: room.stopped or self._next == len(self._files) or room.admits(self._next))
            if room.stopped or self._next == len(self._files):
                return None
            number = self._next
            self._next += 1
            delivery = self._begun[number] = Delivery(room, number)
            room.changed.notify_all()
            return number, delivery
