"""The times that people rely on: the program takes no others than those that are written down."""

from __future__ import annotations

from pathlib import Path

from reader.guard.performer import Limits

_ROOT = Path(__file__).resolve().parents[2]


def test_the_product_can_choose_no_other_limits() -> None:
    limits = Limits()
    assert (limits.refusal_s, limits.rest_s, limits.hang_s, limits.start_s) == (3.0, 1.0, 5.0, 30.0)
    sources = [*(_ROOT / "ui").rglob("*.py"), *(_ROOT / "reader").rglob("*.py"), _ROOT / "main.py"]
    assert [path.name for path in sources if "limits=" in path.read_text(encoding="utf-8")] == []
