"""ODT inline: what stands in a paragraph, read into a line (OpenDocument 1.3, part 3, chapter 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from reader.formats.odt_frames import BOXES, FRAMES, read_frame
from reader.formats.odt_names import child, count, short, value
from reader.formats.odt_reading import PLACE, OdtReading, place_href
from reader.formats.odt_styles import Properties, is_bold, language_of, of_script, text_style
from reader.formats.office_line import Line, TextLook, markup_text, run_language, script_of
from reader.formats.office_symbols import SYMBOL_FONTS, symbol_text
from reader.formats.trees import Element, texts

_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_MAX_SPACES = 100
_PLACES = frozenset({"text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start"})
_REFERENCES = frozenset({"text:bookmark-ref", "text:reference-ref"})
_UNSEEN = frozenset(
    {
        "text:tracked-changes",
        "text:note-citation",
        "office:event-listeners",
        "text:script",
        "text:change",
        "text:change-start",
        "text:change-end",
        "text:ruby-text",
        "text:soft-page-break",
        "svg:title",
        "svg:desc",
    }
)
_HIDDEN = frozenset({"text:hidden-text", "text:hidden-paragraph"})
_OUTLINE_MARK = "|outline"


@dataclass(frozen=True, slots=True)
class _Around:
    """What text inherits from the spans and links around it."""

    properties: Properties
    look: TextLook
    of_scripts: dict[str, str] = field(default_factory=dict)  # the look's style for other scripts, as it is asked for


@dataclass(slots=True)
class OdtInline:
    """One paragraph's content while it is read."""

    reading: OdtReading
    base: Properties
    heading: bool = False
    line: Line = field(default_factory=Line)
    boxes: list[Element] = field(default_factory=list)
    _waiting: list[tuple[Element | str, _Around]] = field(default_factory=list)
    _bold_base: bool = False

    def read(self, paragraph: Element) -> None:
        """Read what stands in a paragraph. Nesting takes no stack."""
        self._bold_base = is_bold(self.base)
        self._inside(paragraph, self._around(self.base, ""))
        while self._waiting:
            item, around = self._waiting.pop()
            if isinstance(item, str):
                self._text(item, around)
            else:
                self._element(item, around)

    def _inside(self, element: Element, around: _Around) -> None:
        """Read next what stands inside `element`."""
        items: list[tuple[Element | str, _Around]] = [(element.text, around)] if element.text else []
        for each in element:
            items.append((each, around))
            if each.tail:
                items.append((each.tail, around))
        self._waiting += reversed(items)

    def _around(self, properties: Properties, href: str) -> _Around:
        style = text_style(properties, heading=self.heading, bold_base=self._bold_base)
        return _Around(properties, TextLook(style=style, href=href))

    def _element(self, element: Element, around: _Around) -> None:
        name = short(element)
        if name == "text:span":
            self._span(element, around)
        elif name == "text:a":
            href = link_href(value(element, "xlink:href"))
            self._inside(element, replace(around, look=replace(around.look, href=href)))
        elif name in _REFERENCES:
            href = place_href(value(element, "text:ref-name"))
            self._inside(element, replace(around, look=replace(around.look, href=href)))
        elif name in _HIDDEN:
            self.reading.losses.add("hidden-text")
        elif name == "text:note":
            self.reading.refer(element, self.line)
        elif name == "office:annotation":
            self.reading.annotate(element, self.line)
        elif name == "office:annotation-end":
            self.reading.end_annotation(element, self.line)
        elif name in FRAMES or name in BOXES:
            self.frame(element, around.look.href)
        elif name not in _UNSEEN and not self._sign(name, element, around):
            self._inside(element, around)

    def _sign(self, name: str, element: Element, around: _Around) -> bool:
        """White space, places and ruby; true when it was one of these."""
        if name == "text:s":
            self.line.text(" " * count(element, "text:c", _MAX_SPACES), around.look)
        elif name == "text:tab":
            self.line.tab(around.look)
        elif name == "text:line-break":
            self.line.line_break()
        elif name in _PLACES:
            self.line.anchor(PLACE + value(element, "text:name"))
        elif name == "text:ruby":
            self._ruby(element, around)
        else:
            return False
        return True

    def _span(self, element: Element, around: _Around) -> None:
        own = self.reading.styles.own("text", value(element, "text:style-name"))
        if own.get("text:display") == "none":
            self.reading.losses.add("hidden-text")
            return
        self._inside(element, self._around(around.properties | own, around.look.href) if own else around)

    def _text(self, text: str, around: _Around) -> None:
        text = _WHITE_SPACE.sub(" ", text)
        font = around.properties.get("style:font-name", "").lower()
        if font in SYMBOL_FONTS:
            text = symbol_text(font, text, self.reading.losses)
        languages = (language_of(around.properties, script) for script in ("", "-asian", "-complex"))
        lang = run_language(text, *languages)
        style = self._style_for(script_of(text), around)
        self.line.text(text, replace(around.look, lang=lang, style=style) if text.strip() else around.look)

    def _style_for(self, script: str, around: _Around) -> str:
        """The style of text in a group of scripts, which may be bold or italic by itself."""
        if not script:
            return around.look.style
        if script not in around.of_scripts:
            bold_base = is_bold(of_script(self.base, script))
            properties = of_script(around.properties, script)
            around.of_scripts[script] = text_style(properties, heading=self.heading, bold_base=bold_base)
        return around.of_scripts[script]

    def _ruby(self, element: Element, around: _Around) -> None:
        """The base with its reading, which the flow puts in parentheses."""
        base, reading = child(element, "text:ruby-base"), child(element, "text:ruby-text")
        ruby = etree.Element("ruby")
        ruby.text = markup_text("".join(texts(base))) if base is not None else ""
        etree.SubElement(ruby, "rt").text = markup_text("".join(texts(reading))) if reading is not None else ""
        self.line.add(ruby, around.look.href)

    def frame(self, element: Element, href: str = "") -> None:
        """Read a frame, its pictures into the line, its text boxes into `boxes`."""
        framed = read_frame(element, self.reading)
        for ready in framed.ready:
            self.line.add(ready, framed.href or href)
        for words in framed.words:
            self.line.text(f"{words} ")
        self.boxes += framed.boxes


def link_href(href: str) -> str:
    """Where a link leads: a place in the document as `#b:NAME`, or what it says."""
    if not href.startswith("#"):
        return href
    name = href[1:]
    return place_href(name if not name.endswith(_OUTLINE_MARK) else heading_place(name.removesuffix(_OUTLINE_MARK)))


def heading_place(text: str) -> str:
    """The name under which links find a heading by its text, its number aside (`1.2.Title|outline`)."""
    return "outline " + re.sub(r"^[\d.]+", "", " ".join(text.split())).strip()
