"""Every verb of `vault` as people run it: a real process, the real price of a try, relative paths, no secret shown."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from reader.vault.files import FILE_NAMES
from tests.cli.conftest import Outcome, pipe_with
from tests.cli.terminal import on_terminal

ROOT = Path(__file__).resolve().parents[2]
FIRST, OTHER, CHANGED, THIRD = "first 열려라 참깨", "the other one's", 'changed "quoted"', "and words"
SECRETS = (FIRST, OTHER, CHANGED, THIRD)
MARKDOWN = "# 역사책\n\n우리나라의역사와 **진실**은 여기에 있다.\n"


class Place:
    """A folder to run main.py in; passphrases by role. No run may show one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hearth(self, *argv: str, status: int = 0, **passphrases: str) -> Outcome:
        command = [sys.executable, str(ROOT / "main.py"), *argv]
        with ExitStack() as pipes:
            fds = [pipes.enter_context(pipe_with(text.encode() + b"\n")) for text in passphrases.values()]
            for role, fd in zip(passphrases, fds, strict=True):
                command += [f"--{'' if role == 'own' else role + '-'}passphrase-fd", str(fd)]
            done = subprocess.run(
                command,
                cwd=self.folder,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                pass_fds=fds,
                check=False,
                timeout=100,
            )
        outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert outcome.status == status, outcome
        assert not [secret for secret in SECRETS for shown in (outcome.out, outcome.err, *command) if secret in shown]
        assert "Traceback" not in outcome.err
        return outcome


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault `v` of one document, made by the program itself."""
    place = Place(tmp_path_factory.mktemp("story"))
    (place.folder / "book.md").write_text(MARKDOWN)
    place.hearth("vault", "create", "v", own=FIRST)
    place.hearth("import", "v", "book.md", own=FIRST)
    return place.folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Place:
    """A copy of that folder, for one test alone."""
    return Place(Path(shutil.copytree(made, tmp_path / "place")))


def test_what_opens_it(place: Place) -> None:
    place.hearth("vault", "make-key-file", "k.bin")
    assert len(place.hearth("vault", "passphrase", "--words", "5").out.split()) == 5
    added = place.hearth("vault", "add", "v", "--label", "stick", "--new-key-file", "k.bin", own=FIRST, new=THIRD)
    slot = added.out.split()[0]
    with on_terminal("vault", "change", place.folder / "v") as typist:
        typist.answer("Passphrase: ", FIRST)
        typist.answer("New passphrase: ", CHANGED)
        typist.answer("The same again: ", CHANGED)
        assert typist.status() == 0
    assert not [secret for secret in SECRETS if secret.encode() in typist.seen]
    place.hearth("vault", "rename", "v", slot, "spare", own=CHANGED)
    rows = place.hearth("vault", "passphrases", "v", "--json", "--key-file", "k.bin", own=THIRD).lines
    assert {json.loads(row)["label"] for row in rows} == {"", "spare"}
    place.hearth("vault", "remove", "v", slot, own=CHANGED)
    assert len(place.hearth("vault", "passphrases", "v", own=CHANGED).lines) == 1


@pytest.mark.slow
def test_strengthened(place: Place) -> None:
    place.hearth("vault", "strengthen", "v", own=FIRST)
    assert json.loads(place.hearth("vault", "passphrases", "v", "--json", own=FIRST).out)["profile"] == "strong"


def test_two_shelves_compacted_and_one_erased(place: Place) -> None:
    (place.folder / "other.md").write_text("# The other\n\nWords.\n")
    place.hearth("vault", "second", "v", "--yes", own=FIRST, second=OTHER)
    place.hearth("import", "v", "other.md", own=OTHER)
    place.hearth("vault", "compact", "v", "./small", own=FIRST, second=OTHER)
    place.hearth("vault", "erase", "small", "--yes", own=OTHER)
    assert "역사책" in place.hearth("list", "small", own=FIRST).out
    assert "The other" in place.hearth("show", "v", "1", own=OTHER).out


def test_copied_restored_and_erased(place: Place) -> None:
    place.hearth("vault", "backup", "v", "b")
    place.hearth("vault", "restore", "b", "v", status=1)
    (aside,) = place.hearth("vault", "restore", "b", "v", "--replace").lines
    place.hearth("vault", "erase", aside, "--all", "--yes")
    place.hearth("vault", "erase", "b", "--all", status=2)
    place.hearth("vault", "move", "v", "stick/v", own=FIRST)
    assert {path.name for path in place.folder.iterdir()} == {"b", "stick", "book.md"}
    assert len(place.hearth("list", "stick/v", own=FIRST).lines) == 1


def test_checked_repaired_and_salvaged(place: Place) -> None:
    place.hearth("vault", "check", "v", own=FIRST)
    place.hearth("vault", "repair", "v", own=FIRST)
    place.hearth("vault", "salvage", "v", "saved", own=FIRST)
    used = json.loads(place.hearth("vault", "space", "saved", "--json", own=FIRST).out)
    assert used["vault_bytes"] == sum(path.stat().st_size for path in (place.folder / "saved").iterdir())
    assert "진실" in place.hearth("search", "saved", "진실", own=FIRST).out


def test_ctrl_c_ends_a_backup(place: Place) -> None:
    vault, copy = place.folder / "v", place.folder / "b"
    for name in ("shelf-a", "shelf-b"):
        os.truncate(vault / name, 300 * 1024 * 1024)
    with on_terminal("vault", "backup", vault, copy) as typist:
        typist.press("Copying  ", b"\x03")
        assert typist.status() == 1
    assert typist.seen.endswith(b"Stopped.\r\n")
    assert not copy.exists()
    assert len(place.hearth("list", "v", own=FIRST).lines) == 1
    assert {path.name for path in vault.iterdir()} == set(FILE_NAMES)
