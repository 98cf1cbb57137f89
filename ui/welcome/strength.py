"""An honest word about a passphrase, from its length and variety alone. It forbids nothing but the empty one.

This does not know which words are common, so it never says "strong": only what would make guessing harder.
"""

from __future__ import annotations

import math
from enum import Enum, auto

_POOLS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (str.isspace, 1))
_OTHER_ASCII, _OTHER_LETTERS = 32, 200
"""Signs of a keyboard; letters of another script: far more exist, but people use few."""
_WORD_BITS, _WORDS_FOR_LONG = 11, 5
"""A word that people think of themselves is one of about two thousand."""
SHORT_BELOW_BITS, FAIR_BELOW_BITS = 45, 60


class Strength(Enum):
    """Four steps are as much as such an estimate can tell apart."""

    EMPTY = auto()
    SHORT = auto()
    FAIR = auto()
    LONG = auto()


def strength(passphrase: str) -> Strength:
    """How long guessing would take, by the kinder of two attackers: one that tries letters, one that tries words."""
    if not passphrase.strip():
        return Strength.EMPTY
    bits = min(_letter_bits(passphrase), _word_bits(passphrase))
    if bits < SHORT_BELOW_BITS:
        return Strength.SHORT
    return Strength.FAIR if bits < FAIR_BELOW_BITS else Strength.LONG


def _letter_bits(text: str) -> float:
    """Distinct neighbours count, so that "aaaaaaaa" and "12121212" gain nothing by going on."""
    pool = sum(size for test, size in _POOLS if any(map(test, text)))
    rest = [character for character in text if not any(test(character) for test, _size in _POOLS)]
    pool += _OTHER_ASCII * any(character.isascii() for character in rest)
    pool += _OTHER_LETTERS * any(not character.isascii() for character in rest)
    pairs = {text[index : index + 2] for index in range(len(text))}
    return len(pairs) * math.log2(max(pool, 2))


def _word_bits(text: str) -> float:
    words = text.split()
    if len(words) < 2:
        return math.inf
    distinct = set(words)
    return sum(min(_WORD_BITS, _letter_bits(word)) for word in distinct) + len(distinct)
