"""DOCX styles: what a paragraph and a run inherit (ECMA-376, 17.7.2), as plain dictionaries.

Run properties are `b`, `i`, `bCs`, `iCs`, `smallCaps`, `strike`, `dstrike`, `vanish`, `rtl`, `cs` (`1` or `0`), `u`,
`vertAlign`, `font`, `style`, `lang`, `lang_ea` and `lang_bidi`. Paragraph properties are `style`, `jc`, `bidi`,
`page_break`, `contextual`, `outline`, `num`, `level`, `drop_cap`, and lengths in twentieths of a point: `start`, `end`,
`first`, `before`, `after`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.formats.docx_names import child, children, is_on, short, value, whole
from reader.formats.trees import Element
from reader.text.language import language_tag

Properties = dict[str, str]

TOGGLES = ("b", "i", "bCs", "iCs", "smallCaps", "strike", "vanish")
"""Properties that a paragraph style and a character style switch against each other (17.7.3)."""

_ON_OFF = frozenset({*TOGGLES, "dstrike", "rtl", "cs"})
_HEADING_NAME = re.compile(r"heading\s*([1-9])")
_DEFAULT_BODY_PT = 10.0
_MAX_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it stands in the file."""

    based_on: str = ""
    name: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


class Styles:
    """The styles of one document. `body_pt` is the size of its body text, which all lengths are measured by."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, tuple[Properties, Properties]] = {}
        self.default_paragraph_style = ""
        defaults = child(root, "w:docDefaults")
        self._default_run = run_properties(child(child(defaults, "w:rPrDefault"), "w:rPr"))
        self._default_paragraph = paragraph_properties(child(child(defaults, "w:pPrDefault"), "w:pPr"))
        for element in children(root, "w:style"):
            self._add(element)
        size = self.of_paragraph("")[1].get("size", "")
        self.body_pt = min(max(whole(size) / 2, 4.0), 72.0) if size else _DEFAULT_BODY_PT

    def of_paragraph(self, style_id: str) -> tuple[Properties, Properties]:
        """Paragraph and run properties of a paragraph style with all that it is based on; of the default if empty."""
        style_id = style_id or self.default_paragraph_style
        if style_id not in self._resolved:
            paragraph, run = dict(self._default_paragraph), dict(self._default_run)
            for style in reversed(self._chain(style_id)):
                paragraph |= style.paragraph
                run |= style.run
            if "outline" not in paragraph and (level := self._heading_level(style_id)):
                paragraph["outline"] = str(level - 1)
            self._resolved[style_id] = paragraph, run
        return self._resolved[style_id]

    def of_character(self, style_id: str) -> Properties:
        """Run properties of a character style with all that it is based on, without the document's defaults."""
        key = f"character:{style_id}"
        if key not in self._resolved:
            run: Properties = {}
            for style in reversed(self._chain(style_id)):
                run |= style.run
            self._resolved[key] = {}, run
        return self._resolved[key][1]

    def is_title(self, style_id: str) -> bool:
        """Whether the style is that of the document's title."""
        return any(style.name == "title" for style in self._chain(style_id)) or style_id.lower() == "title"

    def list_number(self, style_id: str) -> str:
        """The numbering that a numbering style stands for; empty when it is none."""
        return next((style.paragraph["num"] for style in self._chain(style_id) if "num" in style.paragraph), "")

    def _chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on, itself first; a loop ends where it closes."""
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen and len(chain) < _MAX_CHAIN:
            seen.add(style_id)
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain

    def _heading_level(self, style_id: str) -> int:
        for name in [*(style.name for style in self._chain(style_id)), style_id.lower()]:
            if match := _HEADING_NAME.fullmatch(name):
                return int(match.group(1))
        return 0

    def _add(self, element: Element) -> None:
        style_id = value(element, "styleId")
        if not style_id:
            return
        if value(element, "type") == "paragraph" and value(element, "default").lower() in {"1", "true", "on"}:
            self.default_paragraph_style = style_id
        self._styles[style_id] = Style(
            based_on=value(child(element, "w:basedOn")),
            name=value(child(element, "w:name")).lower(),
            paragraph=paragraph_properties(child(element, "w:pPr")),
            run=run_properties(child(element, "w:rPr")),
        )


def run_properties(element: Element | None) -> Properties:
    """What a w:rPr says itself; former properties of tracked changes are not looked at."""
    found: Properties = {}
    for each in element if element is not None else ():
        name = short(each)[2:]
        if name in _ON_OFF:
            found[name] = "1" if is_on(each) else "0"
        elif name == "u":
            found["u"] = "" if value(each) in {"none", ""} else "1"
        elif name == "vertAlign":
            found["vertAlign"] = {"superscript": "super", "subscript": "sub"}.get(value(each), "")
        elif name == "lang":
            _take_languages(each, found)
        elif name == "rStyle":
            found["style"] = value(each)
        elif name == "rFonts":
            found["font"] = (value(each, "ascii") or value(each, "hAnsi") or value(each, "cs")).lower()
        elif name == "sz":
            found["size"] = value(each)
    return found


def _take_languages(element: Element, found: Properties) -> None:
    for attribute, key in (("val", "lang"), ("eastAsia", "lang_ea"), ("bidi", "lang_bidi")):
        tag = language_tag(value(element, attribute))
        if tag:
            found[key] = tag


def paragraph_properties(element: Element | None) -> Properties:
    """What a w:pPr says itself."""
    found: Properties = {}
    for each in element if element is not None else ():
        name = short(each)[2:]
        reader = _PARAGRAPH_READERS.get(name)
        if reader:
            reader(each, found)
        elif name in _PARAGRAPH_FLAGS:
            found[_PARAGRAPH_FLAGS[name]] = "1" if is_on(each) else "0"
    return found


_PARAGRAPH_FLAGS = {"bidi": "bidi", "pageBreakBefore": "page_break", "contextualSpacing": "contextual"}


def _take_indents(element: Element, found: Properties) -> None:
    for key, names in (("start", ("start", "left")), ("end", ("end", "right"))):
        asked = value(element, names[0]) or value(element, names[1])
        if asked:
            found[key] = str(whole(asked))
    hanging, first = value(element, "hanging"), value(element, "firstLine")
    if hanging:
        found["first"] = str(-whole(hanging))
    elif first:
        found["first"] = str(whole(first))
    elif value(element, "firstLineChars"):
        found["first"] = str(whole(value(element, "firstLineChars")) * 2)  # hundredths of a character of 10 points


def _take_spacing(element: Element, found: Properties) -> None:
    for side in ("before", "after"):
        if value(element, f"{side}Autospacing") in {"1", "true", "on"}:
            found[side] = "280"
        elif value(element, side):
            found[side] = str(whole(value(element, side)))


def _take_numbering(element: Element, found: Properties) -> None:
    number, level = child(element, "w:numId"), child(element, "w:ilvl")
    if number is not None:
        found["num"] = value(number)
    if level is not None:
        found["level"] = str(whole(value(level)))


def _take_outline(element: Element, found: Properties) -> None:
    found["outline"] = str(whole(value(element), 9))


_PARAGRAPH_READERS = {
    "pStyle": lambda element, found: found.__setitem__("style", value(element)),
    "jc": lambda element, found: found.__setitem__("jc", value(element)),
    "framePr": lambda element, found: found.__setitem__("drop_cap", value(element, "dropCap")),
    "ind": _take_indents,
    "spacing": _take_spacing,
    "numPr": _take_numbering,
    "outlineLvl": _take_outline,
}
