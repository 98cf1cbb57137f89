"""A document is made again of its original, whole or not, and nothing else of it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import Cancelled, DocumentRefused, NoSuchDocument, WorkerDied
from reader.imports.again import parse_again
from reader.imports.importer import Importer
from reader.store.checking import check_library
from reader.store.library import Library
from reader.store.mark import Mark
from reader.store.rows import Position
from reader.text.model import Locator
from reader.workers.pool import WorkerPool
from tests.shelves import MemoryShelf
from tests.store.samples import short, store
from tests.workers.conftest import launcher


@pytest.fixture
def library() -> Iterator[Library]:
    shelf = MemoryShelf()
    yield Library(shelf)
    shelf.close()


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(launcher("honest"), 1)
    yield pool
    pool.close()


@pytest.fixture
def page(library: Library, pool: WorkerPool, tmp_path: Path) -> int:
    """A saved page that has a password too, in a collection, read to its half."""
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "page").write_text("locked sesame\narticle of it")
    report = Importer(library, pool).run([tmp_path / "saved"], passwords=["sesame"])
    document = report.imported[0].document
    library.set_position(document, Position(locator=Locator(1, 0), progress=0.5))
    library.add_marks(document, [Mark(start=Locator(1), end=Locator(1, 7), quote="article", note="so")])
    return document


def text_of(library: Library, document: int) -> str:
    return "".join(library.section_text(document, section.index) for section in library.sections(document))


def test_whole_and_back_again(library: Library, pool: WorkerPool, page: int) -> None:
    whole = parse_again(library, pool, page, whole_page=True)
    assert [row.id for row in library.documents()] == [whole]
    assert text_of(library, whole) == "locked sesame\narticle of it\nmenu\n"
    assert library.details(whole).whole_page
    assert b"".join(library.original(whole)) == b"locked sesame\narticle of it"
    assert library.document_password(whole) == "sesame"
    assert library.find_by_sha256(library.sha256(whole)) == whole
    assert library.documents_in(library.collections()[0].id) == [whole]
    kept = library.position(whole)
    assert kept is not None
    assert (kept.progress, kept.locator) == (0.5, Locator(1, 0))
    (mark,) = library.marks(whole)
    assert (mark.note, mark.start, mark.end, mark.is_lost) == ("so", Locator(1), Locator(1, 7), False)
    again = parse_again(library, pool, whole, whole_page=False)
    assert text_of(library, again) == "locked sesame\narticle of it\n"
    assert not library.details(again).whole_page
    assert check_library(library) == []


def test_what_has_no_original_stays(library: Library, pool: WorkerPool) -> None:
    document = store(library, short("a", "x\n"))
    with pytest.raises(DocumentRefused):
        parse_again(library, pool, document, whole_page=True)
    with pytest.raises(NoSuchDocument):
        parse_again(library, pool, 99, whole_page=True)
    assert [row.id for row in library.documents()] == [document]


@pytest.mark.parametrize(("script", "error"), [(b"fine\ndie", WorkerDied), (b"fine\nhang", Cancelled)])
def test_a_parse_that_fails_changes_nothing(
    library: Library, pool: WorkerPool, script: bytes, error: type[Exception]
) -> None:
    document = store(library, short("a", "x\n"), script)
    with pytest.raises(error):
        parse_again(library, pool, document, whole_page=True, cancelled=lambda: error is Cancelled)
    assert [row.id for row in library.documents()] == [document]
    assert text_of(library, document) == "x\n"
    assert check_library(library) == []
