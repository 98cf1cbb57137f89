"""Canonical markup as Qt's text layout wants it: scaled lengths, a family per language, images that fit.

Pure text in, text out. The input is clean (reader/text/markup.py), so every attribute is double-quoted and listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.reading.typography import MONOSPACE_FAMILIES, TypeSetting, normal_language, setting_for
from reader.text.markup import PX_PER_EM
from ui.reading.page_look import PageLook

_START_TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>""")
_ATTRIBUTE = re.compile(r"""([a-z-]+)(?:="([^"]*)")?""")
_LENGTH = re.compile(r"(-?\d+)px")
_HEADING_SCALES = {1: 1.6, 2: 1.3, 3: 1.15, 4: 1.05, 5: 1.0, 6: 1.0}
_JUSTIFIABLE = frozenset({"p", "div", "blockquote"})
_IMAGE_NAMES = re.compile(r'src="res:([A-Za-z0-9._-]{1,64})"')

Size = tuple[int, int]


def image_names(html: str) -> tuple[str, ...]:
    """The resources that a piece shows, each once, in order."""
    return tuple(dict.fromkeys(_IMAGE_NAMES.findall(html)))


_CELLS = frozenset({"td", "th"})


def prepare(html: str, look: PageLook, images: Mapping[str, Size]) -> str:
    """`html` for QTextDocument.setHtml. `images` gives the natural size in CSS pixels of each image that is there."""
    return f"<body>{_START_TAG.sub(lambda tag: _rewritten(tag, look, images), html)}</body>"


def style_sheet(look: PageLook) -> str:
    """The default style of every tag at this look, in the part of CSS that QTextDocument knows."""
    body, line, theme = look.body_px, look.line_px, look.theme
    gap = look.paragraph_gap_px
    code_px = round(body * 0.82)
    rules = [
        f"p, div, li, dt, dd, td, th, blockquote {{ {_line_height(line)} }}",
        f"p {{ margin-top: 0px; margin-bottom: {gap}px; }}",
        f"ul, ol, dl {{ margin-top: 0px; margin-bottom: {gap}px; }}",
        "li ul, li ol { margin-bottom: 0px; }",
        f"table {{ margin-top: {gap}px; margin-bottom: {line}px; }}",
        f"li {{ margin-bottom: {round(gap * 0.4)}px; }}",
        f"dt {{ font-weight: bold; margin-top: {gap}px; }} dd {{ margin-left: {2 * body}px; }}",
        f"blockquote {{ margin: {gap}px {2 * body}px {gap}px {2 * body}px; }}",
        f"pre {{ font-family: {_family_list(MONOSPACE_FAMILIES)}; font-size: {code_px}px; white-space: pre-wrap;"
        f" margin: 0px 0px {gap}px {body}px; {_line_height(round(code_px * 1.55))} }}",
        f"code {{ font-family: {_family_list(MONOSPACE_FAMILIES)}; font-size: {code_px}px; }}",
        f"hr {{ background-color: {theme.line}; }}",
        f"a {{ color: {theme.ember}; text-decoration: none; }}",
        f"td, th {{ padding: {round(body * 0.35)}px {round(body * 0.5)}px; border-bottom: 1px solid {theme.line}; }}",
        "th { font-weight: bold; text-align: left; }",
        f"small {{ font-size: {round(body * 0.85)}px; }}",
    ]
    for level, scale in _HEADING_SCALES.items():
        size = round(body * scale)
        above = round(line * (1.1 if level <= 2 else 0.8))
        rules.append(
            f"h{level} {{ font-size: {size}px; font-weight: 600; margin-top: {above}px;"
            f" margin-bottom: {round(line * 0.45)}px; {_line_height(round(size * look.setting.line_height * 0.84))} }}"
        )
    return "\n".join(rules)


def fitted(natural: Size, column_px: int, height_px: int) -> Size:
    """The size at which an image is shown: never larger than it is, than the column or than the view allows."""
    width, height = max(1, natural[0]), max(1, natural[1])
    scale = min(1.0, column_px / width, height_px / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _line_height(px: int) -> str:
    return f"line-height: {px}px; -qt-line-height-type: fixed;"


def _family_list(families: tuple[str, ...]) -> str:
    return ", ".join(f"'{family}'" for family in families)


def _rewritten(tag: re.Match[str], look: PageLook, images: Mapping[str, Size]) -> str:
    name = tag.group(1)
    attributes = dict(_ATTRIBUTE.findall(tag.group(2)))
    style = [_scaled(attributes.pop("style", ""), look.body_px)]
    if "lang" in attributes:
        style.append(_family_for(attributes["lang"], look))
    if name in _JUSTIFIABLE and look.setting.justified and attributes.get("dir") != "rtl" and not look.is_rtl:
        style.insert(0, "text-align:justify")
    if name in _JUSTIFIABLE and attributes.get("dir") == "rtl":
        style = [part.replace("text-align:justify", "") for part in style]
    if name == "img":
        attributes = _image_attributes(attributes, look, images)
    if name == "table":
        attributes |= {"width": "100%", "border": "0", "cellspacing": "0"}
    if name in _CELLS and any(style):  # or Qt would forget the line of the style sheet
        style.append(f"border-bottom:1px solid {look.theme.line}")
    if any(style):
        attributes["style"] = ";".join(part for part in style if part)
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>"


def _scaled(style: str, body_px: int) -> str:
    return _LENGTH.sub(lambda length: f"{round(int(length.group(1)) * body_px / PX_PER_EM)}px", style)


def _family_for(language: str, look: PageLook) -> str:
    setting: TypeSetting = setting_for(language)
    key = normal_language(language)
    if setting.families == look.setting.families or not key:
        return ""
    return f"font-family:{_family_list(setting.families)}"


def _image_attributes(attributes: Mapping[str, str], look: PageLook, images: Mapping[str, Size]) -> dict[str, str]:
    """Name, size and words of an image; one whose data is missing takes a small square."""
    source = attributes.get("src", "")
    natural = images.get(source.removeprefix("res:"), (look.body_px, look.body_px))
    asked = attributes.get("width", ""), attributes.get("height", "")
    if asked[0].isdigit() and int(asked[0]) > 0:
        wanted = int(asked[0])
        natural = (wanted, round(natural[1] * wanted / max(1, natural[0])))
    scaled = (round(natural[0] * look.body_px / PX_PER_EM), round(natural[1] * look.body_px / PX_PER_EM))
    width, height = fitted(scaled, look.column_px, look.image_height_px)
    return {"src": source, "alt": attributes.get("alt", ""),
            "width": str(width), "height": str(height)}  # fmt: skip
