"""Mobipocket books and PalmDOC texts, and what their makers' tables may be bent to."""

from __future__ import annotations

import struct

import pytest

from reader.errors import DamagedFile, FileTooLarge, ProtectedByDrm, UnsupportedKind
from reader.formats import limits
from reader.formats.mobi_format import FORMAT
from reader.formats.mobi_locales import locale_tag
from reader.formats.palm_records import unpacked, without_trailing
from reader.formats.registry import recognise
from reader.text.model import Anchors, Cover, Direction, Metadata, Outline, ParseEvent, Resource
from tests.formats.checks import check_document, sections_of, text_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, picture
from tests.formats.makers_mobi import huff_tables, literal, mobi, palm


def book() -> bytes:
    """Two chapters behind a table of contents, whose links name byte offsets."""
    two = f"<h2>Two</h2><p>{KOREAN}</p>".encode()
    one = f'<h1>One</h1><p width="1em" height="5pt">{ENGLISH} <a filepos=%010d>on</a></p><img recindex="00001">'
    guide = '<html><head><guide><reference type="toc" title="C" filepos=%010d /></guide></head><body>'
    contents = "<p><a filepos=%010d>Chapter one</a></p><p><a filepos=%010d>Chapter two</a></p>"
    page_break = "<mbp:pagebreak/>"
    at_contents = len(guide % 0)
    at_one = at_contents + len(contents % (0, 0)) + len(page_break)
    at_two = at_one + len(one % 0) + len(page_break)
    text = guide % at_contents + contents % (at_one, at_two) + page_break + one % at_two + page_break
    return text.encode() + two + b"</body></html>"


EXTENDED: dict[int, bytes | list[bytes]] = {
    100: [b"A. One", b"B. Two"], 101: b"P.", 103: b"<p>Of &amp; about</p>", 105: [b"Law", b"Law"],
    106: b"2020-01-02T00", 201: struct.pack(">I", 0), 503: b"The whole title", 524: b"ko",
}  # fmt: skip


class TestMobi(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [
            mobi(book(), extended=EXTENDED, pictures=[picture()]),
            mobi(book(), compression=2, pictures=[picture("JPEG")]),
            mobi(book(), compression=17480, tables=huff_tables()),
        ]


def parsed(data: bytes) -> list[ParseEvent]:
    assert recognise(data) is FORMAT
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def test_what_the_book_says_of_itself() -> None:
    metadata = parsed(mobi(book(), extended=EXTENDED, pictures=[picture()]))[0]
    assert metadata == Metadata(
        title="The whole title", authors=("A. One", "B. Two"), language="ko", direction=Direction.LTR, publisher="P.",
        published="2020-01-02", description="Of & about", subjects=("Law",),
    )  # fmt: skip
    bare = parsed(mobi(book(), title=b"", locale=0x0412))[0]
    assert isinstance(bare, Metadata)
    assert (bare.title, bare.language) == ("A name", "ko")


def test_sections_links_contents_and_pictures() -> None:
    events = parsed(mobi(book(), extended=EXTENDED, pictures=[picture(size=(30, 40))]))
    assert [text_of(section).partition("\n")[0] for section in sections_of(events)] == ["Chapter one", "One", "Two"]
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.target.section) for entry in outline.entries] == [
        ("Chapter one", 1),
        ("Chapter two", 2),
    ]
    targets = next(event for event in events if isinstance(event, Anchors)).targets
    assert {(place.section, place.offset) for place in targets.values()} == {(1, 0), (2, 0)}
    assert whole_markup(events).count('href="#') == 3
    assert 'style="text-indent:16px;margin-top:7px"' in whole_markup(events)
    assert [(event.width_px, event.height_px) for event in events if isinstance(event, Resource)] == [(30, 40)]
    assert any(isinstance(event, Cover) for event in events)


@pytest.mark.parametrize("compression", [1, 2, 17480])
def test_the_three_ways_of_packing_give_one_text(compression: int) -> None:
    tables = huff_tables() if compression == 17480 else []
    text = f"<html><body><p>{(ENGLISH + KOREAN) * 200}</p></body></html>".encode()
    assert whole_text(parsed(mobi(text, compression=compression, tables=tables))).replace("\n", "") == (
        (ENGLISH + KOREAN) * 200
    )


def test_encodings_and_directions() -> None:
    data = mobi("<html><body><p>caf\xe9 \x80</p>".encode("latin-1"), utf_8=False)
    assert "café €" in whole_text(parsed(data))
    events = parsed(mobi(f"<html><body><p>{ARABIC}</p>".encode(), locale=0))
    assert events[0].direction is Direction.RTL  # type: ignore[union-attr]
    assert '<p dir="rtl" lang="ar">' in whole_markup(events)


