"""Marks are kept when they are made, listed in their order, and gone with their document."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import sqlcipher3  # type: ignore[import-untyped]
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from reader.errors import NoSuchDocument
from reader.store.access import ShelfAccess
from reader.store.library import Library
from reader.store.mark import MAX_TAGS, Mark, MarkColour, MarkKind, tidy_tags
from reader.store.marks import MarkCounts
from reader.text.model import Locator
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf
from tests.store.samples import short, store

FULL = Mark(
    kind=MarkKind.HIGHLIGHT, start=Locator(1, 2), end=Locator(2, 3), colour=MarkColour.PINK, note="two\nlines",
    tags=("one", "둘"), quote="q", before="b", after="a", made_at_s=5, changed_at_s=6, is_lost=True,
)  # fmt: skip


@pytest.fixture
def document(library: Library) -> int:
    return store(library, short("Its title", "the article\n"))


def at(offset: int, **more: object) -> Mark:
    return msgspec.structs.replace(Mark(start=Locator(0, offset), end=Locator(0, offset + 2)), **more)


def test_a_mark_comes_back_as_it_was_kept(library: Library, document: int) -> None:
    (kept,) = library.add_marks(document, [FULL])
    assert kept == msgspec.structs.replace(FULL, number=1)
    assert library.marks(document) == [kept]


def test_marks_are_in_reading_order_and_numbered_on(library: Library, document: int) -> None:
    library.add_marks(document, [at(9), at(3)])
    library.add_marks(document, [at(5)])
    assert [(mark.start.offset, mark.number) for mark in library.marks(document)] == [(3, 2), (5, 3), (9, 1)]


def test_changing_and_removing(library: Library, document: int) -> None:
    one, two = library.add_marks(document, [at(1), at(4)])
    library.put_marks(document, [msgspec.structs.replace(one, note="now")])
    library.remove_marks(document, [two.number, 77])
    assert [mark.note for mark in library.marks(document)] == ["now"]
    library.replace_marks(document, [two], [one.number])
    assert library.marks(document) == [two]


def test_a_change_of_all_puts_what_differs_and_removes_what_is_missing(library: Library, document: int) -> None:
    library.add_marks(document, [at(1), at(4), at(7)])
    new = library.change_marks(document, lambda marks: [msgspec.structs.replace(marks[0], note="x"), marks[2], at(9)])
    assert [(mark.number, mark.note) for mark in new] == [(1, "x"), (3, ""), (4, "")]
    assert library.marks(document) == new


def test_no_document_no_mark(library: Library, document: int) -> None:
    library.remove(document)
    for put in (library.add_marks, library.put_marks):
        with pytest.raises(NoSuchDocument):
            put(document, [at(1)])
    assert library.marks(document) == []


def test_counts_tags_and_lists_of_all_and_of_a_collection(library: Library, document: int) -> None:
    other = store(library, short("Other", "x\n"))
    collection = library.create_collection("Both")
    library.put_in_collection(collection, other)
    bookmark = at(3, kind=MarkKind.BOOKMARK, note="its name")
    library.add_marks(document, [FULL, bookmark])
    library.add_marks(other, [at(1, tags=("둘",)), at(2, note="n")])
    assert library.mark_counts() == {document: MarkCounts(2, 1, 1, 1), other: MarkCounts(2, 0, 1, 0)}
    assert library.mark_tags() == ["둘", "one"]
    assert [len(marks) for marks in library.all_marks().values()] == [2, 2]
    below = library.create_collection("Below", collection)
    library.put_in_collection(below, document)
    assert list(library.marks_in_collection(collection)) == [document, other]
    assert list(library.marks_in_collection(below)) == [document]
    library.remove(other)
    assert list(library.all_marks()) == [document] == list(library.mark_counts())


def test_a_removed_documents_marks_leave_no_row_and_no_byte(tmp_path: Path) -> None:
    shelf, secret = MemoryShelf(), "quitesecretword"
    library = Library(shelf)
    document = store(library, short("Its title", "the article\n"))
    library.add_marks(document, [at(number, note=secret, quote=secret) for number in range(50)])
    assert secret.encode() in pages_of(shelf, tmp_path / "before")
    library.remove(document)
    with shelf.read() as connection:
        assert connection.execute("SELECT count(*) FROM marks").fetchone() == (0,)
    assert secret.encode() not in pages_of(shelf, tmp_path / "after")


def pages_of(shelf: MemoryShelf, path: Path) -> bytes:
    """All pages of a shelf as they are, the free ones too."""
    with shelf.read() as connection, closing(sqlcipher3.connect(str(path))) as copy:
        connection.backup(copy)  # type: ignore[attr-defined]  # our protocol has less
    return path.read_bytes()


def test_what_a_row_no_longer_tells_is_no_error(library: Library, shelf: ShelfAccess, document: int) -> None:
    library.add_marks(document, [FULL])
    shelf.run(lambda connection: connection.execute("UPDATE marks SET colour = 'brown', kind = '?'"))
    (mark,) = library.marks(document)
    assert (mark.colour, mark.kind) == (MarkColour.YELLOW, MarkKind.HIGHLIGHT)


def test_tags_are_lines_each_once() -> None:
    assert tidy_tags(["a  b", "", " ", "a b", "c\nd"]) == ("a b", "c d")
    assert len(tidy_tags([str(number) for number in range(200)])) == MAX_TAGS


places = st.builds(Locator, st.integers(0, 3), st.integers(0, 50))
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
some_marks = st.builds(
    Mark, kind=st.sampled_from(MarkKind), start=places, end=places, colour=st.sampled_from(MarkColour), note=words,
    tags=st.lists(words, max_size=3).map(tidy_tags), quote=words, is_lost=st.booleans(), made_at_s=st.integers(0, 9),
)  # fmt: skip


class MarksModel(RuleBasedStateMachine):
    """A vault against a dictionary; killed and opened again whenever it likes."""

    numbers = Bundle("numbers")

    def __init__(self) -> None:
        super().__init__()
        self.folder = next(_FOLDERS)
        create_cheap_vault(self.folder, "pass")
        self._open()
        self.document = store(self.library, short("T", "text\n"))
        self.model: dict[int, Mark] = {}

    def _open(self) -> None:
        self.vault = open_cheap_vault(self.folder, "pass")
        self.library = Library(self.vault.shelf)

    @rule(target=numbers, mark=some_marks)
    def add(self, mark: Mark) -> int:
        (kept,) = self.library.add_marks(self.document, [mark])
        assert kept.number not in self.model
        self.model[kept.number] = kept
        return kept.number

    @rule(number=numbers, note=words)
    def change(self, number: int, note: str) -> None:
        if number in self.model:
            self.model[number] = msgspec.structs.replace(self.model[number], note=note)
            self.library.put_marks(self.document, [self.model[number]])

    @rule(number=consumes(numbers))
    def remove(self, number: int) -> None:
        self.library.remove_marks(self.document, [number])
        self.model.pop(number, None)

    @rule()
    def kill(self) -> None:
        """The files as they lie there are all that the next start has."""
        copied = next(_FOLDERS)
        copied.mkdir()
        for path in self.folder.iterdir():
            (copied / path.name).write_bytes(path.read_bytes())
        self.vault.close()
        self.folder = copied
        self._open()

    @invariant()
    def is_the_same(self) -> None:
        assert {mark.number: mark for mark in self.library.marks(self.document)} == self.model
        assert self.library.marks(self.document) == sorted(self.model.values(), key=lambda mark: mark.place)

    def teardown(self) -> None:
        self.vault.close()


_FOLDERS: Iterator[Path] = iter(())


def test_marks_against_a_model_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}._FOLDERS", (tmp_path / str(number) for number in range(100_000)))
    MarksModel.TestCase.settings = settings(max_examples=8, stateful_step_count=15, deadline=None)
    MarksModel.TestCase("runTest").runTest()
    gc.collect()
