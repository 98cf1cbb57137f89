"""The text of PDF pages: reading order, paragraphs, hyphens, scripts; and that each letter keeps its place."""

from __future__ import annotations

import random
import textwrap
from itertools import pairwise, zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.pdf_document import PdfPages, open_pdf
from reader.formats.pdf_format import FORMAT
from reader.formats.pdf_joining import MAX_PARAGRAPH_CHARACTERS, canonical
from reader.formats.pdf_lines import Line, Word
from reader.formats.pdf_order import in_reading_order
from reader.reading.find import find
from reader.text.model import PageText
from tests.formats.checks import sections_of, text_of
from tests.formats.makers import ARABIC, KOREAN
from tests.formats.makers_pdf import COLUMN_SAMPLES, Placed, paragraph, placed, words

CHINESE = "人人生而自由在尊嚴和權利上一律平等他們賦有理性和良心"
JAPANESE = "すべての人間は、生れながらにして自由であり、かつ、尊厳と権利とについて平等である。"
THAI = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์"


def layer(*runs: Placed, rotate: int = 0) -> PageText:
    document = PdfPages(open_pdf(placed(list(runs), rotate=rotate)))
    try:
        return document.text(0)
    finally:
        document.close()


def text(*runs: Placed, rotate: int = 0) -> str:
    return layer(*runs, rotate=rotate).text


def lines(*texts: str, lead: float = 12, size: float = 10) -> list[Placed]:
    return [Placed(60, 700 - lead * number, line, size) for number, line in enumerate(texts)]


def page_of(sample: bytes) -> str:
    document = PdfPages(open_pdf(sample))
    try:
        return document.page_text(0)
    finally:
        document.close()


# --- reading order


def test_columns_written_across_are_read_one_after_the_other() -> None:
    title, *rest = page_of(COLUMN_SAMPLES["across"]).splitlines()
    assert title.startswith("A title that goes over both")
    assert " ".join(rest) == f"{words(150, 1)} {words(150, 2)}"


def test_columns_in_turn_and_lines_in_no_order() -> None:
    assert page_of(COLUMN_SAMPLES["in_turn"]).splitlines() == [words(150, 5), words(150, 6)]
    assert page_of(COLUMN_SAMPLES["scattered"]).splitlines() == [words(300, 3)]


def test_a_table_is_read_along_its_rows() -> None:
    cells = [
        ("Country", "Capital"),
        ("Austria", "Vienna"),
        ("France", "Paris"),
        ("Chile", "Santiago"),
        ("Ghana", "Accra"),
    ]
    runs = [
        Placed(x, 700 - 14 * row, cell)
        for row, pair in enumerate(cells)
        for x, cell in zip((60, 300), pair, strict=True)
    ]
    assert text(*runs).splitlines() == [f"{one} {other}" for one, other in cells]


def test_a_column_goes_on_in_the_next_one() -> None:
    left, right = paragraph(60, 700, words(60, 8)), paragraph(320, 700, words(60, 9).lower())
    left[-1] = Placed(left[-1].x, left[-1].y, "and this line is full, mumbling up to the very end of", 10)
    read = text(*left, *right)
    assert f"the very end of {words(60, 9).lower()}" in read


def test_two_columns_written_from_right_to_left() -> None:
    def column(right: float, letters: str) -> list[Placed]:
        rows = textwrap.wrap(" ".join(letter * 5 for letter in letters * 4), 23)
        return [Placed(right - 10 * len(row), 700 - 14 * number, row) for number, row in enumerate(rows)]

    first, second = column(540, "אבגדהוז"), column(280, "חטיכלמנ")
    rows = [run for pair in zip(second, first, strict=True) for run in pair]
    read = text(*rows)
    assert read.index("א") < read.index("ז") < read.index("ח") < read.index("נ")


