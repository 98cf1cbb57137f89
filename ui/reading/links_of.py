"""Where the links of a laid-out piece stand, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument

_RAISED = frozenset({QTextCharFormat.VerticalAlignment.AlignSuperScript, QTextCharFormat.VerticalAlignment.AlignTop})


class LinkSpan(msgspec.Struct, frozen=True, kw_only=True):
    """One link: its address, its words, the cursor positions around it, how far into its block it begins."""

    href: str
    words: str
    start: int
    end: int
    into_block: int
    is_raised: bool


def links_of(document: QTextDocument) -> list[LinkSpan]:
    """All links in order."""
    found: list[LinkSpan] = []
    block = document.begin()
    while block.isValid():
        found += links_in(block)
        block = block.next()
    return found


def link_around(document: QTextDocument, position: int, href: str) -> LinkSpan | None:
    """The link to `href` that a cursor position stands in or at an edge of."""
    block = document.findBlock(position)
    spans = links_in(block) if block.isValid() else ()
    return next((span for span in spans if span.href == href and span.start <= position <= span.end), None)


def links_in(block: QTextBlock) -> Iterator[LinkSpan]:
    """The links of one block: neighbours with the same address are one."""
    start, href, words, is_raised = 0, "", "", False
    for at, text, look in _fragments(block):
        own = look.anchorHref() if look.isAnchor() else ""
        if own != href:
            if href:
                yield _span(block, start, href, words, is_raised=is_raised)
            start, href, words, is_raised = at, own, "", False
        words += text
        is_raised = is_raised or look.verticalAlignment() in _RAISED
    if href:
        yield _span(block, start, href, words, is_raised=is_raised)


def _span(block: QTextBlock, start: int, href: str, words: str, *, is_raised: bool) -> LinkSpan:
    end = start + len(words.encode("utf-16-le")) // 2
    return LinkSpan(
        href=href, words=words, start=start, end=end, into_block=start - block.position(), is_raised=is_raised
    )


def _fragments(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        if fragment.isValid():
            yield fragment.position(), fragment.text(), fragment.charFormat()
        walk += 1
