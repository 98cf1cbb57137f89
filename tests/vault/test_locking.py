"""The lock on `keys`, and what Windows makes of it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from reader.errors import VaultBusy
from reader.vault import locking
from reader.vault.files import KEYS_NAME
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST

ROOT = Path(__file__).parent.parent.parent
HOLDER = """
import sys
from pathlib import Path
from tests.cheap import open_cheap_vault
vault = open_cheap_vault(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def windows_locking(monkeypatch: pytest.MonkeyPatch) -> tuple[ModuleType, list[tuple[int, int]]]:
    """locking.py as Windows loads it, and the list of (offset, count) that it asked to lock."""
    asked: list[tuple[int, int]] = []

    def fake_locking(descriptor: int, _: int, count: int) -> None:
        if asked:
            raise PermissionError
        asked.append((os.lseek(descriptor, 0, os.SEEK_CUR), count))

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=fake_locking, LK_NBLCK=2))
    assert locking.__file__ is not None
    spec = importlib.util.spec_from_file_location("locking_on_windows", locking.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, asked


def test_windows_locks_one_byte_that_nobody_reads(
    folder: Path, windows_locking: tuple[ModuleType, list[tuple[int, int]]]
) -> None:
    module, asked = windows_locking
    descriptor = os.open(folder / KEYS_NAME, os.O_RDWR)
    module.lock_exclusively(descriptor)
    assert asked == [(1 << 30, 1)]
    with pytest.raises(VaultBusy):
        module.lock_exclusively(descriptor)
    os.close(descriptor)


def test_the_lock_holds_between_processes_and_ends_with_a_kill(folder: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(folder), FIRST]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(VaultBusy):
            open_cheap_vault(folder, FIRST)
        holder.kill()
        holder.wait()
        open_cheap_vault(folder, FIRST).close()
