"""Every bomb is taken or refused by a real worker, within its memory and ten seconds, and the next document is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.errors import DocumentRefused
from reader.formats.contract import ParseOptions
from reader.workers.pool import TimeLimits, WorkerPool
from tests.fuzz.bombs import bombs

PATIENCE_S = 10
BOMBS = bombs()


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(limits=TimeLimits(parse_s=PATIENCE_S))
    yield pool
    pool.close()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_harms_nobody(pool: WorkerPool, name: str) -> None:
    data = BOMBS[name]()
    try:
        for _event in pool.parse([data], ParseOptions(password="")):
            pass
    except DocumentRefused:
        return  # a true reason, in time; what overruns its time or dies is another error, and fails here
