"""The benchmarks' own arithmetic, and the page they write."""

from __future__ import annotations

from pathlib import Path

from tests.bench.harness import figures, record


def test_the_99th_percentile_is_the_nearest_rank() -> None:
    found = figures([float(number) for number in range(1, 201)])
    assert found == {"median_ms": 100.5, "p99_ms": 198.0, "max_ms": 200.0, "n": 200}


def test_nothing_measured_is_said() -> None:
    assert figures([]) == {"n": 0}


def test_a_run_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    page = tmp_path / "measurements.md"
    page.write_text("# Measurements\n")
    record("one", {"case": {"median_ms": 1.0}}, page)
    record("two", {"case": {"median_ms": 2.0}}, page)
    record("one", {"case": {"median_ms": 3.0}}, page)
    text = page.read_text()
    assert text.count("## one") == text.count("## two") == 1
    assert "| case | 3.0 |" in text
    assert "| case | 2.0 |" in text
    assert "| case | 1.0 |" not in text
