"""Elements: what is known of HTML's elements by name, and what is read off one of them."""

from __future__ import annotations

from reader.formats.styles import Style, length_px
from reader.formats.trees import Element, local_name
from reader.text.markup import escape

DROPPED = frozenset(
    {
        "head",
        "title",
        "script",
        "style",
        "link",
        "meta",
        "base",
        "template",
        "datalist",
        "map",
        "area",
        "param",
        "rp",
        "colgroup",
        "col",
        "frameset",
        "audio",
        "iframe",
        "applet",
    }
)
LOSSES = {
    "audio": "audio", "video": "video", "iframe": "embedded", "applet": "embedded",
    "input": "form", "select": "form", "textarea": "form",
}  # fmt: skip
BLOCKS = frozenset(
    {
        "html",
        "body",
        "div",
        "p",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "figure",
        "figcaption",
        "address",
        "center",
        "details",
        "summary",
        "fieldset",
        "legend",
        "form",
        "hgroup",
        "dialog",
        "search",
    }
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MAX_HEADING_CHARACTERS = 300
_NONE: frozenset[str] = frozenset()


def each(element: Element) -> list[Element]:
    return [child for child in element if local_name(child)]


def own_text(element: Element) -> str:
    """The text of a heading without readings, formulas' sources and scripts."""
    if local_name(element) in {"rt", "rp", "script", "style", "annotation"}:
        return ""
    parts = [
        element.text or "",
        *((own_text(child) if local_name(child) else "") + (child.tail or "") for child in element),
    ]
    return "".join(parts) if local_name(element) != "br" else " "


def shown_size(element: Element, style: Style, width_px: int, height_px: int) -> tuple[int, int]:
    """The size to show an image at: as it says, in the picture's own proportions, never larger than the picture."""
    asked = length_px(style.get("width")) if "%" not in style.get("width", "%") else None
    if asked is None and (element.get("width") or "").removesuffix("px").isdigit():
        asked = int(element.get("width", "").removesuffix("px")[:5])
    if not asked or asked > width_px:
        return width_px, height_px
    return asked, max(1, round(height_px * asked / max(1, width_px)))


def whole(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return (
        int(digits) if digits.lstrip("-").isascii() and digits.lstrip("-").isdigit() and len(digits) <= 6 else otherwise
    )


def quoted(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def is_block(name: str, style: Style) -> bool:
    """Whether an element stands in blocks of its own, by its name or by its style."""
    if name in BLOCKS or not style:
        return name in BLOCKS
    return style.get("display", "").split(" ")[0] in {"block", "flex", "grid", "table", "list-item"}


def losses(name: str, style: Style) -> set[str] | frozenset[str]:
    """Short names of what is lost when this element is shown."""
    if not style:
        return {LOSSES[name]} if name in LOSSES else _NONE
    found = {LOSSES[name]} if name in LOSSES else set()
    modes = (style.get(f"{prefix}writing-mode", "") for prefix in ("", "-epub-", "-webkit-"))
    if any(mode.startswith(("vertical", "tb")) for mode in modes):
        found.add("vertical-text")
    if style.get("position") in {"absolute", "fixed"}:
        found.add("position")
    return found
