"""Markdown's lines: what a line is by its first signs, and which lines belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_MAX_COLUMNS = 200
HEADING = re.compile(r"(#{1,6})(?:[ ]+(.*)|[ ]*)$")
_HEADING_ID = re.compile(r"\{(?::?\s*#|/\*\s*#?)([\w.-]{1,200})[^{}]*\}$")
FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_BULLET = re.compile(r"([*+-])(?:[ ]+|$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?:[ ]+|$)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,100})\]:[ ]*(.*)$")
_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
HTML_BLOCK = re.compile(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """One block. `text` is its raw text, `info` a heading's id, a code's language, or a list's kind."""

    kind: str
    text: str = ""
    info: str = ""
    number: int = 0
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """A list item's mark: kind (`*`, `+`, `-`, `.`, `)`), number, where it stands and where its text does."""

    kind: str
    number: int
    indent: int
    width: int


def mark_of(line: str) -> Mark | None:
    bare = line.lstrip(" ")
    match = _BULLET.match(bare) or _NUMBER.match(bare)
    if not match:
        return None
    indent = len(line) - len(bare)
    mark_width = len(match.group().rstrip(" "))
    spaces = len(match.group()) - mark_width
    width = indent + mark_width + (spaces if 1 <= spaces <= 4 and len(bare) > len(match.group()) else 1)
    if match.re is _BULLET:
        return Mark(match.group(1), 0, indent, width)
    return Mark(match.group(2), int(match.group(1)), indent, width)


def item_lines(lines: list[str], start: int, mark: Mark) -> tuple[list[str], int]:
    """An item's own lines without their indentation, and where it ends."""
    inner = [lines[start][mark.width :]]
    end, blank = start + 1, not inner[0].strip()
    while end < len(lines):
        line = lines[end]
        bare = line.lstrip(" ")
        indent = len(line) - len(bare)
        if not bare or bare.isspace():
            if blank and len(inner) == 1 and not inner[0].strip():
                break
            inner.append("")
            blank = True
        elif indent >= mark.width:
            inner.append(line[mark.width :])
            blank = False
        elif indent >= mark.indent + 2 and (blank or mark_of(line)):
            inner.append(bare)
            blank = False
        elif blank or starts_block(line) or mark_of(line):
            break
        else:
            inner.append(bare)
        end += 1
    while len(inner) > 1 and not inner[-1]:
        inner.pop()
        end -= 1
    return inner, end


def hanging_lines(lines: list[str], start: int, inner: list[str]) -> tuple[list[str], int]:
    """The lines that hang under a first one: indented, or going on with its paragraph."""
    end = start
    while end < len(lines):
        line = lines[end]
        if not line.strip():
            following = lines[end + 1] if end + 1 < len(lines) else ""
            if not following.startswith("  "):
                break
            inner.append("")
        elif line.startswith("  "):
            inner.append(unindented(line, 4))
        elif not inner[-1].strip() or starts_block(line) or line[0] in ":~[":
            break
        else:
            inner.append(line)
        end += 1
    return inner, end


def heading_node(text: str, level: int) -> Node:
    """A heading with the id that is written behind it: `{#id}`, or MDX's comment."""
    text = text.strip()
    own = _HEADING_ID.match(text, text.rfind("{")) if text.endswith("}") and "{" in text else None
    return Node("heading", text[: own.start()].rstrip() if own else text, own.group(1) if own else "", level)


def has_mark(line: str, mark: str, *, at_end: bool) -> bool:
    return line.rstrip(" ").endswith(mark) if at_end else mark in line.lower()


def named(kind: str, title: str) -> str:
    return f"**{title.strip() or kind.capitalize()}**"


def closes_fence(line: str, mark: str) -> bool:
    bare = line.strip(" ")
    return bare.startswith(mark) and not bare.strip(mark[0]) and len(line) - len(line.lstrip(" ")) < 4


def unindented(line: str, most: int) -> str:
    return line[min(most, len(line) - len(line.lstrip(" "))) :]


def is_rule(line: str) -> bool:
    """Whether the line is a thematic break."""
    bare = line.replace(" ", "")
    return len(bare) >= 3 and bare[0] in "*-_" and bare == bare[0] * len(bare)


def is_table_head(lines: Sequence[str], index: int) -> bool:
    """Whether a row of a table with its line of dashes begins here (GitHub Flavored Markdown, 4.10)."""
    if index + 1 >= len(lines):
        return False
    dashes = lines[index + 1].strip(" ")
    if "|" not in dashes or "-" not in dashes or dashes.strip("|:- "):
        return False
    columns = dashes.strip("|").count("|") + 1
    return columns <= _MAX_COLUMNS and len(cells_of(lines[index])) == columns


def cells_of(line: str) -> list[str]:
    """A row's cells: parted by `|`, but not by `\\|`."""
    row = line.strip(" ")
    row = row.removeprefix("|")
    if row.endswith("|") and not row.endswith("\\|"):
        row = row[:-1]
    if "\\|" not in row:
        return [cell.strip() for cell in row.split("|")]
    return [cell.replace("\0", "|").strip() for cell in row.replace("\\|", "\0").split("|")]


def align_of(cell: str) -> str:
    return {(True, True): "center", (False, True): "right"}.get((cell.startswith(":"), cell.endswith(":")), "left")


def starts_block(line: str) -> bool:
    """Whether a line ends the paragraph before it without an empty line."""
    bare = line.lstrip(" ")
    if not bare or len(line) - len(bare) >= 4:
        return False
    interrupts = _INTERRUPTS.get(bare[0])
    return interrupts is not None and interrupts(bare)


def _bullet_interrupts(bare: str) -> bool:
    bullet = _BULLET.match(bare)
    return is_rule(bare) or (bullet is not None and bullet.end() < len(bare))


def _number_interrupts(bare: str) -> bool:
    number = _NUMBER.match(bare)
    return number is not None and number.group(1) == "1" and number.end() < len(bare)


_INTERRUPTS: dict[str, Callable[[str], bool]] = {
    ">": lambda _bare: True,
    "#": lambda bare: HEADING.match(bare.rstrip(" ")) is not None,
    "`": lambda bare: FENCE.match(bare) is not None,
    "~": lambda bare: FENCE.match(bare) is not None,
    "*": _bullet_interrupts,
    "-": _bullet_interrupts,
    "+": _bullet_interrupts,
    "_": is_rule,
    "<": lambda bare: HTML_BLOCK.match(bare) is not None or bare.startswith(("<!--", "<script", "<pre", "<style")),
    "1": _number_interrupts,
    "$": lambda bare: bare.startswith("$$"),
    ":": lambda bare: bare.startswith(":::"),
    "[": lambda bare: FOOTNOTE.match(bare) is not None,
}
