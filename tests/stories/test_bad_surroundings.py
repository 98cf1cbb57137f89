"""A machine that lacks what we ask of it, takes it away, or ends us: nobody sees anything, and nothing is lost."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from reader.vault.files import JOURNAL_NAMES, SHELF_NAMES
from tests.screens import x_server
from tests.stories.stage import PASSPHRASE, Stage, wait_for

pytestmark = pytest.mark.onscreen
TITLE, WORD = "Quokkazanzibar", "Wombatlighthouse"
BUSES = ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS")


@pytest.fixture(scope="module")
def filled_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with one text in it, made once: the product's own key derivation takes its time."""
    folder = tmp_path_factory.mktemp("filled")
    text = folder / f"{TITLE}.md"
    text.write_text(f"# {TITLE}\n\n{WORD}\n", encoding="utf-8")
    with x_server() as display, Stage(folder / "home", display) as stage:
        stage.create_vault()
        assert stage.command("import", str(stage.vault), str(text), passphrase=PASSPHRASE).returncode == 0
        return stage.vault


@pytest.fixture
def stage(tmp_path: Path, filled_vault: Path) -> Iterator[Stage]:
    """A copy of it, on a display of this test's own."""
    with x_server() as display, Stage(tmp_path / "home", display) as made:
        shutil.copytree(filled_vault, made.vault)
        yield made


@pytest.fixture
def server(stage: Stage) -> psutil.Process:
    """The X server of `stage`: the youngest that this process has started."""
    servers = [child for child in psutil.Process().children() if child.name() == "Xvfb"]
    return max(servers, key=psutil.Process.create_time)


def open_library(stage: Stage) -> list[psutil.Process]:
    """Up to an open library; every process there is then."""
    stage.start()
    stage.summon()
    stage.unlock()
    return [stage.guard, *stage.children()]


def has_ended(process: psutil.Process) -> bool:
    """Whether it runs no more; one that nobody has waited for yet has ended too."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def assert_nothing_is_left(stage: Stage, everyone: list[psutil.Process]) -> None:
    """No process, and no word of the library in any file, nor in a file's name."""
    wait_for(lambda: all(has_ended(process) for process in everyone), "the end of all")
    for path in stage.home.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in (TITLE, WORD, PASSPHRASE):
            assert word.encode() not in content, path
            assert word not in path.name


def assert_settled(vault: Path) -> None:
    """Neither shelf can be told from the other by what has been done."""
    assert {(vault / name).stat().st_size for name in JOURNAL_NAMES} == {0}
    assert len({(vault / name).stat().st_size for name in SHELF_NAMES}) == 1
    assert len({path.stat().st_mtime_ns for path in vault.iterdir()}) == 1


def assert_all_is_there(stage: Stage) -> None:
    """By the command line, with the right passphrase."""
    listed = stage.command("list", str(stage.vault), passphrase=PASSPHRASE)
    assert TITLE in listed.stdout, listed.stderr


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_with_the_library_open(stage: Stage, name: str) -> None:
    everyone = open_library(stage)
    assert len(everyone) >= 4, "guard, watch, desk and a worker"
    stage.guard.send_signal(getattr(signal, name))
    assert_nothing_is_left(stage, everyone)
    assert_settled(stage.vault)
    assert not list((stage.home / "run").rglob("control")), "its socket is gone"
    assert_all_is_there(stage)


def test_sigkill_with_the_library_open(stage: Stage) -> None:
    """Nobody is left to settle; the next start does, before anything is shown, and takes over what lies about."""
    everyone = open_library(stage)
    stage.guard.kill()
    stage.guard.wait()
    assert_nothing_is_left(stage, everyone)
    stage.start()
    stage.desk()
    wait_for(lambda: {(stage.vault / name).stat().st_size for name in JOURNAL_NAMES} == {0}, "an empty journal")
    assert_settled(stage.vault)
    stage.summon()
    stage.unlock()


def test_the_display_server_dies(stage: Stage, server: psutil.Process) -> None:
    """With the screen everything on it is gone; the rest has to go too, and the vault to be settled."""
    everyone = open_library(stage)
    server.kill()
    assert_nothing_is_left(stage, everyone)
    assert_settled(stage.vault)
    assert_all_is_there(stage)


def test_without_any_bus(stage: Stage, tmp_path: Path) -> None:
    """No logind, no UPower, no session bus: the key hides all the same, and the program ends in order."""
    stage.environment |= dict.fromkeys(BUSES, f"unix:path={tmp_path / 'none'}")
    open_library(stage)
    desk = stage.desk()
    stage.press("F9")
    wait_for(lambda: has_ended(desk), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")
    stage.guard.terminate()
    wait_for(lambda: has_ended(stage.guard), "the end of the guard")


def test_a_second_start_shows_the_cover_and_no_prompt(stage: Stage) -> None:
    stage.start()
    desk = stage.desk()
    again = stage.command("--vault", str(stage.vault))
    assert again.returncode == 0, again.stderr
    assert stage.windows_of(stage.guard)
    assert not stage.windows_of(desk)
    assert stage.desk() == desk
    assert len(stage.in_role("desk")) == 1


def test_a_second_start_hides_the_open_library(stage: Stage) -> None:
    """Whoever clicks the name of an ordinary program gets what it says, and nothing that lies behind it."""
    open_library(stage)
    desk = stage.desk()
    assert stage.command("--vault", str(stage.vault)).returncode == 0
    wait_for(lambda: has_ended(desk), "the end of the desk")
    wait_for(lambda: stage.windows_of(stage.guard), "the cover")
    assert_settled(stage.vault)
