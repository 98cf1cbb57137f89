"""What readers take for the same word folds to the same string, and the way back is exact."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.fold import Mapped, fold, fold_mapped
from reader.text.spacing import index_form, index_form_mapped, space

WORDS = st.text(st.sampled_from("aÅßﬁİé́ \u0301\u1112\u1161\u11ab글ｶﾞか\u3099أَکی\u200c۱Σςสัកំ人Ｗ½㈱ﷲ\u2028\U0001f600"))


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("Ångström", "angstrom"),
        ("ﬁnale", "finale"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("أَلسَّلامُ", "السلام"),
        ("كتابة", "کتابه"),
        ("می‌خواهم", "ميخواهم"),
        ("۱۲۳", "123"),
        ("٤٥", "45"),
        ("مـــرحبا", "مرحبا"),
        ("שָׁלוֹם", "שלום"),
        ("Ｗｉｄｅ", "wide"),
        ("ｶﾞ", "ガ"),
        ("don’t", "don't"),
        ("co\u00adop", "coop"),
    ],
)
def test_spellings_of_one_word_fold_alike(written: str, also: str) -> None:
    assert fold(written) == fold(also)


@pytest.mark.parametrize("text", ["역사 진실", "がぎぐ", "Ålesund", "Việt Nam", "กำลัง", "हिन्दी"])
def test_composed_and_decomposed_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_vowel_signs_that_carry_meaning_stay() -> None:
    assert fold("กิน") != fold("กน")
    assert fold("कि") != fold("क")


@given(WORDS | st.text())
@example("\uff76\u3099")  # half-width ka, full-width voicing mark: found by chance
@example("\uff76\u0301\u3099")  # the same with an accent between, which goes
@example("\u1100\u200b\u1161\u0301\u11a8")
def test_mapped_folding_is_folding(text: str) -> None:
    mapped = fold_mapped(text)
    assert mapped.text == fold(text)
    assert fold(mapped.text) == mapped.text or not text.isprintable()
    check_map(mapped, text)


@given(WORDS | st.text())
def test_index_form_maps_back(text: str) -> None:
    mapped = index_form_mapped(text)
    assert mapped.text == index_form(text)
    check_map(mapped, text)


@given(WORDS, WORDS, WORDS)
def test_a_found_span_covers_what_was_found(before: str, word: str, after: str) -> None:
    mapped = fold_mapped(before + " " + word + "x " + after)
    start = mapped.changed(len(before) + 1)
    end = mapped.changed(len(before) + 1 + len(word) + 1)
    first, last = mapped.span(start, end)
    assert fold((before + " " + word + "x " + after)[first:last]) == mapped.text[start:end]


def check_map(mapped: Mapped, text: str) -> None:
    starts = [mapped.original(offset) for offset in range(len(mapped.text) + 1)]
    assert starts == sorted(starts)
    assert starts[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("역사적진실", "역 사 적 진 실"),
        ("a人民b", "a 人 民 b"),
        ("กำลังกิน", "ก ำ ลั ง กิ น"),
        ("ខ្មែរ", "ខ្មែ រ"),
        ("မြန်မာ", "မြ န် မာ"),
        ("བོད་", "བོ ད ་"),
        ("plain text", "plain text"),
        ("ガラスx", "ガ ラ ス x"),
    ],
)
def test_units_are_spaced(text: str, spaced: str) -> None:
    assert space(text) == spaced
    assert space(spaced) == spaced


def test_a_query_is_found_inside_a_longer_word() -> None:
    assert index_form("진실") in index_form("역사적진실을")
    assert index_form("人民") in index_form("中华人民共和国")
