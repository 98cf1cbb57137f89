"""Markdown's blocks as HTML, which then goes the way of any HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.formats.markdown_blocks import Blocks
from reader.formats.markdown_code import highlighted
from reader.formats.markdown_inline import Inline, escaped, plain
from reader.formats.markdown_lines import Node

_NOT_IN_ID = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"\s")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_MAX_NOTES = 20_000
_TITLE_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as an HTML page, its first heading in plain text, and how many formulas it holds."""

    html: str
    title: str
    title_level: int
    formulas: int

    @staticmethod
    def heading(title: str) -> str:
        """A heading for a page whose title stands in its front matter only."""
        return f"<h1>{escaped(title)}</h1>\n"


def to_html(text: str) -> Converted:
    """A text as HTML. Ids of headings are made as GitHub makes them, so that links to them work."""
    blocks = Blocks()
    lines = [line.expandtabs(4) if "\t" in line else line for line in text.split("\n")]
    nodes = blocks.read(lines)
    page = _Page(blocks)
    page.write(nodes)
    page.write_notes()
    body = f"<html><head></head><body>{''.join(page.parts)}</body></html>"
    return Converted(body, page.title, page.title_level, page.inline.formulas)


def heading_id(title: str) -> str:
    """The id of a heading: letters of any script in lower case, spaces as hyphens."""
    return _SPACE.sub("-", _NOT_IN_ID.sub("", title.strip().lower()))


class _Page:
    """Writes one page; `parts` grows."""

    def __init__(self, blocks: Blocks) -> None:
        self.parts: list[str] = []
        self.inline = Inline(blocks.references, frozenset(blocks.notes))
        self._notes = blocks.notes
        self._ids: dict[str, int] = {}
        self.title = ""
        self.title_level = 0

    def write(self, nodes: Sequence[Node], *, tight: bool = False) -> None:
        for node in nodes:
            if node.kind == "paragraph" and tight:
                self.parts.append(self.inline.render(node.text) + "\n")
            else:
                getattr(self, f"_{node.kind}")(node)

    def write_notes(self) -> None:
        """The footnotes in the order in which they are called, each with a way back; then those that nothing calls."""
        numbers = self.inline.note_numbers
        if not self._notes:
            return
        self.parts.append("<hr><ol>")
        written: set[str] = set()
        while len(written) < min(len(numbers), _MAX_NOTES):  # a note may call another
            for name in [each for each in numbers if each not in written]:
                written.add(name)
                self._note(name)
        for name in [each for each in self._notes if each not in written]:
            self._note(name)
        self.parts.append("</ol>")

    def _note(self, name: str) -> None:
        """One note; its way back stands behind its last paragraph."""
        called = name in self.inline.note_numbers
        back = f' <a href="#fnref:{_quoted(name)}">↩</a>' if called else ""
        self.parts.append(f'<li id="fn:{_quoted(name)}">')
        *before, last = self._notes[name] or [Node("paragraph")]
        self.write(before)
        if last.kind == "paragraph":
            self.parts.append(f"<p>{self.inline.render(last.text)}{back}</p>")
        else:
            self.write([last])
            self.parts.append(f"<p>{back}</p>")
        self.parts.append("</li>")

    def _paragraph(self, node: Node) -> None:
        self.parts.append(f"<p>{self.inline.render(node.text)}</p>\n")

    def _heading(self, node: Node) -> None:
        shown = self.inline.render(node.text)
        name = node.info or self._unique(heading_id(plain(shown)))
        anchor = f' id="{_quoted(name)}"' if name else ""
        if not self.title and node.number <= _TITLE_LEVELS:
            self.title, self.title_level = " ".join(plain(shown).split()), node.number
        self.parts.append(f"<h{node.number}{anchor}>{shown}</h{node.number}>\n")

    def _unique(self, name: str) -> str:
        """The name, or with a number behind it when an earlier heading has it."""
        count = self._ids.get(name, 0)
        self._ids[name] = count + 1
        return f"{name}-{count}" if count and name else name

    def _code(self, node: Node) -> None:
        language = _LANGUAGE.match(node.info.lstrip("{. "))
        code = highlighted(node.text, language.group() if language else "")
        self.parts.append(f"<pre>{code}\n</pre>\n")

    def _formula(self, node: Node) -> None:
        self.inline.formulas += 1
        self.parts.append(f"<pre>{escaped(node.text)}\n</pre>\n")

    def _html(self, node: Node) -> None:
        self.parts.append(node.text + "\n")

    def _rule(self, _node: Node) -> None:
        self.parts.append("<hr>\n")

    def _quote(self, node: Node) -> None:
        self.parts.append("<blockquote>\n")
        self.write(node.children)
        self.parts.append("</blockquote>\n")

    def _list(self, node: Node) -> None:
        ordered = node.info in ".)"
        start = f' start="{node.number}"' if ordered and node.number != 1 else ""
        self.parts.append(f"<ol{start}>\n" if ordered else "<ul>\n")
        for item in node.children:
            self.parts.append("<li>")
            self.write(item.children, tight=node.text != "loose")
            self.parts.append("</li>\n")
        self.parts.append("</ol>\n" if ordered else "</ul>\n")

    def _table(self, node: Node) -> None:
        aligns = [f' style="text-align:{align}"' if align in {"center", "right"} else "" for align in node.info.split()]
        self.parts.append("<table>\n")
        for number, row in enumerate(node.rows):
            name = "td" if number else "th"
            cells = (
                f"<{name}{align}>{self.inline.render(cell) if cell else ''}</{name}>"
                for cell, align in zip(row, aligns, strict=False)
            )
            self.parts.append(f"<tr>{''.join(cells)}</tr>\n")
        self.parts.append("</table>\n")

    def _definitions(self, node: Node) -> None:
        self.parts.append("<dl>\n")
        for child in node.children:
            if child.kind == "term":
                self.parts.append(f"<dt>{self.inline.render(child.text)}</dt>\n")
            else:
                self.parts.append("<dd>")
                self.write(child.children)
                self.parts.append("</dd>\n")
        self.parts.append("</dl>\n")


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")
