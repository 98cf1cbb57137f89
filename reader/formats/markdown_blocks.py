"""Markdown's blocks: lines to a tree, by CommonMark 0.31's rules (chapters 4 and 5) and GitHub's tables.

Added, since people write it: footnotes, definition lists, formulas between `$$`, notes of GitHub and Obsidian
(`[!NOTE]`), MkDocs (`!!!`) and Docusaurus (`:::`). Eased: a list may be nested by two spaces under a number too.
Containers are read by stripping their mark from their lines and reading the rest again, to a depth of MAX_DEPTH.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from reader.formats.markdown_inline import label_of, unescaped
from reader.formats.markdown_lines import (
    FENCE,
    FOOTNOTE,
    HEADING,
    HTML_BLOCK,
    Node,
    align_of,
    cells_of,
    closes_fence,
    hanging_lines,
    has_mark,
    heading_node,
    is_rule,
    is_table_head,
    item_lines,
    mark_of,
    named,
    starts_block,
    unindented,
)

MAX_DEPTH = 24
_MAX_DEFINITIONS = 20_000
_MAX_FORMULA_LINES = 200
_CLOSING_HASHES = re.compile(r"(?:^|[ ])#+[ ]*$")
_SETEXT = re.compile(r"(=+|-+)[ ]*$")
_REFERENCE = re.compile(r"\[([^\[\]]{1,999})\]:[ ]*(?:<([^<>]*)>|(\S+))(?:[ ]+(?:\".*\"|'.*'|\(.*\)))?[ ]*$")
_TITLE_LINE = re.compile(r"(?:\"[^\"]*\"|'[^']*')[ ]*$")
_DEFINITION = re.compile(r"[:~][ ]+(\S.*)$")
_CALLOUT = re.compile(r"\[!(\w{1,30})\][+-]?[ ]*(.*)$")
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?)[ ]+(\w{1,30})(?:[ ]+\"(.*)\")?[ ]*$")
_DIRECTIVE = re.compile(r":{3,}[ ]*(?:(\w{1,30})[ ]*(?:\[(.*)\]|(.*)))?$")
_UNSHOWN = re.compile(r"\*\[[^\]]{1,100}\]:|\{:[^{}]*\}[ ]*$")
_CONTENTS_MARKS = frozenset({"[toc]", "[[toc]]", "[[_toc_]]"})
_TASK = re.compile(r"\[([ xX])\][ ]+")
_HTML_ALONE = re.compile(r"(?:<[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>|</[A-Za-z][\w.-]*\s*>)\s*$")
_HTML_UNTIL: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<script(?:\s|>|$)", re.IGNORECASE), "</script>"),
    (re.compile(r"<style(?:\s|>|$)", re.IGNORECASE), "</style>"),
    (re.compile(r"<pre(?:\s|>|$)", re.IGNORECASE), "</pre>"),
    (re.compile(r"<textarea(?:\s|>|$)", re.IGNORECASE), "</textarea>"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(r"<![A-Za-z]"), ">"),
)

Handler = Callable[[list[str], int, list[Node], int], int]


class Blocks:
    """Reads one document. `references` and `notes` fill while blocks are read, wherever they are defined."""

    def __init__(self) -> None:
        self.references: dict[str, str] = {}
        self.notes: dict[str, list[Node]] = {}
        self._ends: dict[tuple[int, str], int] = {}
        self._spaced = False
        self._handlers: Mapping[str, tuple[Handler, ...]] = {
            "#": (self._heading,), ">": (self._quote,), "`": (self._fence,), "~": (self._fence,),
            "*": (self._rule, self._unshown, self._list), "-": (self._rule, self._list),
            "_": (self._rule,), "+": (self._list,), "<": (self._markup,), "[": (self._defined,),
            "$": (self._formula,), "\\": (self._formula,), "!": (self._admonition,), "?": (self._admonition,),
            ":": (self._directive,), "{": (self._unshown,),
        } | dict.fromkeys("0123456789", (self._list,))  # fmt: skip

    def read(self, lines: list[str], depth: int = 0) -> list[Node]:
        """The blocks of these lines, whose tabs are spaces already."""
        out: list[Node] = []
        position, blank, spaced = 0, False, False
        while position < len(lines):
            line = lines[position]
            bare = line.lstrip(" ")
            if not bare or bare.isspace():
                position += 1
                blank = bool(out)
                continue
            spaced = spaced or blank
            blank = False
            if len(line) - len(bare) >= 4:
                position = self._indented(lines, position, out)
            else:
                position = self._block(lines, position, out, depth)
        if self._ends:
            self._ends = {key: end for key, end in self._ends.items() if key[0] != id(lines)}
        self._spaced = spaced
        return out

    def _block(self, lines: list[str], start: int, out: list[Node], depth: int) -> int:
        line = lines[start]
        for handler in self._handlers.get(line.lstrip(" ")[0], ()):
            end = handler(lines, start, out, depth)
            if end > start:
                return end
        if "|" in line and is_table_head(lines, start):
            return self._table(lines, start, out)
        return self._paragraph(lines, start, out, depth)

    # --- leaves

    def _indented(self, lines: list[str], start: int, out: list[Node]) -> int:
        end = last = start
        while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
            last = end if lines[end].strip() else last
            end += 1
        out.append(Node("code", "\n".join(line[4:] for line in lines[start : last + 1])))
        return last + 1

    def _heading(self, lines: list[str], start: int, out: list[Node], _depth: int) -> int:
        match = HEADING.match(lines[start].strip(" "))
        if not match:
            return start
        out.append(heading_node(_CLOSING_HASHES.sub("", match.group(2) or ""), len(match.group(1))))
        return start + 1

    def _rule(self, lines: list[str], start: int, out: list[Node], _depth: int) -> int:
        if not is_rule(lines[start]):
            return start
        out.append(Node("rule"))
        return start + 1

    def _fence(self, lines: list[str], start: int, out: list[Node], _depth: int) -> int:
        line = lines[start]
        match = FENCE.match(line.lstrip(" "))
        if not match:
            return start
        indent = len(line) - len(line.lstrip(" "))
        mark, info = match.group(1) or match.group(3), match.group(2) or match.group(4) or ""
        end = start + 1
        while end < len(lines) and not closes_fence(lines[end], mark):
            end += 1
        code = [unindented(each, indent) for each in lines[start + 1 : end]]
        out.append(Node("code", "\n".join(code), info=info.strip()))
        return end + 1

    def _formula(self, lines: list[str], start: int, out: list[Node], _depth: int) -> int:
        opening = lines[start].strip(" ")
        mark = {"$$": "$$", "\\[": "\\]"}.get(opening[:2])
        if mark is None:
            return start
        rest = opening[2:]
        if rest.endswith(mark) and len(rest) > len(mark):
            out.append(Node("formula", rest.removesuffix(mark).strip()))
            return start + 1
        end = start if mark in rest else self._next_line(lines, start + 1, mark, at_end=True)
        if not start < end < min(start + _MAX_FORMULA_LINES, len(lines)):
            return start
        inside = [rest, *lines[start + 1 : end], lines[end].rstrip(" ").removesuffix(mark)]
        out.append(Node("formula", "\n".join(inside).strip()))
        return end + 1

    def _unshown(self, lines: list[str], start: int, _out: list[Node], _depth: int) -> int:
        """Kramdown's attributes and what an abbreviation means have no place on a page."""
        return start + bool(_UNSHOWN.match(lines[start].lstrip(" ")))

    def _markup(self, lines: list[str], start: int, out: list[Node], _depth: int) -> int:
        """Raw HTML: to its end mark, or to the next empty line."""
        line = lines[start].lstrip(" ")
        for opening, closing in _HTML_UNTIL:
            if opening.match(line):
                end = self._next_line(lines, start, closing, at_end=False)
                if end == len(lines):
                    return start
                out.append(Node("html", "\n".join(lines[start : end + 1])))
                return end + 1
        if not (HTML_BLOCK.match(line) or _HTML_ALONE.match(line)):
            return start
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        out.append(Node("html", "\n".join(lines[start:end])))
        return end

    def _next_line(self, lines: list[str], start: int, mark: str, *, at_end: bool) -> int:
        """The next line that holds `mark` or ends with it; `len(lines)` for none. Remembered, so asking is cheap."""
        key = (id(lines), mark)
        found = self._ends.get(key, -1)
        if found < start:
            found = start
            while found < len(lines) and not has_mark(lines[found], mark, at_end=at_end):
                found += 1
            self._ends[key] = found
        return found

    def _defined(self, lines: list[str], start: int, out: list[Node], depth: int) -> int:
        """A link's address, a footnote, or a mark for a table of contents."""
        line = lines[start].strip(" ")
        if line.lower() in _CONTENTS_MARKS:
            return start + 1
        note = FOOTNOTE.match(line)
        if note and depth < MAX_DEPTH and len(self.notes) < _MAX_DEFINITIONS:
            inner, end = hanging_lines(lines, start + 1, [note.group(2)])
            self.notes.setdefault(note.group(1), []).extend(self.read(inner, depth + 1))
            return end
        following = lines[start + 1].strip(" ") if start + 1 < len(lines) else ""
        match = _REFERENCE.match(line)
        end = start + 1 + bool(match and _TITLE_LINE.match(following))
        if not match and line.endswith("]:") and following:
            match, end = _REFERENCE.match(f"{line} {following}"), start + 2
        if not match or len(self.references) >= _MAX_DEFINITIONS:
            return start
        address = unescaped(match.group(2) or match.group(3) or "")
        self.references.setdefault(label_of(match.group(1)), address)
        return end

    def _table(self, lines: list[str], start: int, out: list[Node]) -> int:
        aligns = [align_of(cell) for cell in cells_of(lines[start + 1])]
        rows = [cells_of(lines[start])]
        end = start + 2
        while end < len(lines) and lines[end].strip() and not (starts_block(lines[end]) and "|" not in lines[end]):
            cells = cells_of(lines[end])[: len(aligns)]
            rows.append(cells + [""] * (len(aligns) - len(cells)))
            end += 1
        out.append(Node("table", info=" ".join(aligns), rows=rows))
        return end

    def _paragraph(self, lines: list[str], start: int, out: list[Node], depth: int) -> int:
        text = [lines[start].lstrip(" ")]
        end = start + 1
        while end < len(lines):
            line = lines[end]
            bare = line.lstrip(" ")
            if not bare or bare.isspace():
                break
            if len(line) - len(bare) < 4:
                if bare[0] in "=-" and _SETEXT.match(bare):
                    out.append(heading_node("\n".join(text), 1 if bare[0] == "=" else 2))
                    return end + 1
                if bare[0] in ":~" and _DEFINITION.match(bare):
                    return self._definitions(lines, end, text, out, depth)
                if starts_block(line) or ("|" in line and is_table_head(lines, end)):
                    break
            text.append(bare)
            end += 1
        out.append(Node("paragraph", "\n".join(text).rstrip()))
        return end

    # --- containers

    def _quote(self, lines: list[str], start: int, out: list[Node], depth: int) -> int:
        if depth >= MAX_DEPTH:
            return start
        inner: list[str] = []
        end = start
        while end < len(lines):
            bare = lines[end].lstrip(" ")
            if bare.startswith(">") and len(lines[end]) - len(bare) < 4:
                inner.append(bare[2:] if bare.startswith("> ") else bare[1:])
            elif not bare or not inner[-1].strip() or starts_block(lines[end]):
                break
            else:
                inner.append(bare)
            end += 1
        callout = _CALLOUT.match(inner[0].strip())
        if callout:
            inner[0] = named(callout.group(1), callout.group(2))
            inner.insert(1, "")
        out.append(Node("quote", children=self.read(inner, depth + 1)))
        return end

    def _admonition(self, lines: list[str], start: int, out: list[Node], depth: int) -> int:
        match = _ADMONITION.match(lines[start].strip(" "))
        if not match or depth >= MAX_DEPTH:
            return start
        inner, end = hanging_lines(lines, start + 1, [named(match.group(1), match.group(2) or ""), ""])
        out.append(Node("quote", children=self.read(inner, depth + 1)))
        return end

    def _directive(self, lines: list[str], start: int, out: list[Node], _depth: int) -> int:
        """The first and the last line of Docusaurus's notes; what is between them stands as it is."""
        match = _DIRECTIVE.match(lines[start].strip(" "))
        if not match:
            return start
        if match.group(1):
            out.append(Node("paragraph", named(match.group(1), match.group(2) or match.group(3) or "")))
        return start + 1

    def _definitions(self, lines: list[str], start: int, terms: Sequence[str], out: list[Node], depth: int) -> int:
        children = [Node("term", term) for term in terms]
        end = start
        while end < len(lines):
            match = _DEFINITION.match(lines[end].lstrip(" "))
            if not match or depth >= MAX_DEPTH:
                break
            inner, end = hanging_lines(lines, end + 1, [match.group(1)])
            children.append(Node("description", children=self.read(inner, depth + 1)))
        if end == start:
            out.append(Node("paragraph", "\n".join([*terms, lines[start].strip(" ")])))
            return start + 1
        out.append(Node("definitions", children=children))
        return end

    def _list(self, lines: list[str], start: int, out: list[Node], depth: int) -> int:
        mark = mark_of(lines[start])
        if mark is None or depth >= MAX_DEPTH:
            return start
        node = Node("list", info=mark.kind, number=mark.number)
        end, loose = start, False
        while end < len(lines):
            each = mark_of(lines[end])
            if each is None or each.kind != mark.kind or is_rule(lines[end]):
                break
            inner, after = item_lines(lines, end, each)
            end = after
            while end < len(lines) and not lines[end].strip():
                end += 1
            again = mark_of(lines[end]) if end > after and end < len(lines) else None
            node.children.append(self._item_node(inner, depth))
            loose = loose or self._spaced or (again is not None and again.kind == mark.kind)
        node.text = "loose" if loose else ""
        out.append(node)
        return end

    def _item_node(self, inner: list[str], depth: int) -> Node:
        task = _TASK.match(inner[0])
        if task:
            inner[0] = ("☐ " if task.group(1) == " " else "☑ ") + inner[0][task.end() :]
        return Node("item", children=self.read(inner, depth + 1))
