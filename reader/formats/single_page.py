"""Single page: the events of a document that is one page of HTML, whatever it came in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reader.errors import NothingToRead
from reader.formats.pages import page_blocks
from reader.formats.surroundings import SinglePage
from reader.formats.trees import Element
from reader.text.model import ParseEvent

_FRAGMENT_LINK = re.compile(r"""href\s*=\s*["']?[^"'\s>#]{0,2000}#([^"'\s>]+)""", re.IGNORECASE)


def single_page_events(
    root: Element, around: SinglePage, text: str, choose: Callable[[Element], bool] | None = None
) -> Iterator[ParseEvent]:
    """All events but Metadata of a document that is one page. Raises NothingToRead for an empty page.

    `text` is the page's source, where links to places inside are looked for; `choose` as in `page_blocks`.
    """
    assembly = around.assembly
    around.targets = set(_FRAGMENT_LINK.findall(text))
    flowed = page_blocks(root, around, assembly.language, assembly.direction, choose)
    events = list(assembly.add_page("", flowed))
    if assembly.empty:
        raise NothingToRead
    yield from events
    yield from around.taken_resources()
    yield from around.taken_embedded()
    yield assembly.outline()
    yield assembly.anchors()
