"""Dictionaries in a shelf: kept, found in, ordered, removed, copied, and whole or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.formats.stardict import read_stardict
from reader.reading.looking_up import look_up
from reader.store.copying import copy_library
from reader.store.library import Library
from reader.store.salvaging import salvage_library
from reader.vault.shelf_pages import ShelfPages, pages_of
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.formats.stardict_files import WORDS, make_stardict
from tests.shelves import MemoryShelf


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf()


@pytest.fixture
def library(shelf: MemoryShelf) -> Library:
    return Library(shelf)


def add(library: Library, articles: dict[str, str] | None = None, *, name: str = "A small one") -> int:
    writer = library.new_dictionary()
    for event in read_stardict(make_stardict(articles or WORDS, name=name)):
        writer.add(event)
    return writer.finish()


def rows(shelf: MemoryShelf, table: str) -> int:
    with shelf.read() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def found(library: Library, word: str) -> list[tuple[str, str]]:
    return [(each.word, each.html) for each in look_up(library, word).definitions]


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("house", "house"), ("HOUSES", "house"), ("haus", "Haus"), ("cafe", "café"), ("running", "run"),
        ("사람들에게", "사람"), ("먹는", "먹다"), ("الكِتاب", "كتاب"), ("人民万岁", "人民"),
    ],
)  # fmt: skip
def test_words_are_found_by_their_forms(library: Library, asked: str, word: str) -> None:
    add(library)
    assert [each for each, _ in found(library, asked)] == [word]


def test_many_words_are_found_among_many_blocks(library: Library) -> None:
    number = add(library, {f"word{n:05}": f"meaning {n}" for n in range(5000)})
    for n in (0, 199, 200, 201, 2500, 4999):
        assert found(library, f"word{n:05}") == [(f"word{n:05}", f"<div>meaning {n}</div>")]
    assert found(library, "nothing") == []
    assert [each.word for each in library.entries_beginning(number, "word0019", most=3)] == [
        "word00190", "word00191", "word00192",
    ]  # fmt: skip
    assert look_up(library, "word0000").similar[:2] == ("word00000", "word00001")


def test_equal_words_in_several_blocks_are_all_found(library: Library) -> None:
    articles = {f"a{n:03}": "x" for n in range(199)} | {"Same": "1", "same": "2", "sAme": "3", "zzz": "4"}
    number = add(library, articles)
    assert len(library.entries(number, "SAME")) == 3


def test_each_dictionary_is_asked_in_its_order_unless_it_is_off(library: Library) -> None:
    first, second = add(library, {"a": "one"}, name="First"), add(library, {"a": "two"}, name="Second")
    assert [each.dictionary for each in look_up(library, "a").definitions] == ["First", "Second"]
    library.order_dictionaries([second, first])
    assert [row.name for row in library.dictionaries()] == ["Second", "First"]
    library.set_dictionary_on(second, on=False)
    assert [each.dictionary for each in look_up(library, "a").definitions] == ["First"]
    assert [row.is_on for row in library.dictionaries()] == [False, True]


def test_one_that_is_removed_leaves_nothing(library: Library, shelf: MemoryShelf) -> None:
    number, other = add(library), add(library, {"a": "one"})
    library.remove_dictionary(number)
    assert [row.id for row in library.dictionaries()] == [other]
    assert rows(shelf, "dictionary_words") == rows(shelf, "dictionary_articles") == 1
    assert library.article(number, library.entries(other, "a")[0]) is None


def test_one_that_was_cut_short_is_cleared(library: Library, shelf: MemoryShelf) -> None:
    writer = library.new_dictionary()
    for event in read_stardict(make_stardict()):
        writer.add(event)
    writer._batch.flush()
    library.purge_unfinished()
    assert rows(shelf, "dictionaries") == 1  # somebody is still writing it
    Library(shelf).purge_unfinished()
    assert rows(shelf, "dictionaries") == rows(shelf, "dictionary_words") == rows(shelf, "dictionary_articles") == 0


def test_a_copy_takes_them_along(library: Library, shelf: MemoryShelf) -> None:
    add(library, name="Kept")
    hidden = library.new_dictionary()
    target = MemoryShelf()
    copy_library(shelf, target)
    copied = Library(target)
    assert [(row.name, row.is_whole) for row in copied.dictionaries()] == [("Kept", True)]
    assert found(copied, "house") == [("house", "<div>a building to live in</div>")]
    assert rows(target, "dictionaries") == 1
    hidden.abandon()


def test_what_is_lost_of_one_is_told_and_does_no_harm(library: Library, shelf: MemoryShelf) -> None:
    add(library)
    shelf.run(lambda connection: connection.execute("DELETE FROM dictionary_articles"))
    assert [row.is_whole for row in library.dictionaries()] == [False]
    assert found(library, "house") == []
    shelf.run(lambda connection: connection.execute("UPDATE dictionary_words SET data = x'00'"))
    assert found(library, "house") == []


def test_nothing_is_believed_of_what_was_kept(library: Library, shelf: MemoryShelf) -> None:
    evil = '<img src="http://spy/"><script>x</script>'
    import reader.text.dictionary as packing

    data = packing.packed_article(packing.Article(evil))
    add(library, {"a": "one"})
    shelf.run(
        lambda connection: connection.execute(
            "UPDATE dictionary_articles SET data = ?", (packing.deflated(data.ljust(len(data), b"\0")),)
        )
    )
    entry = packing.Entry("a", 0, 0, len(data))
    block = packing.packed_entries([entry])
    shelf.run(lambda connection: connection.execute("UPDATE dictionary_words SET data = ?", (block,)))
    assert found(library, "a") == [("a", "x")]


def test_without_dictionaries_it_says_so(library: Library) -> None:
    assert not look_up(library, "word").has_dictionaries


def test_what_can_be_read_of_a_damaged_shelf_is_saved(tmp_path: Path) -> None:
    create_cheap_vault(tmp_path / "vault", "one")
    vault = open_cheap_vault(tmp_path / "vault", "one")
    library = Library(vault.shelf)
    kept = add(library, name="Kept")
    large = add(library, {f"word{n:05}": "meaning " * 40 for n in range(8000)}, name="Large")
    target = MemoryShelf()
    pages = Holes(pages_of(vault), vault.shelf.page_count(), every=0)
    salvage_library(pages, target)
    saved = Library(target)
    assert [(row.name, row.is_whole) for row in saved.dictionaries()] == [("Kept", True), ("Large", True)]
    assert found(saved, "word04321") == found(library, "word04321")
    assert look_up(saved, "house") == look_up(library, "house")
    target = MemoryShelf()
    salvage_library(Holes(pages_of(vault), vault.shelf.page_count(), every=4), target)
    saved = Library(target)
    for row in saved.dictionaries():  # what is left of them is right, and what is not is told
        assert row.is_whole or row.id in {kept, large}
        for word in ("house", "word00001", "word07999"):
            assert set(found(saved, word)) <= set(found(library, word))
    vault.close()


class Holes(ShelfPages):
    """A shelf's pages, of which each `every`th, counted from the end, can't be read; 0 for none."""

    def __init__(self, pages: ShelfPages, count: int, every: int) -> None:
        self._pages, self.count, self._every = pages, count, every

    def page(self, number: int) -> bytes | None:
        return None if self._every and number > 12 and number % self._every == 0 else self._pages.page(number)
