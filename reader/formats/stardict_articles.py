"""One article of a StarDict dictionary as markup of the closed list, with the words that it links to.

The kinds of data are those of the format's description: m plain text, l text of a locale, g Pango's markup, t phonetic
signs, x XDXF, y Yinbiao or kana, k KingSoft's XML, w MediaWiki's markup, h HTML, n WordNet. r, W, P and X are files.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reader.text.dictionary import MAX_ARTICLE_BYTES, MAX_LINKS, MAX_WORD_CHARACTERS, Article
from reader.text.markup import clean, escape

_SIZE_BYTES = 4
_IMAGE = re.compile(r"<(?:img|rref|iref)\b[^>]*>", re.IGNORECASE)
_WORD_LINK = re.compile(
    r"""<a\b[^>]{0,200}?\bhref\s*=\s*(["'])(?:bword|entry|sound)://(.{0,300}?)\1[^>]{0,200}>""", re.IGNORECASE
)
_REFERENCE = re.compile(r"<kref\b[^>]{0,200}>(.{0,300}?)</kref>", re.IGNORECASE | re.DOTALL)
_HEADWORD = re.compile(r"<k\b[^>]{0,200}>.{0,300}?</k>\s*", re.IGNORECASE | re.DOTALL)
_XDXF = (
    (re.compile(r"<(/?)(?:ex|abr|co|gr|pos|tense|mrkd)\b[^>]{0,200}>", re.IGNORECASE), r"<\1i>"),
    (re.compile(r"<tr\b[^>]{0,200}>", re.IGNORECASE), "["),
    (re.compile(r"</tr>", re.IGNORECASE), "]"),
    (re.compile(r"<(/?)def\b[^>]{0,200}>", re.IGNORECASE), r"<\1div>"),
)
_PANGO = ((re.compile(r"<(/?)tt\b[^>]{0,200}>", re.IGNORECASE), r"<\1code>"),)
_LEFT_OUT = "…"


def article_of(data: bytes, types: str) -> Article:
    """The article; `types` is the dictionary's `sametypesequence`, "" where each part says its own."""
    links: list[str] = []
    cut = data[: MAX_ARTICLE_BYTES // 4]
    parts = [_rendered(kind, text, links) for kind, text in _parts(cut, types)]
    joined = "".join(f"<div>{part}</div>" for part in parts if part)
    if len(cut) < len(data):
        joined += f"<div>{_LEFT_OUT}</div>"
    return Article(clean(joined), tuple(links))


def _parts(data: bytes, types: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each part that is text."""
    kinds = iter(types)
    at = 0
    number = 0
    while at < len(data) and (not types or number < len(types)):
        kind = next(kinds) if types else chr(data[at])
        at += 0 if types else 1
        number += 1
        is_last = bool(types) and number == len(types)
        if kind.isupper():
            size = len(data) - at if is_last else int.from_bytes(data[at : at + _SIZE_BYTES], "big")
            at += size if is_last else _SIZE_BYTES + size
            continue
        end = len(data) if is_last else data.find(b"\0", at)
        end = len(data) if end < 0 else end
        if kind.islower() and kind != "r":
            yield kind, data[at:end].decode("utf-8", "replace").replace("\0", " ")
        at = end + 1


def _rendered(kind: str, text: str, links: list[str]) -> str:
    text = text.strip("\r\n")
    if kind == "h":
        return clean(_linked(_IMAGE.sub("", text), links))
    if kind == "x":
        return _marked_up(_REFERENCE.sub(lambda match: _reference(match[1], links), _HEADWORD.sub("", text)), _XDXF)
    if kind in "gk":
        return _marked_up(text, _PANGO)
    if kind in "ty":
        return escape(f"[{text.strip('[]/ ')}]")
    return _with_breaks(escape(text))


def _marked_up(text: str, changes: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, instead in changes:
        text = pattern.sub(instead, text)
    return clean(_with_breaks(_IMAGE.sub("", text)))


def _with_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "<br>")


def _linked(text: str, links: list[str]) -> str:
    return _WORD_LINK.sub(lambda match: f'<a href="#w{_number_of(html.unescape(match[2]), links)}">', text)


def _reference(word: str, links: list[str]) -> str:
    number = _number_of(html.unescape(re.sub("<[^>]*>", "", word)), links)
    return f'<a href="#w{number}">{word}</a>'


def _number_of(word: str, links: list[str]) -> int:
    word = " ".join(word.split())[:MAX_WORD_CHARACTERS]
    if word not in links and len(links) < MAX_LINKS:
        links.append(word)
    return links.index(word) if word in links else 0
