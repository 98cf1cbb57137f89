"""Out and in again: files of marks, whoever wrote them, and the documents that they find."""

from __future__ import annotations

import json
import stat
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.errors import DamagedFile, FileMissing, FileTooLarge, NoSuchDocument, StoreError, UnknownKind
from reader.marks import exchange, importing
from reader.marks.exchange import ExportedDocument, ExportedMark, decode, encode
from reader.marks.exporting import MarksFormat, gather, plain_name, write
from reader.marks.importing import Placed, carry, read_file, take_in, take_in_for
from reader.marks.pages import markdown, page
from reader.search.search import Search
from reader.store.library import Library
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.model import Locator, Metadata, Outline, OutlineEntry, ParseEvent
from tests.shelves import MemoryShelf
from tests.store.samples import section, short, store

BOOK: list[ParseEvent] = [
    Metadata(title="The Door", authors=("Ada One",), language="en"),
    section(0, "It was a red door in a long wall.\n", "Nobody had opened it for years.\n"),
    section(1, "역사와 진실 사이에서 오래 머물렀다.\n"),
    Outline(entries=(OutlineEntry(title="One", level=1, target=Locator(0)),)),
]
MARKS = [
    Mark(start=Locator(0, 9), end=Locator(0, 17), quote="red door", before="It was a ", after=" in a long wall.",
         note="Mine", tags=("doors",), made_at_s=5, changed_at_s=6),
    Mark(start=Locator(1, 0), end=Locator(1, 6), quote="역사와 진실", after=" 사이에서", colour=MarkColour.PINK),
    Mark(kind=MarkKind.BOOKMARK, start=Locator(0, 34), end=Locator(0, 34), quote="Nobody had opened it"),
]  # fmt: skip
AGAIN: list[ParseEvent] = [
    Metadata(title="the door", authors=("Ada One",), language="en"),
    section(0, "A new preface, which says a good deal about walls.\n"),
    section(1, "It was a red door in a long wall. Nobody  had opened it for years.\n"),
]


@pytest.fixture
def library() -> Library:
    return Library(MemoryShelf(), clock_s=lambda: 1_700_000_000.0)


@pytest.fixture
def book(library: Library) -> int:
    document = store(library, BOOK)
    library.add_marks(document, MARKS)
    return document


def find_text(library: Library) -> importing.FindText:
    search = Search(library.shelf)
    return lambda words: [hit.document for hit in search.hits(words)]


def without_number(marks: list[Mark]) -> list[Mark]:
    return [msgspec.structs.replace(mark, number=0) for mark in marks]


def test_what_goes_out_comes_in_again_as_it_was(library: Library, book: int) -> None:
    (exported,) = decode(encode(gather(library, [book])))
    other = Library(MemoryShelf())
    target = store(other, BOOK)
    (placed,) = take_in(other, [exported], find_text(other))
    assert placed == Placed("The Door", target, added=3)
    assert without_number(other.marks(target)) == without_number(library.marks(book))
    assert exported.marks[0].chapter == "One"


def test_taken_in_twice_nothing_is_there_twice_and_no_note_is_lost(library: Library, book: int) -> None:
    (exported,) = gather(library, [book])
    before = library.marks(book)
    assert take_in_for(library, book, [exported]) == [Placed("The Door", book, known=3)]
    assert library.marks(book) == before
    mine = before[0]
    library.put_marks(book, [msgspec.structs.replace(mine, note="Other", tags=("x",), colour=MarkColour.BLUE)])
    assert take_in_for(library, book, [exported]) == [Placed("The Door", book, joined=1, known=2)]
    (again,) = [mark for mark in library.marks(book) if mark.number == mine.number]
    assert (again.note, again.tags, again.colour) == ("Other\n\nMine", ("x", "doors"), MarkColour.BLUE)


