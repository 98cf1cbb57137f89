"""What the benchmarks share: figures from samples, a table to stderr, one line of JSON as the last of stdout."""

from __future__ import annotations

import json
import math
import statistics
import sys
from collections.abc import Mapping, Sequence

Figures = Mapping[str, float | int]


def figures(samples_ms: Sequence[float]) -> dict[str, float | int]:
    """Median and 99th percentile (nearest rank) of times in milliseconds, the worst, and how many there were."""
    ordered = sorted(samples_ms)
    if not ordered:
        return {"n": 0}
    rank = max(1, math.ceil(0.99 * len(ordered)))
    return {
        "median_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[rank - 1], 2),
        "max_ms": round(ordered[-1], 2),
        "n": len(ordered),
    }


def report(bench: str, cases: Mapping[str, Figures]) -> None:
    """Say it to a person and to a program."""
    names = list(dict.fromkeys(name for case in cases.values() for name in case))
    width = max([len(bench), *(len(case) for case in cases)])
    lines = ["  ".join([bench.ljust(width), *(name.rjust(12) for name in names)])]
    lines += [
        "  ".join([case.ljust(width), *(str(values.get(name, "")).rjust(12) for name in names)])
        for case, values in cases.items()
    ]
    sys.stderr.write("\n".join(lines) + "\n")
    sys.stdout.write(json.dumps({"bench": bench, "cases": cases}) + "\n")
