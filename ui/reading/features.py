"""Which features a page has: the one place where they are listed."""

from __future__ import annotations

from ui.reading.bookmarking import Bookmarking
from ui.reading.contents import Contents
from ui.reading.copying import Copying
from ui.reading.discreet import Discreet
from ui.reading.edge_map import EdgeMap
from ui.reading.elsewhere import Elsewhere
from ui.reading.finding import Finding
from ui.reading.fixed_paging import FixedPaging
from ui.reading.fixed_thumbnails import Thumbnails
from ui.reading.focusing import Focusing
from ui.reading.following import Following
from ui.reading.going_about import GoingAbout
from ui.reading.jumps import Jumps
from ui.reading.key_binding import KeyBinding
from ui.reading.looking_up import LookingUp
from ui.reading.making_room import MakingRoom
from ui.reading.mark_lists import MarkLists
from ui.reading.mark_telling import MarkTelling
from ui.reading.marking import Marking
from ui.reading.noting import Noting
from ui.reading.page_feature import PageFeature, PageParts
from ui.reading.progressing import Progressing
from ui.reading.read_aloud import ReadAloud
from ui.reading.typesetting import Typesetting
from ui.reading.typography_popover import TypographyPopover


def make_features(parts: PageParts) -> tuple[PageFeature, ...]:
    """All of them, in the order in which they are told of a document and asked what Escape closes."""
    # Tabs of the side panel come in the order in which these are made.
    typesetting, contents, finding = Typesetting(parts), Contents(parts), Finding(parts)
    edge_map, copying = EdgeMap(parts), Copying(parts)
    marking = Marking(parts, copying.copier)
    return (
        typesetting,
        TypographyPopover(parts, typesetting),
        Progressing(parts),
        Noting(parts),
        Following(parts),
        contents,
        Jumps(parts),
        GoingAbout(parts),
        LookingUp(parts),
        finding,
        Elsewhere(parts, finding),
        edge_map,
        FixedPaging(parts),
        Thumbnails(parts),
        marking,
        Bookmarking(parts, marking.book, edge_map),
        MarkLists(parts, marking),
        MarkTelling(parts, marking),
        Discreet(parts, typesetting),
        Focusing(parts),
        ReadAloud(parts),
        KeyBinding(parts),
        MakingRoom(parts, typesetting),
        copying,  # last: Escape closes what lies over the page before it takes the caret away
    )
