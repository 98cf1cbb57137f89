"""Each platform against the contract, where it is the one; the null object everywhere."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from reader.platform import this_platform
from reader.platform.base import Platform
from tests.platform.contract import PlatformContract, finish, start, wait_until_gone

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


class TestNullObject(PlatformContract):
    @pytest.fixture
    def platform(self) -> Platform:
        return Platform()

    def test_nothing_is_claimed(self, platform: Platform) -> None:
        assert not platform.is_cpu_limit(-int(signal.SIGKILL))
        assert platform.child_environment() == {}


class TestThisPlatform(PlatformContract):
    @pytest.fixture
    def platform(self) -> Platform:
        return this_platform()

    def test_it_is_the_one_we_run_on(self, platform: Platform) -> None:
        names = {"linux": "linux", "win32": "windows", "darwin": "macos"}
        assert platform.name == names.get(sys.platform, "unknown")


def in_child(code: str, *arguments: str) -> str:
    """What `code` prints; it finds `platform`, and `sys.argv[1:]` are `arguments`."""
    child = start(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{PREPARE}{code}", *arguments)
    output, _ = child.communicate(timeout=20)
    return output.decode().strip()


PREPARE = "import os; from reader.platform import this_platform; platform = this_platform()\n"


@LINUX
def test_a_hardened_process_leaves_no_core_and_can_not_be_attached_to() -> None:
    code = (
        "import ctypes, resource; platform.harden_process();"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), os.umask(0))"
    )
    assert in_child(code) == f"(0, 0) 0 {0o077}"


@LINUX
def test_a_child_dies_with_its_parent() -> None:
    child = "platform.die_with_parent(int(sys.argv[1])); print(os.getpid(), flush=True); import time; time.sleep(1000)"
    prelude = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{PREPARE}"
    parent = start(
        "import os, subprocess, sys\n"
        f"subprocess.Popen([sys.executable, '-c', {prelude + child!r}, str(os.getpid())]).wait()",
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert this_platform().process_exists(pid)
    parent.kill()
    finish(parent)  # its output ends only once the child, who holds it too, has ended
    wait_until_gone(this_platform(), pid)


@LINUX
def test_a_child_whose_parent_is_gone_already_does_not_go_on() -> None:
    assert in_child("platform.die_with_parent(1 << 30); print('alive')") == ""


@LINUX
def test_the_death_signal_belongs_to_the_main_thread() -> None:
    code = (
        "import threading\n"
        "def work():\n"
        "    try: platform.die_with_parent(os.getppid())\n"
        "    except RuntimeError: print('refused')\n"
        "thread = threading.Thread(target=work); thread.start(); thread.join()"
    )
    assert in_child(code) == "refused"


@LINUX
def test_processor_time_of_a_child_is_limited() -> None:
    child = start("print(flush=True)\nwhile True: pass")
    assert child.stdout is not None
    child.stdout.readline()
    this_platform().limit_cpu(child.pid, 1)
    assert this_platform().is_cpu_limit(finish(child))


@LINUX
def test_without_a_session_folder_sockets_lie_beside_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    platform = this_platform()
    assert platform.runtime_folder("notes") == platform.data_folder("notes") / "run"
