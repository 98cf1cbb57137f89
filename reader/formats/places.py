"""Places: what a block inherits from the elements around it, and the attributes that it is written with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reader.formats.block_writer import Slot
from reader.formats.inline import Look
from reader.formats.styles import length_px, space_px
from reader.formats.trees import Element, local_name, texts
from reader.text.language import language_direction, language_tag, text_direction
from reader.text.markup import PX_PER_EM, allowed_style
from reader.text.model import Direction

INDENT_PX = 2 * PX_PER_EM
_MAX_MARGIN_PX = 320


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walker is: the slot that text goes to and what is inherited. Margins add up from the outside in."""

    slot: Slot
    look: Look = field(default_factory=Look)
    language: str = ""
    direction: Direction = Direction.AUTO
    align: str = ""
    indent_px: int | None = None
    left_px: int = 0
    right_px: int = 0
    keeps_lines: bool = False

    def keeps_lines_in(self, style: dict[str, str]) -> bool:
        space = style.get("white-space", "")
        return space.startswith(("pre", "break-spaces")) if space else self.keeps_lines


def inner_place(element: Element, place: Place, style: dict[str, str], name: str, *, indent: bool = True) -> Place:
    """The place inside a block element whose text goes into blocks called `name`."""
    language = language_tag(element.get("lang")) or place.language
    look = replace(
        place.look.of_element(local_name(element), style), lang="" if language != place.language else place.look.lang
    )
    inner = replace(
        place,
        look=look,
        language=language,
        direction=_direction(element, style, place),
        align=_align(element, style, place),
        indent_px=_first_of(length_px(style.get("text-indent"), least=-_MAX_MARGIN_PX), place.indent_px),
        left_px=min(place.left_px + (space_px(style, "left") or 0), _MAX_MARGIN_PX) if indent else 0,
        right_px=min(place.right_px + (space_px(style, "right") or 0), _MAX_MARGIN_PX) if indent else 0,
        keeps_lines=place.keeps_lines_in(style),
    )
    attributes = _attributes(element, inner, style)
    return replace(inner, slot=Slot(place.slot.wrappers, (name, attributes), preformatted=place.slot.preformatted))


def leaf_attributes(element: Element, place: Place, style: dict[str, str], _language: str = "") -> str:
    """The attributes of a wrapper (`li`, `td`, `blockquote`): direction and language, and what `style` is given."""
    language = language_tag(element.get("lang")) or place.language
    inner = replace(
        place, language=language, direction=_direction(element, style, place), indent_px=None, left_px=0, right_px=0
    )
    inner = replace(inner, align=_align(element, style, place))
    return _attributes(element, inner, style)


def hidden(element: Element, style: dict[str, str]) -> bool:
    """Whether the document hides the element."""
    return style.get("display") == "none" or "hidden" in element.attrib


def _attributes(element: Element, place: Place, style: dict[str, str]) -> str:
    direction = place.direction
    if direction is Direction.AUTO:
        direction = text_direction(texts(element))
    if direction is Direction.AUTO:  # digits or pictures alone
        direction = language_direction(place.language)
    wanted = {
        "text-align": _side(place.align, direction),
        "text-indent": _px(place.indent_px),
        "margin-top": _px(space_px(style, "top")),
        "margin-right": _px(place.right_px or None),
        "margin-bottom": _px(space_px(style, "bottom")),
        "margin-left": _px(place.left_px or None),
        "vertical-align": style.get("vertical-align", "") if local_name(element) in {"td", "th"} else "",
        "page-break-before": _page_break(style, "before"),
        "page-break-after": _page_break(style, "after"),
    }
    declared = allowed_style(";".join(f"{name}:{value}" for name, value in wanted.items() if value))
    text = f' dir="{"rtl" if direction is Direction.RTL else "ltr"}"'
    text += f' lang="{place.language}"' if place.language else ""
    return text + (f' style="{declared}"' if declared else "")


def _direction(element: Element, style: dict[str, str], place: Place) -> Direction:
    declared = (element.get("dir") or style.get("direction") or "").lower()
    if declared in {"ltr", "rtl", "auto"}:
        return Direction(declared)
    return place.direction


def _align(element: Element, style: dict[str, str], place: Place) -> str:
    align = style.get("text-align") or (element.get("align") or "").lower()
    if local_name(element) == "center":
        return "center"
    return align.removeprefix("-webkit-") if align else place.align


def _side(align: str, direction: Direction) -> str:
    """`start` and `end` as the sides they mean; nothing where that is the side text starts at anyway."""
    rtl = direction is Direction.RTL
    if align == "end":
        return "left" if rtl else "right"
    return "" if align in {"start", "right" if rtl else "left", "inherit", "initial"} else align


def _page_break(style: dict[str, str], where: str) -> str:
    asked = style.get(f"page-break-{where}") or style.get(f"break-{where}") or ""
    return "always" if asked in {"always", "page", "left", "right", "recto", "verso"} else ""


def _px(length: int | None) -> str:
    return f"{length}px" if length is not None else ""


def _first_of(*lengths: int | None) -> int | None:
    return next((length for length in lengths if length is not None), None)
