"""Direction and language of a text, as far as its letters tell."""

from __future__ import annotations

import pytest

from reader.text.language import (
    dominant_script,
    guess_language,
    language_direction,
    language_tag,
    led,
    text_direction,
)
from reader.text.model import Direction


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("모든 인간은 자유", "ko"),
        ("すべての人間は", "ja"),
        ("人人生而自由", "zh"),
        ("يولد جميع الناس أحرارا", "ar"),
        ("تمام افراد بشر آزاد به دنیا می‌آیند و چه", "fa"),
        ("تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں", "ur"),
        ("כל בני האדם נולדו", "he"),
        ("Все люди рождаются", "ru"),
        ("Всі люди народжуються вільними і рівними у своїй гідності", "uk"),
        ("มนุษย์ทั้งหลาย", "th"),
        ("All human beings", ""),
        ("123", ""),
        ("", ""),
    ],
)
def test_languages(text: str, tag: str) -> None:
    assert guess_language(text) == tag


def test_directions() -> None:
    assert text_direction("12 — مرحبا abc") is Direction.RTL
    assert text_direction("“abc” مرحبا") is Direction.LTR
    assert text_direction("123 …") is Direction.AUTO
    assert text_direction(["12", "אב"]) is Direction.RTL
    assert language_direction("fa-IR") is Direction.RTL
    assert language_direction("az-Arab") is Direction.RTL
    assert language_direction("ko") is Direction.LTR
    assert language_direction("") is Direction.AUTO


@pytest.mark.parametrize(
    ("declared", "tag"), [("en_US", "en-US"), (" ko ", "ko"), ("no such!", ""), (None, ""), ("und", "")]
)
def test_tags(declared: str | None, tag: str) -> None:
    assert language_tag(declared) == tag


@pytest.mark.parametrize(
    ("text", "script"), [("plain words", "latin"), ("12 + 34 = 46\n", ""), ("", ""), ("Größe", "latin")]
)
def test_plain_text_is_latin_if_it_has_letters(text: str, script: str) -> None:
    assert dominant_script(text) == script


def test_a_line_says_the_direction_that_was_said_beside_it() -> None:
    assert led("CSS: הרפתקה", "rtl") == "\u200fCSS: הרפתקה"
    assert led("הרפתקה: CSS", "ltr") == "\u200eהרפתקה: CSS"
    for line, direction in (
        ("CSS: הרפתקה", "ltr"),
        ("CSS: הרפתקה", "auto"),
        ("Ada", "rtl"),
        ("הרפתקה", "ltr"),
        ("", "rtl"),
    ):
        assert led(line, direction) == line
