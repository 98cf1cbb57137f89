"""An import killed at any instant leaves whole documents and nothing else to see."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from reader.imports.journal import CutImport, ImportJournal
from reader.platform import this_platform
from reader.store.library import Library
from reader.vault.check import check
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.workers.test_pool import wait_until

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "right"
FILES = 12
KILLS = 8


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of very different sizes, each with bytes of its own."""
    folder = tmp_path_factory.mktemp("scripts")
    for number in range(FILES):
        lines = "".join(f"line {line} of {number}\n" for line in range(1 + 40 * number))
        (folder / f"{number:02}").write_text(lines)
    return folder


def import_and_kill(vault: Path, scripts: Path, after_s: float) -> None:
    """Start an import, kill it and its group after `after_s`, and see that its workers went with it."""
    command = [sys.executable, "-m", "tests.imports.killed_importer", str(vault), PASSPHRASE, str(scripts)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, process_group=0) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline() == b"begun\n"
        threading.Event().wait(after_s)
        family = [child.pid for child in psutil.Process(importing.pid).children(recursive=True)]
        os.killpg(importing.pid, signal.SIGKILL)
    wait_until(lambda: not any(this_platform().process_exists(pid) for pid in family))


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_at_a_random_instant(tmp_path: Path, scripts: Path, seed: int) -> None:
    folder = tmp_path / "vault"
    create_cheap_vault(folder, PASSPHRASE)
    import_and_kill(folder, scripts, random.Random(seed).uniform(0, 1.5))  # noqa: S311 - an instant, not a secret
    settle(folder)
    vault = open_cheap_vault(folder, PASSPHRASE)
    assert not check(vault)
    library = Library(vault.shelf)
    shown = library.documents()
    for row in shown:
        original = b"".join(library.original(row.id))
        assert original in {path.read_bytes() for path in scripts.iterdir()}
        text = "".join(library.section_text(row.id, section.index) for section in library.sections(row.id))
        assert text.encode() == original
    assert library.purge_unfinished() <= 1
    assert library.documents() == shown
    assert ImportJournal(library).left() in possibly_left(scripts, len(shown))
    vault.close()


def possibly_left(scripts: Path, shown: int) -> list[CutImport | None]:
    """What the library may say of an import that was killed with so many documents in."""
    if shown == FILES:
        return [None]
    names = tuple(f"{scripts.name}/{number:02}" for number in range(shown, FILES))
    said: list[CutImport | None] = [CutImport(FILES, FILES - shown, names)]
    if not shown:  # not even begun, or not known yet what the folder holds
        said += [None, CutImport(1, 1, (scripts.name,))]
    return said
