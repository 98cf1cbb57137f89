"""Passphrases drawn by lot from word lists, in several languages.

The lists are those of BIP 39 as the package `mnemonic` brings them: 2048 words each, so that every word is worth 11
bits, chosen by speakers so that no two are easily mistaken for each other.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

DEFAULT_WORDS = 6
FEWEST_WORDS, MOST_WORDS = 4, 12
WORD_BITS = 11
"""What one word of a list of 2048 is worth."""

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "ko": "한국어",
        "zh-Hans": "简体中文",
        "zh-Hant": "繁體中文",
        "ja": "日本語",
        "ru": "Русский",
        "es": "Español",
        "fr": "Français",
        "it": "Italiano",
        "pt": "Português",
        "cs": "Čeština",
        "tr": "Türkçe",
    }
)
"""The codes of the languages on offer, and what each calls itself."""

_LISTS = {
    "en": "english",
    "ko": "korean",
    "zh-Hans": "chinese_simplified",
    "zh-Hant": "chinese_traditional",
    "ja": "japanese",
    "ru": "russian",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "pt": "portuguese",
    "cs": "czech",
    "tr": "turkish",
}
_TRADITIONAL = {"TW", "HK", "MO", "Hant"}
_IDEOGRAPHIC_SPACE = "\u3000"
"""What Japanese input methods type for the space bar; BIP 39 joins Japanese words by it as well."""


def generate(language: str, words: int = DEFAULT_WORDS) -> str:
    """Words of the language's list in a random order, none of them twice, NFC, with spaces in between.

    `language` is a code of LANGUAGES. Raises ValueError for another, and for a number of words that is not offered.
    """
    if language not in LANGUAGES or not FEWEST_WORDS <= words <= MOST_WORDS:
        raise ValueError("a language or a number of words that is not offered")
    drawn = secrets.SystemRandom().sample(word_list(language), words)
    return (_IDEOGRAPHIC_SPACE if language == "ja" else " ").join(drawn)


def word_list(language: str) -> Sequence[str]:
    """The 2048 words of one language, each as NFC, which is how a passphrase is taken. Reads a file of the package."""
    from mnemonic import Mnemonic  # noqa: PLC0415 - only who wants a suggestion pays for the import

    return [unicodedata.normalize("NFC", word) for word in Mnemonic(_LISTS[language]).wordlist]


def language_for(locale: str) -> str:
    """The language to offer to somebody with this locale ("ko_KR", "zh-Hant-TW"): English where there is no list."""
    parts = locale.replace("_", "-").split("-")
    code = parts[0].lower()
    if code == "zh":
        return "zh-Hant" if _TRADITIONAL & set(parts) else "zh-Hans"
    return code if code in LANGUAGES else "en"


def is_from_one_list(words: Sequence[str]) -> bool:
    """Whether all of these may have been drawn here, from one list. Reads files of the package."""
    wanted = set(words)
    return any(wanted <= set(word_list(language)) for language in LANGUAGES)
