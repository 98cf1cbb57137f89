"""The inspector's whole trial: `python3 dev.py bench inspector [PAIRS LARGE_PAIRS]`; 100 and 3 unless said.

Cases: all vaults, then by ending, then those above 1 GiB: how many, in how many a hard tell fired, and the share of
each learner's right guesses. A case `confirmation` follows when a learner was off by more than 7 % over all: what it
then made of as many fresh vaults. The features that part the vaults best go to stderr. Exit status 1 if a tell fired
or an accusation was confirmed. Needs 6 GB of disk for a while.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.harness import report
from tests.inspector.learner import LEARNERS
from tests.inspector.trial import Case, accusations, confirmed, guess_all, telling
from tests.inspector.twins import Ending
from tests.inspector.whole import BOUND, FRESH_SEED, LARGE_PAIRS, PAIRS, SEED, examine_all

_SHOWN_FEATURES = 8


def main(pairs: int, large_pairs: int) -> int:
    """Run the trial and say what it found."""
    with tempfile.TemporaryDirectory() as scratch:
        cases = _say_tells(list(examine_all(Path(scratch), SEED, pairs, large_pairs)))
        figures = _figures(cases)
        for line in telling(cases)[:_SHOWN_FEATURES]:
            sys.stderr.write(f"best alone, with hindsight: {line}\n")
        accused = accusations(cases, BOUND)
        held = confirmed(
            accused, cases, BOUND, lambda: list(examine_all(Path(scratch), FRESH_SEED, pairs, large_pairs))
        )
    if accused:
        figures["confirmation"] = {"n": len(cases), **{each.learner: round(each.share, 3) for each in held}}
    report("inspector", figures)
    return int(bool(held) or any(case.tells for case in cases))


def _say_tells(cases: Sequence[Case]) -> Sequence[Case]:
    for case in cases:
        for tell in case.tells:
            sys.stderr.write(f"{tell.rule}: {tell.detail} in {case.made}\n")
    return cases


def _figures(cases: Sequence[Case]) -> dict[str, dict[str, float | int]]:
    right = {learner: guess_all(cases, learner) for learner in LEARNERS}
    groups: dict[str, Callable[[Case], bool]] = {"all": lambda _: True}
    groups |= {str(ending): lambda case, ending=ending: case.made.ending is ending for ending in Ending}  # type: ignore[misc]
    groups["above 1 GiB"] = lambda case: case.made.large
    figures: dict[str, dict[str, float | int]] = {}
    for name, belongs in groups.items():
        rows = [index for index, case in enumerate(cases) if belongs(case)]
        if not rows:
            continue
        figures[name] = {"n": len(rows), "tells": sum(bool(cases[row].tells) for row in rows)}
        figures[name] |= {
            learner: round(sum(guesses[row] for row in rows) / len(rows), 3) for learner, guesses in right.items()
        }
        figures[name]["hot"] = sum(cases[row].made.cut_short for row in rows)
    return figures


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])) if len(sys.argv) > 2 else main(PAIRS, LARGE_PAIRS))
