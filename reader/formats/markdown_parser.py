"""The Markdown library, set up once: CommonMark with GitHub's tables, strikethrough and task lists, and our own rules.

Texts come in parts, so that a worker that reads a long one says something now and then. Blocks first, then what is
inside them: an address or a footnote may be defined behind the place that means it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from reader.formats.markdown_rules import LAST_PLACES, add_rules

PART_CHARACTERS = 128 * 1024
"""A longer text is cut: before a heading or a paragraph at the margin that stands outside of code and comments."""

_LONGEST_PART = 2 * PART_CHARACTERS
_LONGEST_CODE = 16 * PART_CHARACTERS
"""A text without such a place is cut at a line end; inside code or a comment, which cost little, only beyond this."""

_MAX_MARKS = 50_000
_MAX_STOPS = 500_000
"""Signs in one paragraph that mean something, and those at which the library stops at all (base64 is full of them):
a text beyond stays as it was typed. 50,000 marks are a thousand times what a long paragraph holds."""

_MARKS = "[*_`~!<&$\\:"
_STOP = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")
_BORDER = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})([^\n]*)|<!--|-->|\n[ \t]*\n+(?=[^\s>|*+\-:])|(?<=\n)(?=\#)", re.MULTILINE)
_BESIDE_HAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")

Environment = dict[str, Any]


class _Parser(MarkdownIt):
    """The library, leaving addresses as they were typed: what leads where is decided when a page is put together."""

    def validateLink(self, _url: str) -> bool:  # noqa: N802 - the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


class _State(StateInline):
    """One text. Beside letters of scripts without spaces between words CommonMark's rule on punctuation is not held.

    So `**“말”**은` is bold, as everybody who writes it means it.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before, after = self.src[max(0, start - 1) : start], self.src[end : end + 1]
        if not canSplitWord or not (_BESIDE_HAN.match(before) or _BESIDE_HAN.match(after)):
            return scanned
        return Scanned(bool(after.strip()), bool(before.strip()), scanned.length)


def _parser(max_nesting: int) -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": max_nesting, "tasklists": True}).enable(["table", "strikethrough"])
    add_rules(parser)
    return parser


_BLOCKS = _parser(100)
"""Deeper than our own rules let blocks nest."""

_INLINES = _parser(20)
"""Each open bracket is looked behind to this depth: time grows with it."""


def parts(text: str) -> Iterator[str]:
    """The text in parts of about PART_CHARACTERS; most texts are one."""
    start = 0
    while len(text) - start > PART_CHARACTERS:
        end = _border(text, start)
        yield text[start:end]
        start = end
    yield text[start:]


def _border(text: str, start: int) -> int:
    """Where the part that begins at `start` ends."""
    fence, comment = "", False
    latest = start + _LONGEST_CODE
    for match in _BORDER.finditer(text, start, latest):
        found, mark = match.group(), match.group(1) or ""
        if match.start() - start > _LONGEST_PART and not fence and not comment:
            break
        if mark and not comment:
            closes = mark.startswith(fence) and not match.group(2).strip()
            fence = ("" if closes else fence) if fence else mark
        elif found in {"<!--", "-->"} and not fence:
            comment = found == "<!--"
        elif not found.strip() and not fence and not comment and match.end() - start > PART_CHARACTERS:
            return match.end()
    line_end = text.find("\n", latest if fence or comment else start + _LONGEST_PART)
    return line_end + 1 if line_end >= 0 else len(text)


def blocks(text: str, environment: Environment) -> list[Token]:
    """The blocks of a part as the library's tokens; what it defines goes into the environment."""
    environment[LAST_PLACES] = {}
    tokens: list[Token] = []
    _BLOCKS.block.parse(text, _BLOCKS, environment, tokens)
    return tokens


def inlines(content: str, environment: Environment) -> list[Token]:
    """The tokens inside a paragraph, a heading or a cell."""
    if _is_absurd(content):
        return [Token("text", "", 0, content=content)]
    state = _State(content, _INLINES, environment, [])
    _INLINES.inline.tokenize(state)
    for rule in _INLINES.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


def _is_absurd(content: str) -> bool:
    if len(content) <= _MAX_MARKS:
        return False
    marks = sum(map(content.count, _MARKS))
    return marks > _MAX_MARKS or sum(1 for _stop in _STOP.finditer(content)) > _MAX_STOPS
