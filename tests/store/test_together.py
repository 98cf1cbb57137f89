"""What is written together is kept together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import DamagedFile
from reader.store.library import Library
from reader.text.model import Metadata, Piece, Section
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.shelves import MemoryShelf


def add(library: Library, number: int, original: bytes = b"original") -> int:
    writer = library.new_document("text", sha256=bytes([number]) * 32)
    writer.add(Metadata(title=f"{number}"))
    writer.add(Section(index=0, pieces=(Piece(html="<p>word</p>", text="word\n", start=0),)))
    writer.add_chunk(original)
    return writer.finish()


@pytest.fixture
def library() -> Library:
    return Library(MemoryShelf())


def test_several_documents_are_one_transaction(library: Library) -> None:
    shelf = library.shelf
    assert isinstance(shelf, MemoryShelf)
    before = shelf.transactions
    documents = library.together(lambda inside: [add(inside, number) for number in range(3)])
    assert shelf.transactions == before + 1
    assert [row.id for row in library.documents()] == sorted(documents, reverse=True)
    assert library.purge_unfinished() == 0


def test_inside_one_sees_what_was_written_there(library: Library) -> None:
    def work(inside: Library) -> int | None:
        add(inside, 1)
        return inside.find_by_sha256(bytes([1]) * 32)

    assert library.together(work) is not None


def test_an_error_leaves_nothing_of_it(library: Library) -> None:
    add(library, 1)

    def fail(inside: Library) -> None:
        add(inside, 2)
        inside.new_document("text", sha256=b"3" * 32)
        raise DamagedFile

    with pytest.raises(DamagedFile):
        library.together(fail)
    assert [row.title for row in library.documents()] == ["1"]
    assert not library.being_written
    assert library.purge_unfinished() == 0


def test_a_shelf_that_must_grow_takes_it_once(tmp_path: Path) -> None:
    create_cheap_vault(tmp_path / "vault", "right")
    vault = open_cheap_vault(tmp_path / "vault", "right")
    library = Library(vault.shelf)
    runs: list[int] = []

    def work(inside: Library) -> None:
        runs.append(len(runs))
        for number in range(6):
            add(inside, number, bytes(1024 * 1024))

    library.together(work)
    assert len(runs) > 1
    assert [row.title for row in library.documents()] == ["5", "4", "3", "2", "1", "0"]
    assert b"".join(library.original(1)) == bytes(1024 * 1024)
    vault.close()
