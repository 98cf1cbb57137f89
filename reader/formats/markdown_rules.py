"""What people write beside CommonMark, as rules for the Markdown library; each looks forward a bounded way only.

A rule is called with the state of a parse and answers whether it took something. The names of attributes and
arguments are the library's.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as library_html_block
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

_MAX_LEVEL = 40
"""A quote takes one level, a list two. The library would drop what is nested deeper than it goes."""

_MAX_FORMULA_LINES = 200
_FORMULA_MARKS = {"$$": "$$", "\\[": "\\]"}
_TEX = re.compile(r"\\\(([^\n]{1,1000}?)\\\)|\\\[([^\n]{1,1000}?)\\\]")
_TEX_SIGN = re.compile(r"[\^_=+]|\\[A-Za-z]")
_UNSHOWN = re.compile(r"\*\[[^\]]{1,100}\]:.*|\{:[^{}]{0,1000}\}[ ]*|\[TOC\][ ]*|\[\[_?TOC_?\]\][ ]*", re.IGNORECASE)
_DIRECTIVE = re.compile(r":{3,}[ ]*(?:(\w{1,30})[ ]*(?:\[([^\n]*)\]|([^\n]*)))?")
_WIKI_LINK = re.compile(r"\[\[([^\[\]\n]{1,500})\]\](?![(\[:])")
_NOTE_CALL = re.compile(r"\[\^([^\]\s]{1,100})\]")
_SCHEME = re.compile(r"(?<![\w/:])https?$", re.IGNORECASE)
_ADDRESS = re.compile(r"://[^\s<>\"`|\[\]\\]{1,2000}")
_TRAILING = "?!.,:;*_~'\""
_MARKUP_ENDS = {
    "<!--": ("-->",),
    "<?": ("?>",),
    "<![cdata[": ("]]>",),
    "<script": ("</script>", "</SCRIPT>"),
    "<style": ("</style>", "</STYLE>"),
    "<pre": ("</pre>", "</PRE>"),
    "<textarea": ("</textarea>", "</TEXTAREA>"),
}
_TAG_ALONE = re.compile(r"<[A-Za-z][\w.-]{0,100}(?:\s[^<>]{0,2000})?/?>[ ]*")
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
LAST_PLACES = "last places"
"""The key of a parse's environment under which a part's last places of a text are remembered."""


def add_rules(md: MarkdownIt) -> None:
    """Teach the library the plugins and the rules of this module."""
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    md.use(deflist_plugin)
    md.use(admon_plugin)
    block, inline = md.block.ruler, md.inline.ruler
    block.before("table", "deep", _deep)
    block.before("table", "unshown", _unshown)
    block.before("table", "directive", _directive, _INTERRUPTS)
    block.at("math_block", _formula, _INTERRUPTS)
    block.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    inline.before("escape", "tex", _tex)
    inline.before("link", "wiki_link", _wiki_link)
    inline.at("footnote_ref", _note_call)
    inline.push("bare_address", _bare_address)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push_paragraph(state: StateBlock, start: int, end: int, content: str) -> None:
    state.line = end
    state.push("paragraph_open", "p", 1).map = [start, end]
    token = state.push("inline", "", 0)
    token.content, token.children, token.map = content, [], [start, end]
    state.push("paragraph_close", "p", -1)


def _deep(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803 - the library's names
    """What is nested too deep is text."""
    if silent or state.level < _MAX_LEVEL:
        return False
    end = startLine + 1
    while end < endLine and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        end += 1
    _push_paragraph(state, startLine, end, state.getLines(startLine, end, state.blkIndent, False).strip())
    return True


def _unshown(state: StateBlock, startLine: int, _endLine: int, silent: bool) -> bool:  # noqa: N803
    """Kramdown's attributes, what an abbreviation means and marks for a table of contents have no place on a page."""
    if silent or state.is_code_block(startLine) or not _UNSHOWN.fullmatch(_line(state, startLine)):
        return False
    state.line = startLine + 1
    return True


def _directive(state: StateBlock, startLine: int, _endLine: int, silent: bool) -> bool:  # noqa: N803
    """The first and the last line of Docusaurus's notes; what is between them stands as it is."""
    match = None if state.is_code_block(startLine) else _DIRECTIVE.fullmatch(_line(state, startLine).rstrip())
    if not match or silent:
        return match is not None
    state.line = startLine + 1
    if match.group(1):
        title = (match.group(2) or match.group(3) or "").strip() or match.group(1).capitalize()
        _push_paragraph(state, startLine, startLine + 1, f"**{title}**")
    return True


