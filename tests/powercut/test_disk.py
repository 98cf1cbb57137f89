"""The model of the disk: it allows what a disk may do, nothing else, and it knows of every write."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.cheap import open_cheap_vault
from tests.powercut.disk import Disk, Luck, read_state
from tests.powercut.events import Created, Event, FolderSynced, Resized, Synced, Unlinked, Written
from tests.powercut.recorder import recording
from tests.vault.conftest import FIRST, SECOND, fill
from tests.vault.conftest import folder as folder  # noqa: PLC0414 - the fixture

A, B, C = b"a" * 512, b"b" * 512, b"c" * 512
TRIES = 400


def outcomes(content: bytes, *events: Event, luck: Luck = Luck.ANY) -> set[bytes]:
    """All that the only file of a folder can be afterwards, of many tries."""
    disk = Disk({"f": content}, {"f": 0})
    for event in events:
        disk.happened(event)
    return {disk.after(luck, random.Random(seed))["f"] for seed in range(TRIES)}  # noqa: S311 - lots of a model


def test_what_was_synced_stays() -> None:
    assert outcomes(A, Written(0, 0, B), Synced(0)) == {B}


def test_unsynced_writes_may_be_lost_in_any_order_and_torn_at_sectors() -> None:
    found = outcomes(A + A, Written(0, 0, B + B), Written(0, 512, C))
    assert found == {first + second for first in (A, B) for second in (A, B, C)}


def test_two_writes_to_one_sector_keep_their_order() -> None:
    found = outcomes(A, Written(0, 0, b"1"), Written(0, 100, b"2"))
    assert found == {A, b"1" + A[1:], b"1" + A[1:100] + b"2" + A[101:]}


def test_a_size_may_survive_without_its_bytes_and_bytes_without_their_size() -> None:
    found = outcomes(A, Written(0, 512, B))
    assert {A, A + B, A + bytes(512)} < found
    assert {len(each) for each in found} == {512, 1024}
    assert all(each.startswith(A) for each in found)


def test_a_file_made_shorter_and_longer_again_may_show_what_it_was() -> None:
    found = outcomes(A + B, Resized(0, 512), Synced(0), Written(0, 512, C))
    assert {A, A + B, A + C, A + bytes(512)} < found


def test_a_cut_may_come_before_or_after_a_truncation() -> None:
    assert outcomes(A + B, Resized(0, 512)) == {A, A + B}
    assert outcomes(A + B, Resized(0, 512), Synced(0)) == {A}


@pytest.mark.parametrize(
    ("luck", "expected"), [(Luck.ALL, {B + C}), (Luck.NONE, {A + A}), (Luck.ONE_LOST, {A + C, B + A})]
)
def test_each_luck_does_what_it_says(luck: Luck, expected: set[bytes]) -> None:
    assert outcomes(A + A, Written(0, 0, B), Written(0, 512, C), luck=luck) == expected


def test_names_change_only_with_the_folder() -> None:
    disk = Disk({"f": A}, {"f": 0})
    for event in (Unlinked("f"), Created("f", 1), Written(1, 0, B), Synced(1)):
        disk.happened(event)
    states = [disk.after(Luck.ANY, random.Random(seed)) for seed in range(TRIES)]  # noqa: S311 - lots of a model
    assert {state.get("f") for state in states} == {A, B, None}
    disk.happened(FolderSynced())
    assert disk.after(Luck.NONE, random.Random(0)) == {"f": B}  # noqa: S311 - lots of a model


@pytest.mark.skipif(sys.platform != "linux", reason="records what Linux's SQLite and fsync do")
def test_the_record_is_all_that_happened(folder: Path) -> None:
    """Played from the beginning it gives the disk as it is: nothing was written that was not seen."""
    before = read_state(folder)
    with recording(folder) as recorder:
        for passphrase in (FIRST, SECOND):
            vault = open_cheap_vault(folder, passphrase)
            fill(vault, 30)
            vault.files.grow()
            vault.close()
    disk = Disk(before, recorder.first_names)
    for event in recorder.events:
        disk.happened(event)
    assert disk.after(Luck.ALL, random.Random(0)) == read_state(folder)  # noqa: S311 - lots of a model
    assert sum(isinstance(event, Synced) for event in recorder.events) >= 16
