"""A process that makes twins, so that nobody else's process forks.

python3 -m tests.inspector.maker FOLDER FIRST_SEED PAIRS [large]

Says a line of JSON for each vault when its pair is done.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reader.vault.slot_changes import set_up_other_shelf
from tests.cheap import CHEAP_FOR_TESTS, create_cheap_vault, open_cheap_vault
from tests.inspector.lives import live
from tests.inspector.twins import Ending, Shelf, draw_history

SEEN_PASSPHRASE = "what the inspector was told"
OTHER_PASSPHRASE = "what nobody was told"


class Made(msgspec.Struct, frozen=True):
    """A finished vault and the truth about it."""

    folder: str
    used: bool
    ending: Ending
    large: bool
    pair: int
    cut_short: int
    """How often a session of the other shelf ended in mid-transaction."""


def make_pair(folder: Path, seed: int, *, large: bool) -> Iterator[Made]:
    """Both twins, in two folders of which neither name nor order says which is which."""
    ending = list(Ending)[seed % len(Ending)]
    lots = random.Random(seed ^ 0x7F)  # noqa: S311 - a coin
    twins = dict(zip(lots.sample((True, False), 2), (folder / f"{seed}-0", folder / f"{seed}-1"), strict=True))
    history = draw_history(seed, ending, large=large)
    for used, path in twins.items():
        second = OTHER_PASSPHRASE if used and not history.set_up_late else None
        create_cheap_vault(path, SEEN_PASSPHRASE, second_passphrase=second)
    cut_short = 0
    missing = history.set_up_late
    for session in history.sessions:
        if missing and session.shelf is Shelf.OTHER:
            for used in lots.sample((True, False), 2):
                _set_up_other(twins[used], used=used)
            missing = False
        for used in lots.sample((True, False), 2):
            if session.shelf is Shelf.SEEN:
                live(twins[used], SEEN_PASSPHRASE, session)
            elif used:
                cut_short += live(twins[used], OTHER_PASSPHRASE, session)
            else:
                live(twins[used], SEEN_PASSPHRASE, session.unseen())
    for used, path in twins.items():
        yield Made(str(path), used, ending, large, seed, cut_short if used else 0)


def _set_up_other(folder: Path, *, used: bool) -> None:
    """From the seen shelf; the unused twin is opened and closed as well."""
    vault = open_cheap_vault(folder, SEEN_PASSPHRASE)
    if used:
        set_up_other_shelf(vault, OTHER_PASSPHRASE, CHEAP_FOR_TESTS)
    vault.close()


def main(folder: Path, first_seed: int, pairs: int, *, large: bool) -> None:
    """Make the pairs one after the other."""
    for seed in range(first_seed, first_seed + pairs):
        for made in make_pair(folder, seed, large=large):
            sys.stdout.buffer.write(msgspec.json.encode(made) + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), large="large" in sys.argv[4:])
