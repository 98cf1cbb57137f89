"""What a power cut can leave of a vault, and whether it is all there after settling. Not a matter of time.

    library        imports, removals with their sweeps, positions, growth, on both shelves in turn
    credentials    passphrases added, changed, strengthened and removed, the other shelf set up, a shelf erased
    creation       a vault made, and made again over what a cut left
    erasing        a whole vault erased, and erased again

`states` is how many states of the disk were built (tests/powercut/disk.py): every prefix of what was written, and after
each event `--draws` more with unsynced writes lost, reordered and torn. After each `--every`th state the settling is
cut short too (`second_cuts`). `failures`: how many did not settle, open, pass the check and hold what was promised.
Each core records the work for itself and takes its share of the cuts.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.bench.harness import Figures, report
from tests.powercut.credential_work import record_credentials
from tests.powercut.lifecycle import failures_at_an_end, record_creation, record_erasing
from tests.powercut.proof import Case, all_cuts, cases, failures, second_cases
from tests.powercut.scratch import scratch_folder
from tests.powercut.sessions import Recording
from tests.powercut.work import record_work

_SHOWN = 5


@dataclass(frozen=True)
class Part:
    """One kind of work, and how its states are judged. `draws` is how many times as many are drawn as asked for."""

    record: Callable[[Path], Recording]
    judge: Callable[[Case, Path], list[str]]
    draws: int = 1
    is_settled: bool = True


PARTS = {
    "library": Part(record_work, failures),
    "credentials": Part(record_credentials, failures),
    "creation": Part(record_creation, failures_at_an_end, draws=60, is_settled=False),
    "erasing": Part(record_erasing, failures_at_an_end, draws=60, is_settled=False),
}


@dataclass(frozen=True)
class Share:
    """Which of the cuts a process takes."""

    number: int
    of: int
    draws: int
    every: int


def main() -> int:
    """Run every part; the exit status is 1 when any state failed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--every", type=int, default=8)
    options = parser.parse_args()
    cores = os.cpu_count() or 1
    shares = [Share(number, cores, options.draws, options.every) for number in range(cores)]
    results: dict[str, Figures] = {}
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        for name in PARTS:
            start = time.perf_counter()
            counts = list(pool.map(partial(run, name), shares))
            states, second_cuts, failed = (sum(column) for column in zip(*counts, strict=True))
            results[name] = {
                "states": states,
                "second_cuts": second_cuts,
                "failures": failed,
                "seconds": round(time.perf_counter() - start, 1),
            }
    report("powercut", results)
    return int(any(result["failures"] for result in results.values()))


def run(name: str, share: Share) -> tuple[int, int, int]:
    """One process's share of a part: states, states after a second cut, failures."""
    part, states, second_cuts, failed = PARTS[name], 0, 0, 0
    with scratch_folder() as scratch:
        recording = part.record(scratch / "work")
        cuts = all_cuts(recording, draws=part.draws * share.draws)[share.number :: share.of]
        for case in cases(recording, cuts):
            states += 1
            failed += _judge(part, case, scratch / "state", "")
            if part.is_settled and states % share.every == 0:
                for second in second_cases(case, scratch / "state", 1):
                    second_cuts += 1
                    failed += _judge(part, second, scratch / "state", f" after {case.cut}")
            if failed > _SHOWN:
                sys.stderr.write(f"{name}: stopped after {states} states\n")
                break
    return states, second_cuts, failed


def _judge(part: Part, case: Case, folder: Path, where: str) -> int:
    wrong = part.judge(case, folder)
    if wrong:
        sys.stderr.write(f"{case.cut}{where}: {wrong}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
