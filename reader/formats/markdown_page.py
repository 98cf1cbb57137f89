"""Markdown's tokens as HTML, which then goes the way of any HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from reader.formats.markdown_code import Highlighter, escaped
from reader.formats.markdown_parser import Environment, inlines

_NOT_IN_ID = re.compile(r"[^\w\s-]")
_SPACE = re.compile(r"\s")
_LANGUAGE = re.compile(r"[\w+#.-]+")
_HEADING_ID = re.compile(r"\{(?::?\s*#|/\*\s*#?)([\w.-]{1,200})[^{}]*\}$")
_CALLOUT = re.compile(r"\[!(\w{1,30})\][+-]?[ ]*([^\n]*)(?:\n|$)")
_TITLE_LEVELS = 3
_KEPT_ATTRIBUTES = ("href", "start", "id")
_EDGES = {
    "s": ("<del>", "</del>"),
    "alert_title": ("<p><strong>", "</strong></p>\n"),
    "admonition": ("<blockquote>\n", "</blockquote>\n"),
    "admonition_title": ("<p><strong>", "</strong></p>\n"),
}
_INSIDE = frozenset({"em", "strong", "a", "s"})
_PLAIN_KINDS = frozenset({"text", "text_special", "code_inline", "math_inline", "math_inline_double"})


def heading_id(title: str) -> str:
    """The id of a heading as GitHub makes it: letters of any script in lower case, spaces as hyphens."""
    return _SPACE.sub("-", _NOT_IN_ID.sub("", title.strip().lower()))


def plain(tokens: Sequence[Token]) -> str:
    """What a heading or an image's description says without its marks."""
    parts = []
    for token in tokens:
        if token.type in _PLAIN_KINDS:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif token.children:
            parts.append(plain(token.children))
    return "".join(parts)


def own_id(content: str) -> tuple[str, str]:
    """A heading's text and the id that is written behind it: `{#id}`, or MDX's comment."""
    match = _HEADING_ID.match(content, content.rfind("{")) if content.endswith("}") and "{" in content else None
    return (content[: match.start()].rstrip(), match.group(1)) if match else (content, "")


def title_of(tokens: Sequence[Token], environment: Environment) -> tuple[str, int]:
    """The first heading of a text in plain words, and its level; 0 for none."""
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and int(token.tag[1]) <= _TITLE_LEVELS:
            title = " ".join(plain(inlines(own_id(tokens[number + 1].content)[0], environment)).split())
            if title:
                return title, int(token.tag[1])
    return "", 0