@given(st.integers(0, 10_000))
def test_any_order_of_one_column_is_mended(seed: int) -> None:
    rows = [_line(f"row{number}", 10 + 12 * number) for number in range(20)]
    shuffled = rows[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - for a layout
    assert in_reading_order(shuffled) in (rows, shuffled)
    if sum(a.top > b.top for a, b in pairwise(shuffled)) >= 3:
        assert in_reading_order(shuffled) == rows


def _line(word: str, top: float, left: float = 10, width: float = 200) -> Line:
    return Line([Word(0, word, (left, top, left + width, top + 10))])


# --- paragraphs


def test_a_phrase_is_found_across_line_ends_and_marked_on_both_lines() -> None:
    found = layer(*paragraph(60, 700, words(40, 11)))
    first, second, *_ = textwrap.wrap(words(40, 11), 44)
    phrase = f"{first.split()[-1]} {second.split()[0]}"
    (hit,) = find([(0, found.text)], phrase)
    tops = {round(box.y_pt) for box in found.boxes if hit.start.offset <= box.offset < hit.start.offset + hit.length}
    assert len(tops) == 2


def test_paragraphs_end_at_indents_gaps_and_short_lines() -> None:
    first, second = words(30, 12), words(30, 13)
    one, other = textwrap.wrap(first, 44), textwrap.wrap(second, 44)
    indented = lines(*one) + [
        Placed(60 + (15 if number == 0 else 0), 700 - 12 * (len(one) + number), row) for number, row in enumerate(other)
    ]
    assert text(*indented).splitlines() == [first, second]
    apart = lines(*one) + [Placed(60, 680 - 12 * (len(one) + number), row) for number, row in enumerate(other)]
    assert text(*apart).splitlines() == [first, second]


def test_lines_of_a_list_and_of_a_poem_stay_lines() -> None:
    items = ["• the first thing of them all here", "• the second", "• the third and last"]
    assert text(*lines(*items)).splitlines() == items
    poem = ["Tyger", "Burning bright through all the forests of", "The night", "And what immortal hand"]
    assert text(*lines(*poem)).splitlines() == poem


def test_a_heading_is_no_part_of_its_paragraph() -> None:
    body = textwrap.wrap(words(30, 14), 44)
    runs = [Placed(60, 720, "Chapter One", 18), *lines(*body)]
    assert text(*runs).splitlines() == ["Chapter One", words(30, 14)]


def test_lines_on_one_axis_are_lines_of_their_own() -> None:
    rows = ["История одного города", "Михаил Салтыков", "Санкт-Петербург, 1870"]
    runs = [Placed(300 - 5 * len(row), 700 - 14 * number, row) for number, row in enumerate(rows)]
    assert text(*runs).splitlines() == rows


def test_a_hanging_paragraph_stays_one() -> None:
    rows = textwrap.wrap(words(40, 17), 60)
    hanging = [Placed(60 if number == 0 else 75, 700 - 12 * number, row) for number, row in enumerate(rows)]
    assert text(*hanging) == words(40, 17) + "\n"


def test_a_paragraph_without_end_is_cut_below_a_piece() -> None:
    chunks = [Word(at * 10, "abcdefghi", (10, 10, 50, 20)) for at in range(2000)]
    read = canonical([Line(chunks)])
    assert len(read.text) == len(read.indices)
    assert max(map(len, read.text.splitlines())) <= MAX_PARAGRAPH_CHARACTERS
    assert read.text.replace("\n", " ").split() == ["abcdefghi"] * 2000
    one = canonical([Line([Word(0, "x" * 9000, (10, 10, 50, 20))])])
    assert one.text.replace("\n", "") == "x" * 9000
    assert len(one.text) == len(one.indices)


# --- hyphens


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        (("some hyphen-", "ated word"), "some hyphenated word"),
        (("some hyphen\u2010", "ated word"), "some hyphenated word"),
        (("a well-", "known man"), "a well-known man"),
        (("a mother-in-", "law"), "a mother-in-law"),
        (("some X-", "ray of Hewlett-", "Packard"), "some X-ray of Hewlett-Packard"),
        (("two- or three-", "or fourfold"), "two- or three- or fourfold"),
        (("is cross-", "legged as a cross-legged man"), "is cross-legged as a cross-legged man"),
        (("this soft\u00ad", "ware runs"), "this software runs"),
        (("the \ufb01rst soft\u00adware",), "the first software"),
        (("from 1990-", "1995 on"), "from 1990- 1995 on"),
    ],
)
def test_hyphens_at_line_ends(rows: tuple[str, ...], read: str) -> None:
    assert text(*lines(*rows)) == read + "\n"


