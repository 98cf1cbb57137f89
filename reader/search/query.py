"""The query language, small and impossible to get wrong: every string is a query.

    red door        both words, anywhere in the document, its title or its authors
    "red door"      next to each other, in this order
    door*           words that begin so
    red OR blue     one of the two (OR binds closer than a space)
    -blue           and not this

Words of scripts written without spaces become phrases of their units, so that they are found inside longer words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from reader.search.words import OVERLAP_WORDS, words_of

_QUOTES = '"“”„‟«»「」『』＂'
_MINUSES = "-−－"
_PART = re.compile(
    rf"(?P<minus>[{_MINUSES}]?)[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?:[{_QUOTES}](?P<star>\*?)|$)|(?P<bare>\S+)"
)
_OR = "OR"
MOST_TERMS = 32
LONGEST_CHARACTERS = 4096
"""Someone may paste a page. SQLite and FTS5 refuse what nests or unites too much (500 parts, 256 levels)."""

_SHORTEST_GUESS = 2
"""As one types, fewer characters are not taken for the beginning of a word: they would match everything."""


class Term(msgspec.Struct, frozen=True):
    """Words that must stand next to each other; with `prefix`, the last is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


Group = tuple[Term, ...]
"""Terms of which one is enough."""


class Query(msgspec.Struct, frozen=True):
    """What a document must hold: one term of each required group, and none of the excluded."""

    required: tuple[Group, ...] = ()
    excluded: Group = ()

    @property
    def wanted(self) -> Group:
        """All terms that a hit may be a hit of."""
        return tuple(dict.fromkeys(term for group in self.required for term in group))


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. With `typing`, the last word counts as the beginning of one. Never raises.

    What goes beyond MOST_TERMS terms, LONGEST_CHARACTERS, or OVERLAP_WORDS words in one phrase is left out.
    """
    text = text[:LONGEST_CHARACTERS]
    groups: list[list[Term]] = []
    excluded: list[Term] = []
    joins = False
    for match in _PART.finditer(text):
        if sum(map(len, groups)) + len(excluded) >= MOST_TERMS:
            break
        if match["bare"] == _OR:
            joins = bool(groups)
            continue
        term, minus = _read_part(match, guess=typing and match.end() == len(text))
        if not term.words:
            continue
        if minus:
            excluded.append(term)
        elif joins:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins = False
    return Query(tuple(tuple(group) for group in groups), tuple(excluded))


def match_any(group: Group) -> str:
    """A group as an FTS5 expression. Words are letters, digits and marks: in quotes, nothing needs escaping."""
    return " OR ".join(f'"{" ".join(term.words)}"' + ("*" if term.prefix else "") for term in group)


def match_all(groups: Iterable[Group]) -> str:
    """Groups as one FTS5 expression that wants something of each."""
    return " AND ".join(f"({match_any(group)})" for group in groups)


def _read_part(match: re.Match[str], *, guess: bool) -> tuple[Term, bool]:
    if match["bare"] is None:
        return _term(words_of(match["phrase"]), bool(match["star"])), bool(match["minus"])
    bare = match["bare"]
    minus = bare[0] in _MINUSES and len(bare) > 1
    words = words_of(bare)
    guess = guess and bool(words) and len(words[-1]) >= _SHORTEST_GUESS and bare[-1].isalnum()
    return _term(words, guess or bare.endswith("*")), minus


def _term(words: list[str], prefix: bool) -> Term:
    return Term(tuple(words[:OVERLAP_WORDS]), prefix and len(words) <= OVERLAP_WORDS)
