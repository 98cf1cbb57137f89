"""Flow: a page's element tree as a row of blocks.

The tree must have plain HTML names and every element's style resolved onto it (see styles.py). What is shown stays in
reading order; what can't be shown as it was meant is named in `Flowed.losses`.
"""

from __future__ import annotations

from collections.abc import Callable

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
)
from reader.formats.forms import FORM_PARTS, form_part
from reader.formats.inline import inline_tags
from reader.formats.lists import definitions, listed
from reader.formats.mathml import linear
from reader.formats.media import embedded, image, saved_drawing, video
from reader.formats.places import Place, hidden, inner_place, page_break, plain_attributes, wrapper_attributes
from reader.formats.styles import Style, declarations, is_behind, is_moved, space_px
from reader.formats.stylesheets import AFTER, BEFORE, generated
from reader.formats.tables import table
from reader.formats.trees import Element, local_name, texts
from reader.formats.walking import Flowed, Heading, Picture, Surroundings
from reader.text.addresses import true_target
from reader.text.bidi import show_overrides
from reader.text.model import Direction
from reader.text.pieces import Tag

__all__ = ["Flowed", "Heading", "Picture", "Surroundings", "flow"]

_QUOTE_PX = 32
_PRE_PX = 16
_LONGEST_UNBROKEN_CHARACTERS = 60
"""More text that may not wrap would widen the page."""

_MAX_GENERATED_CHARACTERS = 20_000
_OUT_OF_PRE = frozenset({"hr", "ul", "ol", "menu", "dir", "dl", "table", "blockquote", "pre", "listing", *HEADINGS})


def flow(root: Element, around: Surroundings, language: str = "", direction: Direction = Direction.AUTO) -> Flowed:
    """The blocks of a page. Headings get anchors named `h:1`, `h:2` and so on."""
    walker = _Walker(around)
    walker.element(root, Place(Slot((), ("p", "")), language=language, direction=direction))
    walker.flowed.blocks = walker.writer.finish()
    return walker.flowed


