"""The keeper: what it hands out and how often, when it is over, and that nothing but a lock leaves it alive."""

from __future__ import annotations

import contextlib
import io
import mmap
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import ProtocolViolation
from reader.guard import keeper_link, keeper_main
from reader.guard.channel import ChannelWriter
from reader.guard.keeper_link import MAX_SEALED_BYTES, Keep, KeeperLink, SealAsked, SealHanded, make_pair
from reader.guard.keeper_main import Keeper
from reader.guard.keeper_process import KeeperProcess
from reader.guard.messages import DeskReady
from reader.guard.states import Event, Phase
from reader.platform import this_platform
from tests.canary.tracer import can_trace
from tests.guard.stage import Stage, wait_until
from tests.guard.stub_desk import ANSWERS_NAME, LIMIT_NAME, PIECE_BYTES, SEALED

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets can't be handed over here")
ROOT = Path(__file__).resolve().parents[2]


class Desk:
    """A desk's end, and the guard's copy of the keeper's."""

    def __init__(self) -> None:
        ends = make_pair()
        assert ends
        self.keepers, mine = ends
        self.link = KeeperLink(mine.detach())

    def asks(self, keeper: Keeper) -> SealHanded | None:
        """As `KeeperLink.ask`, with the keeper on the same thread."""
        self.link._writer.send(SealAsked())
        keeper.turn()
        return self.link._answer()

    def dies(self) -> None:
        self.link._writer.close()


class Room:
    """A keeper on this thread, with a clock that a test sets."""

    def __init__(self) -> None:
        ends = make_pair()
        assert ends
        self.guard, theirs = ends
        self._theirs = theirs
        self._desks: list[Desk] = []
        self.now_s = 1000.0
        self.locked = 0
        self.keeper = Keeper(theirs, lambda: self.now_s, self._lock)

    def _lock(self) -> None:
        self.locked += 1

    def serve(self, desk: Desk) -> Desk:
        self._desks.append(desk)
        socket.send_fds(self.guard, [b"\x01"], [desk.keepers.fileno()])
        assert self.keeper.turn()
        return desk

    def give(self, limit_s: int = 600) -> Desk:
        desk = self.serve(Desk())
        assert desk.link.keep(SEALED, limit_s)
        assert self.keeper.turn()
        return desk

    def turn_twice(self) -> None:
        """A long message comes in two pieces."""
        self.keeper.turn()
        self.keeper.turn()

    def close(self) -> None:
        self.keeper._leave_desk()
        for each in self._desks:
            each.dies()
            each.keepers.close()
        self.guard.close()
        self._theirs.close()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(keeper_link, "ANSWER_LIMIT_S", 0.05)
    monkeypatch.setattr(keeper_main, "LOOK_EVERY_S", 0.01)
    made = Room()
    yield made
    made.close()


def test_the_next_desk_gets_it_three_times(room: Room) -> None:
    room.give().dies()
    assert room.locked == 1, "memory is locked once there is something in it"
    assert room.keeper.turn()
    second = room.serve(Desk())
    assert second.asks(room.keeper) == SealHanded(sealed=SEALED, tries_left=2)
    second.dies()
    assert room.keeper.turn()
    third = room.serve(Desk())
    assert third.asks(room.keeper) == SealHanded(sealed=SEALED, tries_left=1), "another desk gets no tries anew"
    third.link._writer.send(SealAsked())
    third.link._writer.send(SealAsked())
    assert not room.keeper.turn()
    assert third.link._answer() == SealHanded(sealed=SEALED, tries_left=0)
    assert third.link._answer() is None, "a fourth"


def test_what_is_given_later_counts_and_has_its_own_tries(room: Room) -> None:
    desk = room.give()
    assert desk.asks(room.keeper) == SealHanded(sealed=SEALED, tries_left=2)
    desk.link.keep(b"other", 60)
    assert room.keeper.turn()
    assert desk.asks(room.keeper) == SealHanded(sealed=b"other", tries_left=2)


def test_the_time_runs_from_the_desks_end_and_in_sleep(room: Room) -> None:
    first = room.give(limit_s=60)
    room.now_s += 3600
    assert first.asks(room.keeper), "while the desk lives there is no limit"
    first.dies()
    assert room.keeper.turn()
    second = room.serve(Desk())
    room.now_s += 59
    assert second.asks(room.keeper)
    second.dies()
    assert room.keeper.turn()
    third = room.serve(Desk())
    third.link._writer.send(SealAsked())
    room.now_s += 1  # as if the machine had slept: nobody has waited for it
    assert not room.keeper.turn(), "a second desk's end begins no time anew"
    assert third.link._answer() is None, "nothing is handed out once it is over"


