"""Finding a marked place again in another text of the same book: by its words and by those around it.

Three ways, each only where the one before fails: the very words, best those nearest to where they should be with the
same words around them; the words folded and without white space; and the words with small changes. What none of them
finds is lost, and that is said: a wrong place would be worse.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from reader.text.approximate import Alignment, align
from reader.text.model import Locator
from reader.text.squeezed import Squeezed, squeeze

CONTEXT_CHARACTERS = 64
QUOTE_LIMIT = 2000
CUT = "\n\u2026\n"
"""Stands in the middle of a quote that is longer than QUOTE_LIMIT: only its two ends are kept, and find it again."""

_NEAR_CHARACTERS = 4096
_MOST_OCCURRENCES = 500
_SURE_CONTEXT = 24
_SOME_CONTEXT = 10
_TELLING_QUOTE = 20
_SHORTEST_ALONE = 6
_SEED_CHARACTERS = 8
_MOST_SEEDS = 24
_HITS_PER_SEED = 6
_MOST_OF_AN_END = 240
_MOST_CHANGED = 0.4
_CLOSE = 64


class Quote(msgspec.Struct, frozen=True):
    """The words of a place, and up to CONTEXT_CHARACTERS before and behind them."""

    words: str
    before: str = ""
    after: str = ""


class Wanted(msgspec.Struct, frozen=True):
    """A place to find: its words, and how far into the whole text it should be, in code points."""

    quote: Quote
    expected: int


Stretch = tuple[Locator, Locator]


def quote_of(text: str, start: int, end: int) -> Quote:
    """The quote of a stretch of a text."""
    words = text[start:end]
    if len(words) > QUOTE_LIMIT:
        half = (QUOTE_LIMIT - len(CUT)) // 2
        words = words[:half] + CUT + words[-half:]
    return Quote(words, text[max(0, start - CONTEXT_CHARACTERS) : start], text[end : end + CONTEXT_CHARACTERS])


class TextAnchors:
    """The text of a document, section after section, to find places in."""

    def __init__(self, sections: Sequence[str]) -> None:
        self.text = "".join(sections)
        self._starts = [0, *accumulate(map(len, sections))][:-1] or [0]
        self._squeezed: Squeezed | None = None

    def find_all(self, wanted: Sequence[Wanted]) -> list[Stretch | None]:
        """Where each is now. What was found tells how far the following ones have moved."""
        found: list[Stretch | None] = [None] * len(wanted)
        moved = 0
        for number in sorted(range(len(wanted)), key=lambda each: wanted[each].expected):
            span = self._find(wanted[number].quote, wanted[number].expected + moved)
            if span is not None:
                moved = span[0] - wanted[number].expected
                found[number] = (self.locator(span[0]), self.locator(span[1], is_end=True))
        return found

    def find(self, quote: Quote, expected: int) -> Stretch | None:
        """Where one place is now."""
        return self.find_all([Wanted(quote, expected)])[0]

    def locator(self, offset: int, *, is_end: bool = False) -> Locator:
        """A place in the whole text as a place in a section; the end of a stretch belongs to what is before it."""
        section = max(0, bisect_right(self._starts, max(0, offset - is_end)) - 1)
        return Locator(section, offset - self._starts[section])

    def offset(self, place: Locator) -> int:
        """A place in a section as one in the whole text; one that is behind the text is its end."""
        if place.section >= len(self._starts):
            return len(self.text)
        return min(self._starts[place.section] + place.offset, len(self.text))

    def _find(self, quote: Quote, expected: int) -> tuple[int, int] | None:
        if not squeeze(quote.words):
            return None
        if CUT in quote.words and len(quote.words) >= QUOTE_LIMIT - 2 * len(CUT):
            return self._find_ends(quote, expected)
        exact = _near(self.text, quote, expected)
        if exact is not None:
            return exact
        found = self._near_squeezed(quote, expected) or _anywhere(self.text, quote, expected)
        return found or self._anywhere_squeezed(quote, expected)

    def _find_ends(self, quote: Quote, expected: int) -> tuple[int, int] | None:
        """A long stretch from the beginning of its words to their end."""
        head, tail = quote.words.split(CUT, 1)
        first = self._find(Quote(head, quote.before), expected)
        if first is None:
            return None
        last = self._find(Quote(tail, "", quote.after), first[1])
        return (first[0], last[1]) if last is not None and last[1] > first[1] else None

    def _near_squeezed(self, quote: Quote, expected: int) -> tuple[int, int] | None:
        squeezed = self._all_squeezed
        found = _near(squeezed.text, _bare(quote), squeezed.squeezed(max(0, expected)))
        return None if found is None else squeezed.span(*found)

    def _anywhere_squeezed(self, quote: Quote, expected: int) -> tuple[int, int] | None:
        squeezed, bare = self._all_squeezed, _bare(quote)
        near = squeezed.squeezed(max(0, expected))
        found = _anywhere(squeezed.text, bare, near) or _changed(squeezed.text, bare, near)
        if found is None and len(bare.words) >= _SHORTEST_ALONE:
            found = _alone(squeezed.text, bare)
        return None if found is None else squeezed.span(*found)

    @property
    def _all_squeezed(self) -> Squeezed:
        if self._squeezed is None:
            self._squeezed = Squeezed(self.text)
        return self._squeezed


def _bare(quote: Quote) -> Quote:
    return Quote(squeeze(quote.words), squeeze(quote.before), squeeze(quote.after))


def _near(text: str, quote: Quote, expected: int) -> tuple[int, int] | None:
    """Words that stand about where they should, with about all that was around them."""
    where = range(max(0, expected - _NEAR_CHARACTERS), min(len(text), expected + len(quote.words) + _NEAR_CHARACTERS))
    start, context, _ = _best_in(text, quote, expected, where)
    enough = min(_SURE_CONTEXT, len(quote.before) + len(quote.after))
    return (start, start + len(quote.words)) if start >= 0 and context >= enough else None


def _anywhere(text: str, quote: Quote, expected: int) -> tuple[int, int] | None:
    """Words with some of what was around them, or words that are long enough to tell by themselves."""
    start, context, count = _best_in(text, quote, expected, range(len(text)))
    is_sure = context >= min(_SOME_CONTEXT, len(quote.before) + len(quote.after))
    is_sure |= count == 1 and len(quote.words) >= _TELLING_QUOTE
    return (start, start + len(quote.words)) if start >= 0 and is_sure else None


def _alone(text: str, quote: Quote) -> tuple[int, int] | None:
    """Words that stand in the text once, whatever is around them now."""
    start = text.find(quote.words)
    is_alone = start >= 0 and text.find(quote.words, start + 1) < 0
    return (start, start + len(quote.words)) if is_alone else None


def _best_in(text: str, quote: Quote, expected: int, where: range) -> tuple[int, int, int]:
    """Where the words have the most of their surroundings, and among equals nearest; -1 if they are not there.

    With it how many characters around them are as they were, and how often they are there.
    """
    places = _places(text, quote, where)
    if not places:
        return -1, 0, 0
    contexts = {place: _context(text, quote, place) for place in places}
    start = max(places, key=lambda place: (contexts[place], -abs(place - expected)))
    return start, contexts[start], len(places)


def _places(text: str, quote: Quote, where: range) -> list[int]:
    """Where the words are. Of a word that is everywhere, only where something beside it is as it was."""
    if len(quote.words) < _TELLING_QUOTE and len(where) > 4 * _NEAR_CHARACTERS:
        before, after = quote.before[-_SEED_CHARACTERS:], quote.after[:_SEED_CHARACTERS]
        beside = {at + len(before) for at in _occurrences(text, before + quote.words, where)}
        beside.update(_occurrences(text, quote.words + after, where))
        if beside:
            return sorted(beside)
    return list(_occurrences(text, quote.words, where)) if where else []


def _occurrences(text: str, words: str, where: range) -> Iterator[int]:
    at = text.find(words, where.start, where.stop)
    count = 0
    while at >= 0 and count < _MOST_OCCURRENCES:
        yield at
        count += 1
        at = text.find(words, at + 1, where.stop)


def _context(text: str, quote: Quote, place: int) -> int:
    """How many characters before and behind are as they were, from the words outwards."""
    behind = place + len(quote.words)
    count = 0
    before = text[max(0, place - len(quote.before)) : place]
    for one, other in zip(reversed(quote.before), reversed(before), strict=False):
        if one != other:
            break
        count += 1
    for one, other in zip(quote.after, text[behind : behind + len(quote.after)], strict=False):
        if one != other:
            break
        count += 1
    return count


def _changed(text: str, quote: Quote, expected: int) -> tuple[int, int] | None:
    """Words that were changed a little; a long stretch is found by its two ends."""
    if len(quote.words) <= 2 * _MOST_OF_AN_END:
        found = _aligned(text, quote, expected)
        return None if found is None else _inside(quote, *found)
    head = Quote(quote.words[:_MOST_OF_AN_END], quote.before)
    first = _aligned(text, head, expected)
    tail = Quote(quote.words[-_MOST_OF_AN_END:], "", quote.after)
    last = _aligned(text, tail, expected + len(quote.words) - _MOST_OF_AN_END)
    if first is None or last is None:
        return None
    start, end = _inside(head, *first), _inside(tail, *last)
    return (start[0], end[1]) if start is not None and end is not None and start[0] < end[1] else None


def _inside(quote: Quote, alignment: Alignment, origin: int) -> tuple[int, int] | None:
    """Where the words are, without what stands around them; None where too little of them is left."""
    first, behind = len(quote.before), len(quote.before) + len(quote.words)
    same = alignment.same[behind] - alignment.same[first]
    start, end = origin + alignment.lasts[first], origin + alignment.firsts[behind]
    return (start, end) if start < end and same >= (1 - _MOST_CHANGED) * len(quote.words) else None


def _aligned(text: str, quote: Quote, expected: int) -> tuple[Alignment, int] | None:
    """How the quote with what is around it lies in the likeliest region of the text, and where that begins."""
    pattern = quote.before + quote.words + quote.after
    begins = _likely_start(text, pattern, expected - len(quote.before))
    if begins is None:
        return None
    slack = _CLOSE + len(pattern) // 4
    origin = max(0, begins - slack)
    alignment = align(pattern, text[origin : begins + len(pattern) + slack])
    return (alignment, origin) if alignment.distance <= _MOST_CHANGED * len(pattern) else None


def _likely_start(text: str, pattern: str, expected: int) -> int | None:
    """Where the pattern begins, as most of its parts say that are there unchanged; near first, then anywhere."""
    step = max(_SEED_CHARACTERS // 2, len(pattern) // _MOST_SEEDS)
    seeds = [(at, pattern[at : at + _SEED_CHARACTERS]) for at in range(0, len(pattern) - _SEED_CHARACTERS + 1, step)]
    around = range(max(0, expected - _NEAR_CHARACTERS), min(len(text), expected + len(pattern) + _NEAR_CHARACTERS))
    for where, enough in ((around, 3), (range(len(text)), 1)):
        votes: Counter[int] = Counter()
        for at, seed in seeds if where else ():
            for count, place in enumerate(_occurrences(text, seed, where)):
                if count == _HITS_PER_SEED:
                    break
                votes[(place - at) // _CLOSE] += 1
        # What was put in or taken out may part those that agree by one step.
        ranks = {each: (votes[each] + votes[each + 1], -abs(each * _CLOSE - expected)) for each in list(votes)}
        likely = max(ranks, key=ranks.__getitem__, default=0)
        if ranks and ranks[likely][0] >= enough:
            return likely * _CLOSE
    return None
