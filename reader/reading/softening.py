"""Soft hyphens and zero-width spaces put into clean markup, so that lines can break where words may.

Nothing but those two characters is added, and only inside words or beside quotation marks: reader/text/alignment.py
passes over them, so that places, find, marks and copies never see them. Code, addresses and words in capitals stay
whole, and in headings all words but those that no line holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from reader.reading.hyphenation import LEAST_LETTERS, Points, may_be_divided
from reader.text.markup import INLINE_TAGS

SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>""")
_KEPT_WHOLE = frozenset({"code", "pre"})
_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)
_TRANSPARENT = INLINE_TAGS - {"br", "img"}
"""A word may go on behind these."""

_VOID = frozenset({"br", "hr", "img"})
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_TOKEN = re.compile("(?:(?!&nbsp;)[^\\s<])+")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_PROSE = re.compile(r"[&/@\\_=\d\u00ad\u200b]|\w\.\w")
"""An address, a path, a formula, or a word that its writer has divided already."""

_LEAST_PART_LETTERS = 10
"""A word with hyphens of its own is divided elsewhere only where a part is as long as this."""

_KEPT_OR_HANGUL = re.compile(
    r"""<(h[1-6]|pre|code)\b(?:[^>"]|"[^"]*")*>.*?</\1>|<(?:[^>"]|"[^"]*")*>|[\uac00-\ud7a3]{2,}""", re.DOTALL
)

_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u2014\u2026\u201d\u2019"
_OPENING = "\u3008\u300a\u300c\u300e\u3010\uff08"
_TAG_OR_FREE_QUOTE = re.compile(
    f'<(?:[^>"]|"[^"]*")*>'
    f"|(?<=[{_HAN}{_CLOSING}])(?=[\u201c\u2018][{_HAN}{_OPENING}\u2018\u2026])"
    f"|(?<=[{_HAN}{_CLOSING}][\u201d\u2019])(?=[{_HAN}{_OPENING}])"
)

RAGGED_LEAST_LETTERS = 12
"""In ragged text only long words are divided: there a short line is no fault, and a hyphen is a small one."""

_DIVIDED_WORD = re.compile(f"(?:[^\\W\\d_]+{SOFT_HYPHEN})+[^\\W\\d_]+")

Divide = Callable[[str, str], Points]
"""Where a word of a language may be divided."""


def soften(html: str, language: str, divide: Divide) -> str:
    """`html` with soft hyphens where `divide` says. `language` is what holds where no element says another."""
    parts = list(_parts(html, language))
    out: list[str] = []
    divided: dict[tuple[str, str], str] = {}
    for number, (text, spoken) in enumerate(parts):
        if not spoken:
            out.append(text)
            continue
        glued = _goes_on(parts, number, -1), _goes_on(parts, number, 1)
        out.append(_softened(text, spoken, glued, divide, divided))
    return "".join(out)


def for_ragged_text(softened: str) -> str:
    """Markup from `soften` without the soft hyphens of all words but long ones."""
    return _DIVIDED_WORD.sub(_whole_if_short, softened)


def for_headings(softened: str, is_too_wide: Callable[[str, int], bool]) -> str:
    """Markup from `soften` whose headings keep all words whole but those that `is_too_wide` for a line of the level."""

    def one(heading: re.Match[str]) -> str:
        level = int(heading.group(1))
        return _DIVIDED_WORD.sub(lambda word: _whole_unless(word.group(), level), heading.group())

    def _whole_unless(word: str, level: int) -> str:
        whole = word.replace(SOFT_HYPHEN, "")
        return word if is_too_wide(whole, level) else whole

    return _HEADING.sub(one, softened)


def free_quotes(html: str) -> str:
    """`html` with a zero-width space where a line may break beside a quotation mark between signs of Han or kana.

    Until Unicode 15.1 (UAX #14, LB19a) such a mark held on to both its neighbours, and Qt (6.11) goes by that: it made
    runs that no line could break, and the line before them gaped.
    """
    if not any(mark in html for mark in "\u201c\u201d\u2018\u2019"):
        return html
    return _TAG_OR_FREE_QUOTE.sub(lambda found: found.group() or ZERO_WIDTH_SPACE, html)


def break_syllables(html: str) -> str:
    """`html` with a zero-width space between any two syllables of Hangul in running text."""
    return _KEPT_OR_HANGUL.sub(
        lambda found: found.group() if found.group()[0] == "<" else ZERO_WIDTH_SPACE.join(found.group()), html
    )


def _whole_if_short(word: re.Match[str]) -> str:
    whole = word.group().replace(SOFT_HYPHEN, "")
    return whole if len(whole) < RAGGED_LEAST_LETTERS else word.group()


def _parts(html: str, language: str) -> Iterator[tuple[str, str]]:
    """Tags (with no language) and texts (with theirs, "" where words stay whole), in order."""
    opened: list[tuple[str, str]] = [("", language)]
    end = 0
    for tag in TAG.finditer(html):
        if tag.start() > end:
            yield html[end : tag.start()], opened[-1][1]
        yield tag.group(), ""
        end = tag.end()
        name = tag.group(2)
        if tag.group(1):
            _close(opened, name)
        elif name not in _VOID:
            said = _LANGUAGE.search(tag.group(3))
            spoken = said.group(1) if said and opened[-1][1] else opened[-1][1]
            opened.append((name, "" if name in _KEPT_WHOLE else spoken))
    if end < len(html):
        yield html[end:], opened[-1][1]


def _close(opened: list[tuple[str, str]], name: str) -> None:
    for depth in range(len(opened) - 1, 0, -1):
        if opened[depth][0] == name:
            del opened[depth:]
            return


def _goes_on(parts: list[tuple[str, str]], number: int, step: int) -> bool:
    """Whether a word at that end of a text goes on in its neighbour: "W" before "ort" in a drop cap."""
    at = number + step
    while 0 <= at < len(parts):
        text = parts[at][0]
        tag = TAG.fullmatch(text)
        if tag is None:
            return text[0 if step > 0 else -1].isalpha()
        if tag.group(2) not in _TRANSPARENT:
            return False
        at += step
    return False


def _softened(
    text: str, language: str, glued: tuple[bool, bool], divide: Divide, divided: dict[tuple[str, str], str]
) -> str:
    def one(found: re.Match[str]) -> str:
        token = found.group()
        if len(token) < LEAST_LETTERS:
            return token
        if (glued[0] and found.start() == 0) or (glued[1] and found.end() == len(text)):
            return token
        known = divided.get((language, token))
        if known is None:
            known = divided[language, token] = _divided(token, language, divide)
        return known

    return _TOKEN.sub(one, text)


def _divided(token: str, language: str, divide: Divide) -> str:
    if _NOT_PROSE.search(token):
        return token
    least = _LEAST_PART_LETTERS if "-" in token else 0
    return _WORD.sub(lambda word: _with_hyphens(word.group(), language, divide, least), token)


def _with_hyphens(word: str, language: str, divide: Divide, least: int) -> str:
    if len(word) < least or not may_be_divided(word):
        return word
    cuts = [0, *divide(word, language), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(cuts))
