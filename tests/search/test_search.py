"""Searching a library."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest

from reader.errors import Cancelled
from reader.search.search import HITS_EACH, Search
from reader.store.library import Library
from reader.text.model import Locator, Metadata
from tests.shelves import MemoryShelf
from tests.store.samples import section, short, store

if TYPE_CHECKING:
    from reader.vault.connection import Connection


def found(search: Search, query: str, *, typing: bool = False) -> list[int]:
    return [answer.document for answer in search.hits(query, typing=typing)]


def marked(search: Search, query: str) -> list[str]:
    return [
        hit.snippet[start : start + length]
        for answer in search.hits(query)
        for hit in answer.hits
        for start, length in hit.marks
    ]


@pytest.mark.parametrize(
    ("text", "query", "marks"),
    [
        ("우리나라의역사와 진실은", "역사", ["역사"]),
        ("우리나라의역사와 진실은", "진실", ["진실"]),
        ("中华人民共和国", "人民", ["人民"]),
        ("日本語のカタカナ", "カタ", ["カタ"]),
        ("هذا كِتَابٌ جميل", "كتاب", ["كِتَابٌ"]),
        ("هذا كتاب جميل", "كِتَابٌ", ["كتاب"]),
        ("کتاب‌های فارسی", "كتاب", []),
        ("این یک کتاب است", "كتاب", ["کتاب"]),
        ("ภาษาไทยง่าย", "ไทย", ["ไทย"]),
        ("שָׁלוֹם עולם", "שלום", ["שָׁלוֹם"]),
        ("Ёлка и ель", "елка", ["Ёлка"]),
        ("Voilà l’été", "l'ete", ["l’été"]),
        ("an ox", "ox", ["ox"]),
        ("no match", "nomatch", []),
    ],
)
def test_scripts(library: Library, search: Search, text: str, query: str, marks: list[str]) -> None:
    store(library, short("t", text + "\n"))
    assert marked(search, query) == marks


def test_words_may_stand_far_apart_and_in_the_title(library: Library, search: Search) -> None:
    farm = store(library, short("Animal Farm", "pigs\n", "between\n" * 2000, "windmill\n", authors=("George Orwell",)))
    store(library, short("Other", "pigs\n"))
    assert found(search, "windmill pigs") == [farm]
    assert found(search, "orwell pigs") == [farm]
    assert found(search, "orwell windmill animal") == [farm]
    assert found(search, '"pigs windmill"') == []


def test_titles_come_first_then_the_last_added(library: Library, search: Search) -> None:
    titled = store(library, short("Red", "blue\n"))
    first = store(library, short("a", "red\n"))
    second = store(library, short("b", "red\n"))
    assert found(search, "red") == [titled, second, first]
    assert search.hits("red")[0].title_marks == ((0, 3),)
    assert [answer.document for answer in search.hits("red", limit=1, offset=1)] == [second]


def test_or_and_minus(library: Library, search: Search) -> None:
    red = store(library, short("1", "red door\n"))
    blue = store(library, short("2", "blue door\n"))
    both = store(library, short("3", "red\n", "blue door\n"))
    assert set(found(search, "red OR blue door")) == {red, blue, both}
    assert set(found(search, "door -red")) == {blue}
    assert found(search, "red blue") == [both]
    assert found(search, "-red") == []


def test_beginnings(library: Library, search: Search) -> None:
    document = store(library, short("t", "borderland\n"))
    assert found(search, "border*") == [document]
    assert found(search, "border") == []
    assert found(search, "border", typing=True) == [document]
    assert found(search, "border ", typing=True) == []


def test_a_phrase_across_a_border_is_one_hit_where_it_begins(library: Library, search: Search) -> None:
    store(library, short("t", "one two\n", "three four\n"))
    (answer,) = search.hits('"two three"')
    (hit,) = answer.hits
    assert (hit.locator, hit.length) == (Locator(0, 4), 9)


def test_a_phrase_across_a_cut_paragraph_is_found(library: Library, search: Search) -> None:
    store(library, short("t", "one two.", "Three four\n"))
    (hit,) = search.hits('"two three"')[0].hits
    assert (hit.locator, hit.length) == (Locator(0, 4), 9)


def test_what_the_next_piece_begins_with_is_counted_once(library: Library, search: Search) -> None:
    store(library, short("t", "alpha\n", "needle\n", "omega\n"))
    (answer,) = search.hits("needle")
    assert [hit.locator for hit in answer.hits] == [Locator(0, 6)]
    assert not answer.more


def test_a_phrase_does_not_cross_sections(library: Library, search: Search) -> None:
    store(library, [Metadata(title="t"), section(0, "one\n"), section(1, "two\n")])
    assert found(search, '"one two"') == []
    assert search.hits("two")[0].hits[0].locator == Locator(1, 0)


def test_hits_in_reading_order_and_word_of_more(library: Library, search: Search) -> None:
    store(library, short("t", *["needle " + "hay " * 100 + "\n"] * 6))
    (answer,) = search.hits("needle")
    assert [hit.locator.offset for hit in answer.hits] == [0, 408, 816]
    assert len(answer.hits) == HITS_EACH
    assert answer.more
    (fewer,) = search.hits("needle", hits_each=1)
    assert fewer.hits == answer.hits[:1]


def test_unfinished_and_removed_documents_are_not_found(library: Library, search: Search) -> None:
    removed = store(library, short("needle", "needle\n"))
    library.remove(removed)
    writer = library.new_document("epub", sha256=b"")
    for n in range(300):
        writer.add(section(n, "needle " * 500))
    assert found(search, "needle") == []


def test_a_cancelled_search_says_so(library: Library, search: Search, shelf: MemoryShelf) -> None:
    store(library, short("t", "needle\n"))
    barrier = threading.Barrier(2)

    def tick() -> int:
        if not barrier.broken:
            barrier.wait(timeout=5)
            barrier.wait(timeout=5)
        return 1

    shelf.slow_down(tick)
    caught: list[BaseException] = []

    def run() -> None:
        try:
            search.hits("needle")
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    barrier.wait(timeout=5)
    search.cancel()
    barrier.abort()
    thread.join(timeout=5)
    assert caught


@pytest.mark.parametrize(
    "query", ["red " * 3000, "red OR " * 3000, '"' + "red " * 3000 + '"', "역사" * 5000, "-red " * 3000, "x" * 100_000]
)
def test_a_pasted_page_is_a_query_too(library: Library, search: Search, query: str) -> None:
    store(library, short("t", "red " * 200 + "역사" * 200 + "\n"))
    for text in (query, f"red {query}"):
        assert isinstance(search.hits(text), list)


def test_a_long_phrase_is_found_by_its_beginning(library: Library, search: Search) -> None:
    words = [f"w{number}" for number in range(100)]
    document = store(library, short("t", " ".join(words) + "\n"))
    assert found(search, f'"{" ".join(words)}"') == [document]
    assert found(search, " ".join(words)) == [document]


def test_cancelling_stops_no_other_reader(library: Library, search: Search, shelf: MemoryShelf) -> None:
    document = store(library, short("t", "needle\n"))

    def tick() -> int:
        search.cancel()  # at every step of whatever is read
        return 1

    shelf.slow_down(tick)
    assert library.document(document).title == "t"


def test_a_search_that_still_waits_is_cancelled_too(
    library: Library, search: Search, shelf: MemoryShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(library, short("t", "needle\n"))
    caught: list[BaseException] = []

    def run() -> None:
        try:
            search.hits("needle")
        except Cancelled as error:
            caught.append(error)

    entered = threading.Event()
    wait_for_shelf = shelf.read

    def read() -> AbstractContextManager[Connection]:
        entered.set()
        return wait_for_shelf()

    monkeypatch.setattr(shelf, "read", read)
    thread = threading.Thread(target=run)
    with wait_for_shelf():
        thread.start()
        assert entered.wait(5)
        search.cancel()
    thread.join(timeout=5)
    assert caught
