"""Pools of child processes that tests steer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.workers.launcher import WorkerProcess, launch
from reader.workers.pool import TimeLimits, WorkerPool

CHILDREN = Path(__file__).with_name("children.py")
CAPTIVES = Path(__file__).with_name("captives.py")


def launcher(*words: str) -> Callable[[], WorkerProcess]:
    """What starts `children.py` with these words."""
    return lambda: launch([sys.executable, "-E", "-s", str(CHILDREN), *words])


def captor(*words: str) -> Callable[[], WorkerProcess]:
    """What starts `captives.py` with these words."""
    return lambda: launch([sys.executable, "-E", "-s", str(CAPTIVES), *words])


@pytest.fixture
def make_pool() -> Iterator[Callable[..., WorkerPool]]:
    """Makes pools of `children.py` started with the words given; closes them in the end."""
    yield from _pools(launcher)


@pytest.fixture
def make_captive_pool() -> Iterator[Callable[..., WorkerPool]]:
    """The same of `captives.py`."""
    yield from _pools(captor)


def _pools(starting: Callable[..., Callable[[], WorkerProcess]]) -> Iterator[Callable[..., WorkerPool]]:
    pools: list[WorkerPool] = []

    def make(*words: str, spares: int = 0, limits: TimeLimits | None = None) -> WorkerPool:
        pools.append(WorkerPool(starting(*words), spares, limits=limits))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()
