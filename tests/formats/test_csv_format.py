"""CSV: as a table whatever parts its cells, and prose that only has commas is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.errors import DocumentRefused, FileTooLarge
from reader.formats import csv_format
from reader.formats.csv_format import FORMAT
from reader.formats.csv_rows import find_delimiter
from reader.formats.registry import recognise
from reader.text.model import Direction, Metadata, Outline, ParseEvent
from reader.text.pieces import PIECE_LIMIT_BLOCKS
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN
from tests.formats.makers_csv import KOREAN_ROWS, PEOPLE, PERSIAN_ROWS, RUSSIAN_ROWS, table


class TestCsv(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        wide = table([tuple(f"c{n}" for n in range(80)), *[("dignity", *range(79))] * 3], ";")
        long = table([("key", "text"), *[(n, "dignity " * n) for n in range(0, 2000, 250)]], "\t")
        return [PEOPLE.encode(), PEOPLE.encode("utf-16"), wide.encode(), long.encode()]


def parsed(text: str, encoding: str = "utf-8") -> list[ParseEvent]:
    events = list(FORMAT.parse(text.encode(encoding)))
    check_document(events)
    return events


def test_cells_and_header() -> None:
    events = parsed(PEOPLE)
    assert whole_text(events) == (
        'name\nborn\nabout\nsum\nKim, Min-ji\n1984\nspeaks of "dignity"\n1,200.50\nAnna\n1990\ntwo\u2028lines\n-3\n'
        "=HYPERLINK(1)\n2001\n\n12 %\nBen\n1999\na b\n0\n"
    )
    markup = whole_markup(events)
    assert markup.startswith('<table dir="ltr"><tbody dir="ltr"><tr dir="ltr"><th dir="ltr">name</th>')
    assert '<td dir="ltr" style="text-align:right">1984</td>' in markup
    assert '<td dir="ltr" style="text-align:right">12 %</td>' in markup
    assert '<td dir="ltr">Anna</td>' in markup
    assert markup.count("<tr") == 5


@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("rows", [KOREAN_ROWS, PERSIAN_ROWS, RUSSIAN_ROWS])
def test_delimiters(delimiter: str, rows: list[tuple[object, ...]]) -> None:
    text = table(rows, delimiter)
    assert find_delimiter(text) == delimiter
    assert recognise(text.encode()) is FORMAT
    assert whole_markup(parsed(text)).count("<th") == len(rows[0])


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [(KOREAN_ROWS, "cp949"), (RUSSIAN_ROWS, "cp1251"), (KOREAN_ROWS, "utf-8-sig"), (PERSIAN_ROWS, "utf-16")],
)
def test_encodings(rows: list[tuple[object, ...]], encoding: str) -> None:
    data = table(rows * 5 if encoding == "cp1251" else rows, ";").replace("−", "-").encode(encoding)
    assert recognise(data) is FORMAT
    assert str(rows[1][0]) in whole_text(FORMAT.parse(data))


def test_right_to_left() -> None:
    events = parsed(table(PERSIAN_ROWS, ";"))
    assert whole_text(events).startswith("شهر\nسن\nنام\nتهران\n۳۴\nمریم\n"), "columns are reversed"
    assert '<th dir="rtl" lang="fa">نام</th>' in whole_markup(events)
    assert '<td dir="rtl" lang="fa">۳۴</td>' in whole_markup(events)
    assert isinstance(events[0], Metadata)
    assert events[0].direction is Direction.RTL
    assert sections_of(events)[0].direction is Direction.RTL


def test_rows_of_different_lengths() -> None:
    events = parsed("a,b,c,d,e\n1,2,3,4,5\n1,2,3,4\n1,2,3,4,5,6\n")
    markup = whole_markup(events)
    assert [row.count("<t") for row in re.findall("<tr[^>]*>(.*?)</tr>", markup)] == [6, 6, 6, 6]


def test_a_first_row_of_numbers_is_no_header() -> None:
    assert "<th" not in whole_markup(parsed("1,2\n3,4\n5,6\n"))
    assert "<th" not in whole_markup(parsed("a,a\n3,4\n5,6\n"))


def test_what_excel_writes_first() -> None:
    assert whole_text(parsed("sep=|\na|b\n1|2,3\n")) == "a\nb\n1\n2,3\n"


def test_a_long_table_is_several_with_the_header_on_each() -> None:
    events = parsed(table([("number", "name"), *[(n, f"Name {n}") for n in range(1, 20_001)]]))
    sections = sections_of(events)
    assert len(sections) > 3
    for section in sections:
        for piece in section.pieces:
            assert piece.html.count("<td") + piece.html.count("<th") <= PIECE_LIMIT_BLOCKS
            for one in re.findall("<table>.*?</table>", piece.html):
                assert one.startswith('<table dir="ltr"><tbody dir="ltr"><tr dir="ltr"><th dir="ltr">number</th>')
                assert re.fullmatch(
                    r"<table[^>]*><tbody[^>]*>(<tr[^>]*>(<t[dh] [^>]*>[^<]*</t[dh]>){2}</tr>)+</tbody></table>", one
                )
    outline = next(event for event in events if isinstance(event, Outline))
    assert [entry.target.section for entry in outline.entries] == list(range(len(sections)))
    assert re.fullmatch(r"1–\d+ · 1", outline.entries[0].title)
    assert sections[-1].title.endswith("–20000")
    text = whole_text(events)
    assert all(f"\n{number}\nName {number}\n" in text for number in (1, 9_999, 20_000))


def test_what_is_no_row_of_a_table_is_a_record() -> None:
    wide = table([tuple(f"c{n}" for n in range(80)), tuple(range(80))])
    events = list(FORMAT.parse(wide.encode()))
    assert "<b>c7: </b>7" in whole_markup(events)
    long = parsed(table([("key", "text"), (1, "x" * 5000), (2, "y")]))
    assert losses_of(long) == losses_of(events) == {"table"}
    assert "<b>text: </b>xxx" in whole_markup(long)
    assert "<td" in whole_markup(long)


def test_a_quote_that_nobody_closed() -> None:
    rows = "".join(f"{n},Name {n},some words here\n" for n in range(9000))
    events = parsed('number,name,"text\n' + rows)
    assert "\n8999\nName 8999\n" in whole_text(events)


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_format, "MAX_CELLS", 50)
    events = parsed(table([("a", "b"), *[(n, n) for n in range(100)]]))
    assert "table-cut" in losses_of(events)
    assert "\n24\n24\n" in whole_text(events)
    assert "\n25\n" not in whole_text(events)
    with pytest.raises(FileTooLarge):
        parsed(",".join("x" * 60))


PROSE = (
    f"{ENGLISH}\n" * 5,
    f"{ENGLISH}\n{KOREAN}\n{ARABIC}\n",
    "Roses are red,\nViolets are blue,\nSugar is sweet,\nAnd so are you.\n",
    "Dear Anna, how are you?\nWell, I am fine.\nYes, really fine.\nBye, Ben\n",
    "Es war einmal, vor langer Zeit, ein König.\nEr hatte, so sagt man, eine Tochter.\nSie war, wie immer, schön.\n",
    "int a, b;\nint c, d;\nint e, f;\n",
    '{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n{"a": 5, "b": 6}\n',
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "---\ntitle: a, b\ntags: c, d\ndate: e, f\n---\n",
    "Chapter 1\n\nSome words; and others.\nMore words; and others.\n",
    "\tindented\n\tlines\n\tof a poem\n",
    "a;\nb;\nc;\nd;\n",
)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_no_table(text: str) -> None:
    assert FORMAT.sniff(text.encode()) == 0
    assert recognise(text.encode()) is not FORMAT


def test_no_file_of_the_corpus_is_a_table(corpus: Path) -> None:
    files = [path for folder in ("markdown", "html") for path in (corpus / folder).rglob("*") if path.is_file()]
    assert len(files) > 100
    for path in files:
        data = path.read_bytes()
        assert recognise(data) is not FORMAT, path
        plain = re.sub(rb"<[^>]*>|[#*`\[\]()]", b"", data)
        assert FORMAT.sniff(plain[:65536]) == 0, path


def test_hostile_files() -> None:
    for data in (
        b'"' * 1_000_000,
        b",\n" * 300_000,
        b"a,b\n" + b'"x",' * 200_000,
        b"a\tb\n" + b"\x00" * 100_000 + b"c\td\n",
    ):
        try:
            check_document(list(FORMAT.parse(data)))
        except DocumentRefused:
            continue
    assert FORMAT.sniff(b"a" * 65536) == 0
