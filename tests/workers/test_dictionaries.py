"""A dictionary through a real worker into a library, and what a lying worker gets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import Cancelled, DamagedFile, FileUnreadable, ProtocolViolation, UnknownKind
from reader.imports.dictionaries import add_dictionary
from reader.reading.looking_up import look_up
from reader.store.library import Library
from reader.text.dictionary import DictionaryChunk, DictionaryHead, DictionaryWords
from reader.workers import dictionaries
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Done
from tests.formats.stardict_files import as_tar, make_stardict
from tests.shelves import MemoryShelf


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(spares=0)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in make_stardict(packed=True, synonyms={"home": "house"}).items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "small.tar.xz").write_bytes(as_tar(make_stardict(), "xz"))
    return tmp_path


@pytest.mark.parametrize("name", ["small.ifo", "small.tar.xz"])
def test_a_dictionary_comes_into_the_library(pool: WorkerPool, folder: Path, name: str) -> None:
    library = Library(MemoryShelf())
    add_dictionary(library, pool, folder / name)
    assert [row.name for row in library.dictionaries()] == ["A small one"]
    assert look_up(library, "houses").definitions[0].html == "<div>a building to live in</div>"


def test_nothing_is_left_of_what_is_refused(pool: WorkerPool, folder: Path) -> None:
    library = Library(MemoryShelf())
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 no archive")
    (folder / "alone.ifo").write_bytes(b"StarDict's dict ifo file")
    with pytest.raises(UnknownKind):
        add_dictionary(library, pool, folder / "bad.zip")
    with pytest.raises(DamagedFile):
        add_dictionary(library, pool, folder / "alone.ifo")
    with pytest.raises(FileUnreadable):
        add_dictionary(library, pool, folder / "gone.zip")
    with pytest.raises(Cancelled):
        add_dictionary(library, pool, folder / "small.ifo", cancelled=lambda: True)
    library.purge_dictionaries()
    assert library.dictionaries() == []
    assert not library._being_added


class Liar:
    """A session whose worker answers this."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    def send(self, request: object) -> None:
        pass

    def receive(self) -> object:
        return self.answers.pop(0)

    def expect(self, kind: type) -> object:
        answer = self.receive()
        if not isinstance(answer, kind):
            raise ProtocolViolation("another")
        return answer


HEAD = DictionaryHead("name", "", 3)


@pytest.mark.parametrize(
    "answers",
    [
        [DictionaryHead("two\nlines", "", 1)],
        [DictionaryHead("x" * 201, "", 1)],
        [DictionaryHead("name", "", 0)],
        [HEAD, Done()],
        [HEAD, DictionaryChunk(b"x", 10**9)],
        [HEAD, DictionaryWords("b", b"x"), DictionaryWords("a", b"x")],
        [HEAD, DictionaryWords("", b"x")],
        [HEAD, DictionaryWords("a", b"x" * 300_000)],
        [HEAD, DictionaryWords("a", b"x"), DictionaryChunk(b"x", 5)],
        [HEAD, HEAD],
        [Done()],
    ],
)
def test_a_liar_is_found_out(answers: list[object]) -> None:
    with pytest.raises(ProtocolViolation):
        list(dictionaries.received_dictionary(Liar(*answers), {}))  # type: ignore[arg-type]
