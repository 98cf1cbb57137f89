"""The beginning and the end of a vault, creating it and erasing all of it, and what must be true of a cut in either."""

from __future__ import annotations

from pathlib import Path

from reader.errors import NotAVault, VaultDamaged
from reader.vault.erasing import erase_vault
from reader.vault.vault import is_vault
from tests.cheap import create_cheap_vault
from tests.powercut.disk import read_state, write_state
from tests.powercut.events import Promise
from tests.powercut.proof import Case, opened
from tests.powercut.recorder import recording
from tests.powercut.sessions import EMPTY, Recording
from tests.vault.conftest import FIRST, SECOND

NOTHING: Promise = {FIRST: None, SECOND: None}
BOTH: Promise = {FIRST: EMPTY, SECOND: EMPTY}


def record_creation(folder: Path) -> Recording:
    """A new vault in an empty folder."""
    folder.mkdir(mode=0o700)
    with recording(folder) as recorder:
        create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
        recorder.report(BOTH)
    return Recording({}, {}, NOTHING, recorder.events)


def record_erasing(folder: Path) -> Recording:
    """A vault that is erased, and its folder with it."""
    create_cheap_vault(folder, FIRST, second_passphrase=SECOND)
    before = read_state(folder)
    with recording(folder) as recorder:
        erase_vault(folder)
        recorder.report(NOTHING)
    return Recording(before, recorder.first_names, BOTH, recorder.events)


def failures_at_an_end(case: Case, folder: Path) -> list[str]:
    """What is wrong with this state: both shelves open, or neither; then the rest can be erased, and a new one made."""
    write_state(case.state, folder)
    wrong: list[str] = []
    found: dict[str, str | None] = {}
    for credential in (FIRST, SECOND):
        try:
            found[credential] = opened(folder, credential, wrong)
        except (NotAVault, VaultDamaged):
            found[credential] = None
    if found not in case.allowed:
        wrong.append(f"{found} is none of {case.allowed}")
    if found == NOTHING:
        if folder.is_dir() and any(folder.iterdir()):
            erase_vault(folder)
        if is_vault(folder):
            wrong.append("still a vault after erasing")
        create_cheap_vault(folder, FIRST)
    return wrong
