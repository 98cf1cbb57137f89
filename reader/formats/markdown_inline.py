"""Markdown inside a block: text with emphasis, links, code, formulas and raw HTML, as HTML.

CommonMark 0.31's rules (chapter 6) with GitHub's and Pandoc's additions that people use: strikethrough, bare addresses,
footnotes, formulas, wiki links. Every search forward is bounded or remembered, so that time grows with length only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reader.formats.markdown_emphasis import PUNCTUATION, Run, flanking, is_punctuation, settle

_MAX_ADDRESS = 2000
_MAX_TITLE = 500
_MAX_LABEL = 999
_MAX_FORMULA = 2000
_MAX_TAG = 4000
_MAX_OPEN_BRACKETS = 32
_TOKEN = re.compile(r"[\\`*_~\[\]!<&$\n]|(?<![\w/:])https?://[^\s<>\"`|\[\]\\]{1,2000}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_INLINE_LINK = re.compile(
    r"\(\s{0,99}(?:<((?:[^<>\n\\]|\\.){0,2000})>|((?:[^\s()\\<]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.){0,500}\)){0,500}\)){0,2000}))"
    r"(?:\s{1,99}(?:\"(?:[^\"\\]|\\.){0,500}\"|'(?:[^'\\]|\\.){0,500}'|\((?:[^()\\]|\\.){0,500}\)))?\s{0,99}\)"
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]{0,2000})>")
_AUTOMAIL = re.compile(r"<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,250})>", re.ASCII)
_TAG = re.compile(
    r"</[A-Za-z][\w.-]*\s*>|<[A-Za-z][\w.-]*(?:\s+[\w:@.-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>"
)
_REFERENCE_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_IMAGE = re.compile(r'<img src="[^"]*" alt="([^"]*)">')
_TAGS = re.compile(r"<[^<>]*>")
_BACKTICKS = re.compile("`+")

_TRAILING = "?!.,:;*_~'\""


@dataclass(slots=True)
class _Bracket:
    """A `[` or `![` that may begin a link: where it is in the nodes, in the text, and among the runs."""

    node: int
    start: int
    runs: int
    image: bool


@dataclass(slots=True)
class Inline:
    """Renders text. `references` are addresses by label, `note_numbers` footnotes by name, filled as they are met."""

    references: Mapping[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    note_numbers: dict[str, int] = field(default_factory=dict)
    formulas: int = 0

    def render(self, text: str) -> str:
        """The HTML of one block's text."""
        return _Pass(self, text).html()


def label_of(text: str) -> str:
    """A reference's label as labels are compared."""
    return " ".join(text.casefold().split())


def plain(markup: str) -> str:
    """Rendered text without its tags."""
    return html.unescape(_TAGS.sub("", _IMAGE.sub(r"\1", markup)))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


