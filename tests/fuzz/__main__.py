"""Fuzzing by hand: `python3 -m tests.fuzz --cpu-s 3600 pdf docx`, or one document again: `--only NUMBER --keep FILE`.

One line a format to stderr, one JSON line to stdout; exit 1 when a promise was broken. The sound documents it starts
from are those of the contract suites, so the same seed makes the same documents as long as these don't change.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from reader.formats.preload import preload
from reader.formats.registry import FORMATS
from tests.fuzz.seeds import seeds
from tests.fuzz.trial import Outcome, document, run


def main(argv: list[str]) -> int:
    """Fuzz the formats that are named, or all."""
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--cpu-s", type=float, default=60.0, help="processor time for each format")
    parser.add_argument("--seed", default="hearth")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with --only: write that document")
    arguments = parser.parse_args(argv)
    starts = seeds()
    preload()
    chosen = [each for each in FORMATS if starts.get(each.kind) and each.kind in (arguments.kinds or starts)]
    if arguments.keep and arguments.only is not None:
        arguments.keep.write_bytes(document(arguments.seed, chosen[0], starts[chosen[0].kind], arguments.only))
    outcomes = []
    for format_ in chosen:
        samples = starts[format_.kind]
        if arguments.only is not None:
            outcome = run(arguments.seed, format_, samples, first=arguments.only, count=1)
        else:
            outcome = run(arguments.seed, format_, samples, first=arguments.first, cpu_s=arguments.cpu_s)
        outcomes.append(outcome)
        sys.stderr.write(told(outcome) + "\n")
    sys.stdout.write(json.dumps({each.kind: facts(each) for each in outcomes}) + "\n")
    return 1 if any(each.failures for each in outcomes) else 0


def facts(outcome: Outcome) -> dict[str, object]:
    """An outcome as plain values."""
    return {
        "tried": outcome.tried,
        "parsed": outcome.parsed,
        "refused": dict(outcome.refused),
        "clumsy": dict(outcome.clumsy),
        "failures": outcome.failures,
        "cpu_s": round(outcome.cpu_s, 1),
        "slowest_s": round(outcome.slowest_s, 2),
    }


def told(outcome: Outcome) -> str:
    """An outcome as a line."""
    return f"{outcome.kind:10} " + ", ".join(f"{name} {value}" for name, value in facts(outcome).items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
