"""FictionBook: what a book says of itself, its verse and notes, and the broken files that are about."""

from __future__ import annotations

import pytest

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, LockedFile
from reader.formats.fb2_format import FORMAT
from reader.formats.fb2_repair import mend
from reader.formats.registry import recognise
from reader.formats.trees import parse_xml
from reader.text.model import Anchors, Cover, Direction, Metadata, Outline, ParseEvent
from tests.formats.checks import check_document, sections_of, text_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, KOREAN, PERSIAN
from tests.formats.makers_fb2 import CHINESE, RUSSIAN, fb2, zipped


class TestFb2(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [fb2(), fb2(encoding="windows-1251"), fb2(encoding="utf-16"), zipped(fb2(encoding="koi8-r"))]


def parsed(data: bytes) -> list[ParseEvent]:
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def places(events: list[ParseEvent]) -> dict[str, str]:
    """Where the document's links lead: name to the text there."""
    anchors = next(event for event in events if isinstance(event, Anchors))
    sections = sections_of(events)
    return {name: text_of(sections[place.section])[place.offset :] for name, place in anchors.targets.items()}


def test_metadata() -> None:
    metadata = parsed(fb2())[0]
    assert metadata == Metadata(
        title="Война и мир",
        authors=("Лев Николаевич Толстой", "Переписчик"),
        language="ru",
        direction=Direction.LTR,
        publisher="Издатель",
        published="1978",
        description="О войне.\nИ о мире.",
        subjects=("prose classic", "history", "роман", "эпопея"),
        series="Собрание",
        series_index="4",
    )


def test_the_outline_follows_the_sections() -> None:
    outline = next(event for event in parsed(fb2()) if isinstance(event, Outline))
    assert [(entry.title, entry.level) for entry in outline.entries] == [
        ("Война и мир Том первый", 1),
        ("Часть первая", 2),
        ("Глава I", 3),
        ("Глава II", 3),
        ("Примечания", 1),
    ]


def test_verse_keeps_lines_and_stanzas() -> None:
    text = whole_text(parsed(fb2()))
    assert "Парус\nБелеет парус одинокой\u2028В тумане моря голубом!..\nЧто ищет он" in text
    assert "краю родном?..\nМ. Лермонтов\n1832\nЦитата.\nКто-то\nа\nб\n1\n2\n" in text


def test_looks() -> None:
    markup = whole_markup(parsed(fb2()))
    assert "<i>dignity</i>" in markup
    assert "<s>пустой</s> H<sub>2</sub>O <code>x = 1</code>" in markup
    assert 'style="margin-top:24px">После' in markup
    assert 'style="text-align:right"><i>М. Лермонтов</i>' in markup.replace(";margin-right:32px;margin-left:32px", "")
    assert "<blockquote" in markup
    assert 'style="text-align:center">а</th>' in markup
    assert 'alt="dot" width="40" height="30"' in markup
    assert 'href="https://a.example/x"' in markup


def test_notes_are_linked_both_ways() -> None:
    events = parsed(fb2())
    found = list(places(events).values())
    assert any(place.startswith("1 Сноска первая. ↩") for place in found)
    assert any(place.startswith("[1]") for place in found)
    assert any(place.startswith("Глава II") for place in found)
    assert "<sup>[1]</sup></a>" in whole_markup(events)
    assert "Без ссылки.\n" in whole_text(events), "a note that nobody refers to has no way back"


def test_the_cover() -> None:
    cover = next(event for event in parsed(fb2()) if isinstance(event, Cover))
    assert (cover.width_px, cover.height_px) == (40, 30)
    assert not any(isinstance(event, Cover) for event in parsed(fb2(binaries={})))
    assert not any(isinstance(event, Cover) for event in parsed(fb2(binaries={"dot.png": b"no picture"})))


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [(ARABIC, "ar", "rtl"), (PERSIAN, "", "rtl"), (KOREAN, "ko", "ltr"), (CHINESE, "zh", "ltr")],
)
def test_languages(text: str, language: str, direction: str) -> None:
    events = parsed(
        fb2(
            f"<section><p>{text}</p></section>",
            language=language,
            notes="",
            description="<book-title>x</book-title><lang>{language}</lang>{cover}",
        )
    )
    assert f'<p dir="{direction}" lang="{language or "fa"}">{text}</p>' in whole_markup(events)