class _Pass:
    """One pass over one text."""

    def __init__(self, inline: Inline, text: str) -> None:
        self.inline = inline
        self.text = text
        self.nodes: list[str | Run] = []
        self.runs: list[Run] = []
        self.brackets: list[_Bracket] = []
        self._links_closed_below = 0
        self._next: dict[str, int] = {}
        self._ticks: dict[int, list[int]] | None = None
        self._handlers: dict[str, Callable[[int], int]] = {
            "\\": self._backslash, "`": self._code, "*": self._delimiters, "_": self._delimiters,
            "~": self._delimiters, "[": self._open, "!": self._bang, "]": self._close, "<": self._angle,
            "&": self._ampersand, "$": self._dollar, "\n": self._line_end,
        }  # fmt: skip

    def html(self) -> str:
        text, position = self.text, 0
        search = _TOKEN.search
        while True:
            match = search(text, position)
            if match is None:
                self.nodes.append(escaped(text[position:]))
                break
            start = match.start()
            if start > position:
                self.nodes.append(escaped(text[position:start]))
            handler = self._handlers.get(text[start])
            position = handler(start) if handler else self._bare_address(match)
        settle(self.runs, 0)
        return _joined(self.nodes)

    # --- one character each: each answers where to go on

    def _literal(self, start: int, end: int) -> int:
        self.nodes.append(escaped(self.text[start:end]))
        return end

    def _backslash(self, start: int) -> int:
        after = self.text[start + 1 : start + 2]
        for opened, closed in (("(", "\\)"), ("[", "\\]")):
            if after == opened:
                end = self._find(closed, start + 2)
                if 0 <= end - start <= _MAX_FORMULA:
                    return self._formula(start + 2, end, end + 2)
        if after == "\n":
            self.nodes.append("<br>\n")
            return start + 2
        if after in PUNCTUATION and after:
            return self._literal(start + 1, start + 2)
        return self._literal(start, start + 1)

    def _code(self, start: int) -> int:
        """A code span ends at the next row of as many backticks; the rows' places are looked up once."""
        if self._ticks is None:
            self._ticks = {}
            for match in reversed(list(_BACKTICKS.finditer(self.text))):
                self._ticks.setdefault(len(match.group()), []).append(match.start())
        row = _BACKTICKS.match(self.text, start)
        length = len(row.group()) if row else 1
        places = self._ticks.get(length, [])
        while places and places[-1] <= start:
            places.pop()
        if not places:
            return self._literal(start, start + length)
        end = places.pop()
        code = self.text[start + length : end].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip():
            code = code[1:-1]
        self.nodes.append(f"<code>{escaped(code)}</code>")
        return end + length

    def _delimiters(self, start: int) -> int:
        text, char = self.text, self.text[start]
        end = start + 1
        while end < len(text) and text[end] == char:
            end += 1
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        if char == "~" and end - start != 2:
            return self._literal(start, end)
        left, right = flanking(before, after)
        can_open, can_close = left, right
        if char == "_":
            can_open = left and (not right or is_punctuation(before))
            can_close = right and (not left or is_punctuation(after))
        run = Run(char, end - start, can_open, can_close, length=end - start)
        self.nodes.append(run)
        if can_open or can_close:
            self.runs.append(run)
        return end

    def _open(self, start: int) -> int:
        if self.text.startswith("[[", start):
            end = self._find("]]", start + 2)
            name = self.text[start + 2 : end] if 0 <= end - start <= _MAX_LABEL else ""
            if name and "[" not in name and "\n" not in name:
                return self._literal(start + 2 + name.rfind("|") + 1, end) + 2
        if self.text.startswith("[^", start):
            end = self._find("]", start)
            name = self.text[start + 2 : end] if 0 <= end - start <= _MAX_LABEL else ""
            if name in self.inline.notes:
                return self._note(name, end + 1)
        self._push(start, start + 1, image=False)
        return start + 1

    def _note(self, name: str, end: int) -> int:
        numbers = self.inline.note_numbers
        first = name not in numbers
        number = numbers.setdefault(name, len(numbers) + 1)
        anchor = f' id="fnref:{_quoted(name)}"' if first else ""
        self.nodes.append(f'<sup{anchor}><a href="#fn:{_quoted(name)}">{number}</a></sup>')
        return end

    def _bang(self, start: int) -> int:
        if self.text.startswith("[", start + 1):
            self._push(start, start + 2, image=True)
            return start + 2
        return self._literal(start, start + 1)

    def _push(self, start: int, end: int, *, image: bool) -> None:
        self.brackets.append(_Bracket(len(self.nodes), end, len(self.runs), image))
        self.nodes.append(self.text[start:end])
        if len(self.brackets) > _MAX_OPEN_BRACKETS:
            del self.brackets[0]
            self._links_closed_below = max(0, self._links_closed_below - 1)

    def _close(self, start: int) -> int:
        if not self.brackets:
            return self._literal(start, start + 1)
        bracket = self.brackets.pop()
        closed = len(self.brackets) < self._links_closed_below and not bracket.image
        self._links_closed_below = min(self._links_closed_below, len(self.brackets))
        address, end = ("", -1) if closed else self._address(bracket, start)
        if end < 0:
            return self._literal(start, start + 1)
        settle(self.runs, bracket.runs)
        inner = _joined(self.nodes[bracket.node + 1 :])
        del self.nodes[bracket.node :], self.runs[bracket.runs :]
        if bracket.image:
            self.nodes.append(f'<img src="{_quoted(address)}" alt="{_quoted(plain(inner))}">')
        else:
            self.nodes.append(f'<a href="{_quoted(address)}">{inner}</a>')
            self._links_closed_below = len(self.brackets)
        return end

    def _address(self, bracket: _Bracket, start: int) -> tuple[str, int]:
        """Where the bracket's link leads and where it ends; -1 when it is none."""
        if self.text.startswith("(", start + 1) and 0 <= self._find(")", start + 1) - start <= _MAX_ADDRESS:
            match = _INLINE_LINK.match(self.text, start + 1)
            if match:
                return unescaped(match.group(1) or match.group(2) or ""), match.end()
        references = self.inline.references
        if not references:
            return "", -1
        match = _REFERENCE_LABEL.match(self.text, start + 1)
        end = match.end() if match else start + 1
        label = match.group(1) if match and match.group(1).strip() else self.text[bracket.start : start]
        address = references.get(label_of(label)) if len(label) <= _MAX_LABEL else None
        return (address, end) if address is not None else ("", -1)

    def _angle(self, start: int) -> int:
        text = self.text
        if text.startswith("<!--", start):
            end = self._find("-->", start + 4)
            if end >= 0:
                return end + 3
        if 0 <= self._find(">", start) - start <= _MAX_TAG:
            link = _AUTOLINK.match(text, start) or _AUTOMAIL.match(text, start)
            if link:
                address = link.group(1)
                href = address if link.re is _AUTOLINK else f"mailto:{address}"
                self.nodes.append(f'<a href="{_quoted(href)}">{escaped(address)}</a>')
                return link.end()
            tag = _TAG.match(text, start, start + _MAX_TAG)
            if tag:
                self.nodes.append(tag.group())
                return tag.end()
        return self._literal(start, start + 1)

    def _ampersand(self, start: int) -> int:
        entity = _ENTITY.match(self.text, start)
        if entity:
            self.nodes.append(entity.group())
            return entity.end()
        return self._literal(start, start + 1)

    def _dollar(self, start: int) -> int:
        """`$$…$$`, or `$…$` as Pandoc reads it: no space inside the signs, and no digit behind the last."""
        text = self.text
        if text.startswith("$$", start):
            end = self._find("$$", start + 2)
            if 2 < end - start <= _MAX_FORMULA:
                return self._formula(start + 2, end, end + 2)
            return self._literal(start, start + 2)
        end = self._find("$", start + 1)
        while end > 0 and text[end - 1] == "\\":
            end = text.find("$", end + 1, start + _MAX_FORMULA)
        inside = text[start + 1 : end] if 1 < end - start <= _MAX_FORMULA else ""
        if inside and not inside[0].isspace() and not inside[-1].isspace() and not text[end + 1 : end + 2].isdigit():
            return self._formula(start + 1, end, end + 1)
        return self._literal(start, start + 1)

    def _formula(self, start: int, end: int, behind: int) -> int:
        self.inline.formulas += 1
        self.nodes.append(f"<code>{escaped(' '.join(self.text[start:end].split()))}</code>")
        return behind

    def _line_end(self, start: int) -> int:
        last = self.nodes[-1] if self.nodes else ""
        hard = isinstance(last, str) and last.endswith("  ")
        if isinstance(last, str) and last.endswith(" "):
            self.nodes[-1] = last.rstrip(" ")
        self.nodes.append("<br>\n" if hard else "\n")
        return start + 1

    def _bare_address(self, match: re.Match[str]) -> int:
        address = match.group().rstrip(_TRAILING)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_TRAILING)
        shown = escaped(address)
        inside = len(self.brackets) > 0 or not address.partition("://")[2]
        self.nodes.append(shown if inside else f'<a href="{_quoted(address)}">{shown}</a>')
        return match.start() + len(address)

    def _find(self, what: str, start: int) -> int:
        """`str.find`, which goes over the text once in all however often it is asked; -1 for none."""
        known = self._next.get(what, 0)
        if known == -1 or known >= start:
            return known
        found = self.text.find(what, start)
        self._next[what] = found
        return found


def _joined(nodes: list[str | Run]) -> str:
    return "".join([node if isinstance(node, str) else node.html() for node in nodes])


def unescaped(address: str) -> str:
    """An address as it is meant: without backslashes before punctuation, entities as characters."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))
