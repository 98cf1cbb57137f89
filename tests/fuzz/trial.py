"""Trials: mutated documents are parsed in a child with a worker's memory, and what comes of each is told.

A child says the number of each document before it parses it; so a crash or a hang has a number too, and the next
child goes on behind it.
"""

from __future__ import annotations

import json
import os
import random
import resource
import select
import signal
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reader.errors import DocumentRefused
from reader.formats.contract import Format
from reader.workers.checks import ParseCheck
from reader.workers.sandbox import LIMITS
from tests.formats.checks import check_document
from tests.fuzz.mutating import mutate

CPU_LIMIT_S = 10.0
"""For one document. It is processor time, so that a busy machine makes nobody guilty."""

PATIENCE_S = 60.0
_BUGS = {"AttributeError", "TypeError", "NameError", "UnboundLocalError", "AssertionError", "ProtocolViolation"}


@dataclass
class Outcome:
    """What became of the documents of one format. `failures` tells number and reason of each that broke a promise."""

    kind: str
    tried: int = 0
    parsed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    clumsy: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)
    cpu_s: float = 0.0
    slowest_s: float = 0.0


def document(seed: str, format_: Format, samples: Sequence[bytes], number: int) -> bytes:
    """Document `number` of a run, made anew."""
    return mutate(random.Random(f"{seed}:{format_.kind}:{number}"), samples)  # noqa: S311 - no secret


def run(
    seed: str,
    format_: Format,
    samples: Sequence[bytes],
    *,
    first: int = 0,
    count: int = sys.maxsize,
    cpu_s: float = 1e9,
) -> Outcome:
    """Try documents `first` up to `count` of them, or until they have taken `cpu_s` of processor time."""
    outcome = Outcome(format_.kind)
    number, end = first, min(sys.maxsize, first + count)
    while number < end and outcome.cpu_s < cpu_s:
        number = _one_child(seed, format_, samples, range(number, end), cpu_s, outcome)
    return outcome


def _one_child(
    seed: str, format_: Format, samples: Sequence[bytes], numbers: range, cpu_s: float, outcome: Outcome
) -> int:
    """Run a child until it ends, however it does; the number to go on with."""
    reading_fd, writing_fd = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading_fd)
        _in_child(lambda: _try_all(seed, format_, samples, numbers, cpu_s - outcome.cpu_s, writing_fd))
    os.close(writing_fd)
    current, hung = _listen(reading_fd, child, outcome, numbers.start)
    os.close(reading_fd)
    _, status, usage = os.wait4(child, 0)
    outcome.cpu_s += usage.ru_utime + usage.ru_stime
    code = os.waitstatus_to_exitcode(status)
    if hung:
        outcome.failures.append((current, f"nothing for {PATIENCE_S:.0f} s"))
    elif code == -signal.SIGPROF:
        outcome.failures.append((current, f"more than {CPU_LIMIT_S:.0f} s"))
    elif code:
        outcome.failures.append((current, f"ended by {signal.Signals(-code).name if code < 0 else code}"))
    else:
        return current + 1
    return current + 1


def _listen(reading_fd: int, child: int, outcome: Outcome, start: int) -> tuple[int, bool]:
    """Take in what the child says; the last number it began, and whether it hung."""
    current, rest = start, b""
    while True:
        if not select.select([reading_fd], [], [], PATIENCE_S)[0]:
            os.kill(child, signal.SIGKILL)
            return current, True
        data = os.read(reading_fd, 65536)
        if not data:
            return current, False
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            current = _take(json.loads(line), outcome, current)


def _take(said: dict[str, str | int | float], outcome: Outcome, current: int) -> int:
    if "begin" in said:
        return int(said["begin"])
    outcome.tried += 1
    outcome.slowest_s = max(outcome.slowest_s, float(said["seconds"]))
    refusal, detail, failure = str(said["refusal"]), str(said["detail"]), str(said["failure"])
    if failure:
        outcome.failures.append((current, failure))
    elif refusal:
        outcome.refused[refusal] += 1
        if detail in _BUGS:
            outcome.clumsy[detail] += 1
    else:
        outcome.parsed += 1
    return current


def _in_child(work: Callable[[], None]) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory_bytes, LIMITS.memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        work()
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - a child of a test must never go on as if it were the test
        os.write(2, f"{error!r}\n".encode())
        os._exit(9)


def _try_all(
    seed: str, format_: Format, samples: Sequence[bytes], numbers: range, cpu_s: float, writing_fd: int
) -> None:
    for number in numbers:
        if _cpu_s() > cpu_s:
            return
        _tell(writing_fd, begin=number)
        signal.setitimer(signal.ITIMER_PROF, CPU_LIMIT_S)  # whose signal ends the process
        started_s = _cpu_s()
        refusal, detail, failure = _try(format_, document(seed, format_, samples, number))
        _tell(writing_fd, refusal=refusal, detail=detail, failure=failure, seconds=_cpu_s() - started_s)


def _try(format_: Format, data: bytes) -> tuple[str, str, str]:
    """Refusal, its detail, and which promise was broken; empty where none."""
    try:
        events = list(format_.parse(data))
    except DocumentRefused as refused:
        return type(refused).__name__, refused.detail, ""
    except Exception as error:  # noqa: BLE001 - whatever it is, a format may not raise it
        return "", "", f"raised {error!r}"[:300]
    try:
        check = ParseCheck()
        for event in events:
            check.event(event)
        check.done()
        check_document(events)
    except Exception as error:  # noqa: BLE001 - whatever it is, the document broke the contract
        return "", "", f"broke the contract: {error!r}"[:300]
    return "", "", ""


def _tell(fd: int, **said: str | float) -> None:
    os.write(fd, json.dumps(said).encode() + b"\n")


def _cpu_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
