"""Full disks, read-only media, secrets in tracebacks, and the door that the tests' cheap derivation must not have."""

from __future__ import annotations

import ast
import errno
import inspect
import os
import resource
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import DiskFull, VaultDamaged, VaultError, VaultReadOnly, WrongPassphrase
from reader.vault import files, growth
from reader.vault.check import check
from reader.vault.creation import create_vault
from reader.vault.files import FILE_NAMES, SHELF_NAMES, disk_errors
from reader.vault.growth import INITIAL_BYTES
from reader.vault.kdf import PRODUCT_PROFILES, STANDARD, SecretKey, derive
from reader.vault.new_vault import new_vault
from reader.vault.settle import settle
from reader.vault.shelf_pages import open_damaged
from reader.vault.vault import Vault, open_vault
from tests.cheap import CHEAP_FOR_TESTS, create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill

ROOT = Path(__file__).parent.parent.parent
MIB = 2**20


def mount(folder: Path, options: str) -> None:
    """A small file system of its own, or a skip where the tests may not mount one."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """24 MiB of disk."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount(disk, "size=24m")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def assert_unharmed(folder: Path, rows: int) -> None:
    assert len({(folder / name).stat().st_size for name in SHELF_NAMES}) == 1
    for passphrase, expected in ((FIRST, rows), (SECOND, 0)):
        vault = open_cheap_vault(folder, passphrase)
        assert count_rows(vault) == expected
        assert check(vault) == []
        vault.close()


def fill_until_full(vault: Vault) -> int:
    rows = 0
    for _ in range(1000):
        try:
            fill(vault, 10, 50_000)
        except DiskFull:
            return rows
        rows += 10
    raise AssertionError("the disk never filled")


def test_a_disk_that_fills_is_said_and_harms_nothing(small_disk: Path) -> None:
    folder = small_disk / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    vault = open_cheap_vault(folder, FIRST)
    rows = fill_until_full(vault)
    assert rows > 0
    assert count_rows(vault) == rows
    vault.close()
    assert_unharmed(folder, rows)


def test_a_disk_without_room_for_a_journal_is_said_before_the_transaction(small_disk: Path) -> None:
    folder = small_disk / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    vault = open_cheap_vault(folder, FIRST)
    with (small_disk / "film").open("wb") as film:
        film.write(bytes(13 * MIB))
    started = []
    with pytest.raises(DiskFull):
        vault.shelf.run(lambda _: started.append(1))
    assert started == []
    vault.close()
    assert_unharmed(folder, 0)


