"""dev.py: what it asks of the system, when it installs, and how quickly it steps aside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).resolve().parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two small locks, which dev.py takes for the project."""
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text("a==1\n")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What dev.py would have run; making the environment makes its folder only."""
    seen: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        seen.append(command)
        return 0

    monkeypatch.setattr("dev.subprocess.call", call)
    monkeypatch.setattr("dev.venv.create", lambda folder, with_pip: folder.mkdir())
    return seen


@pytest.mark.usefixtures("checkout")
def test_installs_by_hash_and_from_wheels_only(calls: list[list[str]]) -> None:
    assert dev.prepare_venv("requirements.txt") == 0
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]
    assert "--only-binary=:all:" in calls[0]


@pytest.mark.usefixtures("checkout")
def test_does_nothing_when_the_locks_are_unchanged(calls: list[list[str]]) -> None:
    dev.prepare_venv("requirements.txt", "requirements-dev.txt")
    calls.clear()
    assert dev.prepare_venv("requirements.txt", "requirements-dev.txt") == 0
    assert calls == []


def test_a_changed_lock_makes_the_environment_anew(checkout: Path, calls: list[list[str]]) -> None:
    dev.prepare_venv("requirements.txt")
    left = dev.VENV / "left-over"
    left.touch()
    (checkout / "requirements.txt").write_text("a==2\n")
    calls.clear()
    assert dev.prepare_venv("requirements.txt") == 0
    assert not left.exists()
    assert len(calls) == 1


@pytest.mark.usefixtures("checkout", "calls")
def test_a_failed_install_leaves_no_stamp(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("dev.subprocess.call", lambda command: 1)
    assert dev.prepare_venv("requirements.txt") == 1
    assert not dev.stamp_of("requirements.txt").exists()
    assert "requirements.txt failed" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="Debian's and Ubuntu's packages")
class TestSystemLibraries:
    """A library that is missing is installed by root and named to everyone else."""

    @pytest.fixture(autouse=True)
    def nothing_known(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev, "missing_libraries", lambda: ["libegl1"])
        monkeypatch.setattr(dev, "missing_fonts", list)

    def test_root_installs(self, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dev.os.geteuid", lambda: 0)
        assert dev.prepare_system(windowed=False) == 0
        assert calls[-1][:2] == ["apt-get", "install"]
        assert calls[-1][-1] == "libegl1"

    def test_others_get_the_line_to_type(
        self, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr("dev.os.geteuid", lambda: 1000)
        assert dev.prepare_system(windowed=False) == 1
        assert "sudo apt-get install libegl1" in capsys.readouterr().err
        assert calls == []

    @pytest.mark.parametrize("tested", [False, True])
    def test_the_suite_brings_its_bus(
        self, calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tested: bool
    ) -> None:
        monkeypatch.setattr("dev.os.geteuid", lambda: 0)
        monkeypatch.setattr("dev.shutil.which", lambda tool: None)
        assert dev.prepare_system(tested=tested, windowed=False) == 0
        assert ("dbus-daemon" in calls[-1]) is tested


def test_locks_name_no_index() -> None:
    for lock in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["bench", "none"], 2), (["package"], 1)])
def test_words_and_codes(arguments: list[str], code: int) -> None:
    ended = subprocess.run([sys.executable, ROOT / "dev.py", *arguments], capture_output=True, check=False)
    assert ended.returncode == code
    assert ended.stderr
    assert not ended.stdout


def test_the_program_runs_where_it_was_called_and_all_else_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[Path] = []

    def note_place(_command: list[str]) -> int:
        places.append(Path.cwd())
        return 0

    monkeypatch.setattr("dev.hand_over", note_place)
    monkeypatch.setattr("dev.prepare", lambda *_locks, **_more: 0)
    monkeypatch.chdir(tmp_path)
    assert dev.run(["vault", "create", "relative"]) == 0
    assert dev.test([]) == 0
    assert places == [tmp_path, ROOT]
