"""Each hard tell can fire: a vault is spoilt in one way, and the inspector names that and, where it can, no more."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.vault.files import JOURNAL_NAMES, KEYS_NAME, PAGE_BYTES, SHELF_NAMES, set_constant_times
from reader.vault.page import LOCK_BYTE_PAGE
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.inspector.content import look_at_page, sampled_pages
from tests.inspector.inspection import THOROUGH, gather
from tests.inspector.tells import RULES, tells
from tests.vault.conftest import FIRST, SECOND, fill
from tests.vault.killed_writer import kill_a_writer

pytestmark = pytest.mark.skipif(not hasattr(os, "SEEK_HOLE"), reason="nothing to see here of holes and blocks")

A, B = SHELF_NAMES
LOTS = random.Random(7)  # noqa: S311 - a page of printable characters is no secret


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with something in both shelves."""
    folder = tmp_path_factory.mktemp("original") / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    for passphrase in (FIRST, SECOND):
        opened = open_cheap_vault(folder, passphrase)
        fill(opened, 100)
        opened.close()
    return folder


@pytest.fixture
def vault(original: Path, tmp_path: Path) -> Path:
    """A copy of it, as anyone copies a folder, and settled as at the next start."""
    shutil.copytree(original, tmp_path / "vault")
    settle(tmp_path / "vault")
    return tmp_path / "vault"


def rules(folder: Path) -> set[str]:
    return {tell.rule for tell in tells(gather(folder))}


def write(path: Path, offset: int, data: bytes) -> int:
    with path.open("r+b") as file:
        file.seek(offset)
        return file.write(data)


def read(path: Path, offset: int, count: int) -> bytes:
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(count)


def append(path: Path, data: bytes) -> int:
    with path.open("ab") as file:
        return file.write(data)


def punch_at_the_end(path: Path) -> None:
    size = path.stat().st_size
    os.truncate(path, size - 16 * PAGE_BYTES)
    os.truncate(path, size)


def test_an_ordinary_vault_and_its_copy_tell_nothing(original: Path, vault: Path) -> None:
    settle(original)  # copying it has set its access times
    assert tells(gather(original, THOROUGH)) == []
    assert tells(gather(vault)) == []


def test_a_single_block_is_found_wherever_it_lies(vault: Path) -> None:
    write(vault / B, 33 * PAGE_BYTES + 48, read(vault / A, 9 * PAGE_BYTES + 112, 16))
    set_constant_times(vault)
    assert {tell.rule for tell in tells(gather(vault, THOROUGH))} == {"repeats"}


SPOILERS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a file too many": (lambda vault: (vault / "shelf-c").touch(), {"entries"}),
    "a file too few": (lambda vault: (vault / A).unlink(), {"entries"}),
    "a longer shelf": (lambda vault: append(vault / B, os.urandom(PAGE_BYTES)), {"sizes"}),
    "half a page": (lambda vault: [append(vault / name, os.urandom(99)) for name in SHELF_NAMES], {"sizes"}),
    "a journal": (lambda vault: append(vault / JOURNAL_NAMES[1], b"x"), {"journals"}),
    "other rights": (lambda vault: (vault / B).chmod(0o640), {"attributes"}),
    "a second name": (lambda vault: (vault.parent / "name").hardlink_to(vault / JOURNAL_NAMES[0]), {"attributes"}),
    "sixteen zeros": (lambda vault: write(vault / B, 70 * PAGE_BYTES, bytes(16)), {"zeros"}),
    "a page twice": (
        lambda vault: write(vault / A, 900 * PAGE_BYTES, read(vault / A, 100 * PAGE_BYTES, PAGE_BYTES)),
        {"repeats"},
    ),
    "a block in both": (lambda vault: write(vault / B, 4096, read(vault / A, 9 * PAGE_BYTES, 16)), {"repeats"}),
    "printable": (
        lambda vault: write(vault / B, 5 * PAGE_BYTES, bytes(LOTS.choices(range(32, 127), k=4096))),
        {"uneven"},
    ),
    "too even": (lambda vault: write(vault / B, 0, bytes(LOTS.sample(list(range(256)) * 16, k=4096))), {"uneven"}),
    "a header": (lambda vault: write(vault / A, 8 * PAGE_BYTES, b"SQLite format 3\0"), {"readable"}),
    "copies of keys": (lambda vault: write(vault / KEYS_NAME, 4096 + 80, b"\1\2\3"), {"keys"}),
    "an empty slot": (lambda vault: [write(vault / KEYS_NAME, at, bytes(128)) for at in (192, 4288)], {"keys"}),
    "a mark in keys": (lambda vault: [write(vault / KEYS_NAME, at, b"\1") for at in (2000, 6096)], {"keys"}),
}


