"""Processes that hold a key: no core dump, and no other process of the same user looks into them."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.guard.children import DESK_COMMAND, DeskProcess
from reader.guard.keeper_link import KeeperLink, make_pair
from reader.guard.keeper_process import KEEPER_COMMAND, KeeperProcess
from reader.guard.messages import Configure, DeskReady
from reader.platform import this_platform
from reader.store.library import Library
from reader.vault.creation import create_vault
from reader.vault.vault import open_vault
from tests.store.samples import short, store
from tests.stories.stage import MAIN, PASSPHRASE

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")

_LIMIT_S = 60
_MORE_THAN_A_PIPE_HOLDS = 300_000
_AS_A_PLAIN_USER = """
import ctypes, os, sys
for capability in (19, 21, 38):  # CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON of include/uapi/linux/capability.h
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP of include/uapi/linux/prctl.h
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Root could look into everything. What is started so is like any user's process, also where the tests run as root."""

PLAIN = [sys.executable, "-c", _AS_A_PLAIN_USER]
_LOOK = "import sys; open(f'/proc/{sys.argv[1]}/environ', 'rb').read()"
"""Needs what reading the memory needs (proc_pid_environ(5), ptrace(2) "PTRACE_MODE_READ"), and Yama stays out of it."""


@contextmanager
def started(command: list[str], *fds: int) -> Iterator[int]:
    """The number of a process that has said its first byte; killed at the end."""
    process = subprocess.Popen([*PLAIN, *command], stdout=subprocess.PIPE, pass_fds=fds, bufsize=0)
    assert process.stdout is not None
    try:
        assert select.select([process.stdout], [], [], _LIMIT_S)[0], "it never said anything"
        assert process.stdout.read(1), "it ended at once"
        assert process.poll() is None
        yield process.pid
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def core_limit(pid: int) -> list[str]:
    """Soft and hard limit of the core file's size."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line.split()[4:6] for line in lines if line.startswith("Max core file size"))


def can_be_looked_into(pid: int) -> bool:
    """Whether another process of this user is let in."""
    look = [*PLAIN, sys.executable, "-c", _LOOK, str(pid)]
    looked = subprocess.run(look, capture_output=True, check=False)
    assert looked.returncode == 0 or b"PermissionError" in looked.stderr, looked.stderr
    return looked.returncode == 0


def test_the_look_works_on_a_process_that_is_not_hardened() -> None:
    with started([sys.executable, "-c", "import time; print('here', flush=True); time.sleep(600)"]) as pid:
        assert can_be_looked_into(pid)


def test_a_command_line_that_holds_a_key(tmp_path: Path) -> None:
    """It shows a text that is longer than the pipe holds, and nobody reads on: the vault stays open."""
    create_vault(tmp_path / "vault", PASSPHRASE)
    vault = open_vault(tmp_path / "vault", PASSPHRASE)
    document = store(Library(vault.shelf), short("Long", "words of it\n" * (_MORE_THAN_A_PIPE_HOLDS // 12)))
    vault.close()
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode())
    os.close(writing)
    show = [sys.executable, str(MAIN), "show", str(tmp_path / "vault"), str(document), "--text"]
    with started([*show, "--passphrase-fd", str(reading)], reading) as pid:
        assert core_limit(pid) == ["0", "0"]
        assert not can_be_looked_into(pid)
    os.close(reading)


def test_a_desk_that_is_warm(tmp_path: Path) -> None:
    """It is hardened before it hears of a vault, and nothing takes that back."""
    desk = DeskProcess(this_platform(), [*PLAIN, *DESK_COMMAND])
    try:
        desk.send(Configure(vault=str(tmp_path / "vault"), language="en", is_demo=False))
        assert select.select([desk.messages_fd], [], [], _LIMIT_S)[0], "it never said anything"
        assert list(desk.messages()) == [DeskReady()]
        assert core_limit(desk.pid) == ["0", "0"]
        assert not can_be_looked_into(desk.pid)
    finally:
        desk.kill()
        desk.reap()


def test_a_keeper_that_holds_something() -> None:
    ends = make_pair()
    assert ends
    keepers, mine = ends
    link = KeeperLink(mine.detach())
    keeper = KeeperProcess(this_platform(), [*PLAIN, *KEEPER_COMMAND])
    try:
        assert keeper.hand_over(keepers)
        assert link.keep(b"sealed", 60)
        assert link.ask(), "it never said anything"
        assert core_limit(keeper.pid) == ["0", "0"]
        assert not can_be_looked_into(keeper.pid)
        assert locked_kib(keeper.pid) > 0, "nothing is kept out of the swap"
    finally:
        keeper.kill()
        keeper.reap()
        keepers.close()
        link._writer.close()


def locked_kib(pid: int) -> int:
    """How much of a process's memory can't be swapped out (proc_pid_status(5))."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmLck")), 0)