def test_another_text_of_the_book_is_found_and_what_is_not_in_it_is_kept_as_lost(library: Library, book: int) -> None:
    exported = gather(library, [book])
    other = Library(MemoryShelf())
    target = store(other, AGAIN, b"again")
    assert take_in(other, exported, find_text(other)) == [Placed("The Door", target, added=2, lost=1)]
    door, nobody = sorted((mark for mark in other.marks(target) if not mark.is_lost), key=lambda mark: mark.place)
    assert (door.start, door.end) == (Locator(1, 9), Locator(1, 17))
    assert nobody.start == Locator(1, 34)
    (lost,) = [mark for mark in other.marks(target) if mark.is_lost]
    assert lost.quote == "역사와 진실"
    assert take_in(other, exported, find_text(other)) == [Placed("The Door", target, known=3)], "and only once"


def test_by_its_words_alone(library: Library, book: int) -> None:
    exported = [msgspec.structs.replace(each, title="Otherwise", sha256="") for each in gather(library, [book])]
    other = Library(MemoryShelf())
    store(other, short("The Door", "something else altogether\n"), b"other")
    target = store(other, [Metadata(title="file 7"), BOOK[1], BOOK[2]], b"words")
    assert [placed.document for placed in take_in(other, exported, find_text(other))] == [target]


def test_what_belongs_to_no_document_is_said(library: Library, book: int) -> None:
    other = Library(MemoryShelf())
    store(other, short("Another", "something else altogether\n"), b"other")
    assert take_in(other, gather(library, [book]), find_text(other)) == [Placed("The Door", 0, left=3)]
    assert other.all_marks() == {}


def test_for_one_document_only_what_fits_it(library: Library, book: int) -> None:
    stranger = ExportedDocument(title="X", marks=(ExportedMark(kind=MarkKind.HIGHLIGHT, quote="zebra crossing"),))
    placed = take_in_for(library, book, [stranger, *gather(library, [book])])
    assert placed == [Placed("X", 0, left=1), Placed("The Door", book, known=3)]
    with pytest.raises(NoSuchDocument):
        take_in_for(library, 99, [stranger])


def test_marks_are_carried_to_another_file_of_the_book(library: Library, book: int) -> None:
    target = store(library, AGAIN, b"again")
    assert carry(library, book, target) == Placed("The Door", target, added=2, lost=1)
    assert len(library.marks(book)) == 3
    assert carry(library, store(library, BOOK), target) == Placed("The Door", target)


# -- hostile files

GOOD: dict[str, Any] = {"format": "reading-marks", "version": 1, "documents": [{"title": "T", "marks": []}]}


def with_mark(**mark: Any) -> bytes:
    return json.dumps(GOOD | {"documents": [{"title": "T", "marks": [{"kind": "highlight"} | mark]}]}).encode()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnknownKind),
        (b"\xff\xfe", UnknownKind),
        (b"[1]", UnknownKind),
        (b"[" * 200_000, UnknownKind),
        (b'{"format": "reading-marks", "version": 1, "x": ' + b"[" * 200_000, UnknownKind),
        (json.dumps(GOOD | {"format": "else"}).encode(), UnknownKind),
        (json.dumps(GOOD | {"version": 2}).encode(), UnknownKind),
        (json.dumps(GOOD | {"documents": {}}).encode(), DamagedFile),
        (json.dumps(GOOD | {"documents": [{"title": 5}]}).encode(), DamagedFile),
        (json.dumps(GOOD | {"documents": [{"title": "T", "sha256": "zz"}]}).encode(), DamagedFile),
        (with_mark(kind="wall"), DamagedFile),
        (with_mark(colour="brown"), DamagedFile),
        (with_mark(offset=-1), DamagedFile),
        (with_mark(offset=1.5), DamagedFile),
        (with_mark(section=2**31), DamagedFile),
        (with_mark(made_at_s=10**18), DamagedFile),
        (with_mark(offset=10**400), DamagedFile),
        (with_mark(note="x" * 200_000), DamagedFile),
        (with_mark(quote="x" * 5000), DamagedFile),
        (with_mark(before="x" * 5000), DamagedFile),
        (with_mark(tags=["t"] * 1000), DamagedFile),
        (b'{"format": "reading-marks", "version": 1, "documents": [{"title": "\\ud800"}]}', UnknownKind),
    ],
)
def test_what_is_not_as_described_is_refused_whole(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        decode(data)


def test_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_BYTES", 10)
    monkeypatch.setattr(exchange, "MOST_BYTES", 10)
    (tmp_path / "f").write_bytes(b" " * 11)
    with pytest.raises(FileTooLarge):
        read_file(tmp_path / "f")
    with pytest.raises(FileTooLarge):
        decode(b" " * 11)
    with pytest.raises(FileMissing):
        read_file(tmp_path / "none")


def test_unknown_fields_are_left_alone_and_controls_taken_out() -> None:
    (document,) = decode(with_mark(note="a\x1b[31m\nb\x7f", tags=["x\x07y"], later={"deep": [1]}))
    mark = document.marks[0].to_mark()
    assert (mark.note, mark.tags) == ("a[31m\nb", ("xy",))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(
    inner, max_size=3) | st.dictionaries(st.sampled_from(["format", "version", "documents", "title", "marks", "kind"]),
    inner, max_size=4), max_leaves=12))  # fmt: skip
