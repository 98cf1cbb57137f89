"""A worker that a document has taken over: what it may try, from inside its walls, and what the desk makes of it.

The calls that it is denied are in test_sandbox.py, lies in answers in test_liars.py. docs/escapes.md lists them all.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.errors import DamagedFile, ProtocolViolation, WorkerDied, WorkerOverran
from reader.workers import pool as pools
from reader.workers.pool import TimeLimits, WorkerPool
from reader.workers.protocol import MIB
from reader.workers.watchdog import Silence
from tests.workers.misdeeds import BOMB_LIMIT_BYTES
from tests.workers.test_pool import children, wait_until

if sys.platform != "linux":
    pytest.skip("measured on Linux", allow_module_level=True)

MakePool = Callable[..., WorkerPool]
IMPATIENT = {
    "silence": TimeLimits(parse_s=20, silence=Silence(wall_s=0.5)),
    "drip": TimeLimits(parse_s=20, silence=Silence(wall_s=0.5)),
    "spin": TimeLimits(silence=Silence(cpu_s=0.3)),
}
ROOM_MIB = 300
"""For a desk that takes one frame of at most 80 MiB at a time, and a copy of it."""


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    """Whatever it tried, the worker is gone in the end, and has left nothing."""
    before = children()
    yield
    wait_until(lambda: children() == before)
    assert not Path("/tmp/hearth-escaped").exists()  # noqa: S108 - what the walls' test tries to write


def memory_mib(kind: str) -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{kind}:")[2].split()[0]) // 1024


def forget_highest_memory() -> None:
    """From now on VmHWM begins at what is used now (proc_pid_clear_refs(5))."""
    Path("/proc/self/clear_refs").write_text("5")


@pytest.mark.parametrize(
    ("misdeed", "most"),
    [("fork bomb", 1), ("thread bomb", 1), ("memory bomb", BOMB_LIMIT_BYTES // MIB)],
)
def test_a_bomb_has_no_effect(make_captive_pool: MakePool, misdeed: str, most: int) -> None:
    """It lives to tell how far it came: after 10,000 tries one process, one thread; or its share of memory."""
    with pytest.raises(DamagedFile) as told:
        list(make_captive_pool("misbehave", misdeed).parse([b"x"]))
    assert 0 < int(told.value.detail) <= most


@pytest.mark.parametrize("misdeed", ["silence", "drip", "spin"])
def test_one_that_never_answers_is_ended(make_captive_pool: MakePool, misdeed: str) -> None:
    started_s = time.monotonic()
    with pytest.raises(WorkerOverran, match="processor time" if misdeed == "spin" else "too long"):
        list(make_captive_pool("misbehave", misdeed, limits=IMPATIENT[misdeed]).parse([b"x"]))
    assert time.monotonic() - started_s < TimeLimits().cpu_s_for(1)


def test_one_that_leaves_its_pipe_and_stays_is_ended(make_captive_pool: MakePool) -> None:
    with pytest.raises(WorkerDied):
        list(make_captive_pool("misbehave", "leave and stay").parse([b"x"]))


@pytest.mark.parametrize("misdeed", ["4 GB in fat frames", "4 GB in thin frames"])
def test_one_that_answers_too_much_is_ended_for_it(
    make_captive_pool: MakePool, monkeypatch: pytest.MonkeyPatch, misdeed: str
) -> None:
    monkeypatch.setattr(pools, "MAX_PARSED_BYTES", 128 * MIB)
    with pytest.raises(WorkerOverran, match="answered too much"):
        for _event in make_captive_pool("misbehave", misdeed).parse([b"x"]):
            pass


def test_bytes_that_are_no_answer_are_not_read_on(make_captive_pool: MakePool) -> None:
    with pytest.raises(ProtocolViolation):
        list(make_captive_pool("misbehave", "4 GB of nothing").parse([b"x"]))


@pytest.mark.slow
@pytest.mark.parametrize("misdeed", ["4 GB in fat frames", "4 GB in thin frames", "4 GB of nothing"])
def test_four_gigabytes_leave_the_desk_s_memory_flat(make_captive_pool: MakePool, misdeed: str) -> None:
    """At the limits that people have."""
    pool = make_captive_pool("misbehave", misdeed)
    forget_highest_memory()
    before_mib = memory_mib("VmRSS")
    with pytest.raises((WorkerOverran, ProtocolViolation)):
        for _event in pool.parse([b"x"]):
            pass
    assert memory_mib("VmHWM") - before_mib < ROOM_MIB


def test_the_same_desk_reads_on_after_it(make_captive_pool: MakePool, make_pool: MakePool) -> None:
    with pytest.raises(WorkerOverran):
        list(make_captive_pool("misbehave", "silence", limits=IMPATIENT["silence"]).parse([b"x"]))
    assert len(list(make_pool("honest").parse([b"one\ntwo"]))) == 4
