"""ODT styles: what paragraphs, spans and tables inherit (OpenDocument 1.3, part 3, chapter 16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.formats.odt_names import child, children, short, short_name, value
from reader.formats.trees import Element
from reader.text.markup import PX_PER_EM

Properties = dict[str, str]

_PT_PER_UNIT = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "inch": 72.0, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,12})?)(pt|cm|mm|inch|in|pc|px)")
_PROPERTY_ELEMENTS = frozenset(
    {
        "style:text-properties",
        "style:paragraph-properties",
        "style:table-properties",
        "style:table-cell-properties",
        "style:graphic-properties",
    }
)
_OWN_ATTRIBUTES = ("style:list-style-name", "style:default-outline-level", "style:master-page-name")
_DEFAULT_BODY_PT = 12.0
_MAX_CHAIN = 50
_MAX_LENGTH_PX = 320


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it stands in the file."""

    parent: str = ""
    properties: Properties = field(default_factory=dict)


class OdtStyles:
    """All styles of one document. `body_pt` is the size of its body text, which all lengths are measured by."""

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._defaults: dict[str, Properties] = {}
        self._resolved: dict[tuple[str, str], Properties] = {}
        self.lists: dict[str, Element] = {}
        self.outline: Element | None = None
        self.page_mode = ""
        for root in dict.fromkeys((styles, content)):
            for name in ("office:styles", "office:automatic-styles"):
                part = child(root, name)
                for element in part if part is not None else ():
                    self._add(element)
        size = self.of("paragraph", "Standard").get("fo:font-size", "")
        self.body_pt = min(max(_length_pt(size) or _DEFAULT_BODY_PT, 4.0), 72.0)

    def of(self, family: str, name: str) -> Properties:
        """All properties of a style with those of its parents; of the family's default when it is not there."""
        key = family, name
        if key not in self._resolved:
            found = dict(self._defaults.get(family, {}))
            for style in reversed(self._chain(family, name)):
                found |= style.properties
            self._resolved[key] = found
        return self._resolved[key]

    def own(self, family: str, name: str) -> Properties:
        """The same without the family's default: what a span adds to its paragraph."""
        key = f"own {family}", name
        if key not in self._resolved:
            found: Properties = {}
            for style in reversed(self._chain(family, name)):
                found |= style.properties
            self._resolved[key] = found
        return self._resolved[key]

    def is_title(self, name: str) -> bool:
        """Whether a paragraph style is that of the document's title."""
        names = [name]
        while ("paragraph", names[-1]) in self._styles and len(names) < _MAX_CHAIN:
            names.append(self._styles["paragraph", names[-1]].parent)
        return "Title" in names

    def px(self, length: str) -> int | None:
        """A length of the document in px of the page, where 16 px are the size of its body text."""
        points = _length_pt(length)
        if points is None:
            return None
        px = round(points / self.body_pt * PX_PER_EM)
        return max(-_MAX_LENGTH_PX, min(px, _MAX_LENGTH_PX))

    def image_px(self, length: str) -> int:
        """The width of a picture in px of the page; 0 when it is not said."""
        points = _length_pt(length)
        px = round((points or 0) / self.body_pt * PX_PER_EM)
        return px if 0 < px <= 4096 else 0

    def _chain(self, family: str, name: str) -> list[Style]:
        """The style and its parents, itself first; a loop ends where it closes."""
        chain: list[Style] = []
        seen: set[str] = set()
        while (family, name) in self._styles and name not in seen and len(chain) < _MAX_CHAIN:
            seen.add(name)
            chain.append(self._styles[family, name])
            name = chain[-1].parent
        return chain

    def _add(self, element: Element) -> None:
        name, kind = value(element, "style:name"), short(element)
        if kind == "style:style":
            own = {key: value(element, key) for key in _OWN_ATTRIBUTES if value(element, key)}
            style = Style(value(element, "style:parent-style-name"), _properties(element) | own)
            self._styles[value(element, "style:family"), name] = style
        elif kind == "style:default-style":
            self._defaults[value(element, "style:family")] = _properties(element)
        elif kind == "text:list-style":
            self.lists[name] = element
        elif kind == "text:outline-style":
            self.outline = element
        elif kind == "style:page-layout":
            mode = value(child(element, "style:page-layout-properties"), "style:writing-mode")
            self.page_mode = self.page_mode or mode


