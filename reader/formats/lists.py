"""Lists: `ul`, `ol` and `dl` as blocks. What the page view can't count itself is counted here, in writing."""

from __future__ import annotations

from reader.formats.block_writer import Slot
from reader.formats.elements import each, whole
from reader.formats.list_markers import MARKUP_TYPES, is_bullet, written_marker
from reader.formats.places import (
    INDENT_PX,
    LIST_INDENT_PX,
    Place,
    inner_place,
    wrapper_attributes,
)
from reader.formats.styles import Style, declarations
from reader.formats.trees import Element, local_name
from reader.formats.walking import Walker
from reader.text.markup import PX_PER_EM
from reader.text.pieces import Tag

_MAX_LEFT_PX = 320
_BY_TYPE = {
    "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman",
    "disc": "disc", "circle": "circle", "square": "square", "none": "none",
}  # fmt: skip


def listed(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """A list: as one that the page view counts, or as blocks with their markers written before them."""
    ordered = local_name(element) == "ol"
    items = [child for child in each(element) if local_name(child) == "li"]
    kind = _kind(element, style, items, ordered=ordered)
    counted = not is_bullet(kind)
    step = -1 if counted and element.get("reversed") is not None else 1
    first = whole(element.get("start"), len(items) if step < 0 else 1)
    inner = inner_place(element, place._replace(left_px=0, right_px=0), style, "p", indent=False)
    if kind == "none" or (counted and (kind not in MARKUP_TYPES or step < 0 or first < 1)):
        _written_out(walker, element, inner._replace(left_px=place.left_px, right_px=place.right_px), kind, first, step)
        if not any(tag.name == "li" for tag in place.slot.wrappers):
            walker.writer.below(PX_PER_EM)
    else:
        name = "ol" if counted else "ul"
        attributes = wrapper_attributes(element, place, style, marker_px=LIST_INDENT_PX)
        attributes += f' type="{MARKUP_TYPES[kind]}"' if counted and kind != "decimal" else ""
        _as_list(walker, element, (inner, place), Tag(name, attributes), first if counted else 0)
    place.slot.used = True


def definitions(walker: Walker, element: Element, place: Place, style: Style) -> None:
    """A list of terms and what they mean; a `div` may hold a group of them."""
    wrapper = Tag("dl", wrapper_attributes(element, place, style))
    inner = inner_place(element, place._replace(left_px=0, right_px=0), style, "p", indent=False)
    inner = inner._replace(slot=Slot((*place.slot.wrappers, wrapper), inner.slot.leaf))
    _definitions_in(walker, element, inner, place)
    place.slot.used = True


def _definitions_in(walker: Walker, element: Element, inside: Place, outside: Place) -> None:
    _stray_text(walker, element.text, outside)
    for child in each(element):
        name = local_name(child)
        style = declarations(child)
        if not walker.is_shown(child, style):
            pass
        elif name in {"dt", "dd"}:
            walker.name_place(child)
            usual_px = INDENT_PX if name == "dd" else 0
            tag = Tag(name, wrapper_attributes(child, inside, style, left_px=usual_px))
            walker.wrapped(child, inside, style, tag, holds_text=True)
        elif name == "div":
            walker.name_place(child)
            _definitions_in(walker, child, inside, outside)
        else:
            walker.element(child, outside)
        _stray_text(walker, child.tail, outside)


def _kind(element: Element, style: Style, items: list[Element], *, ordered: bool) -> str:
    """The list's `list-style-type`: its style's, its `type`'s, that of its first item, or the usual one."""
    declared = style.get("list-style-type") or _BY_TYPE.get(element.get("type", ""), "")
    if items and not declared:
        declared = declarations(items[0]).get("list-style-type", "")
    if declared[:1] not in {'"', "'"}:
        declared = declared.lower()
    if declared in {"", "initial", "inherit", "unset", "revert", "auto"}:
        return "decimal" if ordered else "disc"
    return declared


def _as_list(walker: Walker, element: Element, places: tuple[Place, Place], wrapper: Tag, first: int) -> None:
    """A list of markup; what is no item stands outside it, and the list goes on behind.

    Where the numbers don't go on by one, another list begins with the number that is meant.
    """
    inner, outside = places
    number = first
    _stray_text(walker, element.text, outside)
    for child in each(element):
        if local_name(child) != "li":
            walker.element(child, outside)
        else:
            asked = whole(child.get("value"), number) if first else 0
            if asked != number and asked > 0:
                number, wrapper = asked, Tag(wrapper.name, wrapper.attributes)
            in_list = inner._replace(slot=Slot((*outside.slot.wrappers, wrapper), inner.slot.leaf))
            if _item(walker, child, in_list, number):
                number += 1 if first else 0
        _stray_text(walker, child.tail, outside)


def _stray_text(walker: Walker, text: str | None, place: Place) -> None:
    if text and text.strip():
        walker.text(text, place)


def _item(walker: Walker, element: Element, place: Place, number: int) -> bool:
    style = declarations(element)
    if not walker.is_shown(element, style):
        return False
    walker.name_place(element)
    tag = Tag("li", wrapper_attributes(element, place, style), number)
    walker.wrapped(element, place, style, tag, holds_text=True)
    return True


def _written_out(walker: Walker, element: Element, place: Place, kind: str, first: int, step: int) -> None:
    """The items as indented blocks, each with its marker before its text."""
    number = first
    indent_px = INDENT_PX // 2 if kind == "none" else INDENT_PX
    inside = place._replace(left_px=min(place.left_px + indent_px, _MAX_LEFT_PX))
    walker.writer.end()
    _stray_text(walker, element.text, inside)
    for child in each(element):
        style = declarations(child)
        if local_name(child) != "li":
            walker.element(child, inside)
        elif walker.is_shown(child, style):
            number = whole(child.get("value"), number)
            marker = written_marker(kind, number)
            if marker:
                child.text = f"{marker}\N{NO-BREAK SPACE}{(child.text or '').lstrip()}"
            walker.name_place(child)
            walker.block(child, inside, style)
            number += step
        _stray_text(walker, child.tail, inside)
