"""A document made again of its original stands in the old one's place, wholly or not at all."""

from __future__ import annotations

import pytest

from reader.errors import NoSuchDocument
from reader.search.search import Search
from reader.store.access import ShelfAccess
from reader.store.carrying import PlacesAgain
from reader.store.checking import check_library
from reader.store.library import Library
from reader.store.mark import Mark, MarkKind
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
    assert library.position(new) == Position(locator=Locator(0, 13), progress=0.5), "at the same word"
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


def test_marks_go_to_the_same_words_and_what_is_gone_is_kept_as_lost(library: Library, old: int) -> None:
    here = Mark(start=Locator(0, 4), end=Locator(0, 11), quote="article", before="the ", note="N", tags=("t",))
    gone = Mark(start=Locator(0, 1), end=Locator(0, 3), quote="zebra crossing", before="no ", after=" here")
    place = Mark(kind=MarkKind.BOOKMARK, start=Locator(0, 4), end=Locator(0, 4), quote="article")
    library.add_marks(old, [here, gone, place])
    writer = begin_again(library)
    late = Mark(start=Locator(0, 0), end=Locator(0, 3), quote="the", after=" article")
    library.add_marks(old, [late])
    new = writer.finish_for(old)
    found = {mark.number: mark for mark in library.marks(new)}
    assert [found[1].start, found[1].end, found[1].is_lost] == [Locator(0, 13), Locator(0, 20), False]
    assert (found[1].note, found[1].tags, found[1].quote) == ("N", ("t",), "article")
    assert (found[2].is_lost, found[2].quote) == (True, "zebra crossing")
    assert (found[3].start, found[3].end) == (Locator(0, 13), Locator(0, 13))
    assert (found[4].start, found[4].end) == (Locator(0, 9), Locator(0, 12))
    assert library.mark_counts().keys() == {new}


def test_a_mark_made_while_places_were_sought_is_not_left_behind(library: Library, old: int) -> None:
    places = PlacesAgain(library.shelf, old, begin_again(library).id)
    late = Mark(start=Locator(0, 4), end=Locator(0, 11), quote="article")
    assert places.of(late).is_lost, "the new text is empty yet"


def test_a_lost_mark_is_found_when_its_words_are_back(library: Library, old: int) -> None:
    library.add_marks(old, [Mark(quote="article", before="the ", is_lost=True)])
    new = begin_again(library).finish_for(old)
    (mark,) = library.marks(new)
    assert (mark.is_lost, mark.start) == (False, Locator(0, 13))


def test_pages_without_words_keep_their_marks_as_long_as_they_are_as_many(library: Library) -> None:
    old = store(library, [Metadata(), *(section(number) for number in range(3))], kind="comic")
    library.add_marks(old, [Mark(kind=MarkKind.BOOKMARK, start=Locator(2), end=Locator(2))])
    for count, lost in ((3, False), (2, True)):
        writer = library.new_document("comic", sha256=b"")
        writer.add(Metadata())
        for number in range(count):
            writer.add(section(number))
        old = writer.finish_for(old)
        (mark,) = library.marks(old)
        assert (mark.is_lost, mark.start) == (lost, Locator(min(2, count - 1)))


def test_what_was_chosen_for_the_document_alone_goes_along(library: Library, old: int) -> None:
    library.set_document_setting(old, "look", "large")
    assert library.document_setting(begin_again(library).finish_for(old), "look") == "large"
