"""How hard a passphrase is to guess: an honest estimate, which forbids nothing but the empty one.

zxcvbn (Wheeler, USENIX Security 2016) knows common passwords, names, words, dates and keyboard rows, but only in Latin
letters, and only within 72 characters. So it judges the Latin part, in pieces; other scripts are judged by what their
letters and words are worth in ordinary text, and the whole by what a guesser of words would need. The lowest counts.
No estimate knows sayings, songs and what others know about a person: the words that go with it say so.
"""

from __future__ import annotations

import math
import re
import unicodedata
from enum import Enum, auto
from itertools import pairwise

from reader.vault.passphrases import FEWEST_WORDS, WORD_BITS, is_from_one_list

WEAK_BELOW_BITS, FAIR_BELOW_BITS = 45, 60
_ENOUGH_BITS = 150
"""More is not looked for: all words of the longest suggestion are worth less."""
LATIN = "LATIN"

_JUDGED_CHARACTERS = 512
"""What comes after is not looked at: nobody guesses what comes before, unless it is the same over and over."""
_PIECE_CHARACTERS = 64
"""zxcvbn refuses more than 72, and takes more than linear time."""
_BITS_PER_DECADE = math.log2(10)
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f]|[\u0900-\u0fff]|[\u1000-\u109f])+")
"""Letters and digits; also the vowel signs of South Asian scripts, which are neither, and belong to words."""

_LETTER_BITS = {
    # First word of a character's Unicode name, and what one is worth in ordinary text written without spaces: half a
    # word of 11 bits where two characters make a word, less where it takes more.
    "CJK": 5.5,
    "HANGUL": 4.5,
    "HIRAGANA": 3.3,
    "KATAKANA": 3.3,
    "THAI": 2.5,
    "LAO": 2.5,
    "KHMER": 2.5,
    "MYANMAR": 2.5,
    "TIBETAN": 2.5,
}
"""Scripts that are written, or often typed, without spaces between words: a long run is more than one word."""
_OTHER_LETTER_BITS = 3.3
"""A letter of any other alphabet; zxcvbn takes ten guesses for each letter, which is the same."""
_HANGUL_BITS_BETWEEN_SPACES = 5.5
_HANGUL_LONGEST_WORD = 4
"""Where Korean is spaced, two syllables are a word, and endings make it longer without making it more."""

_MIXED_BITS, _MIXED_CLASSES = math.log2(62), 3
"""zxcvbn counts what is in none of its lists as ten guesses a character, for words of other languages. What mixes
three kinds of characters is no word."""

_ROWS = (
    "가나다라마바사아자차카타파하",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ",
    "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
    "йцукенгшщзхъфывапролджэячсмитьбю",
    "あいうえおかきくけこさしすせそたちつてと",
    "いろはにほへとちりぬるを",
    "一二三四五六七八九十",
    "甲乙丙丁戊己庚辛壬癸",
    "ضصثقفغعهخحجد",
    "אבגדהוזחטיכלמנסעפצקרשת",
)
"""What comes next on a keyboard or in a list that everybody knows: worth no more than going on."""


class Strength(Enum):
    """Four steps are as much as such an estimate can tell apart."""

    EMPTY = auto()
    WEAK = auto()
    FAIR = auto()
    STRONG = auto()


def strength(passphrase: str) -> Strength:
    """The step that a passphrase is on. A tenth of a second at worst, so not for a UI thread."""
    if not passphrase:
        return Strength.EMPTY
    if not passphrase.strip():
        return Strength.WEAK
    bits = guessing_bits(passphrase)
    if bits < WEAK_BELOW_BITS:
        return Strength.WEAK
    return Strength.FAIR if bits < FAIR_BELOW_BITS else Strength.STRONG


