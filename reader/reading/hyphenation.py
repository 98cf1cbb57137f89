"""Where words may be divided: Liang's algorithm over the pattern dictionaries that pyphen brings.

pyphen itself takes 330 ms to load German and 360 ms to load Hungarian, because it takes every pattern apart; here a
pattern is taken apart when a word first meets it, and German is there after 40 ms (measured). What comes out is the
same, which a test holds, but for places where a word would have to be spelt otherwise when divided ("asszony",
"asz-szony"): there it is not divided, for the letters of a document stay as they are.
"""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

LEAST_LETTERS = 6
"""Shorter words are left whole: what dividing them wins is less than what it costs the eye."""
LEAST_BEFORE, LEAST_AFTER = 2, 3
_MOST_WORDS_KEPT = 50_000
_MOST_WARMED = 3
_ALPHABETS = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1fff]+")
_DIGITS = re.compile("[0-9]")
_WITHOUT_WEIGHT = re.compile("^[^1-9\n]*$", re.MULTILINE)
_PART = re.compile("([0-9]?)([^0-9]?)")
_COMMENTS = "%#"
_SAME_AS = {
    "en": "en_US", "no": "nb", "eng": "en_US", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es",
    "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "ces": "cs",
    "cze": "cs", "ell": "el", "gre": "el", "swe": "sv", "dan": "da", "nob": "nb", "nno": "nn", "hun": "hu",
    "ron": "ro", "rum": "ro", "bul": "bg", "hrv": "hr", "srp": "sr", "slk": "sk", "slo": "sk", "slv": "sl",
    "cat": "ca", "lit": "lt", "lav": "lv", "est": "et", "bel": "be", "ind": "id", "afr": "af", "eus": "eu",
    "glg": "gl", "isl": "is", "sqi": "sq", "epo": "eo", "khk": "mn", "mon": "mn",
}  # fmt: skip
_WITHOUT_HYPHENS = frozenset({"th", "as", "kn", "mr", "or", "pa", "sa", "te"})
"""Thai and the writings of India have dictionaries too, but divide words without a hyphen, which a page would draw."""

Points = tuple[int, ...]


class Patterns:
    """The patterns of one language, each as it is written until a word needs it."""

    def __init__(self, text: str) -> None:
        text = text.replace("\r", "").partition("\n")[2]
        idle = set(_WITHOUT_WEIGHT.findall(text))
        lines = [line for line in text.split("\n") if line not in idle and line[0] not in _COMMENTS]
        letters = "\n".join(lines)
        for digit in "0123456789":
            letters = letters.replace(digit, "")
        self._written = dict(zip(letters.split("\n"), lines, strict=True))
        for line in (line for line in lines if "/" in line or line[-1].isspace()):
            self._written[_DIGITS.sub("", line.partition("/")[0]).strip()] = line
        self._longest = max(map(len, self._written), default=0)
        self._taken_apart: dict[str, tuple[int, Points]] = {}

    def points(self, word: str) -> list[int]:
        """Where `word` (lower case) may be divided, as offsets; without regard to how little may stand alone."""
        dotted = f".{word}."
        weights = [0] * (len(dotted) + 1)
        for start in range(len(dotted) - 1):
            for end in range(start + 1, min(start + self._longest, len(dotted)) + 1):
                letters = dotted[start:end]
                if letters not in self._written:
                    continue
                first, values = self._values(letters)
                for at, value in zip(range(start + first, len(weights)), values, strict=False):
                    weights[at] = max(weights[at], value)
        return [at - 1 for at, weight in enumerate(weights) if weight & 2 and not weight & 1]

    def _values(self, letters: str) -> tuple[int, Points]:
        """The first place that a pattern speaks of, and its weights there: twice what is written.

        One more where the word would be spelt otherwise.
        """
        known = self._taken_apart.get(letters)
        if known is None:
            pattern, _, respelt = self._written[letters].strip().partition("/")
            is_respelt = "=" in respelt
            weights = [int(digit or "0") for digit, _ in _PART.findall(pattern)]
            values = [2 * weight + (weight & 1 if is_respelt else 0) for weight in weights]
            first = next((at for at, value in enumerate(values) if value), 0)
            known = self._taken_apart[letters] = first, tuple(values[first:])
        return known


class Hyphenator:
    """Divides words of any language that has a dictionary. May be used from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._patterns: dict[Path, Patterns] = {}
        self._words: dict[tuple[Path, str], Points] = {}

    def knows(self, language: str) -> bool:
        """Whether words of `language` (BCP 47 or ISO 639) can be divided."""
        return _dictionary(language) is not None

    def warm(self, languages: Iterable[str]) -> None:
        """Load the dictionaries of the languages that come up most, so that no page waits for one. For a job."""
        _dictionary("en")  # even if nothing follows, it is known from now on which dictionaries there are
        paths = Counter(path for language in languages if (path := _dictionary(language)) is not None)
        for path, _ in paths.most_common(_MOST_WARMED):
            self._loaded(path)

    def points(self, word: str, language: str) -> Points:
        """The offsets at which `word` may be divided, in order; none where that is not known or not done.

        Loads the language's dictionary when it is first asked for (1 to 70 ms): for a job.
        """
        path = _dictionary(language)
        if path is None or not may_be_divided(word):
            return ()
        known = self._words.get((path, word))
        if known is None:
            if len(self._words) > _MOST_WORDS_KEPT:
                self._words.clear()
            last = len(word) - LEAST_AFTER
            lower = word.lower()
            all_points = self._loaded(path).points(lower) if len(lower) == len(word) else []
            known = self._words[path, word] = tuple(at for at in all_points if LEAST_BEFORE <= at <= last)
        return known

    def _loaded(self, path: Path) -> Patterns:
        with self._lock:
            patterns = self._patterns.get(path)
            if patterns is None:
                patterns = self._patterns[path] = Patterns(_text(path))
            return patterns


def may_be_divided(word: str) -> bool:
    """Long enough, and a word: no abbreviation in capitals, no name like JavaScript, no writing without hyphens."""
    return len(word) >= LEAST_LETTERS and word[1:].islower() and _ALPHABETS.fullmatch(word) is not None


def _dictionary(language: str) -> Path | None:
    pyphen = importlib.import_module("pyphen")  # 16 ms that only a page with a language to divide should take

    parts = language.replace("-", "_").split("_")
    parts[0] = _SAME_AS.get(parts[0].lower(), parts[0].lower()) if len(parts) == 1 else parts[0].lower()
    if parts[0] in _WITHOUT_HYPHENS or not parts[0]:
        return None
    name = pyphen.language_fallback("_".join(parts))
    return None if name is None else Path(str(pyphen.LANGUAGES[name]))


def _text(path: Path) -> str:
    data = path.read_bytes()
    encoding = data.split(b"\n", 1)[0].decode("ascii").strip()
    return data.decode({"microsoft-cp1251": "cp1251"}.get(encoding.lower(), encoding))
