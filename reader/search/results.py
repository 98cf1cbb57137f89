"""What a search answers."""

from __future__ import annotations

import msgspec

from reader.text.model import Locator

Marks = tuple[tuple[int, int], ...]
"""(start, length) of each mark in a line, in code points."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One place in a document: where it is, its length in code points, and the line round it."""

    locator: Locator
    length: int
    snippet: str
    marks: Marks


class DocumentHits(msgspec.Struct, frozen=True):
    """A document that a query found, with its first hits in reading order; none if only title or authors match.

    `more` says that the document holds further hits.
    """

    document: int
    kind: str
    title: str
    authors: tuple[str, ...]
    title_marks: Marks
    hits: tuple[Hit, ...]
    more: bool
