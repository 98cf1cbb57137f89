"""Mending FictionBook markup: tags that are not closed, closed twice or crossed, bare signs, undeclared prefixes.

What libxml2 does with such a file (it takes any closing tag as that of the innermost element) pushes the rest of the
book one level deeper with each fault, until its limit on depth ends the book. Here a closing tag closes the element it
names, one that names none is dropped, and a paragraph ends where the next begins.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_MAX_DEPTH = 100
_MARK = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)|<[?!][^<>]{0,4000}>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][\w.:-]{0,63})(?P<rest>[^<>]{0,4000})>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w.:-]{0,63})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>/]+))""")
_BARE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_PARAGRAPHS = frozenset({"p", "v", "subtitle", "text-author", "empty-line"})
_VOID = frozenset({"empty-line", "image"})
_HOLDS_PARAGRAPHS = frozenset({"section", "body", "title", "stanza", "poem", "cite", "epigraph", "annotation"})


def mend(text: str) -> str:
    """`text` as well-formed XML with plain names: no prefix, no comment, no declaration. Linear time."""
    return "".join(_mended(text))


def _mended(text: str) -> Iterator[str]:
    opened: list[str] = []
    dropped: list[str] = []
    position = 0
    for mark in _MARK.finditer(text):
        yield _escaped(text[position : mark.start()])
        position = mark.end()
        if mark["data"] is not None:
            yield html.escape(mark["data"], quote=False)
        elif mark["name"]:
            name = mark["name"].rpartition(":")[2]
            if mark["end"]:
                yield _closed(name, opened, dropped)
            else:
                yield _opened(name, mark["rest"], opened, dropped)
    yield _escaped(text[position:])
    while opened:
        yield f"</{opened.pop()}>"


def _opened(name: str, rest: str, opened: list[str], dropped: list[str]) -> str:
    before = ""
    if name in _PARAGRAPHS or name in _HOLDS_PARAGRAPHS:
        before = _paragraph_ended(opened)
    if len(opened) >= _MAX_DEPTH:
        dropped.append(name)
        return before
    attributes = "".join(
        f' {key.rpartition(":")[2]}="{html.escape(html.unescape(value))}"' for key, value in _attributes(rest).items()
    )
    if name in _VOID or rest.rstrip().endswith("/"):
        return f"{before}<{name}{attributes}/>"
    opened.append(name)
    return f"{before}<{name}{attributes}>"


def _attributes(rest: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        key = match[1]
        if not key.startswith("xmlns"):
            found.setdefault(key.rpartition(":")[2], match[2] or match[3] or match[4] or "")
    return found


def _paragraph_ended(opened: list[str]) -> str:
    """Close the paragraph that is open, with what is open in it; a table's cell may hold one."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index] in _PARAGRAPHS:
            return _close_down_to(index, opened)
        if opened[index] in _HOLDS_PARAGRAPHS:
            break
    return ""


def _closed(name: str, opened: list[str], dropped: list[str]) -> str:
    if name in _VOID:
        return ""
    if dropped:
        if dropped[-1] == name:
            dropped.pop()
        return ""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index] == name:
            return _close_down_to(index, opened)
    return ""


def _close_down_to(index: int, opened: list[str]) -> str:
    closing = "".join(f"</{name}>" for name in reversed(opened[index:]))
    del opened[index:]
    return closing


def _escaped(text: str) -> str:
    return _BARE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