def test_broken_books_keep_their_chapters() -> None:
    chapters = "".join(
        f"<section><title><p>Глава {number}</title><p>{RUSSIAN} <emphasis>x</p><p>a & b < c &nbsp;&mystery;</section>"
        for number in range(400)
    )
    whole = fb2(chapters, notes="").replace(b'xmlns:l="http://www.w3.org/1999/xlink"', b"")
    events = parsed(whole)
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.level) for entry in outline.entries] == [
        (f"Глава {number}", 1) for number in range(400)
    ]
    assert whole_text(events).count("a & b < c \xa0&mystery;\n") == 400
    assert any(isinstance(event, Cover) for event in events), "links with an undeclared prefix are followed"


def test_a_truncated_book_is_read_as_far_as_it_goes() -> None:
    data = fb2()
    text = whole_text(parsed(data[: data.index("Белеет".encode()) + 12]))
    assert text.endswith("Парус\nБелеет\n")


def test_some_bytes_that_do_not_fit_are_no_other_encoding() -> None:
    data = fb2().replace("Эпиграф".encode(), b"\xd0\xff")
    assert RUSSIAN in whole_text(parsed(data))
    data = fb2(encoding="windows-1251").replace("Эпиграф".encode("cp1251"), b"\x98")
    assert RUSSIAN in whole_text(parsed(data))


@pytest.mark.parametrize(
    "broken",
    [
        "<p>a<p>b",
        "</p></p><p>a",
        "<a b='1' b=\"2\">&#0;&#xfffff;&amp",
        "<p>a</b></p>",
        "<![CDATA[a<b",
        "<!-- a",
        "<1>< >",
    ],
)
def test_mending_makes_xml(broken: str) -> None:
    parse_xml(f"<r>{mend(broken)}</r>".replace("&#0;", ""), recover=False)


def test_archives() -> None:
    book = fb2()
    assert recognise(zipped(book)) is FORMAT
    assert recognise(zipped(book, notes_txt=b"x")) is not FORMAT
    assert FORMAT.sniff_archive
    assert FORMAT.sniff_archive(["a/b.FB2", "__MACOSX/._b.FB2", ".DS_Store"], b"") > 0.9
    assert FORMAT.sniff_archive(["a.fb2", "b.fb2"], b"") == 0
    locked = bytearray(zipped(book))
    for start in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[start] |= 1
    with pytest.raises(LockedFile):
        list(FORMAT.parse(bytes(locked)))


def test_bombs() -> None:
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(zipped(b"<FictionBook><body><p>" + b"a" * 50_000_000)))
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    text = whole_text(
        parsed(entities + b"<FictionBook><body><section><p>x &b;&c; y</p></section></body></FictionBook>")
    )
    assert "aaaa" not in text
    assert "root:" not in text
    with pytest.raises(DocumentRefused):  # within the test's time limit: it took quadratic time
        list(FORMAT.parse(b"<!DOCTYPE x[" * 600_000 + b"<FictionBook>"))
    for deep in (b"<section>" * 100_000 + b"<p>end</p>", b"<section>" * 250 + b"<p>end</p>" + b"</section>" * 250):
        events = parsed(b"<FictionBook><body>" + deep + b"</body></FictionBook>")
        assert whole_text(events) == "end\n"
    parsed(b"<FictionBook><body><p>x</p>" + b"<binary" * 200_000 + b"<image href='#a'" * 1000)


def test_what_is_no_book() -> None:
    for data in (b"<FictionBook></FictionBook>", b"<FictionBook><body></body></FictionBook>", b"<html></html>"):
        with pytest.raises(DocumentRefused):
            list(FORMAT.parse(data))
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(zipped(b"", name="a.txt")))
