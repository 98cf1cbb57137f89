"""The times that people rely on: the program takes no others than those that are written down."""

from __future__ import annotations

import re
from pathlib import Path

from reader.guard.performer import Limits

_ROOT = Path(__file__).resolve().parents[2]
_TAKES_OTHERS = re.compile(r"\bLimits\(\w+=")


def test_the_product_can_choose_no_other_limits() -> None:
    limits = Limits()
    assert (limits.refusal_s, limits.rest_s, limits.hang_s, limits.start_s) == (3.0, 1.0, 5.0, 30.0)
    sources = [*(_ROOT / "ui").rglob("*.py"), *(_ROOT / "reader").rglob("*.py"), _ROOT / "main.py"]
    assert [path.name for path in sources if _TAKES_OTHERS.search(path.read_text(encoding="utf-8"))] == []


def test_the_look_finds_what_it_looks_for() -> None:
    assert _TAKES_OTHERS.search("Wiring(limits=Limits(refusal_s=0.0))")
    assert not _TAKES_OTHERS.search("limits: Limits = Limits()")
