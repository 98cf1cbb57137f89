"""Progress: on a terminal only, a few times a second, with the rate."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli.meter import Meter
from tests.cli.conftest import PASSPHRASE, Run


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that a terminal would have shown."""
    lines: list[str] = []
    monkeypatch.setattr("reader.cli.meter.progress", lines.append)
    return lines


def ticking(step_s: float) -> Callable[[], float]:
    """A clock that goes on by `step_s` whenever it is read."""
    now_s = 0.0

    def read() -> float:
        nonlocal now_s
        now_s += step_s
        return now_s

    return read


def test_share_and_rate(told: list[str]) -> None:
    with Meter("Copying", counts_bytes=True, clock_s=ticking(1)) as meter:
        meter(5_000_000, 20_000_000)
        meter(20_000_000, 20_000_000)
    assert told == ["Copying  25%  5.0 MB a second", "Copying  100%  10.0 MB a second", ""]


def test_a_few_times_a_second_and_always_the_end(told: list[str]) -> None:
    with Meter("Checking", clock_s=ticking(0.01)) as meter:
        for done in range(1, 102):
            meter(done, 101)
    assert len(told) <= 12
    assert told[-2:] == ["Checking  100%", ""]


def test_nothing_of_nothing_is_all_of_it(told: list[str]) -> None:
    Meter("Checking", clock_s=ticking(1))(0, 0)
    assert told == ["Checking  100%"]


def test_no_terminal_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with Meter("Checking") as meter:
        meter(1, 2)
    assert capsys.readouterr().err == ""


@pytest.fixture
def ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody presses Ctrl+C when the first progress is told."""
    pressed = False

    def press(_meter: Meter, _done: int, _total: int) -> None:
        nonlocal pressed
        if not pressed:
            pressed = True
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Meter, "__call__", press)


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("verb", ["backup", "restore", "move", "compact", "salvage"])
def test_ctrl_c_leaves_no_half_copy(run: Run, own: Path, tmp_path: Path, verb: str) -> None:
    needs = PASSPHRASE.encode() if verb in {"move", "compact", "salvage"} else None
    outcome = run("vault", verb, own, tmp_path / "new", passphrase=needs)
    assert outcome.status == 1
    assert outcome.err.endswith("Stopped.\n")
    assert not (tmp_path / "new").exists()
    assert len(run("list", own).lines) == 2


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("verb", ["check", "repair"])
def test_ctrl_c_ends_in_order(run: Run, own: Path, verb: str) -> None:
    outcome = run("vault", verb, own)
    assert (outcome.status, outcome.err) == (1, "Stopped.\n")
    assert run("vault", "check", own).err == "All is well.\n"


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_while_erasing_does_not_bring_the_shelf_back(run: Run, own: Path) -> None:
    outcome = run("vault", "erase", own, "--yes")
    assert outcome.status == 1
    assert "Writing over its file was stopped." in outcome.err
    assert run("list", own).status == 3
