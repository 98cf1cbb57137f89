"""The corpus: `python3 dev.py bench corpus`. What its real files become, and how long one process takes for them.

A case for each folder of the corpus and one for each format. `words` are runs of letters and digits; `simplified`
counts files of which something is named as lost. The figures file by file are in tests/fixtures/corpus.json.
"""

from __future__ import annotations

import sys
import time

from tests.bench.harness import report
from tests.formats.golden import Figures, corpus_files, figures_of, name_of

COUNTED = ("sections", "pieces", "pages", "images", "words", "characters", "outline", "covers")


def main() -> int:
    cases: dict[str, dict[str, float | int]] = {}
    for path in corpus_files():
        data = path.read_bytes()
        start = time.perf_counter()
        figures = figures_of(data)
        took_s = time.perf_counter() - start
        folder = name_of(path).rpartition("/")[0]
        for case in (folder, f"all {figures['kind']}"):
            add(cases.setdefault(case, {"files": 0, "refused": 0}), figures, len(data), took_s)
    for counts in cases.values():
        counts["mb"], counts["parse_s"] = round(counts["mb"], 2), round(counts["parse_s"], 2)
    report("corpus", dict(sorted(cases.items())))
    return 0


def add(case: dict[str, float | int], figures: Figures, size_bytes: int, took_s: float) -> None:
    """Count one more file."""
    case["files"] += 1
    case["refused"] += "refused" in figures
    for name in COUNTED:
        case[name] = case.get(name, 0) + int(figures.get(name, 0))
    case["simplified"] = case.get("simplified", 0) + bool(figures.get("losses"))
    case["mb"] = case.get("mb", 0.0) + size_bytes / 1_000_000
    case["parse_s"] = case.get("parse_s", 0.0) + took_s


if __name__ == "__main__":
    sys.exit(main())