class _Walker:
    """One pass over one page."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.writer = BlockWriter()
        self.flowed = Flowed()
        self._generated_characters = 0
        self._own: dict[str, Callable[[Element, Place, Style], None]] = {
            "br": lambda _element, place, _style: self.writer.line_break(place.slot, inline_tags(place.look)),
            "hr": self._rule,
            "pre": self._preformatted,
            "listing": self._preformatted,
            "blockquote": self._quote,
            "ruby": self._ruby,
            "math": self._math,
        }
        for names, part in (
            (("ul", "ol", "menu", "dir"), listed),
            (("dl",), definitions),
            (("table",), table),
            (("img", "image"), image),
            (("object", "embed"), embedded),
            (("video",), video),
            (("canvas",), saved_drawing),
            (FORM_PARTS, form_part),
        ):
            self._own |= dict.fromkeys(names, self._with(part))

    def _with(self, part: Callable[[_Walker, Element, Place, Style], None]) -> Callable[[Element, Place, Style], None]:
        return lambda element, place, style: part(self, element, place, style)

    def element(self, element: Element, place: Place) -> None:
        """One element with all that is in it, but not the text behind it."""
        name = local_name(element)
        style = declarations(element)
        if element.attrib:
            self.name_place(element)
        lost = losses(name, style)
        if lost:
            self.flowed.losses |= lost
        if name in DROPPED or not self.is_shown(element, style):
            return
        if place.slot.preformatted and name in _OUT_OF_PRE:
            place = _behind_pre(place)
        if name in self._own:
            self._own[name](element, place, style)
        elif name in HEADINGS:
            self._heading(element, place, style, HEADINGS[name])
        elif name == "p":
            self.block(element, place, style, "p")
        elif is_block(name, style):
            self.block(element, place, style)
        else:
            self._inline(element, name, place, style)

    # --- blocks

    def block(self, element: Element, place: Place, style: Style, name: str = "div") -> None:
        """The element in blocks of its own."""
        inner = inner_place(element, place, style, name)
        self.writer.end()
        if style:
            self.writer.above(space_px(style, "top") or 0, new_page=page_break(style, "before"))
        before = len(self.writer.blocks)
        self.children(element, inner)
        self.writer.end()
        if style and len(self.writer.blocks) > before:
            self.writer.below(space_px(style, "bottom") or 0)
        place.slot.used = True

    def _heading(self, element: Element, place: Place, style: Style, level: int) -> None:
        title = " ".join(own_text(element).split())[:MAX_HEADING_CHARACTERS]
        if title:
            anchor = f"h:{len(self.flowed.headings) + 1}"
            self.flowed.headings.append(Heading(level, title, anchor))
            self.writer.anchor(anchor)
        look = place.look._replace(bold=True, strong_base=True)
        self.block(element, place.with_look(look), style, f"h{level}")

    def wrapped(
        self, element: Element, place: Place, style: Style, tag: Tag, *, holds_text: bool = False, pre: bool = False
    ) -> Slot:
        """The element inside a wrapper of its own."""
        inner = inner_place(element, place, style, "p", indent=False)
        slot = Slot((*place.slot.wrappers, tag), inner.slot.leaf, holds_text=holds_text, preformatted=pre)
        self.writer.end()
        self.children(element, inner._replace(slot=slot))
        self.writer.end()
        place.slot.used = True
        return slot

    def _rule(self, element: Element, place: Place, _style: Style) -> None:
        self.writer.empty((*place.slot.wrappers, Tag("hr", plain_attributes(element, place))))

    def _quote(self, element: Element, place: Place, style: Style) -> None:
        attributes = wrapper_attributes(element, place, style, left_px=_QUOTE_PX, right_px=_QUOTE_PX)
        self.wrapped(element, place, style, Tag("blockquote", attributes))

    def _preformatted(self, element: Element, place: Place, style: Style) -> None:
        if element.text and element.text.startswith("\n"):
            element.text = element.text[1:]
        attributes = wrapper_attributes(element, place, style, left_px=_PRE_PX)
        self.wrapped(element, place, style, Tag("pre", attributes), pre=True)

    # --- inside a block

    def _inline(self, element: Element, name: str, place: Place, style: Style) -> None:
        look = place.look.of_element(name, style)
        if element.attrib:
            look = look.in_language(element.get("lang"), place.language)
            direction = (element.get("dir") or "").lower()
            if direction in {"ltr", "rtl"} and direction != place.direction:
                look = look._replace(direction=direction)
        inner = place.with_look(look) if look is not place.look else place
        if style:
            inner = inner.styled(style)
            if is_moved(style):
                self.writer.part()
        if name == "a" and element.get("href"):
            self._link(element, inner)
        elif name == "q" and BEFORE not in style:
            self.text("“", inner)
            self.children(element, inner)
            self.text("”", inner)
        else:
            self.children(element, inner)
        if style and is_behind(style):
            self.writer.part()

    def _link(self, element: Element, place: Place) -> None:
        """A link; one whose words name another address than the one it leads to has the true one beside them."""
        href = self.around.link((element.get("href") or "").strip())
        link = Tag("a", f' href="{quoted(href)}"') if href else None
        self.children(element, place._replace(look=place.look._replace(link=link)) if link else place)
        true = "" if not href or href.startswith("#") else true_target("".join(texts(element)), href)
        if true:
            self.text(f" [{true}]", place)

    def _math(self, element: Element, place: Place, _style: Style) -> None:
        text = linear(element)
        self.flowed.losses.add("mathml")
        if element.get("display") == "block":
            self.writer.end()
        self.text(text, place)
        if element.get("display") == "block":
            self.writer.end()

    def _ruby(self, element: Element, place: Place, style: Style) -> None:
        """The base text, each reading behind it in parentheses."""
        self.flowed.losses.add("ruby")
        look = place.look.of_element("ruby", style).in_language(element.get("lang"), place.language)
        inner = place._replace(look=look)
        self.text(element.text or "", inner)
        for child in each(element):
            name = local_name(child)
            if name in {"rt", "rtc"}:
                reading = "".join(texts(child)).strip()
                self.text(f"({reading})" if reading else "", inner)
            elif name != "rp":
                self.element(child, inner)
            self.text((child.tail or "").strip("\n\t "), inner)

    # --- the common part

    def children(self, element: Element, place: Place) -> None:
        """All that is in an element, and what its style writes before and behind that."""
        style = declarations(element)
        if BEFORE in style:
            self._generate(element, style[BEFORE], place)
        if element.text:
            self.text(element.text, place)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, place)
            if child.tail:
                self.text(child.tail, place)
        if AFTER in style:
            self._generate(element, style[AFTER], place)

    def text(self, text: str, place: Place) -> None:
        """A stretch of text."""
        if not text:
            return
        if place.transform:
            text = _transformed(text, place.transform)
        look = place.look
        if look.link is not None:
            text = show_overrides(text)
        if look.nowrap and len(text) > _LONGEST_UNBROKEN_CHARACTERS:
            look = look._replace(nowrap=False)
        self.writer.text(text, place.slot, inline_tags(look), space=place.space)

    def name_place(self, element: Element) -> None:
        """Let links find the element by its id, or by the name of an `a`."""
        name = element.get("id")
        if name:
            self.writer.anchor(name)
        if element.tag == "a" and (name := element.get("name")):
            self.writer.anchor(name)

    def is_shown(self, element: Element, style: Style) -> bool:
        """Whether the document shows the element, or a link leads to it: notes are shown where they stand."""
        if not hidden(element, style):
            return True
        return any(self.around.is_target(inside.get("id", "")) for inside in element.iter() if inside.get("id"))

    def _generate(self, element: Element, content: str, place: Place) -> None:
        text = generated(content, {str(name): str(value) for name, value in element.attrib.items()})
        self._generated_characters += len(text)
        if self._generated_characters <= _MAX_GENERATED_CHARACTERS:
            self.text(text, place)


def _behind_pre(place: Place) -> Place:
    """The place outside of the `pre` that `place` is in: lines go on in another `pre` behind what stands there."""
    wrappers = place.slot.wrappers[:-1]
    return place._replace(slot=Slot(wrappers, ("div", place.slot.wrappers[-1].attributes)))


def _transformed(text: str, transform: str) -> str:
    if transform == "uppercase":
        return text.upper()
    if transform == "lowercase":
        return text.lower()
    if transform == "capitalize":
        return "".join(
            letter.upper() if number == 0 or text[number - 1].isspace() else letter
            for number, letter in enumerate(text)
        )
    return text
