"""Every bomb is taken or refused by a real worker, within its memory and the time that a silent worker has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.errors import DocumentRefused, WorkerOverran
from reader.workers.pool import WorkerPool
from tests.fuzz.bombs import bombs

BOMBS = bombs()
STOPPED = {"pdf, a content that swells to 300 MiB": "it needed too much memory"}
"""PDFium gives up at its memory limit by ending the process: nothing of it can answer then."""


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool()
    yield pool
    pool.close()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_harms_nobody(pool: WorkerPool, name: str) -> None:
    data = BOMBS[name]()
    try:
        for _event in pool.parse([data]):
            pass
    except DocumentRefused:
        return  # a true reason, in time; what overruns its time or answers nothing is another error, and fails here
    except WorkerOverran as overran:
        if overran.detail != STOPPED.get(name):
            raise