def test_palmdocs_compression() -> None:
    assert unpacked(b"\x03abc" + b"d" + b"\xe1") == b"abcd a"
    assert unpacked(b"abcd" + bytes(((0x80 | 4 << 3 >> 8), (4 << 3 | 3) & 0xFF))) == b"abcdabcdab"
    assert unpacked(literal(b"\x00\xff" * 9)) == b"\x00\xff" * 9
    with pytest.raises(DamagedFile):
        unpacked(b"a\x80\x48")
    with pytest.raises(FileTooLarge):
        unpacked(b"a" + b"\x80\x0f" * 60_000)


def test_what_stands_behind_a_records_text_is_cut_off() -> None:
    assert without_trailing(b"text" + b"x\x82", 0b10) == b"text"
    assert without_trailing(b"text" + b"\xe4\xb8\x01", 0b1) == b"text\xe4"
    assert without_trailing(b"text" + b"\x00" + b"x\x82", 0b11) == b"text"
    assert without_trailing(b"", 0xFFFF) == b""
    assert whole_text(parsed(mobi(book(), trailing=b"\x00x\x82", trailing_flags=3))).count(ENGLISH) == 1


def test_phrases_that_are_packed_themselves() -> None:
    tables = huff_tables({1: (b"\x02\x02", False), 2: (b"ab", True)})
    text = b"<html><body><p>" + b"\x01" + b"c</p>"
    assert whole_text(parsed(mobi(text, compression=17480, tables=tables))) == "ababc\n"


def test_phrases_that_never_end_and_phrases_that_swell() -> None:
    text = b"<html><body><p>\x01</p>"
    for phrases in (
        {1: (b"\x01", False)},
        {1: (b"\x02\x02", False), 2: (b"\x01\x01", False)},
        {number: (bytes([number + 1]) * 200, False) for number in range(1, 20)},
    ):
        with pytest.raises((DamagedFile, FileTooLarge)):
            list(FORMAT.parse(mobi(text, compression=17480, tables=huff_tables(phrases))))


def test_tables_that_are_not_there() -> None:
    for tables in ([], [b"HUFF"], [b"CDIC"], huff_tables()[:1], [huff_tables()[0][:60]]):
        with pytest.raises(DamagedFile):
            list(FORMAT.parse(mobi(book(), compression=17480, tables=tables)))


@pytest.mark.parametrize("kind", [b"BOOKMOBI", b"TEXtREAd"])
def test_protected_books_are_said_to_be(kind: bytes) -> None:
    for encryption in (1, 2):
        with pytest.raises(ProtectedByDrm):
            list(FORMAT.parse(mobi(book(), encryption=encryption, kind=kind)))


def test_the_newer_form_alone_is_named() -> None:
    with pytest.raises(UnsupportedKind) as caught:
        list(FORMAT.parse(mobi(book(), version=8)))
    assert caught.value.detail == "azw3"


def test_a_palmdoc_text_is_a_text() -> None:
    head = struct.pack(">HHIHHHH", 2, 0, 0, 1, 4096, 0, 0)
    data = palm(b"TEXtREAd", [head, literal(f"The title\n\n{ENGLISH}\n".encode())])
    assert whole_text(parsed(data)) == f"The title\n{ENGLISH}\n"


def test_a_dictionary_of_thousands_of_pages_is_put_together() -> None:
    text = b"<html><body>" + b"".join(b"<p>word %d</p><mbp:pagebreak/>" % number for number in range(5000))
    sections = sections_of(parsed(mobi(text)))
    assert 1 < len(sections) < 100
    assert text_of(sections[-1]).endswith("word 4999\n")


def test_hostile_headers() -> None:
    data = bytearray(mobi(book(), extended=EXTENDED))
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(bytes(data[:60]) + b"BOOKMOBI" + bytes(8) + b"\xff\xff" + bytes(100)))
    start = data.index(b"EXTH")
    struct.pack_into(">I", data, start + 8, 0xFFFFFFFF)
    struct.pack_into(">I", data, start + 16, 0xFFFFFFFF)
    assert ENGLISH in whole_text(FORMAT.parse(bytes(data)))
    assert "odd" in whole_text(parsed(mobi(b'<html><body><p><a href="#fpx">odd</a><a href="#fp\xd9\xa3">one</a>')))
    huge = b"<html><body>" + b"<a filepos=99999999>x</a>" * 2000
    assert whole_text(parsed(mobi(huge))).count("x") == 2000


def test_a_text_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", 5000)
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(mobi(b"<html><body>" + b"a" * 9000)))


def test_a_binary_file_with_markdown_in_it_is_no_markdown() -> None:
    assert recognise(mobi(b"# A heading\n\n* a\n* b\n\n[x](http://a.example)\n")) is FORMAT


def test_languages_by_number() -> None:
    assert [locale_tag(number) for number in (0x0409, 0x0412, 0x0429, 0x0804, 9, 0)] == [
        "en-US", "ko", "fa", "zh-Hans", "en", "",
    ]  # fmt: skip
