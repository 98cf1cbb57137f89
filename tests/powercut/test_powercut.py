"""A power cut at any instant loses nothing that was committed, harms neither shelf and shows nothing: a sample.

All of it: `python3 dev.py bench powercut`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.vault.files import JOURNAL_NAMES, KEYS_NAME, PAGE_BYTES, SHELF_NAMES
from tests.powercut.credential_work import record_credentials
from tests.powercut.disk import Disk, Luck, read_state
from tests.powercut.events import Created, Reported, Synced, Written
from tests.powercut.lifecycle import failures_at_an_end, record_creation, record_erasing
from tests.powercut.proof import Case, all_cuts, cases, failures, sample, second_cases
from tests.powercut.scratch import scratch_folder
from tests.powercut.sessions import Recording
from tests.powercut.work import record_work
from tests.vault.conftest import FIRST, SECOND

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="records what Linux's SQLite and fsync do")

LIBRARY_STATES = 80
GROWTH_STATES = 16
CREDENTIAL_STATES = 60
END_STATES = 16
SEED = 3
MOST_STATES_OF_A_LIE = 400
"""At least one in ten is not as promised, so that some dozen are looked at."""

EACH_SECOND_CUT = 8
"""After every eighth state: settling it is cut short too."""


@pytest.fixture(scope="module")
def scratch() -> Iterator[Path]:
    with scratch_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def work(scratch: Path) -> Recording:
    return record_work(scratch / "work")


@pytest.fixture(scope="module")
def credentials(scratch: Path) -> Recording:
    return record_credentials(scratch / "credentials")


def sampled(recording: Recording, count: int) -> Iterator[Case]:
    return cases(recording, sample(all_cuts(recording, draws=3), count, SEED))


def assert_sound(found: Iterable[Case], scratch: Path) -> None:
    for number, case in enumerate(found):
        assert failures(case, scratch / "state") == [], f"after {case.cut}"
        if number % EACH_SECOND_CUT == 0:
            for second in second_cases(case, scratch / "state", 1):
                assert failures(second, scratch / "state") == [], f"after {case.cut}, then {second.cut} of settling"


def test_the_record_is_all_that_happened(work: Recording, scratch: Path) -> None:
    """Played from the beginning it gives the disk as it is: nothing was written that was not seen."""
    disk = Disk(work.state, work.names)
    for event in work.events:
        disk.happened(event)
    assert disk.after(Luck.ALL, random.Random(0)) == read_state(scratch / "work")  # noqa: S311 - lots of a model


def test_the_record_holds_all_that_is_to_be_cut(work: Recording, credentials: Recording) -> None:
    """Or the proof would prove little: both shelves in use, commits, growth of both, and changes of every kind."""
    promises = [event.what for event in work.events if isinstance(event, Reported)]
    for credential in (FIRST, SECOND):
        assert len({promise[credential] for promise in promises}) > 15
    last = [event.what for event in credentials.events if isinstance(event, Reported)][-1]
    opening = {name for name, content in last.items() if content}
    assert opening == {"the slots", "changed passphrase"}


def test_work_on_libraries_survives(work: Recording, scratch: Path) -> None:
    found = list(sampled(work, LIBRARY_STATES))
    assert sum(any(case.state.get(name) for name in JOURNAL_NAMES) for case in found) > LIBRARY_STATES // 3
    assert_sound(found, scratch)


def test_growth_survives_whichever_shelf_is_open(work: Recording, scratch: Path) -> None:
    noise = [
        number
        for number, event in enumerate(work.events, start=1)
        if isinstance(event, Written) and len(event.data) > PAGE_BYTES
    ]
    assert len(noise) > 20
    around = {number + later for number in noise for later in range(4)}
    cuts = [cut for cut in all_cuts(work, draws=5) if cut.after in around]
    assert_sound(cases(work, sample(cuts, GROWTH_STATES, SEED)), scratch)


def test_changes_of_credentials_survive(credentials: Recording, scratch: Path) -> None:
    assert_sound(sampled(credentials, CREDENTIAL_STATES), scratch)


@pytest.mark.parametrize("record", [record_creation, record_erasing])
def test_creating_and_erasing_are_done_or_not_and_can_be_repeated(
    record: Callable[[Path], Recording], scratch: Path
) -> None:
    for case in sampled(record(scratch / record.__name__), END_STATES):
        assert failures_at_an_end(case, scratch / "end") == [], f"after {case.cut}"


@pytest.mark.parametrize("names", [JOURNAL_NAMES, SHELF_NAMES, (KEYS_NAME,)])
def test_a_missing_sync_would_be_found(
    names: tuple[str, ...], work: Recording, credentials: Recording, scratch: Path
) -> None:
    """The proof can fail: without the syncs of some files there are states that are not as promised."""
    honest = credentials if KEYS_NAME in names else work
    made_later = {event.file for event in honest.events if isinstance(event, Created) and event.name in names}
    files = {honest.names[name] for name in names} | made_later
    events = [event for event in honest.events if not (isinstance(event, Synced) and event.file in files)]
    lying = sampled(replace(honest, events=events), MOST_STATES_OF_A_LIE)
    assert any(failures(case, scratch / "state") for case in lying)
