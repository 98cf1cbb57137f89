"""Dictionaries: `python3 dev.py bench look_up`. Adding a large one through a worker, and finding words in it.

The dictionary is made here: 400,000 headwords with articles of 250 bytes, 100 MB, about what the largest that people
use hold. Look-ups go to a vault on the disk, each for another word; at most 20 ms.

    add         from the file on the disk to a word that can be found; `mb_s` of the file
    word        one that is there · form    one that stands there under another form · nothing    one that is not
    five        a word in five dictionaries at once, all of this size (the same one five times)
    bytes       what the dictionary takes in the library, and what its files take
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.imports.dictionaries import add_dictionary
from reader.reading.looking_up import look_up
from reader.store.library import Library
from reader.workers.pool import WorkerPool
from tests.bench.harness import Figures, figures, report
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.formats.stardict_files import make_stardict

WORDS = 400_000
REPEATS = 200
PASSPHRASE = "only for this bench"
_SYLLABLES = ("ka", "lo", "mi", "ter", "an", "ur", "ves", "dio", "pra", "shel")


def main() -> int:
    """Measure and report."""
    chance = random.Random(7)  # noqa: S311 - a text to be made again, no secret
    words = {"".join(chance.choices(_SYLLABLES, k=6)) + str(n) for n in range(WORDS)}
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        sizes = write_dictionary(folder, words, chance)
        create_cheap_vault(folder / "vault", PASSPHRASE)
        vault = open_cheap_vault(folder / "vault", PASSPHRASE)
        library = Library(vault.shelf)
        pool = WorkerPool()
        start = time.perf_counter()
        add_dictionary(library, pool, folder / "small.ifo")
        took_s = time.perf_counter() - start
        some = chance.sample(sorted(words), REPEATS)
        cases: dict[str, Figures] = {
            "add": {"seconds": round(took_s, 2), "mb_s": round(sizes / 1e6 / took_s, 1)},
            "word": timed(library, some, lambda word: word),
            "form": timed(library, some, lambda word: word[:1].upper() + word[1:] + "'s"),
            "nothing": timed(library, some, lambda word: "zz" + word + "ing"),
            "bytes": {"library_mb": round(library.dictionaries()[0].size_bytes / 1e6, 1), "files_mb": sizes / 1e6},
        }
        for _ in range(4):
            add_dictionary(library, pool, folder / "small.ifo")
        cases["five"] = timed(library, some, lambda word: word)
        pool.close()
        vault.close()
    report("look_up", cases)
    return 0


def write_dictionary(folder: Path, words: set[str], chance: random.Random) -> int:
    """Its files; their size in bytes."""
    text = " ".join("".join(chance.choices(_SYLLABLES, k=2)) for _ in range(60))
    articles = {word: f"{word}: {text[chance.randrange(100) :]}"[:250] for word in words}
    size_bytes = 0
    for name, data in make_stardict(articles).items():
        (folder / name).write_bytes(data)
        size_bytes += len(data)
    return size_bytes


def timed(library: Library, words: list[str], asked: Callable[[str], str]) -> Figures:
    times = []
    found = 0
    for word in words:
        start = time.perf_counter()
        found += bool(look_up(library, asked(word)).definitions)
        times.append((time.perf_counter() - start) * 1000)
    return {**figures(times), "found": found}


if __name__ == "__main__":
    sys.exit(main())
