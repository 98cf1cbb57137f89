"""The trial's power cuts spoil files as a real one could, so that nothing committed is lost and nothing is told."""

from __future__ import annotations

import os
import random
from pathlib import Path

from reader.vault.check import check
from reader.vault.files import FILE_NAMES, SHELF_NAMES
from reader.vault.growth import INITIAL_BYTES, step_after
from reader.vault.settle import settle
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.inspector.inspection import gather
from tests.inspector.power import cut_power
from tests.inspector.tells import tells
from tests.vault.conftest import FIRST, SECOND
from tests.vault.killed_writer import kill_a_writer

CUTS = 3


def test_a_transaction_cut_short_loses_nothing_and_tells_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    spoilt = 0
    for seed in range(CUTS):
        size = (folder / SHELF_NAMES[0]).stat().st_size
        reported = kill_a_writer(folder, SECOND, seed, in_transaction=True)
        before = [(folder / name).read_bytes() for name in FILE_NAMES]
        cut_power(folder, size, random.Random(seed))  # noqa: S311 - which sectors are lost is no secret
        spoilt += before != [(folder / name).read_bytes() for name in FILE_NAMES]
        settle(folder)
        assert tells(gather(folder)) == []
        vault = open_cheap_vault(folder, SECOND)
        assert check(vault) == []
        with vault.shelf.read() as connection:
            assert connection.execute("SELECT max(number) FROM line").fetchone()[0] >= reported
        vault.close()
    assert spoilt >= CUTS // 2


def test_a_growth_cut_short_tells_nothing_once_settled(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    create_cheap_vault(folder, FIRST)
    a, b = (folder / name for name in SHELF_NAMES)
    step = step_after(INITIAL_BYTES)
    for seed, (grown_a, grown_b) in enumerate([(step // 2, 0), (step, 0), (step, step // 4)]):
        size = a.stat().st_size
        for path, grown in ((a, grown_a), (b, grown_b)):
            with path.open("ab") as file:
                file.write(os.urandom(grown))
        cut_power(folder, size, random.Random(seed))  # noqa: S311 - which sectors are lost is no secret
        assert {"sizes", "zeros"} <= {tell.rule for tell in tells(gather(folder))}
        settle(folder)
        assert tells(gather(folder)) == []
