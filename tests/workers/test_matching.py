"""Regular expressions in real workers: what they find, and what a hostile one costs."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from reader.errors import Cancelled, ProtocolViolation
from reader.reading.find import DocumentText, Query
from reader.reading.hits import Hits
from reader.reading.pattern_find import find_pattern
from reader.text.patterns import (
    MAX_PATTERN_CHARACTERS,
    MAX_STRETCH_CHARACTERS,
    Fault,
    PatternFault,
    PatternHits,
    Stretch,
    batches,
    compiled,
    matches_in,
    stretches,
)
from reader.workers.matching import _checked
from reader.workers.pool import TimeLimits, WorkerPool
from reader.workers.watchdog import Silence

HOSTILE = "(a+)+$"
HOSTILE_TEXT = "a" * 64 + "!"


class Texts:
    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def section_text(self, document: int, section: int) -> str:
        return self.texts[section]


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    made = WorkerPool(spares=0, limits=TimeLimits(pattern_silence=Silence(wall_s=3, cpu_s=0.5)))
    yield made
    made.close()


def found(pool: WorkerPool, pattern: str, *texts: str, exact: bool = False, whole: bool = False) -> list[str]:
    document = DocumentText(Texts(*texts), 1, range(len(texts)))
    hits = find_pattern(document, Query(words=pattern, is_pattern=True, exact=exact, whole=whole), pool)
    assert isinstance(hits, Hits)
    return [texts[hit.start.section][hit.start.offset : hit.end.offset] for hit in hits]


def test_patterns_find_in_a_worker(pool: WorkerPool) -> None:
    assert found(pool, r"\b1\d{3}\b", "In 1984 and 19844.", "1789") == ["1984", "1789"]
    assert found(pool, "^caf[eé]s?", "Cafés\ncafe") == ["Cafés", "cafe"]
    assert found(pool, "É.", "Éa éb", exact=True) == ["Éa"]
    assert found(pool, "자유.", "자유는 자유로") == ["자유는", "자유로"]
    assert found(pool, r"x\s+y", "x\ny x  y") == ["x  y"]
    assert found(pool, "a*", "bab") == ["a"]
    assert found(pool, "art", "party art", whole=True) == ["art"]


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("[a", Fault.OPEN_BRACKET),
        ("(a", Fault.OPEN_PARENTHESIS),
        ("a)", Fault.CLOSED_TOO_OFTEN),
        ("*a", Fault.NOTHING_REPEATED),
        ("a\\", Fault.BAD_ESCAPE),
        ("[z-a]", Fault.BAD_RANGE),
        ("(?<x", Fault.BAD_GROUP),
        ("a{99999999999999}", Fault.TOO_LARGE),
        ("(" * 500 + ")" * 500, None),
        ("x" * (MAX_PATTERN_CHARACTERS + 1), Fault.TOO_LARGE),
    ],
)
def test_a_wrong_pattern_is_told_from_a_right_one(pattern: str, fault: Fault | None) -> None:
    made = compiled(pattern, ignore_case=True)
    assert fault is None or (isinstance(made, PatternFault) and made.fault is fault)


def test_what_is_wrong_comes_back_from_the_worker(pool: WorkerPool) -> None:
    document = DocumentText(Texts("text"), 1, [0])
    assert find_pattern(document, Query(words="ab[c", is_pattern=True), pool) == PatternFault(Fault.OPEN_BRACKET, 2)


def test_a_pattern_without_end_ends(pool: WorkerPool) -> None:
    document = DocumentText(Texts(HOSTILE_TEXT), 1, [0])
    answer = find_pattern(document, Query(words=HOSTILE, is_pattern=True), pool)
    assert answer == PatternFault(Fault.TOO_SLOW)


def test_a_cancelled_pattern_is_killed() -> None:
    pool = WorkerPool(spares=0)
    began_s = time.monotonic()
    document = DocumentText(Texts(HOSTILE_TEXT), 1, [0])
    with pytest.raises(Cancelled):
        find_pattern(
            document,
            Query(words=HOSTILE, is_pattern=True),
            pool,
            cancelled=lambda: time.monotonic() - began_s > 1,
        )
    pool.close()


def test_a_block_is_matched_by_itself() -> None:
    pattern = compiled("^b.*$", ignore_case=False)
    assert not isinstance(pattern, PatternFault)
    assert matches_in(pattern, Stretch(7, 100, "a\nbc\nxb\nb")) == PatternHits(7, [102, 108], [2, 1])


def test_long_texts_are_cut_at_blocks_and_short_ones_go_together() -> None:
    text = ("x" * 999 + "\n") * 450
    parts = stretches(3, text)
    assert "".join(part.text for part in parts) == text
    assert all(len(part.text) <= MAX_STRETCH_CHARACTERS and part.text.endswith("\n") for part in parts)
    assert [part.start for part in parts] == [0, 200_000, 400_000]
    assert "".join(part.text for part in stretches(0, "y" * 450_000)) == "y" * 450_000
    assert [len(batch) for batch in batches([Stretch(0, 0, "z" * 90_000)] * 5)] == [2, 2, 1]


@pytest.mark.parametrize(
    "answer",
    [
        [],
        [PatternHits(1, [0], [1])],
        [PatternHits(0, [0, 1], [1])],
        [PatternHits(0, [3], [9])],
        [PatternHits(0, [-1], [1])],
        [PatternHits(0, [2, 1], [1, 1])],
        [PatternHits(0, [1], [0])],
    ],
)
def test_a_lying_worker_is_found_out(answer: list[PatternHits]) -> None:
    with pytest.raises(ProtocolViolation):
        _checked([Stretch(0, 0, "text")], answer)