@pytest.mark.parametrize("what", SPOILERS)
def test_what_is_spoilt_is_named_and_nothing_else(vault: Path, what: str) -> None:
    spoil, expected = SPOILERS[what]
    spoil(vault)
    if "entries" not in expected:
        set_constant_times(vault)
    assert rules(vault) == expected


def test_a_hole_is_named(vault: Path) -> None:
    punch_at_the_end(vault / B)
    set_constant_times(vault)
    if (vault / B).stat().st_blocks * 512 >= (vault / B).stat().st_size:
        pytest.skip("this file system makes no holes")
    assert {"holes", "zeros", "repeats"} <= rules(vault)


def test_blocks_that_were_never_written_are_named(vault: Path) -> None:
    size = (vault / A).stat().st_size
    if not hasattr(os, "posix_fallocate"):
        pytest.skip("this system can't ask for blocks ahead")
    for name in SHELF_NAMES:
        with (vault / name).open("r+b") as file:
            os.posix_fallocate(file.fileno(), size, 16 * PAGE_BYTES)
    set_constant_times(vault)
    if gather(vault).look.files[A].extents is None:
        pytest.skip("this file system does not show where a file lies")
    assert "extents" in rules(vault)


def test_a_time_of_today_is_named(vault: Path) -> None:
    os.utime(vault / B)
    assert "times" in rules(vault)
    set_constant_times(vault)
    assert rules(vault) == set()


def test_a_change_after_settling_is_named_though_its_time_was_set_back(vault: Path) -> None:
    settled = vault.stat()
    while (vault / B).stat().st_ctime_ns <= settled.st_ctime_ns:  # until the clock ticks
        write(vault / B, 0, read(vault / B, 0, 16))
        os.utime(vault / B, ns=(settled.st_atime_ns, settled.st_mtime_ns))
    assert rules(vault) == {"changed-after-settling"}


@pytest.mark.parametrize(
    ("name", "from_keys_ns"),
    [(JOURNAL_NAMES[0], -1), (JOURNAL_NAMES[1], -1), (JOURNAL_NAMES[0], 3600 * 10**9), (SHELF_NAMES[1], -3600 * 10**9)],
)
def test_a_file_that_was_not_made_with_its_twin_is_named(vault: Path, name: str, from_keys_ns: int) -> None:
    """Nobody can set a birth time, so it is the evidence that is spoilt."""
    evidence = gather(vault)
    keys_ns = evidence.look.files[KEYS_NAME].born_ns
    if keys_ns is None:
        pytest.skip("this system does not tell when a file was made")
    other = replace(evidence.look.files[name], born_ns=keys_ns + from_keys_ns)
    spoilt = replace(evidence, look=replace(evidence.look, files={**evidence.look.files, name: other}))
    assert {tell.rule for tell in tells(spoilt)} == {"born-apart"}


def test_a_death_that_was_not_settled_yet_is_named(vault: Path) -> None:
    """The limit that SECURITY.md names: until the next start a journal shows which shelf was written."""
    kill_a_writer(vault, SECOND, 5, in_transaction=True)
    assert {"journals", "times"} <= rules(vault)


def test_every_rule_is_shown_to_fire() -> None:
    shown = set().union(*(expected for _, expected in SPOILERS.values()))
    shown |= {"holes", "extents", "times", "changed-after-settling", "born-apart"}
    assert set(RULES) | {"entries"} == shown


def test_the_page_at_one_gib_is_looked_at(tmp_path: Path) -> None:
    """A file that SQLite lengthens itself has zeros there."""
    size = 2**30 + 9 * PAGE_BYTES
    (tmp_path / "shelf").touch()
    os.truncate(tmp_path / "shelf", size)
    write(tmp_path / "shelf", 2**30 - PAGE_BYTES, os.urandom(3 * PAGE_BYTES))
    write(tmp_path / "shelf", 2**30, bytes(PAGE_BYTES))
    pages = dict(sampled_pages(tmp_path / "shelf", size // PAGE_BYTES, 0))
    ones = [look_at_page(number, pages[number]).ones for number in range(LOCK_BYTE_PAGE - 1, LOCK_BYTE_PAGE + 2)]
    assert ones[1] == 0
    assert ones[0] > 0 < ones[2]