@settings(max_examples=60)
def test_any_json_is_taken_or_refused(value: Any) -> None:
    data = json.dumps(GOOD | {"documents": value}).encode()
    try:
        decode(data)
    except (DamagedFile, UnknownKind):
        return


# -- files


def test_a_file_is_private_whole_and_over_no_other(library: Library, book: int, tmp_path: Path) -> None:
    gathered = gather(library, [book])
    first = write(gathered, MarksFormat.JSON, tmp_path / "new")
    assert first == tmp_path / "new" / "notes.json"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    second = write(gathered, MarksFormat.JSON, tmp_path / "new")
    assert second.name == "notes (2).json"
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in first.parent.iterdir()) == ["notes (2).json", "notes.json"], "no part is left"
    assert read_file(first) == tuple(gathered)


def test_a_failed_write_leaves_nothing(
    library: Library, book: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(5, "no")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(StoreError):
        write(gather(library, [book]), MarksFormat.HTML, tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        write([], MarksFormat.HTML, tmp_path / "file")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("", "notes"),
        ("../x", "x"),
        ("a/b\\c", "abc"),
        (" .. ", "notes"),
        ("Wörter 책", "Wörter 책"),
        ("x\x00\ny", "xy"),
    ],
)
def test_names(name: str, plain: str) -> None:
    assert plain_name(name) == plain


# -- for people

NASTY = "<script>alert(1)</script> *bold* [a](http://x) `c` & \\ # h\n- item\n1. one\n    code\n> q ![i](j) <!-- x -->"


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def nasty(language: str = 'en" onload="x') -> ExportedDocument:
    marks = (
        ExportedMark(kind=MarkKind.HIGHLIGHT, quote=NASTY, note=NASTY, tags=("<b>",), chapter=NASTY),
        ExportedMark(kind=MarkKind.HIGHLIGHT, quote="نص عربي", note="note", chapter="الفصل"),
        ExportedMark(kind=MarkKind.BOOKMARK, quote="place"),
    )
    return ExportedDocument(title=NASTY, authors=("<i>",), language=language, marks=marks)


def test_a_page_runs_nothing_asks_for_nothing_and_says_all() -> None:
    seen = Seen()
    seen.feed(page([nasty()]).decode())
    names = {tag for tag, _ in seen.tags}
    assert not names & {"script", "img", "a", "link", "iframe", "b", "i", "object"}
    assert not any(
        name.startswith("on") or name in ("src", "href") for _, attributes in seen.tags for name in attributes
    )
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": exported_policy()}) in seen.tags
    assert NASTY.split("\n", maxsplit=1)[0] in seen.text
    assert [attributes["dir"] for tag, attributes in seen.tags if tag == "blockquote"] == ["ltr", "rtl"]
    assert [attributes["lang"] for tag, attributes in seen.tags if tag == "section"] == ["enonloadx"]


def exported_policy() -> str:
    return "default-src 'none'; style-src 'unsafe-inline'"


def test_markdown_says_all_and_means_none_of_it() -> None:
    text = markdown([nasty()]).decode()
    seen = Seen()
    seen.feed(MarkdownIt().render(text))
    names = {tag for tag, _ in seen.tags}
    assert not names & {"script", "img", "a", "code", "strong", "ol"}
    assert seen.text.count("alert(1)") == 4
    assert "*bold*" in seen.text
    assert text.startswith("# ")
