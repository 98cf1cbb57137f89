"""What every platform keeps to. Each platform's tests inherit this and run where it is the one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.platform.base import PROBED_MATTERS, Platform

SLEEP = "import time; print(flush=True); time.sleep(1000)"


def start(code: str = SLEEP, *arguments: str, group: int | None = None) -> subprocess.Popen[bytes]:
    """A Python child that runs `code`; it has started once its first line is read."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=group
    )


def finish(process: subprocess.Popen[bytes]) -> int:
    """Wait for a child that is expected to end."""
    process.communicate(timeout=20)
    return process.returncode


def wait_until_gone(platform: Platform, pid: int) -> None:
    """A killed process closes its files a moment before it is gone."""
    deadline_s = time.monotonic() + 10
    while platform.process_exists(pid):
        assert time.monotonic() < deadline_s, "it lives on"
        time.sleep(0.005)


ROOT = Path(__file__).resolve().parents[2]


class PlatformContract:
    """Inherit, and make `platform` a fixture."""

    @pytest.fixture
    def platform(self) -> Platform:
        raise NotImplementedError

    def test_data_is_in_a_folder_of_its_owner_alone(self, platform: Platform, own_home: Path) -> None:
        folder = platform.data_folder("notes")
        assert folder.is_dir()
        assert own_home in folder.parents
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_an_open_folder_is_closed(self, platform: Platform) -> None:
        folder = platform.data_folder("notes")
        folder.chmod(0o755)
        assert platform.data_folder("notes").stat().st_mode & 0o777 == 0o700

    def test_two_folders_change_places_or_stay(self, platform: Platform, tmp_path: Path) -> None:
        one, other = tmp_path / "one", tmp_path / "other"
        for folder in (one, other):
            folder.mkdir()
            (folder / folder.name).touch()
        exchanged = platform.exchange_folders(one, other)
        assert [path.name for path in one.iterdir()] == ["other" if exchanged else "one"]
        assert [path.name for path in other.iterdir()] == ["one" if exchanged else "other"]
        assert not platform.exchange_folders(one, tmp_path / "nowhere")
        assert sorted(path.name for path in tmp_path.iterdir() if path in {one, other}) == ["one", "other"]

    def test_sockets_have_a_folder_of_their_own(self, platform: Platform) -> None:
        folder = platform.runtime_folder("notes")
        assert folder.is_dir()
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_free_space_is_a_number_of_bytes(self, platform: Platform, tmp_path: Path) -> None:
        assert 0 < platform.free_bytes(tmp_path) < 1 << 60

    def test_free_space_of_nowhere_is_an_error(self, platform: Platform, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="nowhere"):
            platform.free_bytes(tmp_path / "nowhere")

    def test_a_process_exists_until_it_is_killed(self, platform: Platform) -> None:
        child = start()
        assert platform.process_exists(child.pid)
        platform.kill_process(child.pid)
        finish(child)
        assert not platform.process_exists(child.pid)
        platform.kill_process(child.pid)  # gone: no error

    def test_a_dead_child_not_yet_waited_for_does_not_exist(self, platform: Platform) -> None:
        child = start("pass")
        assert child.stdout is not None
        child.stdout.read()
        while os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT) is None:
            pass
        assert not platform.process_exists(child.pid)
        finish(child)

    def test_a_group_is_killed_whole(self, platform: Platform) -> None:
        leader = start(
            "import subprocess, sys\n"
            "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)'])\n"
            "print(child.pid, flush=True)\n"
            "child.wait()",
            group=0,
        )
        assert leader.stdout is not None
        grandchild = int(leader.stdout.readline())
        platform.kill_group(leader.pid)
        finish(leader)  # its output ends only once the grandchild, who holds it too, is gone
        wait_until_gone(platform, leader.pid)
        wait_until_gone(platform, grandchild)
        platform.kill_group(leader.pid)  # gone: no error

    def test_a_child_starts_with_the_least_environment(self, platform: Platform) -> None:
        subprocess.run([sys.executable, "-c", "import random"], env=platform.child_environment(), check=True)

    def test_a_window_that_is_not_there_is_not_said_to_be_kept_out(self, platform: Platform) -> None:
        assert not platform.exclude_from_capture(0)
        assert not platform.admit_to_capture(0)

    def test_what_is_asked_about_the_machine_is_asked_whole(self, platform: Platform, tmp_path: Path) -> None:
        assert tuple(probe.matter for probe in platform.safety_probes(tmp_path, "xcb")) == PROBED_MATTERS

    def test_limits_on_a_child_that_is_gone_are_no_error(self, platform: Platform) -> None:
        child = start("pass")
        finish(child)
        platform.limit_cpu(child.pid, 1)

    def test_a_background_process_gives_way(self, platform: Platform) -> None:
        module, name = type(platform).__module__, type(platform).__name__
        asked = f"import os; from {module} import {name}; {name}().give_way(); print(os.nice(0))"
        done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
        assert int(done.stdout) > os.nice(0)

    def test_processor_time_is_told_while_a_process_runs(self, platform: Platform) -> None:
        child = start("import time\nwhile time.process_time() < 0.3: pass\nprint(flush=True)\ninput()")
        assert child.stdout is not None
        child.stdout.readline()
        assert 0.25 < platform.cpu_seconds(child.pid) < 30
        finish(child)
        assert platform.cpu_seconds(child.pid) == 0.0