def test_without_anything_to_keep_it_ends_with_the_desk(room: Room) -> None:
    desk = room.serve(Desk())
    assert desk.asks(room.keeper) is None
    desk.dies()
    assert not room.keeper.turn()


def test_it_ends_with_the_guard(room: Room) -> None:
    room.give()
    room.guard.close()
    assert not room.keeper.turn()


@pytest.mark.parametrize(
    "message", [DeskReady(), Keep(sealed=b"x", limit_s=4000), Keep(sealed=b"x" * (MAX_SEALED_BYTES + 1), limit_s=60)]
)
def test_nonsense_is_its_end(room: Room, message: DeskReady | Keep) -> None:
    desk = room.give()
    desk.link._writer.send(message)
    with pytest.raises(ProtocolViolation):
        room.turn_twice()


def test_nobody_answers(room: Room) -> None:
    del room
    desk = Desk()
    assert desk.link.ask() is None
    late = ChannelWriter(desk.keepers.detach())
    late.send(SealHanded(sealed=b"late", tries_left=2))
    assert desk.link.ask() is None, "an answer that comes late belongs to another try"
    late.close()
    desk.dies()


def test_the_systems_clock_goes_on_in_sleep() -> None:
    if this_platform().name == "linux":
        with Path("/proc/uptime").open() as uptime:
            assert abs(float(uptime.read().split()[0]) - this_platform().clock_with_sleep_s()) < 5


# --- with real processes -------------------------------------------------------------------------------------------


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.delenv("DISPLAY", raising=False)
    built = Stage(tmp_path, "keeps")
    yield built
    if built.thread.is_alive():
        built.end()


def answers(stage: Stage) -> list[str]:
    path = stage.place.folder / ANSWERS_NAME
    return path.read_text().split("\n")[:-1] if path.exists() else []


def wait_for_answers(stage: Stage, *expected: str) -> None:
    wait_until(lambda: answers(stage) == list(expected), f"{expected}, not {answers(stage)}")


def open_kept(stage: Stage) -> int:
    """An open library and a keeper that has what it needs; the keeper's process."""
    stage.open()
    wait_for_answers(stage, "kept")
    return stage.keeper_pids[-1]


def lock(stage: Stage) -> int:
    """Up to the next prompt; its desk."""
    stage.thread.post(Event.LOCK)
    stage.wait_for(Phase.PROMPT)
    return stage.desk_pids[-1]


def lock_and_open(stage: Stage) -> None:
    """The next prompt has no keeper: there the stub opens at once, which a person does with the passphrase."""
    before = len(stage.desk_pids)
    stage.thread.post(Event.LOCK)
    wait_until(lambda: len(stage.desk_pids) > before, "the next desk")
    stage.wait_for(Phase.OPEN)


def wait_for_end(stage: Stage, keeper: int) -> None:
    wait_until(lambda: not Path(f"/proc/{keeper}").exists(), "no trace of it in the process table")


def ask(stage: Stage, answer: str) -> None:
    before = answers(stage)
    os.kill(stage.desk_pids[-1], signal.SIGUSR1)
    wait_until(lambda: answers(stage)[: len(before) + 1] == [*before, answer], f"{answer} after {before}")


def test_a_lock_leaves_it_for_the_next_desk(stage: Stage) -> None:
    keeper = open_kept(stage)
    lock(stage)
    assert stage.alive([keeper])
    ask(stage, "2 left")
    os.kill(stage.desk_pids[-1], signal.SIGUSR2)  # the PIN was right
    stage.wait_for(Phase.OPEN)
    wait_for_answers(stage, "kept", "2 left", "kept")
    wait_for_end(stage, keeper)  # each opening begins with a new one
    lock(stage)
    ask(stage, "2 left")


def test_three_tries_and_the_prompt_is_told(stage: Stage) -> None:
    keeper = open_kept(stage)
    lock(stage)
    for answer in ("2 left", "1 left"):
        ask(stage, answer)
    os.kill(stage.desk_pids[-1], signal.SIGUSR1)
    wait_until(lambda: sorted(answers(stage)[-2:]) == ["0 left", "gone"], "the last answer, and the end")
    wait_for_end(stage, keeper)
    lock_and_open(stage)
    wait_until(lambda: len(stage.keeper_pids) == 2, "another keeper")


def test_the_time_is_over(stage: Stage) -> None:
    (stage.place.folder / LIMIT_NAME).write_text("1")
    keeper = open_kept(stage)
    lock(stage)
    wait_for_answers(stage, "kept", "gone")
    wait_for_end(stage, keeper)


