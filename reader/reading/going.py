"""Going to a page or a per cent: what somebody typed, and what that is in a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto

import msgspec

from reader.reading.numerals import number_of

MOST_CHARACTERS = 40
_PERCENT_WORDS = r"(?:[%％٪﹪]|per\s?cent|percent|퍼센트|프로|百分之|パーセント|في المئة|بالمئة)"
_PERCENT = re.compile(rf"\s*(?:{_PERCENT_WORDS}\s*(.+?)|(.+?)\s*{_PERCENT_WORDS})\s*", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:(?:page|pages|pg|pp?|seite|s)(?:\.\s*|\s+)|p\.?(?=\d)|#|صفحة\s*|ص\s*|第)?(.+?)\s*(?:쪽|페이지|면|页|頁|ページ)?\s*",
    re.IGNORECASE,
)


class Fault(Enum):
    """Why one can't go there."""

    EMPTY = auto()
    NOT_UNDERSTOOD = auto()
    NO_SUCH_PAGE = auto()
    NO_PAGES = auto()
    BEYOND = auto()


class Wish(msgspec.Struct, frozen=True):
    """What was typed: a fraction of the document (0 to 1), or a page by what is written on it."""

    fraction: float | None = None
    page: str = ""
    number: int | None = None


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """Where it leads: one of these. `printed` is a page of the printed edition, `page` counts from 1."""

    fraction: float | None = None
    printed: str = ""
    page: int | None = None
    of: int = 0


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """What pages a document has: `labels` of its fixed pages, whether it has a printed one, how many are counted."""

    labels: Sequence[str] = ()
    has_printed: Callable[[str], bool] = lambda _label: False
    has_printed_pages: bool = False
    count: int = 0


def read_wish(text: str) -> Wish | Fault:
    """Understand what was typed: "57", "57 %", "٥٧٪", "iv", "p. 57", "57쪽"."""
    if not text.strip():
        return Fault.EMPTY
    if len(text) > MOST_CHARACTERS:
        return Fault.NOT_UNDERSTOOD
    percent = _PERCENT.fullmatch(text)
    if percent is not None:
        number = number_of(percent.group(1) or percent.group(2))
        if number is None:
            return Fault.NOT_UNDERSTOOD
        return Wish(fraction=number / 100) if number <= 100 else Fault.BEYOND
    page = _PAGE.fullmatch(text)
    words = page.group(1).strip() if page is not None else text.strip()
    number = number_of(words)
    whole = int(number) if number is not None and number == int(number) else None
    return Wish(page=words, number=whole)


def destination(wish: Wish, pages: Pages) -> Destination | Fault:
    """What the wish is in this document. What is printed on a page goes before how it is counted."""
    if wish.fraction is not None:
        return Destination(fraction=wish.fraction)
    written = [wish.page] if wish.number is None else [wish.page, str(wish.number)]
    if pages.labels:
        return _fixed(wish, written, pages.labels)
    printed = next((label for label in written if pages.has_printed(label)), "")
    if printed:
        return Destination(printed=printed)
    return Fault.NO_SUCH_PAGE if pages.has_printed_pages else _counted(wish, pages.count)


def _counted(wish: Wish, count: int) -> Destination | Fault:
    if wish.number is None:
        return Fault.NOT_UNDERSTOOD
    if not count:
        return Fault.NO_PAGES
    return Destination(page=wish.number, of=count) if 1 <= wish.number <= count else Fault.BEYOND


def _fixed(wish: Wish, written: Sequence[str], labels: Sequence[str]) -> Destination | Fault:
    sought = [label.casefold() for label in written]
    named = next((n for n, label in enumerate(labels) if label and label.strip().casefold() in sought), None)
    if named is not None:
        return Destination(page=named + 1, of=len(labels))
    if wish.number is None:
        return Fault.NO_SUCH_PAGE if any(labels) else Fault.NOT_UNDERSTOOD
    return Destination(page=wish.number, of=len(labels)) if 1 <= wish.number <= len(labels) else Fault.BEYOND
