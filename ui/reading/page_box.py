"""How much of the window pages take: how many columns there are, where each stands, how high a page is."""

from __future__ import annotations

from reader.reading.preferences import PageMode

TOP_PX = 56
TOP_SHARE = 0.1
FOOT_PX = 40
FOOT_SHARE = 0.06
FEWEST_PAGE_PX = 120
NARROWEST_COLUMN_EM = 18.0
"""Two columns must each be this wide, about forty letters, or there is one."""
MARGIN_EM = 2.0
"""The paper that page_look.py leaves on each side of a column; between two columns it is twice that."""
IMAGE_LINE_EM = 2.0


def fitting_mode(wanted: PageMode, view_width_px: int, body_px: int) -> PageMode:
    """What is wanted, but one column where two would be too narrow to read."""
    each_px = view_width_px / 2 - 2 * MARGIN_EM * body_px
    if wanted is PageMode.TWO_COLUMNS and each_px < NARROWEST_COLUMN_EM * body_px:
        return PageMode.PAGED
    return wanted


def columns_of(mode: PageMode) -> int:
    return 2 if mode is PageMode.TWO_COLUMNS else 1


def page_top_px(view_height_px: int) -> int:
    """How far below the view's top edge a page's text begins: less in a low window."""
    return min(TOP_PX, round(TOP_SHARE * view_height_px))


def page_height_px(view_height_px: int) -> int:
    """The height that text may take of a page."""
    foot_px = min(FOOT_PX, round(FOOT_SHARE * view_height_px))
    return max(FEWEST_PAGE_PX, view_height_px - page_top_px(view_height_px) - foot_px)


def tallest_image_px(mode: PageMode, view_height_px: int, body_px: int, share: float) -> int:
    """An image takes at most `share` of a view that scrolls, or of a page what its own line leaves."""
    if mode is PageMode.SCROLLED:
        return max(200, round(view_height_px * share))
    return page_height_px(view_height_px) - round(IMAGE_LINE_EM * body_px)


def column_lefts(mode: PageMode, view_width_px: int, column_px: int, body_px: int, *, rtl: bool) -> tuple[int, ...]:
    """The left edge of each column in the order of reading, the whole in the middle of the view."""
    columns = columns_of(mode)
    left_over_px = max(0, view_width_px - columns * column_px)
    gutter = min(round(2 * MARGIN_EM * body_px), left_over_px // columns)
    first = (view_width_px - columns * column_px - (columns - 1) * gutter) // 2
    lefts = tuple(first + number * (column_px + gutter) for number in range(columns))
    return lefts[::-1] if rtl else lefts
