"""Styles: a document's CSS resolved onto its elements, and read back as the few properties that Hearth shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

import css_inline
from lxml import html as lxml_html

from reader.formats.trees import Element, parse_html
from reader.text.markup import PX_PER_EM

_PX_PER_UNIT = {
    "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": float(PX_PER_EM),
    "rem": float(PX_PER_EM), "ex": PX_PER_EM / 2, "ch": PX_PER_EM / 2, "vw": 5.12, "vh": 7.2, "%": 5.12,
}  # fmt: skip
"""CSS Values 3, chapter 6.2; percentages are of a column of 32 em."""

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|pc|in|cm|mm|em|rem|ex|ch|vw|vh|%)?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MAX_LENGTH_PX = 320
_SIDES = ("top", "right", "bottom", "left")


def resolve(root: Element, stylesheets: Iterable[str]) -> Element:
    """A tree like `root` where every element's `style` holds what the stylesheets say of it (inline style last).

    `root` must have plain HTML names and no `style`, `link` or `base` element left; nothing is loaded from anywhere.
    """
    rules = "\n".join(_COMMENT.sub("", sheet).replace("</", "<\\/") for sheet in stylesheets)
    if not rules.strip():
        return root
    page = lxml_html.tostring(root, encoding="unicode", method="html")
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=rules)
    try:
        return parse_html(inliner.inline(page))
    except (css_inline.InlineError, ValueError):
        return root


def remove_keeping_tail(element: Element) -> None:
    """Take an element out of its tree and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if element.tail and previous is not None:
        previous.tail = (previous.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def declarations(element: Element) -> dict[str, str]:
    """The element's style as lower-case property to value, the last of each, without `!important`."""
    style = element.get("style")
    if not style:
        return {}
    found: dict[str, str] = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower().removesuffix("!important").strip()
            _open_shorthand(name.strip().lower(), found)
    return found


def _open_shorthand(name: str, found: dict[str, str]) -> None:
    if name not in {"margin", "padding"}:
        return
    values = found.pop(name).split()
    if not 1 <= len(values) <= 4:
        return
    top = values[0]
    right = values[1] if len(values) > 1 else top
    bottom = values[2] if len(values) > 2 else top
    left = values[3] if len(values) > 3 else right
    for side, value in zip(_SIDES, (top, right, bottom, left), strict=True):
        found[f"{name}-{side}"] = value


def length_px(value: str | None, *, least: int = 0) -> int | None:
    """A CSS length in whole pixels between `least` and 320; None for none (`auto`, calculations)."""
    match = _LENGTH.fullmatch((value or "").strip())
    if not match:
        return None
    if not match.group(2) and float(match.group(1)) != 0:
        return None
    px = float(match.group(1)) * _PX_PER_UNIT[(match.group(2) or "px").lower()]
    return round(max(least, min(px, _MAX_LENGTH_PX)))


def space_px(found: dict[str, str], side: str) -> int | None:
    """Margin and padding of one side together, since markup has margins only; None when neither is set."""
    margin, padding = length_px(found.get(f"margin-{side}")), length_px(found.get(f"padding-{side}"))
    if margin is None and not padding:
        return None
    return min((margin or 0) + (padding or 0), _MAX_LENGTH_PX)
