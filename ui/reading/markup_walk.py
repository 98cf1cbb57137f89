"""A walk through a piece's tags that knows what is around each: how wide a picture may be, how a paragraph is set.

QTextDocument knows `text-align:justify` only as the attribute `align`, no family for a language, no size for a
picture but what its tag says; so all of that is written into the tags here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from reader.reading.preferences import ParagraphStyle
from reader.reading.softening import TAG
from reader.reading.typefaces import LATIN
from reader.reading.typography import code_families, normal_language, span_setting
from reader.text.markup import PX_PER_EM
from ui.reading.page_look import PageLook

CODE_SCALE = 0.82
CELL_PADDING_EM = 0.5
LIST_INDENT_EM = 2
FEWEST_IMAGE_PX = 16
LEAST_TEXT_SHARE = 0.6
"""So much of the column belongs to the text, whatever margins a document asks for."""
_ATTRIBUTE = re.compile(r"""([a-z-]+)(?:="([^"]*)")?""")
_LENGTH = re.compile(r"(-?\d+)px")
_SIDE_MARGIN = re.compile(r"margin-(left|right):(\d+)px")
_ALIGNMENT = re.compile(r"text-align:(\w+);?")
_OWN_SPACING = re.compile(r"(?:text-indent:(?:-?\d+px|0)|margin-(?:top|bottom):(?:-?\d+px|0));?")
_WIDE_MARGIN = re.compile(r"margin-(?:top|bottom):(\d+)px")
_CELL = re.compile(r"""<(/tr)|<t[dh]\b((?:[^>"]|"[^"]*")*)>""")
_COLUMN_SPAN = re.compile(r'colspan="(\d+)"')
_HOLDS_BLOCKS = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|dl|table|blockquote|pre|hr)\b")
_CELLS = frozenset({"td", "th"})
_CODE = frozenset({"code", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_JUSTIFIABLE = frozenset({"p", "div", "blockquote", "li", "dd"})
_BLOCKS_AFTER_WHICH_ONE_OPENS = _HEADINGS | {"ul", "ol", "dl", "table", "pre", "blockquote"}
_STRONG = frozenset({"L", "R", "AL"})
_SHORTEST_PROSE = 100
"""A `div` with fewer characters is taken for a line of verse."""

_HELD = frozenset({"li", "td", "th", "dd"})
"""Paragraphs in these are told apart by what holds them."""

_INSETS_EM = {"ul": LIST_INDENT_EM, "ol": LIST_INDENT_EM, "blockquote": 4, "dd": 2, "pre": 1}

_LEFT_TO_RIGHT_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"
"""Around code in text from right to left (UAX #9), or its brackets and quotes would change places."""

Size = tuple[int, int]


class _Frame(NamedTuple):
    """One open element."""

    name: str
    room_px: int
    align: str = ""
    columns: int = 1
    is_held: bool = False
    is_cell: bool = False
    is_code: bool = False
    is_rtl: bool = False
    is_isolated: bool = False


class MarkupWalk:
    """Rewrites tag after tag; `rewritten` is for `re.sub` over the whole of one piece."""

    def __init__(self, look: PageLook, images: Mapping[str, Size], *, opens: bool) -> None:
        self._look = look
        self._images = images
        self._opens = opens
        self._follows_quotation = False
        self._frames = [_Frame("", look.column_px, is_rtl=look.is_rtl)]

    def rewritten(self, tag: re.Match[str]) -> str:
        """The tag as it goes to Qt."""
        name = tag.group(2)
        if tag.group(1):
            isolated = self._frames[-1].is_isolated and name == "code"
            self._leave(name)
            return f"{_END_OF_ISOLATE}{tag.group()}" if isolated else tag.group()
        attributes = dict(_ATTRIBUTE.findall(tag.group(3)))
        if name == "pre" and attributes.get("dir") == "rtl" and _begins_left_to_right(tag):
            attributes["dir"] = "ltr"  # a program's text: the document's direction would turn its brackets round
        if name == "img":
            attributes = self._image_attributes(attributes)
        elif name == "hr":
            self._opens = True
        elif name != "br":
            attributes = self._entered(name, attributes, tag)
        written = "".join(f' {key}="{value}"' for key, value in attributes.items())
        isolate = _LEFT_TO_RIGHT_ISOLATE if name == "code" and self._frames[-1].is_isolated else ""
        return f"<{name}{written}>{isolate}"

    def _entered(self, name: str, attributes: dict[str, str], tag: re.Match[str]) -> dict[str, str]:
        around = self._frames[-1]
        style = _scaled(attributes.pop("style", ""), self._look.body_px)
        frame, style = self._frame(name, around, attributes, style, tag)
        self._frames.append(frame)
        styles = [self._own_spacing(name, frame, style)]
        if "lang" in attributes:
            styles.append(self._family_for(attributes["lang"], frame))
        if name == "table":
            attributes |= {"width": "100%", "border": "0", "cellspacing": "0"}
        if name in _CELLS and any(styles):  # or Qt would forget the line of the style sheet
            styles.append(f"border-bottom:1px solid {self._look.theme.line}")
        self._align(tag, attributes, frame, styles)
        if any(styles):
            attributes["style"] = ";".join(part.strip(";") for part in styles if part)
        return attributes

    def _leave(self, name: str) -> None:
        if name == "p":
            self._opens = self._follows_quotation = False
        elif name in _BLOCKS_AFTER_WHICH_ONE_OPENS:
            self._opens = True
            self._follows_quotation = name == "blockquote"
        for depth in range(len(self._frames) - 1, 0, -1):
            if self._frames[depth].name == name:
                del self._frames[depth:]
                return

    def _frame(
        self, name: str, around: _Frame, attributes: Mapping[str, str], style: str, tag: re.Match[str]
    ) -> tuple[_Frame, str]:
        """What holds inside an element, and its style without what the frame says of alignment."""
        declared = _ALIGNMENT.search(style)
        is_rtl = attributes["dir"] == "rtl" if "dir" in attributes else around.is_rtl
        align = declared.group(1) if declared else around.align
        if attributes.get("dir") == "rtl" and align == "justify":
            align = ""
        if align in {"justify", ""}:
            style = _ALIGNMENT.sub("", style)
        style = self._within_reason(style, around)
        room = around.room_px - _sides_px(style)
        if "margin-left" not in style and "margin-right" not in style:
            room -= round(_INSETS_EM.get(name, 0) * self._look.body_px)
        columns = around.columns
        if name == "tr":
            columns = _columns(tag)
        if name in _CELLS:
            room = room // columns - round(2 * CELL_PADDING_EM * self._look.body_px)
        frame = _Frame(
            name,
            max(FEWEST_IMAGE_PX, room),
            align,
            columns,
            is_held=around.is_held or name in _HELD,
            is_cell=around.is_cell or name in _CELLS,
            is_code=around.is_code or name in _CODE,
            is_rtl=is_rtl,
            is_isolated=name == "code" and is_rtl and not around.is_code,
        )
        return frame, style

    def _within_reason(self, style: str, around: _Frame) -> str:
        """Side margins as wide as on a desktop would leave a few words a line: most of the column stays."""
        wished = _sides_px(style)
        most = max(0, around.room_px - round(LEAST_TEXT_SHARE * self._look.column_px))
        if wished <= most:
            return style
        share = most / wished
        return _SIDE_MARGIN.sub(lambda side: f"margin-{side.group(1)}:{int(int(side.group(2)) * share)}px", style)

    def _align(self, tag: re.Match[str], attributes: dict[str, str], frame: _Frame, styles: list[str]) -> None:
        """Write out whether a block is justified; never on what only holds blocks, for its headings would inherit."""
        name = tag.group(2)
        look = self._look
        if name not in _JUSTIFIABLE or frame.align in {"center", "right"} or _HOLDS_BLOCKS.match(tag.string, tag.end()):
            return
        if attributes.get("dir") == "rtl" or look.is_rtl or frame.is_cell:
            return
        if look.justifies(declared=frame.align == "justify", room_px=frame.room_px) and not _is_verse(tag):
            attributes["align"] = "justify"
            styles[0] = _ALIGNMENT.sub("", styles[0])

    def _own_spacing(self, name: str, frame: _Frame, style: str) -> str:
        """A paragraph's style where the person has chosen how paragraphs are told apart."""
        look = self._look
        if name != "p" or look.paragraphs is ParagraphStyle.DOCUMENT or frame.align in {"center", "right"}:
            return style
        wide = [int(px) for px in _WIDE_MARGIN.findall(style) if int(px) > look.body_px]
        kept = _OWN_SPACING.sub("", style).strip(";")
        if wide:  # a break between two scenes is no matter of style
            kept += f";margin-top:{max(wide)}px"
        elif self._follows_quotation and look.paragraphs is ParagraphStyle.INDENTED:
            kept += f";margin-top:{look.block_gap_px}px"  # Qt forgets what a quotation has under it
        if look.paragraphs is ParagraphStyle.INDENTED and not frame.is_held:
            is_opening = (self._opens or wide) and not look.setting.indents_opening
            kept += f";text-indent:{0 if is_opening else round(look.setting.indent_em * look.body_px)}px"
        return kept

    def _family_for(self, language: str, frame: _Frame) -> str:
        look = self._look
        if not normal_language(language) and look.setting.script == LATIN:
            return ""
        setting = span_setting(language, look.typeface, look.home)
        families = code_families(setting, look.home) if frame.is_code else setting.families
        if families == look.setting.families:
            return ""
        closed = ";letter-spacing:0px" if look.letter_percent and not setting.spaces_letters else ""
        return f"font-family:{family_list(families)}{closed}"

    def _image_attributes(self, attributes: Mapping[str, str]) -> dict[str, str]:
        """Name, size and words of an image; one whose data is missing takes a small square."""
        look = self._look
        source = attributes.get("src", "")
        natural = self._images.get(source.removeprefix("res:"), (look.body_px, look.body_px))
        asked = attributes.get("width", "")
        if asked.isdigit() and int(asked) > 0:
            natural = (int(asked), round(natural[1] * int(asked) / max(1, natural[0])))
        scaled = (round(natural[0] * look.body_px / PX_PER_EM), round(natural[1] * look.body_px / PX_PER_EM))
        width, height = fitted(scaled, self._frames[-1].room_px, look.image_height_px)
        style = _scaled(attributes.get("style", ""), look.body_px)
        written = {"src": source, "alt": attributes.get("alt", ""), "width": str(width), "height": str(height)}
        return written | {"style": style} if style else written


def _sides_px(style: str) -> int:
    return sum(int(px) for _, px in _SIDE_MARGIN.findall(style))


def fitted(natural: Size, column_px: int, height_px: int) -> Size:
    """The size at which an image is shown: never larger than it is, than the column or than the view allows."""
    width, height = max(1, natural[0]), max(1, natural[1])
    scale = min(1.0, column_px / width, height_px / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def family_list(families: tuple[str, ...]) -> str:
    """Families as they stand in a style: quotes and what ends a declaration are no part of a family's name."""
    return ", ".join("'" + re.sub("""['";<>&]""", "", family) + "'" for family in families)


def _is_verse(tag: re.Match[str]) -> bool:
    """Whether the block that begins with this tag is made of verses, or is one: what wraps of them is no prose."""
    name, markup = tag.group(2), tag.string
    inside = markup[tag.end() : markup.find(f"</{name}>", tag.end())]
    return "<br>" in inside or (name == "div" and len(TAG.sub("", inside)) < _SHORTEST_PROSE)


def _begins_left_to_right(tag: re.Match[str]) -> bool:
    """Whether the first letter behind this tag is of a writing that runs from left to right."""
    text = TAG.sub("", tag.string[tag.end() : tag.string.find("</pre>", tag.end())])
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), "")
    return first == "L"


def _columns(row: re.Match[str]) -> int:
    """How many columns the row that begins with this tag has."""
    count = 0
    for cell in _CELL.finditer(row.string, row.end()):
        if cell.group(1):
            break
        span = _COLUMN_SPAN.search(cell.group(2))
        count += int(span.group(1)) if span else 1
    return max(1, count)


def _scaled(style: str, body_px: int) -> str:
    return _LENGTH.sub(lambda length: f"{round(int(length.group(1)) * body_px / PX_PER_EM)}px", style)
