"""Elements: what is known of HTML's elements by name, and what is read off one of them."""

from __future__ import annotations

from reader.formats.styles import length_px
from reader.formats.trees import Element, local_name, texts
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
        "select",
        "option",
        "textarea",
        "input",
        "canvas",
        "map",
        "area",
        "param",
        "source",
        "track",
        "rp",
        "colgroup",
        "col",
        "frameset",
        "audio",
        "video",
        "iframe",
        "embed",
        "applet",
    }
)
LOSSES = {
    "audio": "audio", "video": "video", "iframe": "embedded", "embed": "embedded", "applet": "embedded",
    "canvas": "script", "input": "form", "select": "form", "textarea": "form",
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
        "menu",
        "search",
    }
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MAX_CELL_CHARACTERS = 4096
MAX_HEADING_CHARACTERS = 300


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


def rows_of(table: Element) -> list[list[Element]]:
    rows: list[Element] = []
    for child in each(table):
        if local_name(child) == "tr":
            rows.append(child)
        elif local_name(child) in {"thead", "tbody", "tfoot"}:
            rows += [row for row in each(child) if local_name(row) == "tr"]
    return [[cell for cell in each(row) if local_name(cell) in {"td", "th"}] for row in rows]


def simple(table: Element, rows: list[list[Element]]) -> bool:
    """Whether the table can be set as a table: not nested, no cell as long as a page, more than one column."""
    nested = (
        next(table.iterdescendants("table"), None) is not None or next(table.iterancestors("table"), None) is not None
    )
    if nested or max((len(row) for row in rows), default=0) < 2:
        return False
    return all(sum(len(text) for text in texts(cell)) <= MAX_CELL_CHARACTERS for row in rows for cell in row)


def shown_size(element: Element, style: dict[str, str], width_px: int, height_px: int) -> tuple[int, int]:
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


def is_block(name: str, style: dict[str, str]) -> bool:
    """Whether an element stands in blocks of its own, by its name or by its style."""
    return name in BLOCKS or style.get("display", "").split(" ")[0] in {"block", "flex", "grid", "table", "list-item"}


def losses(name: str, style: dict[str, str]) -> set[str]:
    """Short names of what is lost when this element is shown."""
    found = {LOSSES[name]} if name in LOSSES else set()
    modes = (style.get(f"{prefix}writing-mode", "") for prefix in ("", "-epub-", "-webkit-"))
    if any(mode.startswith(("vertical", "tb")) for mode in modes):
        found.add("vertical-text")
    if style.get("position") in {"absolute", "fixed"}:
        found.add("position")
    return found
