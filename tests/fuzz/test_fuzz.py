"""A short run of fuzzing over every format; `python3 -m tests.fuzz` makes long ones."""

from __future__ import annotations

import pytest

from reader.formats.preload import preload
from reader.formats.registry import FORMATS
from tests.fuzz.seeds import seeds
from tests.fuzz.trial import run

SEEDS = seeds()
DOCUMENTS = 300
KINDS = [each.kind for each in FORMATS if each.kind in SEEDS]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    preload()  # as a worker does; else the first document's time is that of loading


@pytest.mark.parametrize("kind", KINDS)
def test_no_document_breaks_a_promise(kind: str) -> None:
    format_ = next(each for each in FORMATS if each.kind == kind)
    outcome = run("ci", format_, SEEDS[kind], count=DOCUMENTS)
    assert not outcome.failures
    assert outcome.tried == DOCUMENTS
    assert outcome.parsed
    assert not outcome.clumsy
