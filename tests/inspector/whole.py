"""The whole trial: 200 vaults, some of them above 1 GiB."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.inspector.inspection import QUICK, THOROUGH
from tests.inspector.trial import Case, examine

PAIRS = 100
LARGE_PAIRS = 3
SEED = 1000
FRESH_SEED = 5000
BOUND = 0.07


def examine_all(scratch: Path, seed: int, pairs: int = PAIRS, large_pairs: int = LARGE_PAIRS) -> Iterator[Case]:
    """The small pairs, then the large ones: of those one pair lies on the disk at a time, some 5 GB."""
    yield from chain(
        examine(scratch, seed, pairs - large_pairs, THOROUGH),
        *(examine(scratch, seed + pairs + number, 1, QUICK, large=True) for number in range(large_pairs)),
    )