def _properties(style: Element) -> Properties:
    return {
        short_name(str(name)): str(text)
        for each in style
        if short(each) in _PROPERTY_ELEMENTS
        for name, text in each.attrib.items()
    }


def _length_pt(text: str) -> float | None:
    match = _LENGTH.fullmatch(text.strip())
    if not match or match.group(1) in {"", "-"}:
        return None
    return float(match.group(1)) * _PT_PER_UNIT[match.group(2)]


def of_script(properties: Properties, script: str) -> Properties:
    """The properties with weight and slant as they are for a group of scripts (`asian`, `complex`)."""
    own = {
        f"fo:{name}": properties[f"style:{name}-{script}"]
        for name in ("font-weight", "font-style")
        if f"style:{name}-{script}" in properties
    }
    return properties | own if script and own else properties


def text_style(properties: Properties, *, heading: bool = False, bold_base: bool = False) -> str:
    """The declarations that a run with these properties is written with."""
    found = []
    bold = is_bold(properties)
    if bold and not heading:
        found.append("font-weight:bold")
    elif heading and bold_base and not bold:
        found.append("font-weight:normal")
    if properties.get("fo:font-style", "") in {"italic", "oblique"}:
        found.append("font-style:italic")
    if properties.get("fo:font-variant", "") == "small-caps":
        found.append("font-variant:small-caps")
    lines = [
        line
        for line, name in (
            ("underline", "style:text-underline-style"),
            ("line-through", "style:text-line-through-style"),
        )
        if properties.get(name, "none") not in {"none", ""}
    ]
    if lines:
        found.append(f"text-decoration:{' '.join(lines)}")
    raised = _raised(properties.get("style:text-position", ""))
    if raised:
        found.append(f"vertical-align:{raised}")
    return ";".join(found)


def language_of(properties: Properties, script: str = "") -> str:
    """The language declared for one of three groups of scripts: "" for Latin, `-asian`, `-complex`."""
    prefix = "style" if script else "fo"
    language = properties.get(f"{prefix}:language{script}", "")
    country = properties.get(f"{prefix}:country{script}", "")
    if language in {"", "none"}:
        return ""
    return language if country in {"", "none"} else f"{language}-{country}"


def list_levels(style: Element | None) -> dict[int, Element]:
    """The levels (from 1) of a list style or the outline style."""
    found = {}
    for each in style if style is not None else ():
        level = value(each, "text:level")
        if level.isascii() and level.isdigit() and len(level) <= 2:
            found[int(level)] = each
    return found


def page_edges_hold_text(styles: Element | None) -> bool:
    """Whether a page style has a header or footer with words in it."""
    masters = child(styles, "office:master-styles")
    edges = (
        each
        for master in children(masters, "style:master-page")
        for each in master
        if short(each).startswith(("style:header", "style:footer"))
    )
    return any("".join(str(text) for text in edge.itertext()).strip() for edge in edges)


def is_bold(properties: Properties) -> bool:
    """Whether text with these properties is bold."""
    weight = properties.get("fo:font-weight", "")
    return weight == "bold" or (weight.isascii() and weight.isdigit() and int(weight[:4]) >= 600)


def _raised(position: str) -> str:
    """`super`, `sub` or a percentage of the height, which may be below the line."""
    first = position.partition(" ")[0]
    if first in {"super", "sub"}:
        return first
    if first.endswith("%") and first not in {"0%", "-0%"}:
        return "sub" if first.startswith("-") else "super"
    return ""
