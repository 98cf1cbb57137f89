"""Styles: a document's CSS resolved onto its elements, and read back as the few properties that Hearth shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import cast

import css_inline
from lxml import etree

from reader.formats.stylesheets import AFTER, BEFORE, is_bounded, screen_rules, split_declarations
from reader.formats.trees import Element
from reader.text.markup import PX_PER_EM

_PX_PER_UNIT = {
    "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "em": float(PX_PER_EM),
    "rem": float(PX_PER_EM), "ex": PX_PER_EM / 2, "ch": PX_PER_EM / 2, "vw": 5.12, "vh": 7.2, "%": 5.12,
}  # fmt: skip
"""CSS Values 3, chapter 6.2; percentages are of a column of 32 em."""

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|pc|in|cm|mm|em|rem|ex|ch|vw|vh|%)?", re.IGNORECASE)
_IMPORTANT = re.compile(r"\s*!\s*important$")
_MAX_LENGTH_PX = 320
_MAX_MATCHES = 40_000_000
"""Rules times elements: a library's whole stylesheet on a long page stays below a tenth of it."""

_LONG_STYLE_CHARACTERS = 4000
_DATA = re.compile(r"url\([^)]*\)", re.IGNORECASE)
_USERS_OF_VARIABLES = "//*[contains(@style, 'var(')]"
_MAX_SUBSTITUTED_CHARACTERS = 64 * 1024 * 1024
_VARIABLE = re.compile(r"--[\w-]+\s*:\s*((?:url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\)|[^;}])*)")

Style = Mapping[str, str]


class _Declared(dict[str, str]):
    """The declarations of one style attribute, and the spaces that they ask for, worked out once."""

    __slots__ = ("_spaces", "is_logical")

    def __init__(self) -> None:
        super().__init__()
        self._spaces: dict[tuple[str, bool], int | None] = {}
        self.is_logical = False

    def space_px(self, side: str, *, rtl: bool) -> int | None:
        if (side, rtl) not in self._spaces:
            self._spaces[side, rtl] = _space_px(self, side, rtl=rtl)
        return self._spaces[side, rtl]


NO_STYLE: Style = {}


def resolve(root: Element, stylesheets: Iterable[str]) -> Element:
    """A tree like `root` where every element's `style` holds what the stylesheets say of it (inline style last).

    `root` must have plain HTML names and no `style`, `link` or `base` element left; nothing is loaded from anywhere.
    """
    rules = "\n".join(filter(None, map(screen_rules, stylesheets)))
    users = _found(root, _USERS_OF_VARIABLES)
    if not rules and not users:
        return root
    rules = _bounded(rules, users, root)
    elements = sum(1 for _ in root.iter())
    lines = rules.split("\n")
    rules = "\n".join(lines[: _MAX_MATCHES // max(1, elements)])
    page = etree.tostring(root, encoding="unicode", method="html")
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, extra_css=rules, resolve_css_variables=True)
    try:
        return etree.fromstring(inliner.inline(page).encode("utf-8", "replace"), _parser())
    except (css_inline.InlineError, etree.XMLSyntaxError, ValueError):
        return root


def _bounded(rules: str, users: list[Element], root: Element) -> str:
    """The rules, without their long variables where these would swell the page beyond measure; styles of single
    elements lose variables that name several others."""
    for element in users:
        style = element.get("style") or ""
        if "--" in style:
            kept = (each for each in split_declarations(style) if is_bounded(*each))
            element.set("style", ";".join(f"{name}:{value}" for name, value in kept))
    if "var(" not in rules and not users:
        return rules
    longest = max((len(value) for value in _VARIABLE.findall(rules)), default=0)
    owners = _found(root, "//*[contains(@style, '--')]")
    own = max((len(element.get("style") or "") for element in owners), default=0)
    elements = sum(1 for _ in root.iter())
    uses = sum("var(" in line for line in rules.split("\n")) * elements + len(users)
    if max(longest, own) * uses <= _MAX_SUBSTITUTED_CHARACTERS:
        return rules
    for element in owners:
        kept = (each for each in split_declarations(element.get("style") or "") if not each[0].startswith("--"))
        element.set("style", ";".join(f"{name}:{value}" for name, value in kept))
    return _VARIABLE.sub("", rules)


def _found(root: Element, path: str) -> list[Element]:
    return cast("list[Element]", root.xpath(path))


def _parser() -> etree.HTMLParser:
    """As `parse_html` has it, without classes for single elements, which cost a look-up each."""
    return etree.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")


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


def declarations(element: Element) -> Style:
    """The element's style as lower-case property to value, the last of each, without `!important`."""
    style = element.get("style")
    if not style:
        return NO_STYLE
    if len(style) > _LONG_STYLE_CHARACTERS:  # a picture as its background, or nothing honest
        style = _DATA.sub("url()", style)[:_LONG_STYLE_CHARACTERS]
    return _remembered(style)


@lru_cache(maxsize=2048)
def _remembered(style: str) -> Style:
    found = _Declared()
    for name, value in split_declarations(style):
        found.pop(name, None)
        found.is_logical = found.is_logical or "-inline-" in name
        found[name] = _IMPORTANT.sub("", value if name in {BEFORE, AFTER, "list-style-type"} else value.lower())
    return found


@lru_cache(maxsize=1024)
def length_px(value: str | None, *, least: int = 0) -> int | None:
    """A CSS length in whole pixels between `least` and 320; None for none (`auto`, calculations)."""
    match = _LENGTH.fullmatch((value or "").strip())
    if not match:
        return None
    if not match.group(2) and float(match.group(1)) != 0:
        return None
    px = float(match.group(1)) * _PX_PER_UNIT[(match.group(2) or "px").lower()]
    return round(max(least, min(px, _MAX_LENGTH_PX)))


def space_px(found: Style, side: str, *, rtl: bool = False) -> int | None:
    """Margin and padding of one side together, since markup has margins only; None when neither is set."""
    if not found:
        return None
    return found.space_px(side, rtl=rtl) if isinstance(found, _Declared) else _space_px(found, side, rtl=rtl)


def is_moved(found: Style) -> bool:
    """Whether an inline element with this style stands elsewhere than behind the words before it: a line's number."""
    floats = found.get("float", "none") in {"left", "right", "inline-start", "inline-end"}
    return floats or found.get("position") in {"absolute", "fixed"}


def is_behind(found: Style) -> bool:
    """Whether it stands apart from the words after it too; a large first letter, floated left, belongs to its word."""
    return is_moved(found) and found.get("float") not in {"left", "inline-start"}


def is_logical(found: Style) -> bool:
    """Whether the style speaks of the start or end of lines, so that their direction matters to its spaces."""
    return found.is_logical if isinstance(found, _Declared) else any("-inline-" in name for name in found)


def _space_px(found: Style, side: str, *, rtl: bool) -> int | None:
    margin, padding = _box_px(found, "margin", side, rtl=rtl), _box_px(found, "padding", side, rtl=rtl)
    if margin is None and not padding:
        return None
    return min((margin or 0) + (padding or 0), _MAX_LENGTH_PX)


def _box_px(found: Style, box: str, side: str, *, rtl: bool = False) -> int | None:
    """The margin or padding of one side; the logical property (`margin-inline-start`) goes before the physical one."""
    logical = {"top": "block-start", "bottom": "block-end", "left": "inline-end" if rtl else "inline-start"}
    name = logical.get(side, "inline-start" if rtl else "inline-end")
    px = length_px(found.get(f"{box}-{name}"))
    return px if px is not None else length_px(found.get(f"{box}-{side}"))