def _formula(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Lines between `$$` and `$$`, or `\\[` and `\\]`."""
    first = _line(state, startLine).rstrip()
    mark = _FORMULA_MARKS.get(first[:2])
    if mark is None or state.is_code_block(startLine):
        return False
    opened = state.bMarks[startLine] + state.tShift[startLine] + 2
    last = min(endLine, startLine + _MAX_FORMULA_LINES) - 1
    closed = state.src.find(mark, opened, state.eMarks[last]) if opened <= _last(state, mark) else -1
    end = next((line for line in range(startLine, last + 1) if closed <= state.eMarks[line]), last)
    if closed < 0 or state.src[closed + 2 : state.eMarks[end]].strip() or not state.src[opened:closed].strip():
        return False
    if silent:
        return True
    state.line = end + 1
    token = state.push("math_block", "math", 0)
    token.content = state.getLines(startLine, end + 1, state.blkIndent, False).strip()[2:-2].strip()
    return True


def _html_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """As the library reads it, with two exceptions.

    What never ends takes nothing away, where CommonMark would hide the rest of the text. And a tag alone on its line
    may have attributes that no HTML has: MDX's (`style={{…}}`).
    """
    start = state.bMarks[startLine] + state.tShift[startLine]
    head = state.src[start : start + 12].lower()
    if head.startswith("<"):
        for opening, closings in _MARKUP_ENDS.items():
            if head.startswith(opening) and not any(start < _last(state, closing) for closing in closings):
                return False
    if library_html_block(state, startLine, endLine, silent):
        return True
    if silent or not head.startswith("<") or not _TAG_ALONE.fullmatch(_line(state, startLine)):
        return False
    end = startLine + 1
    while end < endLine and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent:
        end += 1
    state.line = end
    state.push("html_block", "", 0).content = state.getLines(startLine, end, state.blkIndent, True)
    return True


def _last(state: StateBlock, text: str) -> int:
    places: dict[str, int] = state.env[LAST_PLACES]
    if text not in places:
        places[text] = state.src.rfind(text)
    return places[text]


def _tex(state: StateInline, silent: bool) -> bool:
    """`\\(…\\)` on a line, and `\\[…\\]` where it holds signs of a formula: pandoc escapes other brackets so."""
    match = _TEX.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "\\" else None
    if not match or not (match.group(1) or _TEX_SIGN.search(match.group(2))):
        return False
    if not silent:
        state.push("math_inline", "math", 0).content = match.group(1) or match.group(2)
    state.pos = match.end()
    return True


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[Page]]` and `[[Page|shown]]` lead to a file that is not here: they are text."""
    match = _WIKI_LINK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if not match or match.group(1).startswith("^"):
        return False
    if not silent:
        state.append_pending(match.group(1).rpartition("|")[2])
    state.pos = match.end()
    return True


def _note_call(state: StateInline, silent: bool) -> bool:
    """A footnote's number, where there is such a note."""
    match = _NOTE_CALL.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if not match or f":{match.group(1)}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_ref", "", 0).content = match.group(1)
    state.pos = match.end()
    return True


def _bare_address(state: StateInline, silent: bool) -> bool:
    """`https://…` without angles, as GitHub reads it; called at its colon."""
    src, colon = state.src, state.pos
    if silent or state.linkLevel > 0 or not src.startswith("://", colon):
        return False
    scheme = _SCHEME.search(src[max(0, colon - 6) : colon])
    match = _ADDRESS.match(src, colon, state.posMax)
    if not scheme or not match or not state.pending.endswith(scheme.group()):
        return False
    address = trimmed(scheme.group() + match.group())
    if not address.partition("://")[2]:
        return False
    state.pending = state.pending.removesuffix(scheme.group())
    state.push("link_open", "a", 1).attrs = {"href": address}
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos = colon + len(address) - len(scheme.group())
    return True


def trimmed(address: str) -> str:
    """An address without the punctuation behind it that belongs to the sentence (GitHub Flavored Markdown, 6.9)."""
    end = len(address)
    surplus = address.count(")") - address.count("(")
    while end and (address[end - 1] in _TRAILING or (address[end - 1] == ")" and surplus > 0)):
        surplus -= address[end - 1] == ")"
        end -= 1
    return address[:end]
