"""Marks as Markdown and as one HTML page, for people. Both are plain text: whoever finds the file reads it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.marks.exchange import ExportedDocument, ExportedMark
from reader.store.mark import MarkKind
from reader.text.anchoring import CUT
from reader.text.language import text_direction

# Punctuation that CommonMark gives a meaning (spec 0.31, 2.4): all of it may stand behind a backslash.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#&|~!])")
_AT_LINE_START = re.compile(r"^(|\d{1,9})([-+=.)])", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_STYLE = """
:root { color-scheme: light dark; }
body { margin: 2em auto; max-width: 42em; padding: 0 1.2em; font: 1.05em/1.6 serif; }
h1 { font-size: 1.5em; margin-top: 2em; } h2 { font-size: 1.1em; margin-top: 1.8em; }
article { margin: 1.2em 0; } blockquote { margin: 0; padding: .1em .9em; border-inline-start: .35em solid #ccc; }
.yellow { border-color: #e8c94a; } .green { border-color: #93bf5e; } .blue { border-color: #6fa8d6; }
.pink { border-color: #e0879a; } .note { margin: .4em 0 0 1.25em; white-space: pre-line; }
.more { color: #888; font-size: .85em; margin: .3em 0 0 1.25em; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def markdown(documents: Sequence[ExportedDocument]) -> bytes:
    """One heading for each document, one for each chapter, quotes as quotes."""
    return "\n".join(line for document in documents for line in _markdown_of(document)).encode() + b"\n"


def page(documents: Sequence[ExportedDocument], *, heading: str = "") -> bytes:
    """A page that asks for nothing from anywhere; each block has its direction, each document its language."""
    body = "\n".join(part for document in documents for part in _parts_of(document))
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{html.escape(heading)}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    ).encode()


def _markdown_of(document: ExportedDocument) -> Iterator[str]:
    yield f"# {_line(document.title) or '-'}\n"
    if document.authors:
        yield f"{_line(', '.join(document.authors))}\n"
    for chapter, marks in _by_chapter(document):
        if chapter:
            yield f"## {_line(chapter)}\n"
        for mark in marks:
            yield from _markdown_mark(mark)


def _markdown_mark(mark: ExportedMark) -> Iterator[str]:
    quote = _words(mark)
    if mark.kind is MarkKind.BOOKMARK:
        yield f"- {_line(mark.note or quote)}\n"
        return
    yield "\n".join("> " + _escaped(line) if line else ">" for line in quote.split("\n")) + "\n"
    if mark.note.strip():
        yield _escaped(mark.note.strip()) + "\n"
    more = [str(mark.colour), *(f"#{_line(tag).replace(' ', '-')}" for tag in mark.tags)]
    yield f"*{' · '.join(more)}*\n"


def _parts_of(document: ExportedDocument) -> Iterator[str]:
    language = re.sub(r"[^A-Za-z0-9-]", "", document.language)
    direction = document.direction if document.direction in ("ltr", "rtl") else "auto"
    yield f'<section{f" lang={chr(34)}{language}{chr(34)}" if language else ""} dir="{direction}">'
    yield f'<h1 dir="{_direction(document.title)}">{_text(document.title)}</h1>'
    if document.authors:
        yield f'<p class="more">{_text(", ".join(document.authors))}</p>'
    for chapter, marks in _by_chapter(document):
        if chapter:
            yield f'<h2 dir="{_direction(chapter)}">{_text(chapter)}</h2>'
        yield from map(_article, marks)
    yield "</section>"


def _article(mark: ExportedMark) -> str:
    quote = _words(mark)
    if mark.kind is MarkKind.BOOKMARK:
        name = mark.note or quote
        return f'<article><p dir="{_direction(name)}">{_text(name)}</p></article>'
    lines = "<br>".join(_text(line) for line in quote.split("\n"))
    parts = [f'<article><blockquote class="{mark.colour}" dir="{_direction(quote)}">{lines}</blockquote>']
    if mark.note.strip():
        parts.append(f'<p class="note" dir="{_direction(mark.note)}">{_text(mark.note.strip())}</p>')
    if mark.tags:
        parts.append(f'<p class="more">{_text(" · ".join(mark.tags))}</p>')
    return "".join(parts) + "</article>"


def _by_chapter(document: ExportedDocument) -> Iterator[tuple[str, list[ExportedMark]]]:
    """In reading order; a chapter begins anew where another stood between."""
    for chapter, marks in groupby(document.marks, key=lambda mark: mark.chapter):
        yield chapter, list(marks)


def _words(mark: ExportedMark) -> str:
    words = mark.quote.replace(CUT, " […] ").replace("\u2028", "\n").replace("\ufffc", "")
    return "\n".join(filter(None, (line.strip() for line in words.split("\n"))))


def _escaped(text: str) -> str:
    return _AT_LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", _INDENT.sub("", text)))


def _line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _text(text: str) -> str:
    return html.escape(text)


def _direction(text: str) -> str:
    return str(text_direction(text))
