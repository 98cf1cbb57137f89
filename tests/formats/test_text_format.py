"""Plain text in any encoding."""

from __future__ import annotations

import pytest

from reader.errors import FileTooLarge, NothingToRead
from reader.formats.registry import recognise
from reader.formats.text_format import FORMAT, MAX_LINES
from reader.text.model import Direction, Metadata, Outline
from tests.formats.checks import check_document, sections_of, text_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN

SAMPLE = f"""The Declaration

Chapter 1

{ENGLISH}

A line that goes on to a width where it is wrapped by hand, as
old mails and books from the web are, so that it has to be put
together again.

short
  verse
lines

Chapter 2

{ENGLISH}
"""


class TestText(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [SAMPLE.encode(), SAMPLE.encode("utf-16"), SAMPLE.replace("\n", "\r\n").encode("cp1252")]


def test_paragraphs_lines_and_chapters() -> None:
    events = list(FORMAT.parse(SAMPLE.encode()))
    text = whole_text(events)
    assert "wrapped by hand, as old mails" in text
    assert "short\u2028\xa0\xa0verse\u2028lines\n" in text
    outline = next(event for event in events if isinstance(event, Outline))
    assert [entry.title for entry in outline.entries] == ["Chapter 1", "Chapter 2"]
    assert [text[entry.target.offset :][:9] for entry in outline.entries] == ["Chapter 1", "Chapter 2"]


def test_the_first_line_is_the_title() -> None:
    metadata = next(iter(FORMAT.parse(SAMPLE.encode())))
    assert isinstance(metadata, Metadata)
    assert metadata.title == "The Declaration"


@pytest.mark.parametrize(("text", "encoding"), [(KOREAN, "cp949"), (ARABIC, "cp1256"), (KOREAN, "utf-16-le")])
def test_encodings(text: str, encoding: str) -> None:
    assert whole_text(FORMAT.parse((text + "\n" + text).encode(encoding))).startswith(text)


def test_markup_is_only_text_here() -> None:
    events = list(FORMAT.parse(f"<b>x</b> & y\n\n{ARABIC}".encode()))
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in whole_markup(events)
    assert '<p dir="rtl" lang="ar">' in whole_markup(events)
    assert sections_of(events)[0].direction is Direction.LTR


def test_white_space_alone_is_nothing_to_read() -> None:
    with pytest.raises(NothingToRead):
        list(FORMAT.parse(b" \n\n\t "))


CHINESE = "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。"
TAIWANESE = "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。"
JAPANESE = "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"
RUSSIAN = "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью."
GREEK = "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "cp949"),
        (KOREAN, "euc_kr"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (ARABIC, "cp1256"),
        (GREEK, "cp1253"),
        (JAPANESE, "utf-16"),
        (RUSSIAN, "utf-8-sig"),
    ],
)
def test_a_page_in_each_encoding_that_is_met(text: str, encoding: str) -> None:
    data = "\n\n".join([text] * 6).encode(encoding)
    assert recognise(data) is FORMAT
    assert whole_text(FORMAT.parse(data)) == f"{text}\n" * 6


def test_one_line_of_megabytes_is_cut_into_sections() -> None:
    events = list(FORMAT.parse((ENGLISH + " ").encode() * 60_000))
    check_document(events)
    sections = sections_of(events)
    assert len(sections) > 20
    assert max(len(text_of(section)) for section in sections) < 200_000
    assert "".join(whole_text(events).split()) == "".join(ENGLISH.split()) * 60_000


def test_a_line_without_spaces_and_a_paragraph_of_many_lines() -> None:
    assert whole_text(FORMAT.parse(b"x" * 100_000)).replace("\n", "") == "x" * 100_000
    lines = whole_text(FORMAT.parse(b"ab\n" * 5000))
    assert lines.count("ab") == 5000
    check_document(list(FORMAT.parse(b"ab\n" * 5000)))


def test_more_lines_than_anybody_reads_are_refused_at_once() -> None:
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(b"\na" * (MAX_LINES + 1)))
