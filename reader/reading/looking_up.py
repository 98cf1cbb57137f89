"""Looking a word up in the dictionaries that a person has added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import Protocol

import msgspec

from reader.text.boundaries import LONGEST_WITHOUT_SPACES, goes_alone
from reader.text.dictionary import Article, Entry, key_of
from reader.text.inflection import forms_of
from reader.text.markup import escape, is_clean

MOST_ARTICLES = 8
"""Of one dictionary."""
MOST_SIMILAR = 12
MAX_WORD_CHARACTERS = 100


class Dictionaries(Protocol):
    """What this needs of the library; each call blocks."""

    def dictionaries_on(self) -> list[tuple[int, str]]: ...
    def entries(self, dictionary: int, word: str, *, most: int = 50) -> list[Entry]: ...
    def entries_beginning(self, dictionary: int, word: str, *, most: int = 20) -> list[Entry]: ...
    def article(self, dictionary: int, entry: Entry) -> Article | None: ...


class Definition(msgspec.Struct, frozen=True):
    """What one dictionary says of a word."""

    dictionary: str
    word: str
    html: str
    links: tuple[str, ...]


class LookUp(msgspec.Struct, frozen=True):
    """All that was found. `form` is what it was found under; `similar` are words that begin with it."""

    word: str
    form: str
    definitions: tuple[Definition, ...] = ()
    similar: tuple[str, ...] = ()
    has_dictionaries: bool = True


def look_up(dictionaries: Dictionaries, word: str) -> LookUp:
    """The word in each dictionary that is on, under the first of its forms that this one knows. Blocks."""
    word = " ".join(word.split())[:MAX_WORD_CHARACTERS]
    asked = dictionaries.dictionaries_on()
    forms = _forms(word)
    found: list[Definition] = []
    form = word
    for number, name in asked:
        known = next(((each, entries) for each in forms if (entries := dictionaries.entries(number, each))), None)
        if known is None:
            continue
        form = form if found else known[0]
        found += _definitions(dictionaries, number, name, known[1])
    similar = _similar(dictionaries, [number for number, _ in asked], forms, {each.word for each in found})
    return LookUp(word, form, tuple(found), similar, bool(asked))


def _forms(word: str) -> list[str]:
    """In scripts without spaces also each shorter beginning: where the word ends nobody has written."""
    if not word or not goes_alone(word[0]):
        return forms_of(word)
    return [word[:end] for end in range(min(len(word), LONGEST_WITHOUT_SPACES), 0, -1)]


def _definitions(dictionaries: Dictionaries, number: int, name: str, entries: Sequence[Entry]) -> list[Definition]:
    made: list[Definition] = []
    known: set[tuple[int, int]] = set()
    for entry in entries:
        article = dictionaries.article(number, entry) if (entry.chunk, entry.offset) not in known else None
        known.add((entry.chunk, entry.offset))
        if article is not None and len(made) < MOST_ARTICLES:
            made.append(Definition(name, entry.word, _safe(article.html), article.links))
    return made


def _safe(html: str) -> str:
    """A worker cleaned it long ago, and the shelf kept it: looked at once more all the same."""
    html = re.sub("<img[^>]*>", "", html)
    return html if is_clean(html) else escape(unescape(re.sub("<[^>]*>", "", html)))


def _similar(
    dictionaries: Dictionaries, numbers: Sequence[int], forms: Sequence[str], shown: set[str]
) -> tuple[str, ...]:
    keys = {key_of(word) for word in shown}
    found: dict[str, str] = {}
    for number in numbers:
        for form in forms[:2]:
            for entry in dictionaries.entries_beginning(number, form, most=MOST_SIMILAR):
                if key_of(entry.word) not in keys:
                    found.setdefault(key_of(entry.word), entry.word)
    return tuple(sorted(found.values(), key=lambda word: (len(word), word))[:MOST_SIMILAR])
