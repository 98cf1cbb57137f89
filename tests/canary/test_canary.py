"""No operation on a vault writes a readable byte, or a file that it does not say, also when it fails or is killed."""

from __future__ import annotations

import os
import select
import shutil
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import HearthError
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, PAGE_BYTES, SHELF_NAMES
from reader.vault.kdf import SecretKey
from reader.vault.settle import settle
from tests.canary import operations
from tests.canary.look import canaries_below, pages_not_encrypted
from tests.canary.operations import ADDED, CANARY, OPERATIONS, OTHER, PASSPHRASE
from tests.canary.tracer import Trace, can_trace
from tests.cheap import open_cheap_vault

pytestmark = pytest.mark.skipif(not can_trace(), reason="tracing a hardened process needs root on Linux")

ENDLESS = "write_until_killed"
KILLS = 6
WRITTEN_BESIDE: dict[str, tuple[str, ...]] = {"change_credentials": ("scratch/stick",)}
VAULTS_BESIDE: dict[str, tuple[str, ...]] = {
    "back_up_and_restore": ("scratch/backup", "scratch/second", "vault-aside"),
    "fail_to_back_up": ("scratch/backup",),
    "move_away": ("scratch/moved",),
    "compact": ("scratch/new",),
    "salvage": ("scratch/new",),
}
"""What an operation writes outside the vault's folder, and says so: files, and folders with a vault's files."""
SPOILT_ON_PURPOSE = {"salvage": {"vault"}}
UNFINISHED_KEYS = "keys.part"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with canaries on both shelves; copy it."""
    folder = tmp_path_factory.mktemp("filled") / "vault"
    operations.create_and_fill(folder, folder)
    return folder


@pytest.fixture
def place(tmp_path: Path, filled: Path) -> Path:
    """A folder with a copy of the vault, and room to write."""
    shutil.copytree(filled, tmp_path / "vault")
    (tmp_path / "scratch").mkdir()
    return tmp_path


def traced(place: Path, name: str) -> Trace:
    environment = ["/usr/bin/env", "PYTHONDONTWRITEBYTECODE=1", f"TMPDIR={place / 'tmp'}", f"HOME={place / 'home'}"]
    command = [sys.executable, "-m", "tests.canary.operations", name, str(place / "vault"), str(place / "scratch")]
    return Trace([*environment, *command])


def allowed(place: Path, name: str) -> set[str]:
    """The five files and their folder, what the operation says it writes, and where output goes."""
    vaults = [place / path for path in ("vault", *VAULTS_BESIDE.get(name, ()))]
    files = {str(vault / file) for vault in vaults for file in (*FILE_NAMES, UNFINISHED_KEYS)}
    beside = {str(place / path) for path in WRITTEN_BESIDE.get(name, ())}
    return {"/dev/null", *map(str, vaults), *files, *beside}


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name != ENDLESS])
def test_nothing_readable_is_written_anywhere(place: Path, name: str) -> None:
    if name == "create_and_fill":
        shutil.rmtree(place / "vault")
    trace = traced(place, name)
    status, errors = trace.wait()
    assert (status, errors) == (0, "")
    assert trace.written - allowed(place, name) == set()
    assert canaries_below(place) == set()
    for vault in {"vault", *VAULTS_BESIDE.get(name, ())} - SPOILT_ON_PURPOSE.get(name, set()):
        _look_at_pages(place / vault)


def test_a_kill_leaves_ciphertext_in_files_and_journals(place: Path) -> None:
    hot = 0
    for number in range(KILLS):
        trace = traced(place, ENDLESS)
        assert trace.read_line() == b"begun\n"
        select.select([], [], [], 0.05 * number)
        journals = [place / "vault" / name for name in JOURNAL_NAMES]
        while number % 2 and not any(journal.stat().st_size for journal in journals):
            pass
        trace.kill()
        trace.wait()
        assert trace.written - allowed(place, ENDLESS) == set()
        assert canaries_below(place) == set()
        hot += any(journal.stat().st_size > PAGE_BYTES for journal in journals)
        key = _keys(place / "vault")
        for shelf, raw in key.items():
            assert pages_not_encrypted(place / "vault", shelf, SecretKey(raw), 0) == []
        settle(place / "vault")
        _look_at_pages(place / "vault")
    assert hot, "no kill met a transaction: this shows nothing of journals"


def test_the_look_finds_what_lies_open(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text(f"… {CANARY} …")
    (tmp_path / "wide").write_bytes(b"x" + CANARY.encode("utf-16-le"))
    (tmp_path / "packed").write_bytes(b"noise" + zlib.compress(f"a {CANARY} b".encode(), 6))
    (tmp_path / "innocent").write_text("a house and a car")
    assert canaries_below(tmp_path) == {"plain", "wide", "packed"}


def test_the_tracer_sees_files_of_children_and_files_that_are_gone(tmp_path: Path) -> None:
    script = (
        "import os, subprocess\n"
        "open('gone', 'w').close(); os.unlink('gone')\n"
        "open('first', 'w').close(); os.rename('first', 'second')\n"
        "open('second').close()\n"
        "os.memfd_create('unseen')\n"
        "subprocess.run(['touch', 'child'])\n"
    )
    trace = Trace([sys.executable, "-c", f"import os; os.chdir({str(tmp_path)!r})\n{script}"])
    assert trace.wait() == (0, "")
    seen = {os.path.relpath(path, tmp_path) if path.startswith("/") else path for path in trace.written}
    assert {"gone", "first", "second", "child", "memory:unseen"} <= seen


def _keys(folder: Path) -> dict[int, bytes]:
    """Both shelves' raw keys, by shelf; opening settles, so it is done on a copy without journals."""
    copy = folder.parent / "copy"
    shutil.copytree(folder, copy)
    found = {}
    for passphrase in (PASSPHRASE, OTHER):
        with closing(open_cheap_vault(copy, passphrase)) as vault:
            found[vault.content.shelf] = vault.content.key.raw
    shutil.rmtree(copy)
    return found


def _look_at_pages(folder: Path) -> None:
    """Every used page of each shelf that a passphrase opens is SQLCipher's."""
    for passphrase in (PASSPHRASE, OTHER, ADDED):
        try:
            vault = open_cheap_vault(folder, passphrase)
        except HearthError:
            continue
        count = vault.shelf.page_count()
        vault.close()
        assert pages_not_encrypted(folder, vault.content.shelf, vault.content.key, count) == []
        assert (folder / SHELF_NAMES[vault.content.shelf]).stat().st_size >= count * PAGE_BYTES
