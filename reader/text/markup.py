"""Markup: the closed list of tags, attributes and style properties that canonical pieces are made of.

Formats make it and the desk checks it with the same function, `clean`. Whatever is not listed here does not reach a
page: no colour, no font, no position, no address but those a person can be asked about. Lengths are whole CSS pixels
with 16 px to the em of body text, so that the page can scale them with its font size.
"""

from __future__ import annotations

import html
import re

import nh3

BLOCK_TAGS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "div",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "hr",
    }
)
INLINE_TAGS = frozenset({"a", "b", "br", "code", "i", "img", "s", "small", "span", "sub", "sup", "u"})
TAGS = BLOCK_TAGS | INLINE_TAGS
CONTENT_DROPPED = frozenset(
    {"title", "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head"}
)
"""Elements that go with all that is in them; an unlisted element otherwise leaves its text."""

PX_PER_EM = 16
_LENGTH = r"-?\d{1,3}px|0"
STYLE_VALUES: dict[str, re.Pattern[str]] = {
    name: re.compile(values, re.ASCII)
    for name, values in {
        "font-style": "italic|normal",
        "font-weight": "bold|normal",
        "font-variant": "small-caps|normal",
        "text-align": "left|right|center|justify",
        "text-indent": _LENGTH,
        "margin-top": _LENGTH,
        "margin-right": _LENGTH,
        "margin-bottom": _LENGTH,
        "margin-left": _LENGTH,
        "vertical-align": "sub|super|top|middle|bottom|baseline",
        "float": "left|right",
        "page-break-before": "always",
        "page-break-after": "always",
        "white-space": "pre|pre-wrap|nowrap|normal",
    }.items()
}
"""The style properties and, for each, the values it may have; values are matched whole."""

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "lang", "style"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_ATTRIBUTE_VALUES: dict[str, re.Pattern[str]] = {
    name: re.compile(values)
    for name, values in {
        "dir": "ltr|rtl",
        "lang": "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}",
        "href": r"#[A-Za-z0-9._-]{1,64}|(https?://|mailto:)[^\s\x00-\x1f\x7f]{1,2000}",
        "src": "res:[A-Za-z0-9._-]{1,64}",
        "alt": r"[^\x00-\x1f\x7f]{0,1000}",
        "width": r"\d{1,4}",
        "height": r"\d{1,4}",
        "start": r"-?\d{1,6}",
        "type": "[1aAiI]",
        "colspan": r"\d{1,2}",
        "rowspan": r"\d{1,2}",
    }.items()
}
_ROUNDS_TO_SETTLE = 4


def allowed_style(style: str) -> str:
    """The listed declarations of `style`, each property once (the last wins), as `name:value` joined by `;`."""
    kept: dict[str, str] = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if name in STYLE_VALUES and STYLE_VALUES[name].fullmatch(value):
            kept.pop(name, None)
            kept[name] = value
    return ";".join(f"{name}:{value}" for name, value in kept.items())


def _allowed_attribute(_tag: str, name: str, value: str) -> str | None:
    """The attribute's value as it may stand in markup, or None when it may not."""
    if name == "style":
        return allowed_style(value) or None
    if name in _ATTRIBUTE_VALUES and not _ATTRIBUTE_VALUES[name].fullmatch(value):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(CONTENT_DROPPED),
    attributes=_ATTRIBUTES,
    attribute_filter=_allowed_attribute,
    filter_style_properties=set(STYLE_VALUES),
    url_schemes={"http", "https", "mailto", "res"},
    link_rel=None,
)


def clean(markup: str) -> str:
    """`markup` reduced to the closed list, well formed. `clean(clean(x)) == clean(x)` for every x.

    The parser of HTML5 may build another tree from its own output (tables in links, lines at the head of `pre`), so
    cleaning repeats until nothing changes; markup that never settles loses its tags and keeps its text.
    """
    for _ in range(_ROUNDS_TO_SETTLE):
        cleaned = _CLEANER.clean(markup)
        if cleaned == markup:
            return cleaned
        markup = cleaned
    if _CLEANER.clean(markup) == markup:
        return markup
    return escape(html.unescape(re.sub("<[^>]*>", "", markup)))


def is_clean(markup: str) -> bool:
    """Whether a piece may be shown as it is; the desk asks this of everything that a worker sends."""
    return _CLEANER.clean(markup) == markup


def escape(text: str) -> str:
    """`text` as it stands in markup, in the form that `clean` leaves as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
