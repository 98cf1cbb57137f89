"""Twins: two vaults with the same visible history, of which only one has its other shelf in use.

The experiment must let the inspector see nothing but the effect of using the other shelf, so both twins are made in
the same minutes, step by step, in random order. A step is a session: someone starts Hearth, opens a shelf, and it
ends by closing, a kill or a power cut. Sessions of the seen shelf are the same in both. A session of the other shelf
takes place in the used twin only; in the unused one the program is started and ended as often, and the files grow if
they grew there (`grows`), because how often Hearth was started and how large a vault is can be seen by anyone
(see docs/vault-format.md, "What can be seen").
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import StrEnum

MIB = 1024 * 1024
SEEN_LARGE_BYTES = 1150 * MIB
OTHER_LARGE_BYTES = 1060 * MIB
"""Both beyond 1 GiB, where SQLite would leave a page of zeros; the other shelf stays below the size of the seen one."""


class Shelf(StrEnum):
    """Which shelf a session opens: the one whose passphrase the inspector gets, or the other."""

    SEEN = "seen"
    OTHER = "other"


class Ending(StrEnum):
    """How a session ends."""

    CLOSE = "close"
    KILL = "kill"
    POWER_CUT = "power-cut"


@dataclass(frozen=True)
class Book:
    """A document to import."""

    sections: int
    original_bytes: int


@dataclass(frozen=True)
class Session:
    """What is done between starting Hearth and its end."""

    shelf: Shelf
    books: tuple[Book, ...]
    removals: int
    moves: int
    grows: bool
    new_passphrase: str
    ending: Ending
    seed: int

    def unseen(self) -> Session:
        """What the unused twin goes through instead: the program starts and ends as often, and grows as much."""
        return replace(self, shelf=Shelf.SEEN, books=(), removals=0, moves=0, new_passphrase="")


@dataclass(frozen=True)
class History:
    """The sessions in order, and whether the other shelf is set up when first opened, not at creation."""

    sessions: list[Session]
    set_up_late: bool


def draw_history(seed: int, ending: Ending, *, large: bool) -> History:
    """A history that ends so: its last session does, and the last one of the seen shelf too."""
    lots = random.Random(seed)  # noqa: S311 - a history is no secret
    shelves = [Shelf.SEEN] * lots.randint(1, 3) + [Shelf.OTHER] * lots.randint(1, 3)
    lots.shuffle(shelves)
    sessions = [_draw_session(lots, shelf) for shelf in shelves]
    for shelf in Shelf:
        last = max(index for index, each in enumerate(shelves) if each == shelf)
        sessions[last] = replace(sessions[last], ending=ending)
    if large:
        sessions = [*(_large_session(lots, shelf) for shelf in Shelf), *sessions]
    return History(sessions, set_up_late=lots.random() < 0.4)


def _draw_session(lots: random.Random, shelf: Shelf) -> Session:
    if shelf is Shelf.SEEN:
        books = [Book(lots.randint(1, 3), lots.randint(0, 200_000)) for _ in range(lots.randint(1, 3))]
        if lots.random() < 0.4:
            books.insert(lots.randrange(len(books)), Book(1, lots.randint(3 * MIB, 6 * MIB)))
    else:  # so little that this shelf never makes the files grow by itself: that would be seen
        books = [Book(lots.randint(1, 2), lots.randint(0, 150_000)) for _ in range(lots.randint(1, 2))]
    return Session(
        shelf=shelf,
        books=tuple(books),
        removals=lots.choice((0, 0, 1)),
        moves=lots.randint(0, 12),
        grows=shelf is Shelf.OTHER and lots.random() < 0.35,
        new_passphrase=f"one more {lots.random()}" if shelf is Shelf.OTHER and lots.random() < 0.3 else "",
        ending=lots.choice(list(Ending)),
        seed=lots.getrandbits(32),
    )


def _large_session(lots: random.Random, shelf: Shelf) -> Session:
    size = SEEN_LARGE_BYTES if shelf is Shelf.SEEN else OTHER_LARGE_BYTES
    return Session(shelf, (Book(2, size),), 0, 3, False, "", Ending.CLOSE, lots.getrandbits(32))
