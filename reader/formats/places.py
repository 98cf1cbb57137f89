"""Places: what a block inherits from the elements around it, and the attributes that it is written with."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.formats.block_writer import Slot
from reader.formats.inline import PLAIN_LOOK, Look
from reader.formats.styles import Style, is_logical, length_px, space_px
from reader.formats.trees import Element, texts
from reader.text.language import language_direction, language_tag, text_direction
from reader.text.markup import PX_PER_EM, allowed_style
from reader.text.model import Direction

INDENT_PX = 2 * PX_PER_EM
LIST_INDENT_PX = 40
"""What a browser indents lists by; the page view has an indent of its own for that."""

_MAX_MARGIN_PX = 320
_CELLS = frozenset({"td", "th"})
_SPACE_KEPT = {"pre": "keep", "pre-wrap": "keep", "break-spaces": "keep", "pre-line": "lines"}


class Place(NamedTuple):
    """Where the walker is: the slot that text goes to and what is inherited. Margins add up from the outside in.

    `space` says what becomes of white space: it collapses (empty), line ends stay ("lines"), or all of it ("keep").
    """

    slot: Slot
    look: Look = PLAIN_LOOK
    language: str = ""
    direction: Direction = Direction.AUTO
    align: str = ""
    indent_px: int | None = None
    left_px: int = 0
    right_px: int = 0
    space: str = ""
    transform: str = ""

    def with_look(self, look: Look) -> Place:
        return Place(self[0], look, *self[2:])

    def styled(self, style: Style) -> Place:
        """This place with the inherited properties of text that `style` sets."""
        changes: dict[str, str] = {}
        if "white-space" in style:
            changes["space"] = _SPACE_KEPT.get(style["white-space"], "")
        if "text-transform" in style:
            changes["transform"] = style["text-transform"]
        return self._replace(**changes) if changes else self  # type: ignore[arg-type]  # two fields of type str


def inner_place(element: Element, place: Place, style: Style, name: str, *, indent: bool = True) -> Place:
    """The place inside a block element whose text goes into blocks called `name`."""
    inner = _inherited(element, place, style)
    rtl = _is_rtl(element, inner) if indent and is_logical(style) else inner.direction is Direction.RTL
    indent_px = length_px(style.get("text-indent"), least=-_MAX_MARGIN_PX) if style else None
    inner = inner._replace(
        indent_px=place.indent_px if indent_px is None else indent_px,
        left_px=min(place.left_px + (space_px(style, "left", rtl=rtl) or 0), _MAX_MARGIN_PX) if indent else 0,
        right_px=min(place.right_px + (space_px(style, "right", rtl=rtl) or 0), _MAX_MARGIN_PX) if indent else 0,
    )
    attributes = _attributes(element, inner, style, (inner.left_px or None, inner.right_px or None), inner.indent_px)
    return inner._replace(slot=Slot(place.slot.wrappers, (name, attributes), preformatted=place.slot.preformatted))


def wrapper_attributes(
    element: Element, place: Place, style: Style, *, left_px: int = 0, right_px: int = 0, marker_px: int = 0
) -> str:
    """The attributes of an element that holds blocks (`blockquote`, `ul`, `li`, `td`).

    `left_px` and `right_px` are what the page view gives such an element by itself, where its style says nothing of
    that side; `marker_px` is the room of its style that the view adds anyway, for the marker of lists.
    """
    inner = _inherited(element, place, style)
    rtl = _is_rtl(element, inner) if is_logical(style) else inner.direction is Direction.RTL
    sides: list[int | None] = []
    for side, outer, usual in (("left", place.left_px, left_px), ("right", place.right_px, right_px)):
        own = space_px(style, side, rtl=rtl)
        starts = (side == "right") is rtl
        room = marker_px if starts else 0
        px = outer + (usual if own is None else max(0, own - room))
        sides.append(min(px, _MAX_MARGIN_PX) if outer or (own is not None and not (room and own <= room)) else None)
    return _attributes(element, inner, style, (sides[0], sides[1]), None)


def plain_attributes(element: Element, place: Place, kept: Style = {}) -> str:  # noqa: B006 - never changed
    """Direction and language of an element, and what `kept` says."""
    return _attributes(element, _inherited(element, place, kept), kept, (None, None), None)


def hidden(element: Element, style: Style) -> bool:
    """Whether the document hides the element. Other ways of hiding than these two are shown."""
    return style.get("display") == "none" or element.get("hidden") is not None


def block_direction(element: Element, place: Place) -> Direction:
    """The direction of an element in a place that may leave it open: never AUTO but for text without letters."""
    direction = place.direction
    if direction is Direction.AUTO:
        direction = text_direction(texts(element))
    return language_direction(place.language) if direction is Direction.AUTO else direction


def _inherited(element: Element, place: Place, style: Style) -> Place:
    declared = element.get("lang")
    language = (language_tag(declared) or place.language) if declared else place.language
    look = place.look.of_element(str(element.tag), style)
    if language != place.language and look.lang:
        look = look._replace(lang="")
    inner = place._replace(
        look=look, language=language, direction=_direction(element, style, place), align=_align(element, style, place)
    )
    return inner.styled(style) if style else inner


def _attributes(
    element: Element, place: Place, style: Style, sides: tuple[int | None, int | None], indent_px: int | None
) -> str:
    is_cell = element.tag in _CELLS
    boxed = bool(style) and not is_cell
    return _written(
        _Attributes(
            rtl=block_direction(element, place) is Direction.RTL,
            language=place.language,
            align=place.align,
            indent_px=indent_px,
            left_px=sides[0],
            right_px=sides[1],
            top_px=space_px(style, "top") if boxed else None,
            bottom_px=space_px(style, "bottom") if boxed else None,
            vertical=(style.get("vertical-align") or (element.get("valign") or "").lower()) if is_cell else "",
            new_page=bool(style) and page_break(style, "before"),
            page_end=bool(style) and page_break(style, "after"),
        )
    )


class _Attributes(NamedTuple):
    """What a block is written with."""

    rtl: bool
    language: str
    align: str
    indent_px: int | None
    left_px: int | None
    right_px: int | None
    top_px: int | None
    bottom_px: int | None
    vertical: str
    new_page: bool
    page_end: bool


@lru_cache(maxsize=1024)
def _written(wanted: _Attributes) -> str:
    values = {
        "text-align": _side(wanted.align, rtl=wanted.rtl),
        "text-indent": _px(wanted.indent_px),
        "margin-top": _px(wanted.top_px),
        "margin-right": _px(wanted.right_px),
        "margin-bottom": _px(wanted.bottom_px),
        "margin-left": _px(wanted.left_px),
        "vertical-align": wanted.vertical,
        "page-break-before": "always" if wanted.new_page else "",
        "page-break-after": "always" if wanted.page_end else "",
    }
    declared = allowed_style(";".join(f"{name}:{value}" for name, value in values.items() if value))
    text = f' dir="{"rtl" if wanted.rtl else "ltr"}"' + (f' lang="{wanted.language}"' if wanted.language else "")
    return text + (f' style="{declared}"' if declared else "")


def _is_rtl(element: Element, place: Place) -> bool:
    return block_direction(element, place) is Direction.RTL


def _direction(element: Element, style: Style, place: Place) -> Direction:
    declared = element.get("dir") or style.get("direction")
    if declared and declared.lower() in {"ltr", "rtl", "auto"}:
        return Direction(declared.lower())
    return place.direction


def _align(element: Element, style: Style, place: Place) -> str:
    align = style.get("text-align") or element.get("align")
    if not align:
        return "center" if element.tag == "center" else place.align
    align = align.lower().removeprefix("-webkit-")
    return place.align if align in {"inherit", "unset", "match-parent"} else align


def _side(align: str, *, rtl: bool) -> str:
    """`start` and `end` as the sides they mean; nothing where that is the side text starts at anyway."""
    if align == "end":
        return "left" if rtl else "right"
    return "" if align in {"start", "right" if rtl else "left", "initial"} else align


def page_break(style: Style, where: str) -> bool:
    """Whether a page ends `before` or `after` the element."""
    asked = style.get(f"page-break-{where}") or style.get(f"break-{where}") or ""
    return asked in {"always", "page", "left", "right", "recto", "verso"}


def _px(length: int | None) -> str:
    return f"{length}px" if length is not None else ""
