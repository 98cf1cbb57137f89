"""Suggested passphrases: the words of a list, drawn by lot, as the vault takes them."""

from __future__ import annotations

import secrets
import unicodedata

import pytest

from reader.vault.credential import normalised
from reader.vault.passphrases import (
    DEFAULT_WORDS,
    FEWEST_WORDS,
    LANGUAGES,
    MOST_WORDS,
    WORD_BITS,
    generate,
    language_for,
    word_list,
)
from reader.vault.strength import Strength, guessing_bits, strength


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_worth_what_is_said(language: str) -> None:
    words = word_list(language)
    assert len(set(words)) == len(words) == 2**WORD_BITS
    assert not [word for word in words if len(word.split()) != 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_suggestion_is_words_of_its_list_and_needs_no_normalising(language: str) -> None:
    made = generate(language)
    words = made.split()
    assert len(set(words)) == DEFAULT_WORDS
    assert set(words) <= set(word_list(language))
    assert unicodedata.normalize("NFC", made).encode() == normalised(made) == made.encode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [FEWEST_WORDS, DEFAULT_WORDS, MOST_WORDS])
def test_a_suggestion_is_rated_at_least_by_its_words(language: str, count: int) -> None:
    made = generate(language, count)
    assert guessing_bits(made) >= WORD_BITS * count


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_words_are_strong_in_every_language(language: str) -> None:
    assert strength(generate(language)) is Strength.STRONG


def test_the_lot_is_drawn_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    class FirstOnes:
        def sample(self, words: list[str], count: int) -> list[str]:
            return words[:count]

    monkeypatch.setattr(secrets, "SystemRandom", FirstOnes)
    assert generate("ko", 4) == "가격 가끔 가난 가능"
    assert generate("ja", 4) == "あいこくしん\u3000あいさつ\u3000あいだ\u3000あおぞら"


@pytest.mark.parametrize(("language", "words"), [("eo", 6), ("english", 6), ("en", 3), ("en", 13)])
def test_what_is_not_offered_is_refused(language: str, words: int) -> None:
    with pytest.raises(ValueError, match="not offered"):
        generate(language, words)


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("ko_KR", "ko"),
        ("zh_CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant-SG", "zh-Hant"),
        ("pt_BR", "pt"),
        ("de_DE", "en"),
        ("C", "en"),
        ("", "en"),
    ],
)
def test_the_language_offered_first_is_the_person_s(locale: str, language: str) -> None:
    assert language_for(locale) == language
