"""The forms under which a word of a text may stand in a dictionary: simple rules, the likeliest first.

No morphology: a rule may make a word that there is not, and then nothing is found by it. Korean words lose their
particles and get the ending of a dictionary's verbs, English ones lose -s, -ed, -ing, -er and -est, Arabic ones their
article, conjunctions and attached pronouns, French and Italian ones what is elided before an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.text.boundaries import without_particles
from reader.text.fold import fold

MOST_FORMS = 16
_LEAST_STEM = 2
_LEAST_ARABIC = 3
_KOREAN_ENDINGS = """
하였다 했다 한다 하는 하고 하며 하여 해서 하지 하게 하다 된다 되는 되고 되어 습니다 는다 었다 았다
였다 어서 아서 으며 으면 는데 지만 는 은 을 고 며 면 지 게 다 어 아 자 니 던
"""
_LATIN = re.compile("[a-z]+(?:'[a-z]+)?")
_ARABIC = re.compile("[\u0621-\u064a]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_ARABIC_PREFIX = re.compile("^(?:[وف]?(?:بال|كال|لل|ال)|[وفبلك])")
_ARABIC_SUFFIX = re.compile("(?:هما|كما|ها|هم|هن|كم|كن|نا|ات|ون|ين|ان|ية|يه|ه|ي|ك)$")
_ENGLISH = (
    ("'s", ""), ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""),
    ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"),
    ("ly", ""), ("ily", "y"),
)  # fmt: skip


def forms_of(word: str) -> list[str]:
    """`word` itself first, then what it may be a form of; each once."""
    word = " ".join(word.split()).strip(_AROUND)
    found = dict.fromkeys(form for form in (word, *_forms(fold(word))) if form)
    return list(found)[:MOST_FORMS]


_AROUND = " .,;:!?…\"'“”‘’«»()[]{}<>·-–—。、，！？：；「」『』（）《》،؛؟"


def _forms(folded: str) -> Iterator[str]:
    if "'" in folded:
        yield folded.split("'", 1)[1]  # l'homme
        yield folded.split("'", 1)[0]
    if _LATIN.fullmatch(folded):
        yield from _english(folded)
    elif _HANGUL.fullmatch(folded):
        yield from _korean(folded)
    elif _ARABIC.fullmatch(folded):
        yield from _arabic(folded)


def _english(word: str) -> Iterator[str]:
    for ending, instead in _ENGLISH:
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(stem) >= _LEAST_STEM:
            yield stem + instead
            if not instead and len(stem) > _LEAST_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]  # running


def _korean(word: str) -> Iterator[str]:
    yield from without_particles(word)
    for ending in _KOREAN_ENDINGS.split():
        stem = word.removesuffix(ending)
        if stem and stem != word:
            yield stem + ("하다" if ending[0] in "하했한해" else "되다" if ending[0] in "되된" else "다")


def _arabic(word: str) -> Iterator[str]:
    bare = _ARABIC_PREFIX.sub("", word)
    for form in (bare, _ARABIC_SUFFIX.sub("", bare), _ARABIC_SUFFIX.sub("", word)):
        if form != word and len(form) >= _LEAST_ARABIC:
            yield form
