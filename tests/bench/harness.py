"""What the benchmarks share: figures from samples, a table to stderr, one line of JSON as the last of stdout.

With BENCH_RECORD=1 in the environment a run also writes its section of docs/measurements.md, which nobody edits.
"""

from __future__ import annotations

import json
import math
import os
import platform
import re
import statistics
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

Figures = Mapping[str, float | int]
MEASUREMENTS = Path(__file__).resolve().parents[2] / "docs" / "measurements.md"


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
    if os.environ.get("BENCH_RECORD") == "1":
        record(bench, cases, MEASUREMENTS)


def record(bench: str, cases: Mapping[str, Figures], path: Path) -> None:
    """Put the run in the place of the section that an earlier one wrote, or at the end."""
    names = list(dict.fromkeys(name for case in cases.values() for name in case))
    rows = [["case", *names], ["---"] * (len(names) + 1)]
    rows += [[case, *(str(values.get(name, "")) for name in names)] for case, values in cases.items()]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    section = f"## {bench}\n`python3 dev.py bench {bench}`, {datetime.now(UTC):%Y-%m-%d}, {system}\n\n{table}\n"
    text = path.read_text(encoding="utf-8")
    earlier = re.compile(rf"^## {re.escape(bench)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
    if earlier.search(text):
        text = earlier.sub(lambda _match: section + "\n", text)
    else:
        text = text.rstrip("\n") + "\n\n" + section
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
