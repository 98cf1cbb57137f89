"""What the vault costs: `python3 dev.py bench storage`. Some three minutes and 1 GB of disk.

A library of 64 documents is written by the store once, into a vault, and every statement of every transaction is kept:
each document has 64 pieces of 15,000 characters and an original of 1 MiB. Then the same transactions, of the sizes that
the store chose, are put to three databases in turn, document by document, so that a machine that slows down slows down
all of them alike:

    hearth   a shelf in a real vault, through `Shelf.run` and `Shelf.read`: growth of both shelves, journal and all
    default  keyed SQLCipher at its default settings: a raw key and no other pragma
    plain    the same library without a key, which is plain SQLite

Each case has `hearth_ms`, `default_ms`, `plain_ms` (medians over the rounds) and `ratio`, the median over the rounds of
hearth to default, which must be at most 1.25; `to_plain` is hearth to plain and has no limit.

    insert       the whole library; the data are made, cut into words and deflated beforehand
    read         documents as the reading view asks for them: sections, list of pieces, then each piece by itself
    scan         every text and original, on a connection that has just been opened
    random_read  one piece from anywhere, 2,000 times
    search       words of every frequency and phrases, up to 50 documents with their pieces
    open         from the raw key to the first 200 rows of the list; `bench unlock` has what stands before it
    bytes        what lies on the disk: `ratio` is (one shelf less one step) to the file that `default` needs for the
                 same rows, and must be at most 1.10; `payload_mb` is the sum of all values stored, without the index
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from reader.search.lookup import documents_holding, pieces_holding
from reader.search.query import Query, parse
from reader.store.documents import LIST
from reader.store.library import Library
from reader.store.numbering import part_id, span_of
from reader.vault.growth import step_after
from tests.bench.harness import Figures, report
from tests.bench.material.documents import DocumentMaker
from tests.bench.material.recording import RecordingShelf, Transaction, carry_out
from tests.bench.material.sides import DatabaseSide, HearthSide, Side

DOCUMENTS = 64
SECTIONS, PIECES = 8, 8
FIRST_ROWS = 200
RANDOM_READS = 2000
SEARCH_DOCUMENTS, SEARCH_HITS = 50, 4

_SECTION = "SELECT first_piece, piece_count FROM sections WHERE document = ? AND number = ?"
_SECTIONS = """SELECT number, title, language, direction, piece_count, start, length
    FROM sections WHERE document = ? ORDER BY number"""
_PIECES = "SELECT section, number, start, length FROM pieces WHERE id BETWEEN ? AND ? ORDER BY id"
_PIECE = "SELECT start, text, html FROM pieces JOIN piece_texts USING (id) WHERE id = ?"
_FIRST = LIST.replace("LIMIT ? OFFSET ?", f"LIMIT {FIRST_ROWS}")

Times = dict[str, list[float]]


def main(argv: list[str]) -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench storage")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--passes", type=int, default=3, help="how often the library is written")
    parser.add_argument("--rounds", type=int, default=7, help="how often everything else is done")
    options = parser.parse_args(argv)
    maker = DocumentMaker(seed=3)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        library = record_library(Path(scratch) / "recorded", maker, options.documents)
        inserts: Times = {}
        for number in range(options.passes):
            sides = new_sides(Path(scratch) / f"pass-{number}")
            add(inserts, write_library(sides, library))
            if number < options.passes - 1:
                close(sides)
        cases: dict[str, Figures] = {"insert": case(inserts)}
        cases |= measure_reading(sides, maker, options.documents, options.rounds)
        cases["bytes"] = measure_bytes(sides, library)
    report("storage", cases)
    return 0


def record_library(folder: Path, maker: DocumentMaker, documents: int) -> list[list[Transaction]]:
    """The transactions of each document, the first ones with those that make the tables."""
    side = HearthSide(folder)
    shelf = RecordingShelf(side.vault.shelf)
    library = Library(shelf)
    recorded: list[list[Transaction]] = []
    for _ in range(documents):
        writer = library.new_document("epub", sha256=maker.digest())
        for chunk in maker.original(1):
            writer.add_chunk(chunk)
        writer.add(maker.metadata())
        for section in maker.sections(SECTIONS, PIECES):
            writer.add(section)
        writer.finish()
        recorded.append(shelf.take())
    side.close()
    return recorded


def new_sides(folder: Path) -> list[Side]:
    """The three, empty."""
    folder.mkdir()
    return [
        HearthSide(folder / "vault"),
        DatabaseSide("default", folder / "default", keyed=True),
        DatabaseSide("plain", folder / "plain", keyed=False),
    ]


def close(sides: Sequence[Side]) -> None:
    """Let go of all."""
    for side in sides:
        side.close()


def write_library(sides: Sequence[Side], library: list[list[Transaction]]) -> dict[str, float]:
    """How long each side takes for all of it, in ms."""

    def write(document: list[Transaction]) -> Callable[[Side], None]:
        def work(side: Side) -> None:
            for transaction in document:
                side.run(carry_out(transaction))

        return work

    sums = {side.name: 0.0 for side in sides}
    for number, document in enumerate(library):
        for name, took_ms in in_turn(sides, write(document), number).items():
            sums[name] += took_ms
    return sums


def in_turn(sides: Sequence[Side], work: Callable[[Side], object], turn: int) -> dict[str, float]:
    """The same work on every side, beginning with another one each turn; in ms."""
    first = turn % len(sides)
    took_ms = {}
    for side in (*sides[first:], *sides[:first]):
        started_s = time.perf_counter()
        work(side)
        took_ms[side.name] = (time.perf_counter() - started_s) * 1000
    return took_ms


def measure_reading(sides: list[Side], maker: DocumentMaker, documents: int, rounds: int) -> dict[str, Figures]:
    """All cases that write nothing."""
    samples: dict[str, Times] = {name: {} for name in ("read", "scan", "random_read", "search", "open")}
    chance = random.Random(5)  # noqa: S311 - a benchmark repeats itself
    queries = [parse(query, typing=False) for query in some_queries(maker, chance)]
    gc.disable()  # it would come down on whoever allocates at that moment
    for turn in range(rounds):
        wanted = [(chance.randint(1, documents), chance.randrange(SECTIONS * PIECES)) for _ in range(RANDOM_READS)]
        some = chance.sample(range(1, documents + 1), min(8, documents))
        close(sides)
        opened = [{side.name: side.open_ms(_FIRST) for side in sides} for _ in range(5)]
        add(samples["open"], {name: statistics.median(each[name] for each in opened) for name in opened[0]})
        for side in sides:
            side.open()
        add(samples["scan"], in_turn(sides, scan, turn))
        add(samples["read"], in_turn(sides, partial(read_documents, some), turn))
        add(samples["random_read"], in_turn(sides, partial(read_pieces, wanted), turn))
        add(samples["search"], in_turn(sides, partial(search, queries), turn))
        gc.collect()
    gc.enable()
    return {name: case(times) for name, times in samples.items()}


def scan(side: Side) -> None:
    """Every text and every original once, in the order of the file."""
    with side.read() as connection:
        for table in ("piece_texts", "chunks"):
            for _ in connection.execute(f"SELECT * FROM {table}"):
                pass


def read_documents(documents: Sequence[int], side: Side) -> None:
    """What opening each document and turning all its pages asks for."""
    for document in documents:
        side.ask((_SECTIONS, (document,)))
        side.ask((_PIECES, span_of(document)))
        read_pieces([(document, number) for number in range(SECTIONS * PIECES)], side)


def read_pieces(wanted: Sequence[tuple[int, int]], side: Side) -> None:
    """Single pieces as `Content.piece` asks for them, without inflating them."""
    for document, number in wanted:
        side.ask((_SECTION, (document, number // PIECES)), (_PIECE, (part_id(document, number),)))


def some_queries(maker: DocumentMaker, chance: random.Random) -> list[str]:
    """From the commonest words to ones that stand in few pieces; pairs of words and phrases."""
    ranks = [1, 5, 20, 100, 400, 1000, 3000, 10_000, 20_000, 29_000]
    pairs = [" ".join(chance.choices(maker.words[:3000], k=2)) for _ in range(6)]
    return [maker.words[rank] for rank in ranks] + pairs + [f'"{pair}"' for pair in pairs]


def search(queries: Sequence[Query], side: Side) -> None:
    """What `Search.hits` asks of the shelf: which documents, which pieces, and their texts."""
    for query in queries:
        with side.read() as connection:
            for found in documents_holding(connection, query, SEARCH_DOCUMENTS, 0):
                pieces_holding(connection, query, found.document, SEARCH_HITS)


def measure_bytes(sides: Sequence[Side], library: list[list[Transaction]]) -> Figures:
    """Sizes after all inserts."""
    sizes = {side.name: side.size() for side in sides}
    step = step_after(sizes["hearth"])
    payload = sum(
        len(value)
        for document in library
        for transaction in document
        for sql, values in transaction
        if "_index" not in sql
        for value in values
        if isinstance(value, bytes | str)
    )
    mib = 1024 * 1024
    return {
        "ratio": round((sizes["hearth"] - step) / sizes["default"], 3),
        **{f"{name}_mb": round(size / mib, 1) for name, size in sizes.items()},
        "step_mb": step // mib,
        "payload_mb": round(payload / mib, 1),
    }


def add(samples: Times, took_ms: dict[str, float]) -> None:
    """One round more."""
    for name, value in took_ms.items():
        samples.setdefault(name, []).append(value)


def case(samples: Times) -> Figures:
    """Medians, and the medians of what each round's sides had to each other."""

    def ratio(to: str) -> float:
        pairs = zip(samples["hearth"], samples[to], strict=True)
        return round(statistics.median(hearth / other for hearth, other in pairs), 3)

    medians = {f"{name}_ms": round(statistics.median(values), 2) for name, values in samples.items()}
    return {"ratio": ratio("default"), **medians, "to_plain": ratio("plain"), "n": len(samples["hearth"])}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
