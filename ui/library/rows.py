"""The library as rows of a list: parts, counts and order. Pure: no windows, no shelf; quick at 100,000."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto

import msgspec

from reader.store.rows import DocumentRow
from reader.text.model import Locator

FINISHED_FROM = 0.985
"""A book's last per cent is its colophon: from here on it counts as read."""

_RUN_LENGTH = 1024
"""Rows sorted at a stretch. list.sort holds the interpreter's lock; 1,024 titles take about 1 ms, 100,000 some 200."""


class Part(Enum):
    """What the sidebar offers."""

    ALL = auto()
    READING = auto()
    UNREAD = auto()
    FINISHED = auto()


class Order(Enum):
    """How the list is sorted."""

    RECENT = "recent"
    TITLE = "title"
    AUTHOR = "author"


class ListRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One line of the list: a document, and in a search where in it the words were found.

    `marks` are (offset, length) in code points of `snippet`, `title_marks` of the title. With `more_places` there are
    more than `places`.
    """

    document: DocumentRow
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()
    places: int = 0
    more_places: bool = False
    locator: Locator | None = None


def part_of(document: DocumentRow) -> Part:
    """Which of the three parts beside ALL a document belongs to."""
    if document.progress >= FINISHED_FROM:
        return Part.FINISHED
    return Part.READING if document.opened_at_s else Part.UNREAD


class Arrangement(msgspec.Struct, frozen=True):
    """The library sorted and parted, made off the UI thread so that choosing a part costs nothing."""

    by_part: dict[Part, list[ListRow]]
    place_in_all: dict[int, int]
    place_in_part: dict[int, int]
    """By document id: its place among all rows, and among those of its own part."""
    last_read: int | None = None
    """The document that somebody read last, if anybody ever read one."""

    def document(self, document_id: int) -> DocumentRow | None:
        """A document of the library, or None."""
        place = self.place_in_all.get(document_id)
        return None if place is None else self.by_part[Part.ALL][place].document

    def place(self, part: Part, document_id: int | None) -> int:
        """Where a document stands in a part, or -1."""
        if document_id is None:
            return -1
        if part is Part.ALL:
            return self.place_in_all.get(document_id, -1)
        rows, place = self.by_part[part], self.place_in_part.get(document_id, -1)
        return place if 0 <= place < len(rows) and rows[place].document.id == document_id else -1

    def counts(self) -> dict[Part, int]:
        """How many documents each part holds."""
        return {part: len(rows) for part, rows in self.by_part.items()}


def arrange(documents: Iterable[DocumentRow], order: Order) -> Arrangement:
    """Sort and part all documents. Takes its time on its own thread without holding up the UI thread."""
    key = _KEYS[order]
    keyed = [(key(document), document.id, document) for document in documents]
    runs = [sorted(keyed[start : start + _RUN_LENGTH]) for start in range(0, len(keyed), _RUN_LENGTH)]
    last_read = max(((each.opened_at_s, each.id) for _key, _id, each in keyed if each.opened_at_s), default=(0, None))[
        1
    ]
    made = Arrangement({part: [] for part in Part}, {}, {}, last_read)
    everything = made.by_part[Part.ALL]
    for _key, _id, document in heapq.merge(*runs):
        row, own = ListRow(document=document), made.by_part[part_of(document)]
        made.place_in_all[document.id], made.place_in_part[document.id] = len(everything), len(own)
        everything.append(row)
        own.append(row)
    return made


def let_go(arrangement: Arrangement) -> None:
    """Free an arrangement that is shown no more, on a thread of its own and in small steps.

    Freeing 100,000 rows at once would hold the interpreter's lock, and with it the UI thread, all the while.
    """
    for places in (arrangement.place_in_all, arrangement.place_in_part):
        while places:
            places.popitem()
    for rows in arrangement.by_part.values():
        while rows:
            del rows[-_RUN_LENGTH:]


def index_of(rows: Sequence[ListRow], document_id: int) -> int:
    """Where a document stands, or -1."""
    return next((index for index, row in enumerate(rows) if row.document.id == document_id), -1)


def initial(title: str) -> str:
    """The first letter or digit of a title, for the tile that stands in for a cover."""
    return next((character.upper() for character in title if character.isalnum()), "·")


def _recent_key(document: DocumentRow) -> tuple[int, int]:
    return (-max(document.added_at_s, document.opened_at_s), -document.id)


def _title_key(document: DocumentRow) -> tuple[str]:
    return (_folded(document.title),)


def _author_key(document: DocumentRow) -> tuple[bool, str, str]:
    first = document.authors[0] if document.authors else ""
    return (not first, _folded(first), _folded(document.title))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().lstrip("\"'«»“”‘’„「『《〈([¡¿… ")


_KEYS: dict[Order, Callable[[DocumentRow], tuple[object, ...]]] = {
    Order.RECENT: _recent_key,
    Order.TITLE: _title_key,
    Order.AUTHOR: _author_key,
}
