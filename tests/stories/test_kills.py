"""Killed at any instant of importing and reading: the vault settles without a key, opens, and has all it said."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from reader.store.library import Library
from reader.vault.check import check
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, SHELF_NAMES
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.stories.killed_reader import Committed
from tests.stories.stage import PASSPHRASE, ROOT

KILLS = 200
KILLS_IN_EVERY_RUN = 8
KILLS_PER_VAULT = 20
LONGEST_LIFE_S = 1.2
_LARGEST_BYTES = 400_000


def test_a_few_kills(tmp_path: Path, corpus: Path) -> None:
    _kill_and_look(tmp_path / "vault", corpus, range(KILLS_IN_EVERY_RUN))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("first", range(0, KILLS, KILLS_PER_VAULT))
def test_two_hundred_kills(tmp_path: Path, corpus: Path, first: int) -> None:
    _kill_and_look(tmp_path / "vault", corpus, range(1000 + first, 1000 + first + KILLS_PER_VAULT))


def _kill_and_look(folder: Path, corpus: Path, seeds: range) -> None:
    create_cheap_vault(folder, PASSPHRASE)
    paths = [path for path in sorted(corpus.rglob("*")) if path.is_file() and path.stat().st_size < _LARGEST_BYTES]
    known: dict[int, Committed] = {}
    for seed in seeds:
        for committed in _life(folder, paths, seed):
            known[committed.document] = committed
        settle(folder)
        _look_without_a_key(folder)
        _look_inside(folder, known)
    assert known, "no life was long enough to commit anything: the story shows nothing"


def _life(folder: Path, paths: list[Path], seed: int) -> list[Committed]:
    """Start a reader, wait until it has the vault open, kill it and its workers; what it had said by then."""
    command = [sys.executable, "-m", "tests.stories.killed_reader", str(folder), PASSPHRASE, str(seed)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        reader.stdin.write("\n".join(map(str, paths)).encode())
        reader.stdin.close()
        said = reader.stdout.readline()
        instant_s = random.Random(seed).uniform(0, LONGEST_LIFE_S)  # noqa: S311 - an instant, not a secret
        select.select([], [], [], instant_s)
        os.killpg(reader.pid, signal.SIGKILL)
        said += reader.stdout.read()
    whole_lines = said[: said.rfind(b"\n") + 1].splitlines()
    return [msgspec.json.decode(line, type=Committed) for line in whole_lines]


def _look_without_a_key(folder: Path) -> None:
    stats = {name: (folder / name).stat() for name in FILE_NAMES}
    assert len({stats[name].st_size for name in SHELF_NAMES}) == 1
    assert {stats[name].st_size for name in JOURNAL_NAMES} == {0}
    assert len({each.st_mtime_ns for each in stats.values()} | {folder.stat().st_mtime_ns}) == 1


def _look_inside(folder: Path, known: dict[int, Committed]) -> None:
    vault = open_cheap_vault(folder, PASSPHRASE)
    try:
        assert check(vault) == []
        library = Library(vault.shelf)
        present = {document.id for document in library.documents()}
        assert known.keys() <= present
        _look_at_places(library, known)
        for document in present:
            sections = library.sections(document)
            assert all(library.section_text(document, section.index) is not None for section in sections[:3])
            assert b"".join(library.original(document)), "the original is whole or the document is not there"
    finally:
        vault.close()


def _look_at_places(library: Library, known: dict[int, Committed]) -> None:
    """Each document is at the place that was said last; one may be at a later one, committed but not yet said."""
    moved_on = 0
    for document, committed in known.items():
        position = library.position(document)
        found = Committed(document, position.locator.section, position.locator.offset) if position else None
        if found != committed and (found or committed.section or committed.offset):
            assert found is not None, "a place that was said is not there"
            known[document] = found
            moved_on += 1
    assert moved_on <= 1