def guessing_bits(passphrase: str) -> float:
    """The binary logarithm of the guesses that it would take, by the shrewdest of a few guessers."""
    text = unicodedata.normalize("NFC", passphrase)[:_JUDGED_CHARACTERS]
    latin = " ".join("".join(c if _script(c) == LATIN else " " for c in text).split())
    words = _WORD.findall(text)
    if len(words) < 2:
        bits = _latin_bits(latin) + _run_bits(text)
        return min(bits, FAIR_BELOW_BITS - 1.0) if _is_one_word(text) else bits
    distinct = set(words)
    bits = min(_latin_bits(latin), sum(map(_latin_word_bits, distinct))) + sum(map(_other_word_bits, distinct))
    bits += len(distinct)
    if len(words) >= FEWEST_WORDS and is_from_one_list(words):
        return max(bits, float(WORD_BITS * len(distinct)))
    return bits


def _latin_bits(text: str) -> float:
    """By zxcvbn, in pieces, as far as it matters; a piece that comes again gives nothing more."""
    bits = 0.0
    for piece in dict.fromkeys(
        text[start : start + _PIECE_CHARACTERS] for start in range(0, len(text), _PIECE_CHARACTERS)
    ):
        bits += _piece_bits(piece)
        if bits > _ENOUGH_BITS:
            break
    return bits


def _piece_bits(piece: str) -> float:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its dictionaries take 30 ms to load

    judged = zxcvbn(piece)
    # The stubs do not know of "bruteforce", which stands for all that is in no list.
    unknown = [match["token"] for match in judged["sequence"] if str(match["pattern"]) == "bruteforce"]
    mixed = sum(len(token) for token in unknown if _classes(token) >= _MIXED_CLASSES)
    return float(judged["guesses_log10"]) * _BITS_PER_DECADE + mixed * (_MIXED_BITS - _BITS_PER_DECADE)


def _classes(text: str) -> int:
    tests = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum() and not c.isspace())
    return sum(any(map(test, text)) for test in tests)


def _run_bits(text: str, *, spaced: bool = False) -> float:
    """What is not Latin, each pair of neighbours once, so that "나나나나" and "가나가나" gain nothing by going on."""
    bits = 0.0
    for pair in set(pairwise(f" {text}")):
        script = _script(pair[1])
        if script == LATIN:
            continue
        if _goes_on(pair):
            bits += 1
        elif spaced and script == "HANGUL":
            bits += _HANGUL_BITS_BETWEEN_SPACES
        else:
            bits += _LETTER_BITS.get(script, _OTHER_LETTER_BITS)
    return bits


def _latin_word_bits(word: str) -> float:
    """A word that people think of is one of about two thousand; with digits in it, it may be none."""
    latin = "".join(character for character in word if _script(character) == LATIN)
    pairs = len(set(pairwise(f" {latin}")))
    return min(float(WORD_BITS), pairs * math.log2(26)) if latin.isalpha() else pairs * _MIXED_BITS


def _other_word_bits(word: str) -> float:
    """The same for other scripts; where none or few spaces are written, it may be several words."""
    scripts = {_script(character) for character in word} - {LATIN}
    bits = _run_bits(word, spaced=True)
    if scripts <= {"HANGUL"}:
        return min(bits, float(WORD_BITS * math.ceil(len(word) / _HANGUL_LONGEST_WORD)))
    return bits if scripts & _LETTER_BITS.keys() else min(bits, float(WORD_BITS))


def _is_one_word(text: str) -> bool:
    """Letters alone, of a script that puts spaces between words, all small or with a capital in front."""
    word = text.strip()
    return word[1:] == word[1:].lower() and all(
        unicodedata.category(character)[0] in "LM" and _script(character) not in _LETTER_BITS for character in word
    )


def _goes_on(pair: tuple[str, str]) -> bool:
    first, second = pair
    step = ord(second) - ord(first)
    return step in {-1, 0, 1} or any(first + second in row or second + first in row for row in _ROWS)


def _script(character: str) -> str:
    """LATIN also for all of ASCII, which zxcvbn knows, and for spaces; else the first word of the Unicode name."""
    if character.isascii() or character.isspace():
        return LATIN
    return unicodedata.name(character, "").replace("-", " ").partition(" ")[0] or "UNKNOWN"
