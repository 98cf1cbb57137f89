"""Flow: a page's element tree as a row of blocks.

The tree must have plain HTML names and every element's style resolved onto it (see styles.py). What is shown stays in
reading order; what can't be shown as it was meant is named in `Flowed.losses`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from reader.formats.block_writer import BlockWriter, Slot
from reader.formats.elements import (
    DROPPED,
    HEADINGS,
    MAX_HEADING_CHARACTERS,
    each,
    is_block,
    losses,
    own_text,
    quoted,
    rows_of,
    shown_size,
    simple,
    whole,
)
from reader.formats.inline import inline_tags
from reader.formats.mathml import linear
from reader.formats.places import INDENT_PX, Place, hidden, inner_place, leaf_attributes
from reader.formats.styles import declarations
from reader.formats.trees import Element, local_name, texts
from reader.text.language import text_direction
from reader.text.model import Direction
from reader.text.pieces import Block, Tag, image_run


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is in the document's resources: its name there and its size."""

    name: str
    width_px: int
    height_px: int


class Surroundings(Protocol):
    """What a page needs to know of the document around it."""

    def link(self, href: str) -> str:
        """The `href` as it stands in markup (`#NAME`, or an address outside); empty when it leads nowhere."""

    def picture(self, src: str) -> Picture | None:
        """The image that `src` means, or None when there is none that can be shown."""

    def is_target(self, fragment: str) -> bool:
        """Whether a link or the outline leads to this id."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, for an outline made from the text; `anchor` is among the anchors of its block."""

    level: int
    title: str
    anchor: str