def test_hyphens_of_columns_that_were_written_across_are_joined_too() -> None:
    left, right = paragraph(60, 700, words(150, 1)), paragraph(320, 700, words(150, 2))
    left[3] = Placed(60, left[3].y, "the very last words of this line are hyphen-", 10)
    left[4] = Placed(60, left[4].y, "ated by hand and this line goes on and on", 10)
    read = text(*[run for pair in zip_longest(left, right) for run in pair if run])
    assert "this line are hyphenated by hand" in read


def test_a_joined_word_has_a_box_on_each_line() -> None:
    found = layer(*lines("some hyphen-", "ated word"))
    boxes = {found.text[box.offset : box.offset + box.length]: box for box in found.boxes}
    assert list(boxes) == ["some", "hyphen", "ated", "word"]
    assert boxes["ated"].y_pt - boxes["hyphen"].y_pt == pytest.approx(12, abs=0.2)
    assert boxes["ated"].x_pt == pytest.approx(60, abs=0.2)


# --- scripts


def test_ligatures_are_letters_and_share_their_box() -> None:
    found = layer(Placed(60, 700, "the e\ufb03cient \ufb01nd"))
    assert found.text == "the efficient find\n"
    assert sum(box.width_pt for box in found.boxes) == pytest.approx(10 * len("thee_cient_nd"), abs=1)


def test_ideographs_join_without_a_space() -> None:
    assert text(*lines(*textwrap.wrap(CHINESE, 9), lead=15)) == CHINESE + "\n"
    assert text(*lines(*textwrap.wrap(THAI, 20), lead=15)) == THAI + "\n"


def test_vertical_text_is_read_down_and_from_the_right() -> None:
    runs = [
        Placed(500 - 15 * column, 700, JAPANESE[14 * column : 14 * column + 14], vertical=True) for column in range(3)
    ]
    found = layer(*runs)
    assert found.text == JAPANESE + "\n"
    first, second, third = found.boxes
    assert first.x_pt > second.x_pt > third.x_pt
    assert first.height_pt > 10 * first.width_pt


def test_korean_words_are_not_cut_by_spaces_that_nobody_wrote() -> None:
    at_words = textwrap.wrap(KOREAN, 18)
    assert text(*lines(*at_words, lead=15)) == KOREAN + "\n"
    cut = [KOREAN[start : start + 9] for start in range(0, len(KOREAN), 9)]
    assert any(not row.endswith(" ") and not following.startswith(" ") for row, following in pairwise(cut))
    assert text(*lines(*cut, lead=15)).replace(" ", "") == KOREAN.replace(" ", "") + "\n"
    assert "모든 인간은 태어날" in text(*lines(*cut, lead=15))


def test_arabic_is_in_the_order_of_reading() -> None:
    rows = textwrap.wrap(ARABIC, 26)
    runs = [Placed(500 - 10 * len(row), 700 - 15 * number, row[::-1]) for number, row in enumerate(rows)]
    assert text(*runs) == ARABIC + "\n"


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_on_its_side_reads_the_same(rotate: int) -> None:
    assert text(*paragraph(60, 700, words(60, 15)), rotate=rotate) == words(60, 15) + "\n"


def test_letters_beyond_the_first_plane_and_lone_halves() -> None:
    assert text(Placed(60, 700, "\U00020000人 ok")) == "\U00020000人 ok\n"


# --- both ways in give the same


def test_sections_hold_what_the_text_layer_says() -> None:
    for sample in (*COLUMN_SAMPLES.values(), placed(paragraph(60, 700, words(900, 16), width=80, lead=8, size=6))):
        document = PdfPages(open_pdf(sample))
        for section in sections_of(FORMAT.parse(sample)):
            found = document.text(section.index)
            assert found.text == text_of(section)
            assert all(found.text[box.offset : box.offset + box.length].split() for box in found.boxes)
            covered = sum(box.length for box in found.boxes)
            assert covered == len("".join(found.text.split()))
        document.close()
