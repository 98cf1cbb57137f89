"""A document made again of its original stands in the old one's place, wholly or not at all."""

from __future__ import annotations

import pytest

from reader.errors import NoSuchDocument
from reader.search.search import Search
from reader.store.access import ShelfAccess
from reader.store.checking import check_library
from reader.store.library import Library
from reader.store.rows import Position
from reader.store.writer import DocumentWriter, Wish
from reader.text.model import Locator, Metadata
from tests.store.samples import section, short, store


def begin_again(library: Library) -> DocumentWriter:
    writer = library.new_document("html", sha256=b"same", wish=Wish(whole_page=True))
    writer.add(Metadata(title="Called otherwise by its parse", authors=("Somebody",)))
    writer.add(section(0, "the menu\n", "the article\n"))
    writer.add_chunk(b"original")
    return writer


@pytest.fixture
def old(library: Library) -> int:
    document = store(library, short("Its title", "the article\n", authors=("Ada One",)), b"original", kind="html")
    library.put_in_collection(library.create_collection("Saved"), document)
    library.set_position(document, Position(locator=Locator(0, 4), progress=0.5))
    return document


def test_the_new_one_has_what_people_made_of_the_old_one(library: Library, shelf: ShelfAccess, old: int) -> None:
    before = library.document(old)
    new = begin_again(library).finish_for(old)
    (row,) = library.documents()
    assert (row.id, row.title, row.authors) == (new, "Its title", ("Ada One",))
    assert (row.added_at_s, row.opened_at_s, row.progress) == (before.added_at_s, before.opened_at_s, 0.5)
    assert library.details(new).whole_page
    assert library.position(new) == Position(locator=Locator(0, 10), progress=0.5), "half of the 21 characters"
    assert library.documents_in(library.collections()[0].id) == [new]
    assert [found.document for found in Search(shelf).hits("article")] == [new]
    assert [found.document for found in Search(shelf).hits("Its title")] == [new]
    assert Search(shelf).hits("otherwise") == []
    assert library.purge_unfinished() == 1, "the old one's rows"
    assert check_library(library) == []


def test_one_that_was_never_opened_stays_unread(library: Library) -> None:
    old = store(library, short("a", "x\n"))
    new = begin_again(library).finish_for(old)
    assert (library.document(new).opened_at_s, library.position(new)) == (0, None)
    assert check_library(library) != [], "the old one is there until it is purged"
    library.purge_unfinished()
    assert check_library(library) == []


def test_what_was_removed_meanwhile_is_not_brought_back(library: Library, old: int) -> None:
    writer = begin_again(library)
    library.remove(old)
    with pytest.raises(NoSuchDocument):
        writer.finish_for(old)
    writer.abandon()
    assert library.documents() == []
    assert check_library(library) == []


def test_until_its_end_the_old_one_is_all_there_is(library: Library, shelf: ShelfAccess, old: int) -> None:
    begin_again(library)  # and then a kill
    after = Library(shelf)
    assert [row.id for row in after.documents()] == [old]
    assert after.purge_unfinished() == 1
    assert after.documents_in(after.collections()[0].id) == [old]
    assert check_library(after) == []
