"""Find in a document: `python3 dev.py bench find`. From the store's sealed text to all hits.

The corpus has no War and Peace, so its size is made of what it has: 3.2 million code points in 361 chapters, of Moby
Dick (curly quotes and dashes and all) and, in Korean, of the Declaration of Human Rights (1.2 million, as a Korean
translation has). Both lie in a real vault on the disk.

    …          the vault has just been opened and nothing of the text was read: decrypt, inflate, fold, find, map back.
               `rare` is a word with few hits, `common` is "the" or 사람, `letter` is "e"; at most 100 ms.
    again      the same document, as one types on: its text is known.
    whole      "the" as a whole word · exact    "The" exactly as written
    pattern    a regular expression in a worker with its start and the text sent to it; the zygote is warm
    hostile    from a pattern without end to the answer that it takes too long, and `ui_gap_ms`, the longest time for
               which another thread of the process could not run meanwhile
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

from reader.formats.contract import PLAIN
from reader.formats.registry import recognise
from reader.reading.find import DocumentText, Query, find_in
from reader.reading.hits import Hits
from reader.reading.pattern_find import find_pattern
from reader.store.library import Library
from reader.text.model import Metadata, Section
from reader.text.patterns import PatternFault
from reader.text.pieces import Block, Run, Tag, pack
from reader.vault.vault import Vault
from reader.workers.pool import WorkerPool
from tests.bench.harness import Figures, figures, report
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.conftest import CORPUS

CHAPTERS = 361
ENGLISH_CHARACTERS, KOREAN_CHARACTERS = 3_226_000, 1_200_000
PASSPHRASE = "only for this bench"
HOSTILE = r"(\w+\s?)+$!"


def main(argv: list[str]) -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench find")
    parser.add_argument("--repeats", type=int, default=15)
    repeats = parser.parse_args(argv).repeats
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch) / "vault"
        create_cheap_vault(folder, PASSPHRASE)
        vault = open_cheap_vault(folder, PASSPHRASE)
        library = Library(vault.shelf)
        english = add_book(library, paragraphs_of(CORPUS / "epub/idpf/moby-dick.epub"), ENGLISH_CHARACTERS)
        korean = add_book(library, paragraphs_of(CORPUS / "html/udhr/kor.html"), KOREAN_CHARACTERS)
        vault.close()
        cases = measure(lambda: open_cheap_vault(folder, PASSPHRASE), english, korean, repeats)
    report("find", cases)
    return 0


def paragraphs_of(path: Path) -> list[str]:
    """The lines of a file of the corpus."""
    data = path.read_bytes()
    events = recognise(data).parse(data, PLAIN)
    texts = ["".join(piece.text for piece in event.pieces) for event in events if isinstance(event, Section)]
    return [line for text in texts for line in text.split("\n") if line.strip()]


def add_book(library: Library, lines: list[str], characters: int) -> int:
    """A document of so many characters, in CHAPTERS sections; its number."""
    writer = library.new_document("epub", sha256=bytes(32))
    writer.add(Metadata(title="A long novel"))
    endless = cycle(lines)
    for index in range(CHAPTERS):
        chapter: list[Block] = []
        size = 0
        while size < characters // CHAPTERS:
            chapter += [Block((Tag("p"),), (Run(line),)) for line in islice(endless, 1)]
            size += len(chapter[-1].runs[0].text)
        writer.add(Section(index=index, title=f"{index + 1}", pieces=pack(chapter).pieces))
    return writer.finish()


def measure(opened: Callable[[], Vault], english: int, korean: int, repeats: int) -> dict[str, Figures]:
    """All cases."""
    kinds = {
        "find_war_and_peace_rare": (english, Query(words="circumambulate")),
        "find_war_and_peace_common": (english, Query(words="the")),
        "find_war_and_peace_letter": (english, Query(words="e")),
        "find_war_and_peace_whole": (english, Query(words="the", whole=True)),
        "find_war_and_peace_exact": (english, Query(words="The", exact=True)),
        "find_korean_rare": (korean, Query(words="저작자")),
        "find_korean_common": (korean, Query(words="사람")),
    }
    cases: dict[str, Figures] = {}
    for name, (document, query) in kinds.items():
        cases[name] = find_sealed(opened, document, query, repeats)
    vault = opened()
    text = text_of(Library(vault.shelf), english)
    cases["find_war_and_peace_again"] = timed(lambda: find_in(text, Query(words="the")), repeats)
    pool = WorkerPool()
    with_pattern = Query(words=r"\bwh[ae]\w+", is_pattern=True)
    find_pattern(text, with_pattern, pool)
    cases["find_war_and_peace_pattern"] = timed(lambda: find_pattern(text, with_pattern, pool), repeats)
    cases["find_hostile_pattern"] = hostile(text, pool)
    pool.close()
    vault.close()
    return cases


def text_of(library: Library, document: int) -> DocumentText:
    return DocumentText(library, document, [info.index for info in library.sections(document)])


def find_sealed(opened: Callable[[], Vault], document: int, query: Query, repeats: int) -> Figures:
    """Each time on a vault that has just been opened."""
    times: list[float] = []
    count = 0
    for _ in range(repeats):
        vault = opened()
        text = text_of(Library(vault.shelf), document)
        start = time.perf_counter()
        count = len(find_in(text, query))
        times.append((time.perf_counter() - start) * 1000)
        vault.close()
    return {**figures(times), "hits": count}


def timed(work: Callable[[], Hits | PatternFault], repeats: int) -> Figures:
    times = []
    count = 0
    for _ in range(repeats):
        start = time.perf_counter()
        found = work()
        times.append((time.perf_counter() - start) * 1000)
        count = len(found) if isinstance(found, Hits) else -1
    return {**figures(times), "hits": count}


def hostile(text: DocumentText, pool: WorkerPool) -> Figures:
    """How long a silly pattern lasts, and whether anybody else of this process notices."""
    answers: list[object] = []
    thread = threading.Thread(
        target=lambda: answers.append(find_pattern(text, Query(words=HOSTILE, is_pattern=True), pool))
    )
    gap_s, last_s = 0.0, time.perf_counter()
    start_s = last_s
    thread.start()
    while thread.is_alive():
        time.sleep(0.001)
        now_s = time.perf_counter()
        gap_s, last_s = max(gap_s, now_s - last_s), now_s
    was_stopped = bool(answers) and isinstance(answers[0], PatternFault)
    return {
        **figures([(last_s - start_s) * 1000]),
        "ui_gap_ms": round(gap_s * 1000, 1),
        "was_stopped": int(was_stopped),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
