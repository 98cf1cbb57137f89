"""Canonical markup as Qt's text layout wants it: the default style of every tag, and what markup_walk.py rewrites.

Pure text in, text out. The input is clean (reader/text/markup.py), so every attribute is double-quoted and listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.reading.preferences import ParagraphStyle
from reader.reading.softening import TAG
from reader.reading.typography import code_families
from ui.reading.markup_walk import CODE_SCALE, MarkupWalk, Size, family_list
from ui.reading.page_look import PageLook

_HEADING_SCALES = {1: 1.6, 2: 1.3, 3: 1.15, 4: 1.05, 5: 1.0, 6: 1.0}
_IMAGE_NAMES = re.compile(r'src="res:([A-Za-z0-9._-]{1,64})"')


def image_names(html: str) -> tuple[str, ...]:
    """The resources that a piece shows, each once, in order."""
    return tuple(dict.fromkeys(_IMAGE_NAMES.findall(html)))


def prepare(html: str, look: PageLook, images: Mapping[str, Size], *, opens: bool = True) -> str:
    """`html` for QTextDocument.setHtml. `images` gives the natural size in CSS pixels of each image that is there.

    `opens`: a section begins with it, so that its first paragraph is an opening one.
    """
    walk = MarkupWalk(look, images, opens=opens)
    return f"<body>{TAG.sub(walk.rewritten, html)}</body>"


def heading_px(look: PageLook, level: int) -> int:
    """The size of a heading's letters."""
    return round(look.body_px * _HEADING_SCALES[level])


def style_sheet(look: PageLook) -> str:
    """The default style of every tag at this look, in the part of CSS that QTextDocument knows."""
    body, line, theme = look.body_px, look.line_px, look.theme
    gap, paragraph_gap = look.block_gap_px, look.paragraph_gap_px
    code_px = round(body * CODE_SCALE)
    code = family_list(code_families(look.setting, look.home))
    above = f"margin-top: {gap}px;" if look.paragraphs is ParagraphStyle.INDENTED else "margin-top: 0px;"
    rules = [
        f"p, div, li, dt, dd, td, th, blockquote {{ {_line_height(line)} }}",
        f"p {{ margin-top: 0px; margin-bottom: {paragraph_gap}px; }}",
        f"ul, ol, dl {{ {above} margin-bottom: {gap}px; }}",
        "li ul, li ol { margin-top: 0px; margin-bottom: 0px; }",
        f"table {{ margin-top: {gap}px; margin-bottom: {line}px; }}",
        f"li {{ margin-bottom: {round(gap * 0.4)}px; }}",
        f"dt {{ font-weight: bold; margin-top: {gap}px; }} dd {{ margin-left: {2 * body}px; }}",
        f"blockquote {{ margin: {gap}px {2 * body}px {gap}px {2 * body}px; }}",
        f"pre {{ font-family: {code}; font-size: {code_px}px; white-space: pre-wrap;"
        f" margin: 0px 0px {gap}px {body}px; {_line_height(round(code_px * 1.55))} }}",
        f"code {{ font-family: {code}; font-size: {code_px}px; }}",
        f"hr {{ background-color: {theme.line}; }}",
        f"a {{ color: {theme.ember}; text-decoration: none; }}",
        f"td, th {{ padding: {round(body * 0.35)}px {round(body * 0.5)}px; border-bottom: 1px solid {theme.line}; }}",
        "th { font-weight: bold; text-align: left; }",
        f"small {{ font-size: {round(body * 0.85)}px; }}",
    ]
    for level in _HEADING_SCALES:
        size = heading_px(look, level)
        above_px = round(line * (1.1 if level <= 2 else 0.8))
        rules.append(
            f"h{level} {{ font-size: {size}px; font-weight: 600; margin-top: {above_px}px;"
            f" margin-bottom: {round(line * 0.45)}px; {_line_height(round(size * look.setting.line_height * 0.84))} }}"
        )
    return "\n".join(rules)


def _line_height(px: int) -> str:
    return f"line-height: {px}px; -qt-line-height-type: fixed;"
