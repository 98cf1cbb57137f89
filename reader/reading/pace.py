"""How long the rest of a document takes to read: by the reader's own speed where it is known, else by a table.

Characters per minute: S. Trauzettel-Klosinski, K. Dietz, "Standardized Assessment of Reading Performance: The New
International Reading Speed Texts IReST", IOVS 53 (2012), table 2, rounded; the Korean figure is our own estimate.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import median

import msgspec

from reader.reading.kept import decoded_as
from reader.reading.typography import language_of, normal_language

PACE_SETTING = "reading.pace"
SETTLED_AFTER_S = 2.0
"""Movements closer together than this are one: a wheel turned, a bar dragged."""

_DEFAULT_PER_MINUTE = 950
_PER_MINUTE = {"ko": 500, "zh": 255, "ja": 360, "ar": 610, "fa": 610, "ur": 610, "he": 830}
_SLOWEST, _FASTEST = 1 / 6, 4.0
"""Between these shares of the table's figure somebody reads; outside them they were away, or leafed."""

_SAMPLE_S = 60.0
_FEWEST_SAMPLES = 3
_MOST_SAMPLES = 30
_MOST_LANGUAGES = 40


class KeptPace(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a person's speed: for each language the last characters per minute that were measured."""

    is_kept: bool = True
    samples: Mapping[str, tuple[float, ...]] = {}

    def with_sample(self, language: str, per_minute: float) -> KeptPace:
        """With one more measurement; unchanged while nothing may be kept."""
        if not self.is_kept:
            return self
        others = {key: kept for key, kept in self.samples.items() if key != language}
        while len(others) >= _MOST_LANGUAGES:
            del others[next(iter(others))]
        mine = (*self.samples.get(language, ()), round(per_minute, 1))[-_MOST_SAMPLES:]
        return msgspec.structs.replace(self, samples=others | {language: mine})

    def per_minute(self, language: str) -> float | None:
        """The person's own speed in a language, or None before enough was read: the median, which no outlier moves."""
        mine = self.samples.get(language, ())
        return median(mine) if self.is_kept and len(mine) >= _FEWEST_SAMPLES else None


def decoded(kept: str | None) -> KeptPace:
    """What `encoded` wrote; nothing measured yet where nothing or nothing sensible was kept."""
    found = decoded_as(KeptPace, kept)
    sound = {
        language: tuple(each for each in mine if math.isfinite(each) and each > 0)[-_MOST_SAMPLES:]
        for language, mine in list(found.samples.items())[:_MOST_LANGUAGES]
    }
    return msgspec.structs.replace(found, samples=sound)


def pace_language(language: str, sample: str = "") -> str:
    """The language that a speed is kept and looked up by: "en", "ko"; "" for none that is known."""
    key = normal_language(language) or language.replace("_", "-") or language_of(sample)
    return key.partition("-")[0].casefold()


def usual_per_minute(key: str) -> int:
    """The table's figure for a `pace_language`."""
    return _PER_MINUTE.get(key, _DEFAULT_PER_MINUTE)


def minutes_left(characters: int, language: str, sample: str = "", own_per_minute: float | None = None) -> int:
    """Minutes for `characters` more code points, at least 1 while any are left."""
    per_minute = own_per_minute or usual_per_minute(pace_language(language, sample))
    return max(0, math.ceil(characters / per_minute))


class PaceMeter:
    """Measures while somebody reads: how long each stretch stood before the next movement.

    `note` takes the place in code points and a clock in seconds that only runs on. A stay counts when its speed lies
    between sensible bounds; leafing, jumps, going back and having been away do not. Some `_SAMPLE_S` seconds of stays
    make one measurement.
    """

    def __init__(self, usual_per_minute: float) -> None:
        self._slowest, self._fastest = usual_per_minute * _SLOWEST, usual_per_minute * _FASTEST
        self._settled: tuple[int, float] | None = None  # where a stay is measured from, and since when
        self._moving: tuple[int, float] | None = None  # the movement going on now
        self._stay_s = 0.0
        self._characters = 0
        self._seconds = 0.0

    def note(self, place: int, at_s: float) -> float | None:
        """The text stands at `place` now. Characters per minute when a measurement is complete."""
        if self._moving is not None and at_s - self._moving[1] <= SETTLED_AFTER_S:
            self._moving = place, at_s
            return None
        found = self._count()
        if self._moving is not None:
            self._settled = self._moving
            self._stay_s = at_s - self._moving[1]
        self._moving = place, at_s
        return found

    def interrupt(self) -> None:
        """A jump, another document, a pause: what was not measured to its end does not count."""
        self._settled = self._moving = None

    def _count(self) -> float | None:
        """Take the last stay: from where it was settled to where the movement after it came to rest."""
        if self._settled is None or self._moving is None:
            return None
        characters = self._moving[0] - self._settled[0]
        if characters <= 0 or not self._slowest <= 60 * characters / self._stay_s <= self._fastest:
            return None
        self._characters += characters
        self._seconds += self._stay_s
        if self._seconds < _SAMPLE_S:
            return None
        found = 60 * self._characters / self._seconds
        self._characters, self._seconds = 0, 0.0
        return found
