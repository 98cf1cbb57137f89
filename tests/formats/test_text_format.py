"""Plain text in any encoding."""

from __future__ import annotations

import pytest

from reader.errors import NothingToRead
from reader.formats.text_format import FORMAT
from reader.text.model import Direction, Metadata, Outline
from tests.formats.checks import sections_of, whole_markup, whole_text
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
