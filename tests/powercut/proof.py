"""From a record to states of the disk, and what must be true of each after settling and opening."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from reader.errors import HearthError, WrongPassphrase
from reader.vault.check import check
from reader.vault.connection import DatabaseError
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, SETTLED_TIME_S, SHELF_NAMES
from reader.vault.keys import KeysFile
from reader.vault.settle import settle
from tests.cheap import open_cheap_vault
from tests.powercut.disk import SECTOR_BYTES, Disk, Luck, State, write_state
from tests.powercut.events import Promise, Reported, Synced
from tests.powercut.recorder import recording
from tests.powercut.sessions import SLOTS, Recording, digest, slots_digest
from tests.vault.conftest import FIRST


@dataclass(frozen=True)
class Cut:
    """A power cut behind event number `after` (0: before all), with what luck, drawn from which seed."""

    after: int
    luck: Luck
    seed: int


@dataclass(frozen=True)
class Case:
    """A state of the disk, and the promises of which one must hold as a whole."""

    cut: Cut
    state: State
    allowed: list[Promise]


def all_cuts(recording: Recording, *, draws: int) -> list[Cut]:
    """Every prefix, and where something was not synced, `draws` ways in which it may have fared, each kind in turn."""
    disk = Disk(recording.state, recording.names)
    cuts = [Cut(0, Luck.ALL, 0)]
    kinds = cycle((Luck.ANY, Luck.ONE_LOST, Luck.NONE, Luck.ANY, Luck.LAST_TORN))
    for number, event in enumerate(recording.events, start=1):
        if isinstance(event, Reported):
            continue
        disk.happened(event)
        cuts.append(Cut(number, Luck.ALL, number))
        if disk.unsynced:
            cuts += [Cut(number, next(kinds), number * 1000 + draw) for draw in range(draws)]
    return cuts


def sample(cuts: list[Cut], count: int, seed: int) -> list[Cut]:
    """Some of the cuts, in their order."""
    lots = random.Random(seed)  # noqa: S311 - which cases to try is no secret
    return sorted(lots.sample(cuts, min(count, len(cuts))), key=lambda cut: cut.after)


def sample_stages(recording: Recording, cuts: list[Cut], count: int, seed: int) -> list[Cut]:
    """Some of the cuts, of each stage between two syncs alike: one stage of settling may take a thousand writes."""
    lots = random.Random(seed)  # noqa: S311 - which cases to try is no secret
    syncs = [number for number, event in enumerate(recording.events, start=1) if isinstance(event, Synced)]
    stages: dict[int, list[Cut]] = {}
    for cut in cuts:
        stages.setdefault(bisect_right(syncs, cut.after), []).append(cut)
    drawn = {lots.choice(lots.choice(list(stages.values()))) for _ in range(count)}
    return sorted(drawn, key=lambda cut: cut.after)


def cases(recording: Recording, cuts: list[Cut]) -> Iterator[Case]:
    """The states of these cuts, which must be in the order of the events."""
    disk = Disk(recording.state, recording.names)
    promises = [recording.promise]
    coming = [event.what for event in recording.events if isinstance(event, Reported)]
    waiting = iter(cuts)
    cut = next(waiting, None)
    for number in range(len(recording.events) + 1):
        if number > 0:
            event = recording.events[number - 1]
            disk.happened(event)
            if isinstance(event, Reported):
                promises = [coming.pop(0)]
        while cut is not None and cut.after == number:
            lots = random.Random(cut.seed)  # noqa: S311 - lots of a model
            yield Case(cut, disk.after(cut.luck, lots), promises + coming[:1])
            cut = next(waiting, None)


def failures(case: Case, folder: Path) -> list[str]:
    """What is wrong with the vault that this state leaves once it is settled and opened; empty when all is well."""
    write_state(case.state, folder)
    wrong: list[str] = []
    try:
        settle(folder)
        wrong += unsettled(folder)
        with closing(KeysFile(folder)) as keys:
            found: dict[str, str | None] = {SLOTS: slots_digest(keys.load())}
        for credential in case.allowed[0].keys() - {SLOTS}:
            found[credential] = opened(folder, credential, wrong)
        if found not in case.allowed:
            wrong.append(f"{found} is none of {case.allowed}")
    except (HearthError, DatabaseError, OSError) as error:
        wrong.append(repr(error))
    return wrong


def settling(case: Case, folder: Path) -> Recording:
    """What settling and opening do to this state, which may be cut short in their turn. They promise nothing new."""
    write_state(case.state, folder)
    with recording(folder) as recorder:
        settle(folder)
        with suppress(WrongPassphrase):
            open_cheap_vault(folder, FIRST).close()
    return Recording(case.state, recorder.first_names, case.allowed[0], recorder.events)


def second_cases(case: Case, folder: Path, count: int) -> list[Case]:
    """States after a second power cut, in the middle of settling what the first one left."""
    record = settling(case, folder)
    cuts = sample_stages(record, all_cuts(record, draws=1), count, case.cut.seed)
    return [replace(second, allowed=case.allowed) for second in cases(record, cuts)]


def unsettled(folder: Path) -> list[str]:
    """What shows that something was open."""
    wrong = []
    for path in (folder, *(folder / name for name in FILE_NAMES)):
        status = path.stat()
        if {status.st_atime_ns, status.st_mtime_ns} != {SETTLED_TIME_S * 10**9}:
            wrong.append(f"the time of {path.name} is not the constant one")
    if sorted(path.name for path in folder.iterdir()) != sorted(FILE_NAMES):
        wrong.append("not the five files")
    if any((folder / name).stat().st_size for name in JOURNAL_NAMES):
        wrong.append("a journal is not empty")
    if len({(folder / name).stat().st_size for name in SHELF_NAMES}) != 1:
        wrong.append("the sizes differ")
    wrong += [f"zeros in {name}" for name in SHELF_NAMES if bytes(SECTOR_BYTES) in (folder / name).read_bytes()]
    return wrong


def opened(folder: Path, passphrase: str, wrong: list[str]) -> str | None:
    """The digest of what the passphrase opens; what its check finds goes to `wrong`."""
    try:
        vault = open_cheap_vault(folder, passphrase)
    except WrongPassphrase:
        return None
    try:
        wrong += [f"{passphrase}: {finding}" for finding in check(vault)]
        with vault.shelf.read() as connection:
            return digest(connection)
    finally:
        vault.close()
