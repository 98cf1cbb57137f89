"""How long the rest of a document takes to read.

Characters per minute: S. Trauzettel-Klosinski, K. Dietz, "Standardized Assessment of Reading Performance: The New
International Reading Speed Texts IReST", IOVS 53 (2012), table 2, rounded; the Korean figure is our own estimate.
"""

from __future__ import annotations

import math

from reader.reading.typography import language_of, normal_language

_DEFAULT_PER_MINUTE = 950
_PER_MINUTE = {"ko": 500, "zh": 255, "ja": 360, "ar": 610, "fa": 610, "ur": 610, "he": 830}


def minutes_left(characters: int, language: str, sample: str = "") -> int:
    """Minutes for `characters` more code points, at least 1 while any are left."""
    key = normal_language(language) or language_of(sample)
    per_minute = _PER_MINUTE.get(key.partition("-")[0], _DEFAULT_PER_MINUTE)
    return max(0, math.ceil(characters / per_minute))
