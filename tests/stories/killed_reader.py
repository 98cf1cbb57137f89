"""A child process that imports and reads without end, and says on stdout what has been committed.

python3 -m tests.stories.killed_reader FOLDER PASSPHRASE SEED < list of paths, one a line
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reader.imports.importer import Importer
from reader.store.library import Library
from reader.store.rows import Position
from reader.text.model import Locator
from reader.workers.pool import WorkerPool
from tests.cheap import open_cheap_vault


class Committed(msgspec.Struct, frozen=True):
    """A document that is whole, and the place in it (section, offset) that was kept last."""

    document: int
    section: int = 0
    offset: int = 0


def main(folder: Path, passphrase: str, seed: int, paths: list[str]) -> None:
    """Import the files in random order; after each, move about in what is there."""
    lots = random.Random(seed)  # noqa: S311 - which file comes next is no secret
    library = Library(open_cheap_vault(folder, passphrase).shelf)
    importer = Importer(library, WorkerPool())
    lots.shuffle(paths)
    for path in paths:
        report = importer.run([Path(path)], on_progress=lambda _progress: None, cancelled=lambda: False)
        for imported in report.imported:
            _say(Committed(imported.document))
        for committed in _read(library, lots):
            _say(committed)
    while True:
        for committed in _read(library, lots):
            _say(committed)


def _read(library: Library, lots: random.Random) -> Iterator[Committed]:
    documents = library.documents()
    for document in lots.sample(documents, min(3, len(documents))):
        place = Locator(lots.randrange(max(1, document.section_count)), lots.randrange(1000))
        library.set_position(document.id, Position(locator=place, progress=lots.random()))
        yield Committed(document.id, place.section, place.offset)


def _say(committed: Committed) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(committed) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.stdin.read().split("\n"))
