"""The acceptance test of the vault: who has the disk and one passphrase can't tell whether the other shelf is in use.

A sample runs always, with hard tells and a wide bound on the guessing; the whole with --slow, or as `bench inspector`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reader.vault.files import PAGE_BYTES, SHELF_NAMES
from reader.vault.growth import step_after
from tests.cheap import create_cheap_vault, open_cheap_vault
from tests.inspector.inspection import QUICK, gather, inspect
from tests.inspector.tells import tells
from tests.inspector.trial import Case, accusations, confirmed, examine
from tests.inspector.twins import Ending
from tests.inspector.whole import BOUND, FRESH_SEED, PAIRS, SEED, examine_all
from tests.vault.conftest import FIRST, SECOND, fill

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="sessions are killed in forked children")

SAMPLE_PAIRS = 12
SAMPLE_BOUND = 0.32
"""Of 24 guesses 20 right or wrong: 0.15 % by chance for each of three learners, and 0.1 % again to confirm it."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return list(examine(tmp_path_factory.mktemp("sample"), SEED, SAMPLE_PAIRS, QUICK))


def test_no_hard_tell_fires(sample: list[Case]) -> None:
    fired = [(case.made, tell) for case in sample for tell in case.tells]
    assert fired == []
    assert len(sample) == 2 * SAMPLE_PAIRS


def test_the_sample_is_a_fair_trial(sample: list[Case]) -> None:
    assert sum(case.made.used for case in sample) == SAMPLE_PAIRS
    assert {case.made.ending for case in sample} == set(Ending)
    assert sum(case.made.cut_short for case in sample) >= 4, "too few deaths in mid-transaction of the other shelf"


def test_nothing_is_learnt_from_a_sample(sample: list[Case], tmp_path: Path) -> None:
    def fresh() -> Sequence[Case]:
        return list(examine(tmp_path, FRESH_SEED, SAMPLE_PAIRS, QUICK))

    assert confirmed(accusations(sample, SAMPLE_BOUND), sample, SAMPLE_BOUND, fresh) == []


def test_a_trace_that_no_rule_knows_is_learnt(sample: list[Case]) -> None:
    """The control: a number that goes with the truth is found, and dropped where fresh vaults do not show it."""
    spoilt = [replace(case, vector=(60.0 * case.made.used, *case.vector[1:])) for case in sample]
    accused = [each for each in accusations(spoilt, SAMPLE_BOUND) if each.learner == "threshold"]
    assert [each.share for each in accused] == [1.0]
    assert [each.share for each in confirmed(accused, spoilt, SAMPLE_BOUND, lambda: spoilt)] == [1.0]
    blank = [replace(case, vector=(0.0, *case.vector[1:])) for case in sample]
    assert confirmed(accused, spoilt, SAMPLE_BOUND, lambda: blank) == []


def test_what_growth_for_the_other_shelf_shows(tmp_path: Path) -> None:
    """The limit that docs/vault-format.md names: files far larger than the seen shelf ever needed have a reason.

    With one shelf in use, the room behind it is less than the last step; here the other shelf took two more.
    """
    folder = tmp_path / "vault"
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    vault = open_cheap_vault(folder, SECOND)
    fill(vault, 3000)
    vault.close()
    assert tells(gather(folder)) == []
    report = inspect(folder, FIRST)
    size = (folder / SHELF_NAMES[0]).stat().st_size
    assert report.features["room.spare"] * PAGE_BYTES > step_after(size)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_two_hundred_vaults(tmp_path: Path) -> None:
    cases = list(examine_all(tmp_path, SEED))
    assert [(case.made, tell) for case in cases for tell in case.tells] == []
    assert len(cases) == 2 * PAIRS
    assert confirmed(accusations(cases, BOUND), cases, BOUND, lambda: list(examine_all(tmp_path, FRESH_SEED))) == []
