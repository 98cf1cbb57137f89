from __future__ import annotations

import pytest

from reader.text.boundaries import word_around
from reader.text.inflection import MOST_FORMS, forms_of


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("houses", "house"), ("churches", "church"), ("studies", "study"), ("running", "run"), ("making", "make"),
        ("stopped", "stop"), ("loved", "love"), ("Pierre's", "pierre"), ("knives", "knife"), ("happily", "happy"),
        ("l'homme", "homme"), ("“quoted,”", "quoted"), ("사람들에게", "사람"), ("학교에서", "학교"), ("자유는", "자유"),
        ("먹는", "먹다"), ("공부하는", "공부하다"), ("الكتاب", "كتاب"), ("والكتاب", "كتاب"), ("بالكتاب", "كتاب"),
        ("كتابهم", "كتاب"),
    ],
)  # fmt: skip
def test_a_form_leads_to_its_word(word: str, form: str) -> None:
    assert form in forms_of(word)


def test_the_word_itself_comes_first_and_there_is_an_end() -> None:
    assert forms_of("  glass ")[0] == "glass"
    assert len(forms_of("interestingly's")) <= MOST_FORMS
    assert forms_of("…") == []


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("a fine day", 3, "fine"), ("don't go", 1, "don't"), ("그는 사람들에게 말했다", 4, "사람들에게"),
        ("ser\u00adene", 1, "ser\u00adene"), ("می\u200cخواهم", 0, "می\u200cخواهم"), ("我们的人民万岁", 3, "人民万岁"),
        ("a, b", 1, ""), ("end", 9, ""), ("rock 'n' roll", 6, "n"), ("كَتَبَ الوَلَدُ", 9, "الوَلَدُ"),
    ],
)  # fmt: skip
def test_the_word_around_a_place(text: str, at: int, word: str) -> None:
    start, end = word_around(text, at)
    assert text[start:end] == word
