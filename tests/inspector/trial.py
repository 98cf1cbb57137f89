"""The trial: fresh twins are made, inspected and guessed at; what is found counts only if fresh twins confirm it.

Each vault is guessed by learners that have seen only other pairs (two halves, each guessed by what the other one
taught). An *accusation* is a learner that is right, or wrong, more than `bound` oftener than every second time: who is
always wrong knows as well. By chance alone 200 fair guesses are off by more than 7 % in 4 % of trials, and there are
three learners. So an accusation must be confirmed: the accusing learner, taught by all of the first trial, guesses at
vaults that did not exist then, and must be off to the same side. False alarms: at most 3 · 4 % · 2 % = 0.24 % of runs.
What lets a learner guess two times of three right is found in 99 % of runs.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tests.inspector.inspection import Effort, inspect
from tests.inspector.learner import LEARNERS, Guess
from tests.inspector.maker import SEEN_PASSPHRASE, Made
from tests.inspector.tells import Tell

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Case:
    """A vault of which the truth is known, and what the inspector saw."""

    made: Made
    tells: list[Tell]
    names: tuple[str, ...]
    vector: tuple[float, ...]


@dataclass(frozen=True)
class Accusation:
    """A learner that knows too much: the share of right guesses, and what it was taught."""

    learner: str
    share: float


def examine(scratch: Path, first_seed: int, pairs: int, effort: Effort, *, large: bool = False) -> Iterator[Case]:
    """Make pairs of vaults, look at each, and take them away again."""
    command = [sys.executable, "-m", "tests.inspector.maker", str(scratch), str(first_seed), str(pairs)]
    with subprocess.Popen([*command, *["large"] * large], cwd=ROOT, stdout=subprocess.PIPE) as maker:
        assert maker.stdout is not None
        for line in maker.stdout:
            made = msgspec.json.decode(line, type=Made)
            report = inspect(Path(made.folder), SEEN_PASSPHRASE, effort)
            yield Case(made, report.tells, tuple(report.features), tuple(report.features.values()))
            shutil.rmtree(made.folder)
    if maker.returncode:
        raise RuntimeError("the maker of vaults failed")


def guess_all(cases: Sequence[Case], learner: str) -> list[bool]:
    """Whether each case was guessed right by what the other half of the pairs taught."""
    halves = _halves(cases)
    guesses = [_taught(other, learner) for other in reversed(halves)]
    ranks = _ranks(cases)
    return [guesses[ranks[case.made.pair] % 2](case.vector) == case.made.used for case in cases]


def share(right: Sequence[bool]) -> float:
    """The share of right guesses."""
    return sum(right) / len(right)


def accusations(cases: Sequence[Case], bound: float) -> list[Accusation]:
    """The learners that are off by more than `bound`."""
    shares = {learner: share(guess_all(cases, learner)) for learner in LEARNERS}
    return [Accusation(learner, found) for learner, found in shares.items() if abs(found - 0.5) > bound]


def confirmed(
    accused: Sequence[Accusation], known: Sequence[Case], bound: float, fresh: Callable[[], Sequence[Case]]
) -> list[Accusation]:
    """The accusations that hold on fresh vaults, which are made only when there is one."""
    if not accused:
        return []
    cases = fresh()
    held = []
    for accusation in accused:
        guess = _taught(known, accusation.learner)
        found = share([guess(case.vector) == case.made.used for case in cases])
        if found - 0.5 > bound if accusation.share > 0.5 else 0.5 - found > bound:
            held.append(Accusation(accusation.learner, found))
    return held


def telling(cases: Sequence[Case]) -> list[str]:
    """The features in order of how well each alone parts these cases; for a person who looks for the reason."""
    truths = [case.made.used for case in cases]
    parted = []
    for column, name in enumerate(cases[0].names):
        alone = [(case.vector[column],) for case in cases]
        guess = LEARNERS["threshold"](alone, truths)
        parted.append((share([guess(value) == truth for value, truth in zip(alone, truths, strict=True)]), name))
    return [f"{name} {found:.3f}" for found, name in sorted(parted, reverse=True)]


def _taught(cases: Sequence[Case], learner: str) -> Guess:
    return LEARNERS[learner]([case.vector for case in cases], [case.made.used for case in cases])


def _ranks(cases: Sequence[Case]) -> dict[int, int]:
    return {pair: rank for rank, pair in enumerate(sorted({case.made.pair for case in cases}))}


def _halves(cases: Sequence[Case]) -> tuple[list[Case], list[Case]]:
    """By pairs: twins are never parted, or one would teach what the other is."""
    ranks = _ranks(cases)
    return (
        [case for case in cases if ranks[case.made.pair] % 2 == 0],
        [case for case in cases if ranks[case.made.pair] % 2 == 1],
    )