@pytest.mark.parametrize("event", [Event.PANIC, Event.DESK_CLOSED, Event.TERMINATE])
@pytest.mark.parametrize("locked", [False, True])
def test_it_is_dead_before_the_desk(stage: Stage, event: Event, locked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = open_kept(stage)
    desk = lock(stage) if locked else stage.desk_pids[-1]
    killed: list[int] = []
    kill_group = stage._platform.kill_group

    def note(pgid: int) -> None:
        killed.append(pgid)
        kill_group(pgid)

    monkeypatch.setattr(stage._platform, "kill_group", note)
    stage.thread.post(event)
    wait_until(lambda: not stage.alive([keeper, desk]), "the end of both")
    assert killed[:2] == [keeper, desk]


def test_a_panic_at_the_cover_ends_it_too(stage: Stage) -> None:
    keeper = open_kept(stage)
    lock(stage)
    stage.thread.post(Event.PROMPT_CANCELLED)
    stage.wait_for(Phase.COVERED)
    assert stage.alive([keeper])
    stage.thread.post(Event.PANIC)
    wait_until(lambda: not stage.alive([keeper]), "its end")


def test_the_death_of_the_desk_ends_it(stage: Stage) -> None:
    keeper = open_kept(stage)
    os.kill(stage.desk_pids[-1], signal.SIGKILL)
    wait_until(lambda: not stage.alive([keeper]), "its end")
    assert stage.thread.state.phase is Phase.COVERED


def test_it_is_dismissed_and_leaves_no_zombie(stage: Stage) -> None:
    keeper = open_kept(stage)
    stage.thread.post(Event.SUMMON)
    wait_for_end(stage, keeper)
    assert stage.thread.state.phase is Phase.OPEN
    lock_and_open(stage)


def test_a_keeper_that_dies_is_told_of_and_missed_by_nobody(stage: Stage) -> None:
    keeper = open_kept(stage)
    os.kill(keeper, signal.SIGKILL)
    wait_for_answers(stage, "kept", "gone")
    assert stage.thread.state.phase is Phase.OPEN
    wait_for_end(stage, keeper)


def test_one_that_cannot_start_is_told_of(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> KeeperProcess:
        raise OSError

    monkeypatch.setattr(stage.thread._performer.keeping, "_start", fail)
    stage.open()
    wait_for_answers(stage, "gone")


_GUARD = """
import sys, time
from pathlib import Path
from tests.guard.stage import Stage, wait_until
stage = Stage(Path(sys.argv[1]), "keeps")
desk = stage.open()
answers = Path(sys.argv[1]) / "answers"
wait_until(lambda: answers.exists() and "kept" in answers.read_text(), "what it keeps")
print(desk, stage.keeper_pids[0], flush=True)
time.sleep(600)
"""


@pytest.fixture
def guard(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, int]]:
    """A guard of its own, its desk and its keeper."""
    process = subprocess.Popen(
        [sys.executable, "-c", _GUARD, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": ""},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    desk, keeper = (int(word) for word in process.stdout.readline().split())
    yield process, desk, keeper
    process.kill()
    process.wait()
    process.stdout.close()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(desk, signal.SIGKILL)  # the stub's child does not ask to die with it, as a real worker does
    wait_until(lambda: not any(map(this_platform().process_exists, (desk, keeper))), "the end of desk and keeper")


def memory_of(pid: int) -> Iterator[bytes]:
    """All that a process can read of its own memory, mapping by mapping."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, permissions = line.split()[:2]
            if not permissions.startswith("r") or "[v" in line:
                continue
            start, end = (int(address, 16) for address in span.split("-"))
            yield b"".join(_page(memory, place) for place in range(start, end, mmap.PAGESIZE))


def _page(memory: io.FileIO, place: int) -> bytes:
    """Nothing where it has gone meanwhile, or lies behind the end of its file."""
    memory.seek(place)
    try:
        return memory.read(mmap.PAGESIZE)
    except OSError:
        return b""


@pytest.mark.skipif(not can_trace(), reason="needs root to read a hardened process's memory")
def test_what_is_kept_is_in_no_memory_but_the_keepers_and_the_desks(
    guard: tuple[subprocess.Popen[bytes], int, int],
) -> None:
    process, desk, keeper = guard
    wait_until(lambda: any(SEALED in each for each in memory_of(keeper)), "what is kept: else this could not fail")
    assert any(SEALED in each for each in memory_of(desk))
    pieces = [SEALED[start : start + PIECE_BYTES] for start in range(0, len(SEALED), PIECE_BYTES)]
    assert not any(piece in each for each in memory_of(process.pid) for piece in pieces)


def test_when_the_guard_is_killed_it_dies(guard: tuple[subprocess.Popen[bytes], int, int]) -> None:
    process, _desk, keeper = guard
    process.kill()
    process.wait()
    wait_until(lambda: not this_platform().process_exists(keeper), "the end of the keeper")
