"""Inline: the look of a stretch of text, as the fixed order of inline elements that stands for it.

Looks are compared as values and their elements shared, so that neighbours with one look share one element.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from reader.formats.styles import Style
from reader.text.language import language_tag
from reader.text.pieces import Tag

_ITALIC, _BOLD, _UNDERLINE, _STRIKE, _CODE, _SMALL = (Tag(name) for name in ("i", "b", "u", "s", "code", "small"))
_RAISED = {"sub": Tag("sub"), "super": Tag("sup")}
_SMALL_CAPS = Tag("span", ' style="font-variant:small-caps"')
_NOT_BOLD = Tag("span", ' style="font-weight:normal"')
_NO_WRAP = Tag("span", ' style="white-space:nowrap"')

_BY_ELEMENT: dict[str, dict[str, object]] = {
    **{name: {"italic": True} for name in ("i", "em", "cite", "dfn", "var", "address")},
    **{name: {"bold": True} for name in ("b", "strong")},
    **{name: {"underline": True} for name in ("u", "ins")},
    **{name: {"strike": True} for name in ("s", "strike", "del")},
    **{name: {"code": True} for name in ("code", "kbd", "samp", "tt")},
    "small": {"small": True},
    "sub": {"raised": "sub"},
    "sup": {"raised": "super"},
    "nobr": {"nowrap": True},
}


class Look(NamedTuple):
    """How a stretch of text looks; `strong_base` says that its block is bold by itself (headings, `th`)."""

    link: Tag | None = None
    lang: str = ""
    direction: str = ""
    italic: bool = False
    bold: bool = False
    strong_base: bool = False
    underline: bool = False
    strike: bool = False
    small: bool = False
    small_caps: bool = False
    code: bool = False
    nowrap: bool = False
    raised: str = ""

    def of_element(self, name: str, style: Style) -> Look:
        """The look inside an element called `name` with this style."""
        if not style:
            return _of_element(self, name) if name in _BY_ELEMENT else self
        changes: dict[str, object] = dict(_BY_ELEMENT.get(name, {}))
        if "font-style" in style:
            changes["italic"] = style["font-style"].startswith(("italic", "oblique"))
        weight = style.get("font-weight", "")
        if weight:
            changes["bold"] = weight in {"bold", "bolder"} or (weight.isdecimal() and int(weight[:4]) >= 600)
        caps = style.get("font-variant", "") + style.get("font-variant-caps", "")
        if caps:
            changes["small_caps"] = "small-caps" in caps
        if style.get("vertical-align") in {"sub", "super", "baseline"}:
            changes["raised"] = style["vertical-align"].removeprefix("baseline")
        line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        if "underline" in line or "line-through" in line:
            changes |= {"underline": "underline" in line, "strike": "line-through" in line}
        if "white-space" in style:
            changes["nowrap"] = style["white-space"] == "nowrap"
        return self._replace(**changes) if changes else self  # type: ignore[arg-type]  # names checked by the tests

    def in_language(self, declared: str | None, block_language: str) -> Look:
        """The look inside an element that declares a language."""
        tag = language_tag(declared) if declared else ""
        return self._replace(lang="" if tag == block_language else tag) if tag else self


PLAIN_LOOK = Look()


@lru_cache(maxsize=1024)
def _of_element(look: Look, name: str) -> Look:
    return look._replace(**_BY_ELEMENT[name])  # type: ignore[arg-type]  # names checked by the tests


@lru_cache(maxsize=4096)
def inline_tags(look: Look) -> tuple[Tag, ...]:
    """The inline elements that stand for `look`, from the outside in."""
    tags = [look.link] if look.link else []
    attributes = f' dir="{look.direction}"' if look.direction else ""
    if look.lang:
        attributes += f' lang="{look.lang}"'
    if attributes:
        tags.append(_span(attributes))
    if look.strong_base and not look.bold:
        tags.append(_NOT_BOLD)
    chosen = (
        (look.italic, _ITALIC),
        (look.bold and not look.strong_base, _BOLD),
        (look.underline, _UNDERLINE),
        (look.strike, _STRIKE),
        (look.small, _SMALL),
        (look.code, _CODE),
        (look.small_caps, _SMALL_CAPS),
        (look.nowrap, _NO_WRAP),
    )
    tags += [tag for wanted, tag in chosen if wanted]
    return (*tags, _RAISED[look.raised]) if look.raised else tuple(tags)


@lru_cache(maxsize=256)
def _span(attributes: str) -> Tag:
    return Tag("span", attributes)
