"""What SQLCipher's `cipher_memory_security` costs: `python3 dev.py bench memory_security`. Some two minutes.

With it, SQLCipher locks into memory whatever it allocates and wipes whatever it frees. It holds for a whole process and
can't be switched off again, so each round has a child with it and one without, in turn. The work is that of
`bench storage`, with fewer documents. Each case has `off_ms`, `on_ms` (medians over the rounds) and `ratio`, the median
over the rounds of on to off.

    locked   `on_mb`: how much of the process the kernel has locked when a library has been written and read
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec
import sqlcipher3.dbapi2 as sqlcipher  # type: ignore[import-untyped]

from reader.search.query import parse
from reader.store.documents import LIST
from tests.bench.harness import Figures, report
from tests.bench.material.documents import DocumentMaker
from tests.bench.material.recording import Transaction, carry_out
from tests.bench.material.sides import HearthSide
from tests.bench.storage import PIECES, SECTIONS, read_pieces, record_library, scan, search, some_queries

DOCUMENTS = 16
READS = 1000
_FIRST = LIST.replace("LIMIT ? OFFSET ?", "LIMIT 200")

Recorded = list[list[Transaction]]


class Material(msgspec.Struct):
    """What both children are given."""

    library: Recorded
    queries: list[str]


def main(argv: list[str]) -> int:
    """Measure and report; as a child, work once and print the times."""
    parser = argparse.ArgumentParser(prog="bench memory_security")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--child", nargs=3, metavar=("on|off", "MATERIAL", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.child:
        mode, material, folder = options.child
        sys.stdout.buffer.write(msgspec.json.encode(_work(mode == "on", Path(material), Path(folder))))
        return 0
    report("memory_security", _compare(options.rounds))
    return 0


def _compare(rounds: int) -> dict[str, Figures]:
    found: dict[str, list[dict[str, float]]] = {"off": [], "on": []}
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        material = Path(scratch) / "material"
        maker = DocumentMaker(seed=3)
        library = record_library(Path(scratch) / "recorded", maker, DOCUMENTS)
        queries = some_queries(maker, random.Random(5))  # noqa: S311 - a benchmark repeats itself
        material.write_bytes(msgspec.msgpack.encode({"library": library, "queries": queries}))
        for number in range(rounds):
            for mode in ("off", "on") if number % 2 else ("on", "off"):
                folder = Path(scratch) / f"{mode}-{number}"
                found[mode].append(_child(mode, material, folder))
    cases: dict[str, Figures] = {}
    for name in found["on"][0]:
        on, off = ([each[name] for each in found[mode]] for mode in ("on", "off"))
        if name == "locked":
            cases[name] = {"on_mb": round(statistics.median(on), 1)}
            continue
        ratio = statistics.median(with_it / without for with_it, without in zip(on, off, strict=True))
        cases[name] = {
            "ratio": round(ratio, 3), "off_ms": round(statistics.median(off), 2),
            "on_ms": round(statistics.median(on), 2), "n": len(on),
        }  # fmt: skip
    return cases


def _child(mode: str, material: Path, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.memory_security", "--child", mode, str(material), str(folder)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return msgspec.json.decode(output, type=dict[str, float])


def _work(secure: bool, material: Path, folder: Path) -> dict[str, float]:
    given = msgspec.msgpack.decode(material.read_bytes(), type=Material)
    if secure:
        sqlcipher.connect(":memory:").execute("PRAGMA cipher_memory_security = ON")
    side = HearthSide(folder)
    with side.read() as connection:
        (state,) = connection.execute("PRAGMA cipher_memory_security").fetchone()
    assert bool(int(state)) == secure
    queries = [parse(query, typing=False) for query in given.queries]
    chance = random.Random(7)  # noqa: S311 - a benchmark repeats itself
    wanted = [(chance.randint(1, DOCUMENTS), chance.randrange(SECTIONS * PIECES)) for _ in range(READS)]
    times = {"insert": _timed_ms(partial(_write, side, given.library))}
    times["scan"] = _timed_ms(partial(scan, side))
    times["random_read"] = _timed_ms(partial(read_pieces, wanted, side))
    times["search"] = _timed_ms(partial(search, queries, side))
    times["locked"] = _locked_mb()
    side.close()
    times["open"] = statistics.median(side.open_ms(_FIRST) for _ in range(9))
    return times


def _write(side: HearthSide, library: Recorded) -> None:
    for document in library:
        for transaction in document:
            side.run(carry_out(transaction))


def _timed_ms(work: Callable[[], object]) -> float:
    started_s = time.perf_counter()
    work()
    return (time.perf_counter() - started_s) * 1000


def _locked_mb() -> float:
    """From proc_pid_status(5); 0 where there is no such file."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmLck:")), 0.0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
