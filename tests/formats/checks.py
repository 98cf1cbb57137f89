"""What holds for every document that any format parses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import html as lxml_html

from reader.text.alignment import Alignment
from reader.text.markup import clean, is_clean
from reader.text.model import (
    COVER_LONG_EDGE_PX,
    PIECE_LIMIT_BYTES,
    Anchors,
    Cover,
    Embedded,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    ParseEvent,
    Progress,
    Resource,
    Section,
    Simplified,
)
from reader.workers.checks import ParseCheck
from tests.formats.independent import check_independently

_STAGE = {
    Metadata: 0,
    Section: 1,
    Resource: 1,
    FixedPages: 1,
    Embedded: 1,
    Simplified: 1,
    Progress: 1,
    Outline: 2,
    Anchors: 3,
    Cover: 4,
}
_HREF = re.compile(r'<a [^>]*?href="#([^"]+)"')
_SRC = re.compile(r'<img [^>]*?src="res:([^"]+)"')


def sections_of(events: Iterable[ParseEvent]) -> list[Section]:
    return [event for event in events if isinstance(event, Section)]


def text_of(section: Section) -> str:
    return "".join(piece.text for piece in section.pieces)


def whole_text(events: Iterable[ParseEvent]) -> str:
    return "".join(text_of(section) for section in sections_of(events))


def whole_markup(events: Iterable[ParseEvent]) -> str:
    return "".join(piece.html for section in sections_of(events) for piece in section.pieces)


def losses_of(events: Iterable[ParseEvent]) -> set[str]:
    return {event.what for event in events if isinstance(event, Simplified)}


def shown(markup: str) -> str:
    """A piece's markup as a view shows it: letters, images as U+FFFC, something white between blocks."""
    if not markup:
        return ""
    root = lxml_html.fragment_fromstring(markup, create_parent="body")
    return "".join(_shown(root))


def _shown(element: lxml_html.HtmlElement) -> Iterable[str]:
    yield {"img": "\ufffc", "br": "\u2028", "td": "\ufdd0", "th": "\ufdd0", "p": "\n", "li": "\n"}.get(
        str(element.tag), ""
    )
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""


def check_document(events: Sequence[ParseEvent]) -> None:
    """Order, numbers, the canonical text, the markup, and that every place named is inside."""
    _check_order(events)
    sections = sections_of(events)
    for section in sections:
        _check_pieces(section)
    lengths = [len(text_of(section)) for section in sections]
    for event in events:
        if isinstance(event, Outline):
            _check_outline(event, lengths)
        elif isinstance(event, Anchors):
            for target in event.targets.values():
                _check_locator(target, lengths)
        elif isinstance(event, Cover):
            assert max(event.width_px, event.height_px) <= COVER_LONG_EDGE_PX
            assert event.media_type in {"image/jpeg", "image/png"}
    _check_references(events)
    check_independently(events)
    receiver = ParseCheck()
    for event in events:
        receiver.event(event)
    receiver.done()


def _check_order(events: Sequence[ParseEvent]) -> None:
    events = [event for event in events if not isinstance(event, Progress)]
    stages = [_STAGE[type(event)] for event in events]
    assert stages == sorted(stages)
    kinds = Counter(type(event) for event in events)
    assert isinstance(events[0], Metadata)
    assert kinds[Metadata] == 1
    assert all(kinds[kind] <= 1 for kind in (Outline, Anchors, Cover, FixedPages))
    sections = sections_of(events)
    assert sections
    assert [section.index for section in sections] == list(range(len(sections)))


def _check_pieces(section: Section) -> None:
    offset = 0
    for piece in section.pieces:
        assert piece.start == offset
        assert piece.text.endswith("\n")
        assert len(piece.text.encode()) <= PIECE_LIMIT_BYTES
        assert "\r" not in piece.text
        assert "\x00" not in piece.text
        offset += len(piece.text)
        if piece.html:
            assert is_clean(piece.html), piece.html
            assert clean(piece.html) == piece.html
            view = shown(piece.html)
            alignment = Alignment(piece.text, view)
            assert alignment.exact
            assert _solid(view) == _solid(piece.text)


def _solid(text: str) -> str:
    return re.sub("[\\s\u00ad\u200b\ufdd0\ufdd1]+", "", text)


def _check_outline(outline: Outline, lengths: Sequence[int]) -> None:
    level = 0
    for entry in outline.entries:
        assert entry.title
        assert 1 <= entry.level <= level + 1
        level = entry.level
        _check_locator(entry.target, lengths)


def _check_locator(locator: Locator, lengths: Sequence[int]) -> None:
    assert 0 <= locator.section < len(lengths)
    assert 0 <= locator.offset <= lengths[locator.section]


def _check_references(events: Sequence[ParseEvent]) -> None:
    markup = whole_markup(events)
    targets = {name for event in events if isinstance(event, Anchors) for name in event.targets}
    resources = [event.name for event in events if isinstance(event, Resource)]
    assert len(resources) == len(set(resources))
    assert set(_SRC.findall(markup)) <= set(resources)
    assert set(_HREF.findall(markup)) <= targets
