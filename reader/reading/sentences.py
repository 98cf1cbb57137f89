"""Where sentences end, in the writings of the world: for reading aloud, one sentence at a time.

A full stop is many things: the end of a sentence, an abbreviation, an initial, a number in a list. Where it is unclear
two sentences stay one; a pause in the wrong place is worse than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.text.language import dominant_script

_CLOSERS = "'\"”’»›)\\]）」』】〉》〕"
_OPENERS = "'\"“‘„«‹([（「『【〈《〔¿¡-–—"
_END = re.compile(f"[.!?…‽؟۔։።។།।॥。！？｡;\u037e\u2028]+[{_CLOSERS}]*")
_ALWAYS = frozenset("。！？｡।॥\u2028")
_WITHOUT_SPACE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_GREEK_QUESTIONS = frozenset(";\u037e")
_CLAUSE = re.compile(f"[,;:،؛、，；：—–][{_CLOSERS}]*\\s*|(?<=[)）])\\s+")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")

LONGEST = 300
"""Code points in one utterance: some twenty seconds. What is paused or cut off begins again with its sentence."""
_LONGEST_IN = {"han": 100, "kana": 120, "ko": 150}
_EARLIEST_SHARE = 3

_ABBREVIATIONS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "mr mrs ms messrs dr prof st sr jr vs fig figs vol vols pp ch sec ed eds cf al gen col lt sgt capt rev"
        " hon gov sen rep pres approx dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec viz",
        "de": "dr prof hr fr st nr bzw ca vgl bd abb str usf evtl ggf inkl sog tel jh jhd geb gest",
        "fr": "dr mm mgr cf art chap éd env av ap vol fig tél bd st ste",
        "es": "sr sra srta sres dr dra ud uds pág págs art núm cap vol av prof",
        "pt": "sr sra dr dra pág art núm cap vol av prof exmo",
        "it": "sig dott prof pag art cap vol fig avv ing",
        "nl": "dhr mevr mw dr prof blz nr bijv ca ir drs",
        "sv": "dr prof nr ca bl st",
        "da": "dr prof nr ca bl hr fr",
        "nb": "dr prof nr ca bl hr fr",
        "pl": "np tzn ul prof dr nr str tj ok św im mgr inż",
        "cs": "např tzn dr prof č str ul tj sv mgr ing",
        "ru": "г гг в вв т д п см стр им ул др пр тыс млн рис гл св обл",
        "uk": "р рр ст т д п див стор ім вул др пр тис млн рис гл св обл",
        "tr": "dr prof av bkz örn sn st cad",
    }.items()
}
_BEFORE_NUMBERS = frozenset({"no", "nos", "nr", "p", "art", "ch", "№"})
_ORDINALS = frozenset({"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "tr", "hr", "sl", "et", "lv", "is"})
"""Languages that write "3." for "third"."""


def sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """Start and end of every sentence of one paragraph, without the white space around it, in reading order."""
    found: list[tuple[int, int]] = []
    start, language = 0, language.partition("-")[0].lower()
    for match in _END.finditer(text):
        if _ends(text, match, language):
            found.append((start, match.end()))
            start = match.end()
    found.append((start, len(text)))
    return [stretch for begin, end in found if (stretch := _trimmed(text, begin, end))]


def short_stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts that a voice says in one go: cut behind a clause, else between words, else anywhere."""
    longest = _LONGEST_IN.get(dominant_script(text[start:end]), LONGEST)
    while end - start > longest:
        cut = _cut(text, start + longest // _EARLIEST_SHARE, start + longest)
        if stretch := _trimmed(text, start, cut):
            yield stretch
        start = cut
    if stretch := _trimmed(text, start, end):
        yield stretch


def _ends(text: str, match: re.Match[str], language: str) -> bool:
    mark = match.group()[0]
    if _ALWAYS.intersection(match.group()):
        return True
    if mark in _GREEK_QUESTIONS and language != "el":
        return False
    rest = text[match.end() :]
    if rest and not rest[0].isspace():
        return mark in "!?…" and bool(_WITHOUT_SPACE.match(rest))
    following = rest.lstrip().lstrip(_OPENERS).lstrip()
    if following[:1].islower():
        return False
    return mark != "." or len(match.group().rstrip(_CLOSERS)) > 1 or not _is_within(text, match.start(), rest, language)


def _is_within(text: str, stop: int, rest: str, language: str) -> bool:
    """Whether the one full stop at `stop` belongs to the word before it."""
    word = text[:stop].rsplit(None, 1)[-1].lstrip(_OPENERS) if text[:stop].strip() else ""
    lower = word.lower()
    follows = rest.lstrip()[:1]
    if not word or not follows:
        return False
    if word.isdigit():
        return text[:stop].strip() == word or (language in _ORDINALS and len(word) <= 2)
    if len(word) == 1 and word.lower() != word.upper():
        return True
    if lower in _BEFORE_NUMBERS and follows.isdigit():
        return True
    return bool(_DOTTED.fullmatch(word)) or lower in _ABBREVIATIONS.get(language, _ABBREVIATIONS["en"])


def _cut(text: str, earliest: int, latest: int) -> int:
    ends = [match.end() for match in _CLAUSE.finditer(text, earliest, latest)]
    if ends:
        return ends[-1]
    space = max(text.rfind(" ", earliest, latest), text.rfind("\u00a0", earliest, latest))
    return space + 1 if space > 0 else latest


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    finish = end - len(part) + len(part.rstrip())
    return (begin, finish) if begin < finish else None