class Page:
    """Writes one page; `parts` grows with each part of the text, `formulas` counts them."""

    def __init__(self, environment: Environment) -> None:
        self.parts: list[str] = []
        self.formulas = 0
        self._environment = environment
        self._code = Highlighter()
        self._ids: dict[str, int] = {}
        self._notes: dict[str, list[Token]] = {}
        self._numbers: dict[str, int] = {}
        self._handlers: Mapping[str, Callable[[Token], str]] = {
            "text": lambda token: escaped(token.content),
            "text_special": lambda token: escaped(token.content),
            "softbreak": lambda _token: "\n",
            "hardbreak": lambda _token: "<br>\n",
            "hr": lambda _token: "<hr>\n",
            "html_inline": lambda token: token.content,
            "html_block": lambda token: token.content + "\n",
            "code_inline": lambda token: f"<code>{escaped(token.content)}</code>",
            "image": self._image,
            "fence": self._fence,
            "code_block": self._fence,
            "math_inline": self._formula,
            "math_inline_double": self._formula,
            "math_block": lambda token: self._formula(token, "pre"),
            "footnote_ref": self._note_call,
            "list_item_open": self._item,
        }

    def write(self, tokens: Sequence[Token]) -> None:
        """One part of the text; its footnotes wait for `write_notes`."""
        self._write_body(self._without_notes(tokens))

    def write_notes(self) -> None:
        """The footnotes in the order in which they are called, each with a way back; then those that nothing calls."""
        if not self._notes:
            return
        self.parts.append("<hr><ol>")
        written = 0
        while written < len(self._numbers):  # a note may call another
            called = list(self._numbers)[written:]
            written += len(called)
            for name in called:
                self._note(name)
        for name in [each for each in self._notes if each not in self._numbers]:
            self._note(name)
        self.parts.append("</ol>")

    def taken(self, heading: str = "") -> str:
        """What was written since the last time as HTML, below a heading of its own where it has none."""
        written, self.parts = "".join(self.parts), []
        return (f"<h1>{escaped(heading)}</h1>\n" if heading else "") + written

    def _without_notes(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens outside footnotes; those inside go to their note, the first of a name."""
        body: list[Token] = []
        open_notes: list[list[Token]] = []
        for token in tokens:
            if token.type == "footnote_reference_open":
                open_notes.append([])
                self._notes.setdefault(token.meta["label"], open_notes[-1])
            elif token.type == "footnote_reference_close":
                open_notes.pop()
            else:
                (open_notes[-1] if open_notes else body).append(token)
        return body

    def _write_body(self, tokens: Sequence[Token]) -> None:
        for number, token in enumerate(tokens):
            if token.type == "inline":
                self.parts.append(self._block_text(tokens, number))
            elif token.type != "heading_open":
                self.parts.append(self._written(token))

    def _block_text(self, tokens: Sequence[Token], number: int) -> str:
        """What is in a block; a heading's and a callout's is looked at first."""
        token = tokens[number]
        before = tokens[number - 1] if number else token
        if before.type == "heading_open":
            return self._heading(before.tag, token.content)
        if before.type == "paragraph_open" and number > 1 and tokens[number - 2].type == "blockquote_open":
            callout = _CALLOUT.match(token.content)
            if callout:
                title = self._text(callout.group(2).strip()) or escaped(callout.group(1).capitalize())
                rest = token.content[callout.end() :]
                return f"<strong>{title}</strong>" + (f"</p>\n<p>{self._text(rest)}" if rest else "")
        return self._text(token.content)

    def _text(self, content: str) -> str:
        return "".join(map(self._written, inlines(content, self._environment)))

    def _written(self, token: Token) -> str:
        handler = self._handlers.get(token.type)
        if handler:
            return handler(token)
        if token.hidden:
            return "\n" if token.nesting < 0 else ""
        edges = _EDGES.get(token.type.removesuffix("_open").removesuffix("_close"))
        if edges:
            return edges[token.nesting < 0]
        if token.nesting < 0:
            return f"</{token.tag}>" + ("" if token.tag in _INSIDE else "\n")
        return f"<{token.tag}{_attributes(token)}>"

    def _heading(self, tag: str, content: str) -> str:
        content, name = own_id(content)
        tokens = inlines(content, self._environment)
        name = name or self._unique(heading_id(plain(tokens)))
        anchor = f' id="{_quoted(name)}"' if name else ""
        return f"<{tag}{anchor}>{''.join(map(self._written, tokens))}"

    def _unique(self, name: str) -> str:
        """The name, or with a number behind it when an earlier heading has it."""
        count = self._ids.get(name, 0)
        self._ids[name] = count + 1
        return f"{name}-{count}" if count and name else name

    def _image(self, token: Token) -> str:
        alt = plain(token.children or [])
        return f'<img src="{_quoted(str(token.attrs.get("src", "")))}" alt="{_quoted(alt)}">'

    def _fence(self, token: Token) -> str:
        language = _LANGUAGE.match(token.info.lstrip("{. "))
        if language and language.group() == "math":
            return self._formula(token, "pre")
        code = token.content.removesuffix("\n")
        return f"<pre>\n{self._code.html(code, language.group() if language else '')}\n</pre>\n"

    def _formula(self, token: Token, element: str = "code") -> str:
        self.formulas += 1
        if element == "pre":
            return f"<pre>\n{escaped(token.content.strip())}\n</pre>\n"
        return f"<code>{escaped(' '.join(token.content.split()))}</code>"

    @staticmethod
    def _item(token: Token) -> str:
        return "<li>" + ("" if "checked" not in token.meta else "☑ " if token.meta["checked"] else "☐ ")

    def _note_call(self, token: Token) -> str:
        name = _quoted(token.content)
        first = token.content not in self._numbers
        number = self._numbers.setdefault(token.content, len(self._numbers) + 1)
        anchor = f' id="fnref:{name}"' if first else ""
        return f'<sup{anchor}><a href="#fn:{name}">{number}</a></sup>'

    def _note(self, name: str) -> None:
        """One note; its way back stands behind its last paragraph."""
        back = f' <a href="#fnref:{_quoted(name)}">↩</a>' if name in self._numbers else ""
        self.parts.append(f'<li id="fn:{_quoted(name)}">')
        tokens = self._notes.get(name, [])
        ends_in_words = bool(tokens) and tokens[-1].type == "paragraph_close"
        self._write_body(tokens[:-1] if ends_in_words else tokens)
        self.parts.append(f"{back}</p>" if ends_in_words else f"<p>{back}</p>")
        self.parts.append("</li>")


def _attributes(token: Token) -> str:
    """The few attributes that mean something on a page; a cell's alignment but the usual one."""
    if not token.attrs:
        return ""
    written = [f' {name}="{_quoted(str(token.attrs[name]))}"' for name in _KEPT_ATTRIBUTES if name in token.attrs]
    style = str(token.attrs.get("style", ""))
    return "".join(written) + (f' style="{style}"' if style in {"text-align:center", "text-align:right"} else "")


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")
