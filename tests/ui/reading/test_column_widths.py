"""Tables in a column: no word is broken while letters can be read, and no table is wider than the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.reading.test_setting import blocks, laid_out, look
from ui.reading.column_widths import Need, shared
from ui.reading.piece_document import PieceDocument, _fragments

SENTENCES = {
    "en": "All human beings are born free and equal in dignity and rights.",
    "ko": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로",
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق، وقد وهبوا عقلًا وضميرًا",
    "fa": "تمام افراد بشر آزاد به دنیا می\u200cآیند و از لحاظ حیثیت و",
}
GERMAN = "Donaudampfschifffahrtsgesellschaftskapitäne und Rechtsschutzversicherungsgesellschaften unter sich"


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    """Takes the test's documents with it."""
    return QObject()


def table(sentence: str, direction: str = "ltr") -> str:
    words = sentence.split()
    head = "".join(f'<th dir="{direction}">{word}</th>' for word in words)
    cells = "".join(f'<td dir="{direction}">{word} {number * 37}</td>' for number, word in enumerate(words))
    return f'<table dir="{direction}"><tr>{head}</tr>{f"<tr>{cells}</tr>" * 3}</table>'


def broken_words(document: PieceDocument) -> list[str]:
    """Every line that ends inside a word, with no hyphen."""
    document.size()
    found = []
    for block in blocks(document):
        layout, text = block.layout(), block.text()
        for number in range(layout.lineCount() - 1):
            line = layout.lineAt(number)
            end = line.textStart() + line.textLength()
            if not text[end - 1].isspace() and text[end - 1] not in "\u00ad-":
                found.append(text[:end])
    return found


@pytest.mark.parametrize("language", SENTENCES)
def test_twelve_columns_break_no_word(language: str, parent: QObject) -> None:
    at = look(language, 680 if language == "ko" else 640)
    direction = "rtl" if language in {"ar", "fa"} else "ltr"
    document = laid_out(table(SENTENCES[language], direction), at, parent)
    assert broken_words(document) == []
    assert document.size().width() <= at.column_px
    assert not any(each.is_miniature for each in document.fitted_tables)


def test_long_words_are_divided_before_letters_become_too_small(parent: QObject) -> None:
    document = laid_out(table(f"{GERMAN} {GERMAN}"), look("de", 640), parent)
    assert broken_words(document) == []
    assert document.size().width() <= 640
    assert [each.is_miniature for each in document.fitted_tables] == [False]


def test_a_table_that_nobody_could_read_is_a_miniature(parent: QObject) -> None:
    document = laid_out(table(" ".join([SENTENCES["en"]] * 4)), look("en", 640), parent)
    assert [each.is_miniature for each in document.fitted_tables] == [True]
    assert document.size().width() <= 640 + 2


def test_a_heading_is_divided_where_no_line_holds_its_word(parent: QObject) -> None:
    html = "<h2>Donaudampfschifffahrtsgesellschaftskapitäne</h2>"
    assert broken_words(laid_out(html, look("de", 420), parent)) == []
    assert "\u00ad" in laid_out(html, look("de", 420), parent).toRawText()
    assert "\u00ad" not in laid_out(html, look("de", 900), parent).toRawText()


@pytest.mark.parametrize(("level", "size_px"), [(1, 32), (2, 26), (3, 23), (4, 21), (5, 20), (6, 20)])
def test_headings_are_as_large_as_their_lines_are_made_for(level: int, size_px: int, parent: QObject) -> None:
    document = laid_out(f"<h{level}>A <i>word</i> <small>less</small></h{level}><p>text</p>", look(), parent)
    fonts = [made.font() for _, _, made in _fragments(blocks(document)[0])]
    assert [font.pixelSize() for font in fonts[:3]] == [size_px] * 3
    assert fonts[3].pixelSize() < size_px
    assert fonts[1].italic()


NEEDS = st.lists(st.tuples(st.floats(1, 300), st.floats(0, 900)), min_size=1, max_size=30).map(
    lambda pairs: [Need(least, least + more) for least, more in pairs]
)


@given(NEEDS, st.integers(160, 1600))
def test_columns_share_the_room_and_each_has_what_it_must(needs: list[Need], room_px: int) -> None:
    widths = shared(needs, room_px)
    assert room_px - len(needs) <= sum(widths) <= room_px
    if sum(need.least_px for need in needs) <= room_px:
        assert all(width >= int(need.least_px) for width, need in zip(widths, needs, strict=True))