@dataclass(slots=True)
class Flowed:
    """A page's blocks, its headings, and short names of what was lost."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    losses: set[str] = field(default_factory=set)


def flow(root: Element, around: Surroundings, language: str = "", direction: Direction = Direction.AUTO) -> Flowed:
    """The blocks of a page. Headings get anchors named `h:1`, `h:2` and so on."""
    walker = _Walker(around, language)
    walker.element(root, Place(Slot((), ("p", "")), language=language, direction=direction))
    walker.flowed.blocks = walker.writer.finish()
    return walker.flowed


class _Walker:
    """One pass over one page."""

    def __init__(self, around: Surroundings, language: str) -> None:
        self.around = around
        self.language = language
        self.writer = BlockWriter()
        self.flowed = Flowed()
        self._own: dict[str, Callable[[Element, Place, dict[str, str]], None]] = {
            "br": lambda _element, place, _style: self.writer.line_break(place.slot, inline_tags(place.look)),
            "hr": lambda _element, place, _style: self.writer.empty((*place.slot.wrappers, Tag("hr"))),
            "img": self._image,
            "image": self._image,
            "pre": self._preformatted,
            "listing": self._preformatted,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "blockquote": self._quote,
            "table": self._table,
            "ruby": self._ruby,
            "math": self._math,
            "object": self._object,
        }

    def element(self, element: Element, place: Place) -> None:
        """One element with all that is in it, but not the text behind it."""
        name = local_name(element)
        style = declarations(element)
        self._name_place(element)
        self.flowed.losses |= losses(name, style)
        if name in DROPPED or (hidden(element, style) and not _wanted(element, self.around)):
            return
        if name in self._own:
            self._own[name](element, place, style)
        elif name in HEADINGS:
            self._heading(element, place, style, HEADINGS[name])
        elif name == "p":
            self._block(element, place, style, "p")
        elif is_block(name, style):
            self._block(element, place, style)
        else:
            self._inline(element, name, place, style)

    # --- blocks

    def _block(self, element: Element, place: Place, style: dict[str, str], name: str = "div") -> None:
        inner = inner_place(element, place, style, name)
        self.writer.end()
        self._children(element, inner)
        self.writer.end()
        place.slot.used = True

    def _heading(self, element: Element, place: Place, style: dict[str, str], level: int) -> None:
        title = " ".join(own_text(element).split())[:MAX_HEADING_CHARACTERS]
        if title:
            anchor = f"h:{len(self.flowed.headings) + 1}"
            self.flowed.headings.append(Heading(level, title, anchor))
            self.writer.anchor(anchor)
        look = replace(place.look, bold=True, strong_base=True)
        self._block(element, replace(place, look=look), style, f"h{level}")

    def _wrapped(self, element: Element, place: Place, style: dict[str, str], tag: Tag, **slot: bool) -> Slot:
        """Flow the element inside a wrapper of its own."""
        inner = inner_place(element, place, style, "p", indent=False)
        wrapped = Slot((*place.slot.wrappers, tag), inner.slot.leaf, **slot)
        self.writer.end()
        self._children(element, replace(inner, slot=wrapped))
        self.writer.end()
        place.slot.used = True
        return wrapped

    def _quote(self, element: Element, place: Place, style: dict[str, str]) -> None:
        attributes = leaf_attributes(element, place, {}, self.language)
        self._wrapped(element, place, style, Tag("blockquote", attributes))

    def _preformatted(self, element: Element, place: Place, style: dict[str, str]) -> None:
        if element.text and element.text.startswith("\n"):
            element.text = element.text[1:]
        attributes = leaf_attributes(element, place, {}, self.language)
        self._wrapped(element, place, style, Tag("pre", attributes), preformatted=True)

    def _definitions(self, element: Element, place: Place, style: dict[str, str]) -> None:
        wrapper = Tag("dl")
        for child in each(element):
            name = local_name(child)
            if name in {"dt", "dd"}:
                inner = replace(place, slot=Slot((*place.slot.wrappers, wrapper), place.slot.leaf))
                self._name_place(child)
                found = declarations(child)
                self._wrapped(
                    child, inner, found, Tag(name, leaf_attributes(child, inner, found, self.language)), holds_text=True
                )
            else:
                self.element(child, place)
        place.slot.used = True

    def _list(self, element: Element, place: Place, style: dict[str, str]) -> None:
        if "none" in style.get("list-style", "") + style.get("list-style-type", ""):
            self._block(element, replace(place, left_px=min(place.left_px + INDENT_PX // 2, 320)), style)
            return
        ordered = local_name(element) == "ol"
        kind = element.get("type", "") if ordered else ""
        wrapper = Tag(
            "ol" if ordered else "ul", f' type="{kind}"' if kind in {"1", "a", "A", "i", "I"} and kind else ""
        )
        number = whole(element.get("start"), 1)
        inside = replace(place, slot=Slot((*place.slot.wrappers, wrapper), place.slot.leaf), left_px=0, right_px=0)
        for child in each(element):
            if local_name(child) == "li":
                number = whole(child.get("value"), number)
                self._item(child, inside, number if ordered else 0)
                number += 1
            else:
                self.element(child, place)
        place.slot.used = True

    def _item(self, element: Element, place: Place, number: int) -> None:
        style = declarations(element)
        if hidden(element, style) and not _wanted(element, self.around):
            return
        self._name_place(element)
        attributes = leaf_attributes(
            element, place, {key: style[key] for key in style if key == "text-align"}, self.language
        )
        self._wrapped(element, place, style, Tag("li", attributes, number), holds_text=True)

    # --- tables

    def _table(self, element: Element, place: Place, style: dict[str, str]) -> None:
        rows = rows_of(element)
        for caption in [child for child in each(element) if local_name(child) == "caption"]:
            self._block(caption, place, declarations(caption))
        if not simple(element, rows):
            self.flowed.losses.add("table")
            for row in rows:
                for cell in row:
                    self._name_place(cell)
                    self._block(cell, place, declarations(cell))
            return
        self.writer.end()
        direction = inner_place(element, place, style, "p").direction
        mirrored = (direction if direction is not Direction.AUTO else text_direction(texts(element))) is Direction.RTL
        wrappers = (*place.slot.wrappers, Tag("table"), Tag("tbody"))
        inside = replace(place, direction=direction, left_px=0, right_px=0)
        for row in rows:
            in_row = replace(inside, slot=Slot((*wrappers, Tag("tr")), place.slot.leaf))
            for cell in reversed(row) if mirrored else row:
                self._cell(cell, in_row)
        place.slot.used = True

    def _cell(self, cell: Element, place: Place) -> None:
        style = declarations(cell)
        name = local_name(cell)
        self._name_place(cell)
        spans = "".join(
            f' {span}="{min(whole(cell.get(span), 1), 50)}"'
            for span in ("colspan", "rowspan")
            if whole(cell.get(span), 1) > 1
        )
        kept = {key: value for key, value in style.items() if key in {"text-align", "vertical-align"}}
        tag = Tag(name, leaf_attributes(cell, place, kept, self.language) + spans)
        look = replace(place.look, bold=True, strong_base=True) if name == "th" else place.look
        before = len(self.writer.blocks)
        slot = self._wrapped(cell, replace(place, look=look), style, tag, holds_text=True)
        if len(self.writer.blocks) == before:
            self.writer.empty(slot.wrappers)

    # --- inside a block

    def _inline(self, element: Element, name: str, place: Place, style: dict[str, str]) -> None:
        look = place.look.of_element(name, style).in_language(element.get("lang"), place.language)
        direction = (element.get("dir") or "").lower()
        if direction in {"ltr", "rtl"} and direction != place.direction:
            look = replace(look, direction=direction)
        if name == "a" and element.get("href"):
            href = self.around.link(element.get("href", "").strip())
            look = replace(look, link=Tag("a", f' href="{quoted(href)}"')) if href else look
        quote = name == "q"
        if quote:
            self._text("“", replace(place, look=look))
        self._children(element, replace(place, look=look, keeps_lines=place.keeps_lines_in(style)))
        if quote:
            self._text("”", replace(place, look=look))

    def _image(self, element: Element, place: Place, style: dict[str, str]) -> None:
        picture = self.around.picture(element.get("src") or element.get("{http://www.w3.org/1999/xlink}href") or "")
        alt = " ".join((element.get("alt") or "").split())[:1000]
        if picture is None:
            if alt:
                self._text(f"[{alt}]", place)
            return
        width, height = shown_size(element, style, picture.width_px, picture.height_px)
        markup = f'<img src="res:{picture.name}" alt="{quoted(alt)}" width="{width}" height="{height}"'
        kept = [f"float:{style['float']}"] if style.get("float") in {"left", "right"} else []
        if style.get("vertical-align") in {"middle", "top", "bottom", "sub", "super"}:
            kept.append(f"vertical-align:{style['vertical-align']}")
        markup += f' style="{";".join(kept)}">' if kept else ">"
        self.writer.object(image_run(markup, inline_tags(place.look)), place.slot)

    def _object(self, element: Element, place: Place, style: dict[str, str]) -> None:
        picture = self.around.picture(element.get("data") or "")
        if picture is None:
            self.flowed.losses.add("embedded")
            self._children(element, place)
            return
        element.set("src", element.get("data") or "")
        self._image(element, place, style)

    def _math(self, element: Element, place: Place, _style: dict[str, str]) -> None:
        text = linear(element)
        self.flowed.losses.add("mathml")
        if element.get("display") == "block":
            self.writer.end()
        self._text(text, place)
        if element.get("display") == "block":
            self.writer.end()

    def _ruby(self, element: Element, place: Place, style: dict[str, str]) -> None:
        """The base text, each reading behind it in parentheses."""
        self.flowed.losses.add("ruby")
        look = replace(
            place, look=place.look.of_element("ruby", style).in_language(element.get("lang"), place.language)
        )
        self._text(element.text or "", look)
        for child in each(element):
            name = local_name(child)
            if name in {"rt", "rtc"}:
                reading = "".join(texts(child)).strip()
                self._text(f"({reading})" if reading else "", look)
            elif name != "rp":
                self.element(child, look)
            self._text((child.tail or "").strip("\n\t "), look)

    # --- the common part

    def _children(self, element: Element, place: Place) -> None:
        self._text(element.text or "", place)
        for child in element:
            if local_name(child):
                self.element(child, place)
            self._text(child.tail or "", place)

    def _text(self, text: str, place: Place) -> None:
        if text:
            self.writer.text(text, place.slot, inline_tags(place.look), keep_lines=place.keeps_lines)

    def _name_place(self, element: Element) -> None:
        for name in (element.get("id"), element.get("name") if local_name(element) == "a" else None):
            if name:
                self.writer.anchor(name)


def _wanted(element: Element, around: Surroundings) -> bool:
    """Whether a link leads to a hidden element: notes are shown where they stand."""
    return any(around.is_target(each.get("id", "")) for each in element.iter() if each.get("id"))
