"""The plan of reading aloud: what is said of a piece, sentence by sentence, in which language, and where it stands.

One utterance is one sentence, or a part of a long one or of one in several languages. A speech service never holds
more than the utterance it is saying. What is not seen is not said: controls of direction, soft hyphens, the marks of
notes; a picture is said by its description.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from reader.reading.sentences import sentences, short_stretches
from reader.reading.spoken_markup import SpokenRun, spoken_runs
from reader.text.language import dominant_script, guess_language
from reader.text.model import BLOCK_END, IMAGE_CHARACTER, Locator, Piece

_SCRIPTS = {
    language: frozenset(scripts.split())
    for languages, scripts in {
        "ko": "ko han",
        "ja": "kana han",
        "zh yue": "han",
        "ar fa ur ug ps ckb sd": "arabic",
        "he yi": "he",
        "ru uk be bg mk ky tg mn": "cyrillic",
        "sr kk uz az tt bs": "latin cyrillic",
        "hi mr ne sa": "hi",
        **{name: name for name in ("el", "th", "lo", "km", "my", "bo", "bn", "ta", "ka", "hy", "am")},
    }.items()
    for language in languages.split()
}
_OTHERS = frozenset({"latin"})
"""The writings of languages; of one that is not named, Latin letters."""

_KEPT_FORMATS = frozenset("\u200c\u200d")
"""Zero-width joiner and non-joiner: they are part of how Persian and the scripts of India are spelt."""
_SENTENCE_CLOSED = re.compile(r"""[.!?…:؟۔。！？]['"”’»)\]」』]*$""")
_ITEM = re.compile(r"(?:[•▪‣◦*–—-]|\(?\d{1,3}[.)])\s")
_SHORT_SHARE = 0.55
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_JOINS_WORD = re.compile(r"[^\W\d_][-\u00ad\u2010]$")


class SpokenAs(msgspec.Struct, frozen=True, kw_only=True):
    """How a document is said: its language, whether pictures are described, whether lines go on in the next (PDF)."""

    language: str = ""
    describes_pictures: bool = True
    joins_lines: bool = False


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """What is said in one go. `places` holds the offset of each character of `text` in the section's canonical text."""

    section: int
    text: str
    language: str
    places: array[int]

    @property
    def start(self) -> Locator:
        return Locator(self.section, self.places[0])

    @property
    def end(self) -> Locator:
        return Locator(self.section, self.places[-1] + 1)

    def stretch(self, start: int, length: int) -> tuple[Locator, Locator] | None:
        """Where the word stands of which an engine says that it is saying it; it counts UTF-16 units of `text`."""
        first, last = _code_points(self.text, start), _code_points(self.text, start + length) - 1
        if not 0 <= first <= last < len(self.places):
            return None
        return Locator(self.section, self.places[first]), Locator(self.section, self.places[last] + 1)

    def within(self, start: Locator, end: Locator) -> Utterance | None:
        """What of it stands between two places; None when that is nothing that can be said."""
        first = bisect_left(self.places, start.offset) if start.section == self.section else 0
        last = bisect_left(self.places, end.offset) if end.section == self.section else len(self.places)
        if start.section > self.section or end.section < self.section or not _is_said(self.text[first:last]):
            return None
        return msgspec.structs.replace(self, text=self.text[first:last], places=self.places[first:last])


def plan(piece: Piece, section: int, spoken_as: SpokenAs) -> tuple[Utterance, ...]:
    """What is said of one piece, in reading order; empty where there is nothing to say."""
    runs = spoken_runs(piece.html, piece.text)
    found: list[Utterance] = []
    for start, end in _paragraphs(piece.text, joins_lines=spoken_as.joins_lines):
        heard = _heard(piece, start, end, runs, spoken_as)
        if _is_said(heard.text):
            found += _utterances(heard, section, spoken_as.language)
    return tuple(found)


def first_from(utterances: Sequence[Utterance], place: Locator) -> int:
    """The index of the first utterance that is not over at `place`; the number of them when all are."""
    return bisect_right([utterance.end for utterance in utterances], place)


# -- what is heard of a paragraph


class _Heard:
    """A paragraph as it is said: letters, the place of each, and the language that the document gives to it."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.places: list[int] = []
        self.languages: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.letters)

    def add(self, text: str, places: Iterable[int], language: str) -> None:
        for letter, place in zip(text, places, strict=True):
            said = _said(letter)
            if said == " " and (not self.letters or self.letters[-1] == " "):
                continue
            if said:
                self.letters.append(said)
                self.places.append(place)
                self.languages.append(language)

    def drop_last(self) -> None:
        """The hyphen at the end of a line."""
        for row in (self.letters, self.places, self.languages):
            row.pop()


def _heard(piece: Piece, start: int, end: int, runs: Sequence[SpokenRun], spoken_as: SpokenAs) -> _Heard:
    heard = _Heard()
    for first, last, run in _stretches(start, end, runs):
        language = run.language if run is not None else ""
        instead = run.instead if run is not None else None
        if instead is not None:
            if instead and spoken_as.describes_pictures:
                spaced = f" {instead} "
                heard.add(spaced, [piece.start + first] * len(spaced), language)
            continue
        for line_start, line_end in _lines(piece.text, first, last):
            _join(heard, piece.text[line_start:line_end])
            places = range(piece.start + line_start, piece.start + line_end)
            heard.add(piece.text[line_start:line_end], places, language)
    return heard


def _stretches(start: int, end: int, runs: Sequence[SpokenRun]) -> Iterator[tuple[int, int, SpokenRun | None]]:
    """The paragraph cut at the runs that touch it."""
    at = start
    for run in runs[bisect_right([run.end for run in runs], start) :]:
        if run.start >= end:
            break
        first, last = max(run.start, at), min(run.end, end)
        if at < first:
            yield at, first, None
        if first < last:
            yield first, last, run
        at = max(at, last)
    if at < end:
        yield at, end, None


def _join(heard: _Heard, line: str) -> None:
    """Between two lines of a paragraph: nothing in scripts without spaces and in a word that was cut, else a space."""
    if not heard.letters or not line or heard.letters[-1] == " ":
        return
    before = "".join(heard.letters[-2:])
    if line[0] == BLOCK_END and _JOINS_WORD.search(before) and line[1:2].islower():
        heard.drop_last()
    elif line[0] == BLOCK_END and not (_SPACELESS.match(before[-1]) and _SPACELESS.match(line[1:2])):
        heard.add(" ", [heard.places[-1]], heard.languages[-1])


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines of `text[start:end]`; each but the first begins with the end of the one before it."""
    at = start
    while (stop := text.find(BLOCK_END, at + 1, end)) >= 0:
        yield at, stop
        at = stop
    yield at, end


def _said(letter: str) -> str:
    """A letter as it is said: white space and what has no sound as a space, what is not seen as nothing."""
    if letter in {BLOCK_END, "\u00ad"}:
        return ""
    if letter == "\u2028":
        return letter
    if letter.isspace() or letter == IMAGE_CHARACTER:
        return " "
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Co", "Cn", "Cs"}:
        return letter if letter in _KEPT_FORMATS else ""
    return " " if kind == "Cc" else letter


# -- paragraphs


def _paragraphs(text: str, *, joins_lines: bool) -> Iterator[tuple[int, int]]:
    lines = _block_lines(text)
    if not joins_lines:
        yield from lines
        return
    longest = max((end - start for start, end in lines), default=0)
    start = -1
    for number, (begin, end) in enumerate(lines):
        start = begin if start < 0 else start
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        if _closes(text[begin:end].strip(), following.strip(), longest):
            yield start, end
            start = -1


def _closes(line: str, following: str, longest: int) -> bool:
    """Whether a paragraph of a fixed page ends with this line: they are not marked there."""
    if not line or not following or _ITEM.match(following):
        return True
    is_short = len(line) < _SHORT_SHARE * longest
    return is_short and (bool(_SENTENCE_CLOSED.search(line)) or not following[0].islower())


def _block_lines(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split(BLOCK_END):
        found.append((at, at + len(line)))
        at += len(line) + len(BLOCK_END)
    return found[:-1] if text.endswith(BLOCK_END) else found


# -- utterances


def _utterances(heard: _Heard, section: int, language: str) -> Iterator[Utterance]:
    text = heard.text
    own = spoken_language(text, heard.languages[0] or language)
    for start, end in sentences(text, own):
        for first, last, declared in _by_language(heard, start, end):
            for begin, finish in short_stretches(text, first, last):
                said = text[begin:finish]
                if _is_said(said):
                    yield Utterance(
                        section=section,
                        text=said.replace("\u2028", " "),
                        language=spoken_language(said, declared or language),
                        places=array("I", heard.places[begin:finish]),
                    )


def _by_language(heard: _Heard, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A sentence cut where another language begins; what holds no letter goes with what is before it."""
    first = start
    while first < end:
        language = _primary(heard.languages[first])
        last = first + 1
        while last < end and (_primary(heard.languages[last]) == language or not _is_said(_same(heard, last, end))):
            last += 1
        yield first, last, heard.languages[first]
        first = last


def _same(heard: _Heard, start: int, end: int) -> str:
    """From `start` on, as far as the language is the same."""
    last = start
    while last < end and heard.languages[last] == heard.languages[start]:
        last += 1
    return "".join(heard.letters[start:last])


def spoken_language(text: str, declared: str) -> str:
    """The language to say `text` in: what the document says, unless its letters are those of others; "" is unknown."""
    return declared if declared and is_written_in(text, declared) else guess_language(text)


def is_written_in(text: str, language: str) -> bool:
    """Whether the letters of `text` are such as the language is written in; figures belong to all."""
    script = dominant_script(text)
    return not script or script in _SCRIPTS.get(_primary(language), _OTHERS)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _is_said(text: str) -> bool:
    return any(map(str.isalnum, text))


def _code_points(text: str, units: int) -> int:
    """UTF-16 units as code points of `text`."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
