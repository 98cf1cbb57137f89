"""Pools of child processes that tests steer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.workers.launcher import WorkerProcess, launch
from reader.workers.pool import TimeLimits, WorkerPool

CHILDREN = Path(__file__).with_name("children.py")


def launcher(*words: str) -> Callable[[], WorkerProcess]:
    """What starts `children.py` with these words."""
    return lambda: launch([sys.executable, "-E", "-s", str(CHILDREN), *words])


@pytest.fixture
def make_pool() -> Iterator[Callable[..., WorkerPool]]:
    """Makes pools of `children.py` started with the words given; closes them in the end."""
    pools: list[WorkerPool] = []

    def make(*words: str, spares: int = 0, limits: TimeLimits | None = None) -> WorkerPool:
        pools.append(WorkerPool(launcher(*words), spares, limits=limits))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()
