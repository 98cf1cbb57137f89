"""What was found by words, as rows of the list; and which words the page shall mark then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.rows import DocumentRow
from reader.text.fold import fold
from ui.library.rows import ListRow

if TYPE_CHECKING:
    from reader.search.results import DocumentHits


def found_row(hits: DocumentHits, document: DocumentRow) -> ListRow:
    """A document and the first place in it."""
    first = hits.hits[0] if hits.hits else None
    return ListRow(
        document=document,
        snippet=first.snippet if first else "",
        marks=tuple(first.marks) if first else (),
        title_marks=hits.title_marks,
        places=len(hits.hits),
        more_places=hits.more,
        locator=first.locator if first else None,
    )


def words_to_mark(row: ListRow, query: str) -> str:
    """What the reading page shall seek at the hit: the query where it stands there as it was typed, else the very
    words found. A query of several words, or with signs, stands nowhere in the text as a whole."""
    if not row.marks:
        return query
    start, length = row.marks[0]  # a document's first snippet begins its marks with the hit
    found = row.snippet[start : start + length]
    return query if fold(query) in fold(found) else found