def test_a_growth_that_meets_the_end_of_the_disk_is_taken_back(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The free space that the system reports is only a promise: here it promises too much."""
    folder = small_disk / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    vault = open_cheap_vault(folder, FIRST)
    with (small_disk / "film").open("wb") as film:
        film.write(bytes(10 * MIB))  # room for one shelf's step, not for the other's
    monkeypatch.setattr(growth.ShelfFiles, "_require", lambda *_: None)
    rows = fill_until_full(vault)
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {4 * MIB}
    vault.close()
    assert_unharmed(folder, rows)


def test_a_disk_too_small_for_a_vault_keeps_nothing_of_it(small_disk: Path) -> None:
    with (small_disk / "film").open("wb") as film:
        film.write(bytes(18 * MIB))
    with pytest.raises(DiskFull):
        create_cheap_vault(small_disk / "vault", FIRST)
    assert [path.name for path in small_disk.iterdir()] == ["film"]


def test_settling_on_a_full_disk_does_what_it_can(small_disk: Path) -> None:
    folder = small_disk / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    with (folder / SHELF_NAMES[0]).open("ab") as shelf:
        shelf.write(os.urandom(4 * MIB))
    with (small_disk / "film").open("wb") as film:
        film.write(bytes(11 * MIB))
    with pytest.raises(DiskFull):
        settle(folder)
    assert {path.stat().st_mtime for path in folder.iterdir()} == {946_684_800}
    (small_disk / "film").unlink()
    settle(folder)
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {8 * MIB}


def test_a_file_that_may_not_grow_is_a_full_disk(folder: Path) -> None:
    """As FAT32 has it at 4 GiB."""
    vault = open_cheap_vault(folder, FIRST)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6 * MIB, hard))
    try:
        rows = fill_until_full(vault)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    vault.close()
    assert_unharmed(folder, rows)


def test_a_read_only_medium_is_said(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount(disk, "size=24m")
    try:
        create_cheap_vault(disk / "vault", FIRST)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(VaultReadOnly):
            open_cheap_vault(disk / "vault", FIRST)
        with pytest.raises(VaultReadOnly):
            settle(disk / "vault")
        with pytest.raises(VaultReadOnly):
            create_cheap_vault(disk / "other", FIRST)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, VaultReadOnly),
        (errno.EACCES, VaultReadOnly),
        (errno.EIO, VaultDamaged),
    ],
)
def test_each_system_error_has_its_name_and_keeps_the_path_to_itself(number: int, expected: type[Exception]) -> None:
    with pytest.raises(expected) as caught, disk_errors():
        raise OSError(number, "reason", "/home/somebody/secret-folder")
    assert "secret" not in "".join(traceback.format_exception(caught.value))


def test_a_file_system_without_locks_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("fcntl.flock", unsupported)
    with pytest.raises(VaultError, match="lock") as caught:
        open_cheap_vault(folder, FIRST)
    assert type(caught.value) is VaultError


@pytest.mark.parametrize("refused", [True, False])
def test_macos_disks_are_asked_to_flush_where_they_can(folder: Path, refused: bool) -> None:
    asked = []

    def full_sync(descriptor: int, command: int) -> int:
        asked.append((descriptor, command))
        if refused:
            raise OSError(errno.ENOTSUP, "not here")
        return 0

    with pytest.MonkeyPatch.context() as macos:
        macos.setattr(files, "_FULL_SYNC", 51)
        macos.setattr("fcntl.fcntl", full_sync)
        descriptor = files.open_existing(folder / SHELF_NAMES[0])
        files.sync(descriptor)
        os.close(descriptor)
    assert asked == [(descriptor, 51)]


def test_a_system_that_opens_no_folders_needs_no_folder_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    with monkeypatch.context() as windows:
        windows.setattr("os.open", refuse)
        files.sync_folder(tmp_path)


def test_a_machine_without_the_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: object) -> None:
            pass

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr("reader.vault.kdf.Argon2id", Starved)
    with pytest.raises(VaultError, match="256 MiB"):
        derive("passphrase", b"s" * 32, STANDARD)


def test_keys_stay_out_of_reprs() -> None:
    assert repr(SecretKey(b"\x01" * 32)) == "SecretKey()"


def test_keys_and_passphrases_stay_out_of_tracebacks(folder: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    name, key = SHELF_NAMES[vault.content.shelf], vault.content.key.raw
    assert key.hex() not in repr(vault.content)
    assert repr(key) not in repr(vault.content)
    vault.close()
    (folder / name).write_bytes(os.urandom(INITIAL_BYTES))
    for passphrase, expected in ((FIRST, VaultDamaged), ("my wrong passphrase", WrongPassphrase)):
        with pytest.raises(expected) as caught:
            open_cheap_vault(folder, passphrase)
        words = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=False).format())
        for secret in (key.hex(), repr(key), passphrase):
            assert secret not in words


def test_a_failed_open_writes_nothing_to_stderr(folder: Path) -> None:
    """SQLCipher reports a failed HMAC there unless told not to."""
    for name in SHELF_NAMES:
        (folder / name).write_bytes(os.urandom(INITIAL_BYTES))
    script = (
        "from pathlib import Path; import sys\n"
        "from reader.errors import VaultDamaged\n"
        "from tests.cheap import open_cheap_vault\n"
        "try: open_cheap_vault(Path(sys.argv[1]), sys.argv[2])\n"
        "except VaultDamaged: print('damaged')\n"
    )
    command = [sys.executable, "-c", script, str(folder), FIRST]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("damaged\n", "")


def test_the_lock_and_the_shelves_are_not_inherited(folder: Path) -> None:
    """A child that kept the descriptor of `keys` would keep the vault locked after its parent's death."""
    vault = open_cheap_vault(folder, FIRST)
    links = [link for link in Path("/proc/self/fd").iterdir() if link.exists()]
    ours = [int(link.name) for link in links if link.resolve().name in FILE_NAMES]
    assert len(ours) >= 4
    assert not any(os.get_inheritable(number) for number in ours)
    vault.close()


def test_no_product_path_can_choose_the_tests_derivation() -> None:
    """Only reader/vault may name a list of profiles or make one, and nothing in it reads the environment."""
    assert CHEAP_FOR_TESTS not in PRODUCT_PROFILES
    assert all(profile.memory_kib >= 256 * 1024 and profile.iterations >= 3 for profile in PRODUCT_PROFILES)
    sources = [ROOT / "main.py", *(ROOT / "reader").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
    makers, choosers = set(), set()
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "KdfProfile":
                makers.add(source.relative_to(ROOT).as_posix())
            if isinstance(node, ast.keyword) and node.arg == "profiles":
                choosers.add(source.relative_to(ROOT).as_posix())
            if source.parent.name == "vault":
                assert getattr(node, "attr", "") not in {"environ", "getenv"}, source
    assert makers == {"reader/vault/kdf.py"}
    assert choosers == {"reader/vault/new_vault.py"}, "which hands on what it was given"
    for door in (create_vault, open_vault, new_vault, open_damaged):
        assert inspect.signature(door).parameters["profiles"].default is PRODUCT_PROFILES
