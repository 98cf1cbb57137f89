"""Tidying: what stands in one line for the person (titles, names, labels) becomes one line, and not a book.

Formats find such words in a hundred places, and each of them may hold line ends, control characters, half of a
surrogate pair or a megabyte. The desk refuses a worker that sends them; so they end here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from reader.text.model import Embedded, FixedPages, Metadata, Outline, ParseEvent, Section

MAX_LINE_CHARACTERS = 1000
MAX_DESCRIPTION_CHARACTERS = 64 * 1024
MAX_NAMES = 500
_NO_LETTER = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LANGUAGE = re.compile("[A-Za-z0-9-]{0,64}")
_NO_LETTER_NOR_LINE_END = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")


def tidy(event: ParseEvent) -> ParseEvent:
    """The event with its lines cleaned and cut; itself where there was nothing to do."""
    match event:
        case Metadata():
            return _tidy_metadata(event)
        case Section(language=tag) if not _LANGUAGE.fullmatch(tag):
            return tidy(msgspec.structs.replace(event, language=""))
        case Section(title=title) | Embedded(name=title) if line(title) != title:
            return msgspec.structs.replace(event, **{"title" if isinstance(event, Section) else "name": line(title)})
        case Outline(entries=entries) if any(line(entry.title) != entry.title for entry in entries):
            return Outline(entries=tuple(msgspec.structs.replace(each, title=line(each.title)) for each in entries))
        case FixedPages(pages=pages) if any(line(page.label) != page.label for page in pages):
            return FixedPages(pages=tuple(msgspec.structs.replace(each, label=line(each.label)) for each in pages))
    return event


def line(text: str) -> str:
    """`text` in one line of at most MAX_LINE_CHARACTERS."""
    if text.isascii() and text.isprintable() and len(text) <= MAX_LINE_CHARACTERS:
        return text
    return _NO_LETTER.sub(" ", text[: 2 * MAX_LINE_CHARACTERS]).strip()[:MAX_LINE_CHARACTERS]


def _tidy_metadata(event: Metadata) -> Metadata:
    return msgspec.structs.replace(
        event,
        title=line(event.title),
        language=event.language if _LANGUAGE.fullmatch(event.language) else "",
        authors=_names(event.authors),
        publisher=line(event.publisher),
        published=line(event.published),
        description=_NO_LETTER_NOR_LINE_END.sub(" ", event.description[:MAX_DESCRIPTION_CHARACTERS]).strip(),
        subjects=_names(event.subjects),
        series=line(event.series),
        series_index=line(event.series_index),
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in order, without those that are empty."""
    return tuple(dict.fromkeys(name for each in names if (name := line(each))))[:MAX_NAMES]
