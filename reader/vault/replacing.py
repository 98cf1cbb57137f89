"""Putting a verified copy in the place of a vault, so that whenever it is cut short one of the two is there.

Where the file system can exchange two folders in one step, nothing is ever missing. Elsewhere it takes three renames:
the copy gets a name of its own that says what it is for, the old vault goes aside, the copy takes its place. A cut
between the last two is mended by `finish_replacing`, which everything that looks for a vault calls.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reader.errors import VaultError
from reader.platform import this_platform
from reader.vault.copy_target import is_free
from reader.vault.files import KEYS_NAME, disk_errors, sync_folder

_INCOMING = "incoming"
_ASIDE = "aside"


def place_aside(target: Path) -> Path:
    """A sibling of `target` that is free: the copy is made in it, and after the exchange it is where the old one is."""
    return next(place for place in _siblings(target) if is_free(place))


def exchange(target: Path, copy: Path) -> bool:
    """Exchange the vault at `target` and its sibling `copy`; False: it can't be done, and both are where they were.

    Some systems can't rename a folder in which a file is open. Raises VaultError when the medium failed in the middle;
    then nothing may be removed.
    """
    with disk_errors():
        done = this_platform().exchange_folders(target, copy) or _rename_three_times(target, copy)
    with suppress(OSError):  # too late for an error: they have changed places
        sync_folder(target.parent)
    return done


def finish_replacing(target: Path) -> None:
    """If a replacing was cut short between two renames, finish it: a vault is at `target` again. Never raises."""
    with suppress(OSError, ValueError):  # the root of a file system has no siblings
        target = Path(os.path.realpath(target))
        incoming = target.with_name(f"{target.name}-{_INCOMING}")
        if (incoming / KEYS_NAME).is_file() and not os.path.lexists(target):
            incoming.rename(target)
            sync_folder(target.parent)


def put_away_unused(target: Path) -> None:
    """A copy that was to replace the vault at `target` and did not must never do so later: give it another name."""
    incoming = target.with_name(f"{target.name}-{_INCOMING}")
    with disk_errors():
        if os.path.lexists(incoming):
            incoming.rename(next(place for place in _siblings(target) if not os.path.lexists(place)))
            sync_folder(target.parent)


def _siblings(target: Path) -> Iterator[Path]:
    yield target.with_name(f"{target.name}-{_ASIDE}")
    for number in range(2, 1000):
        yield target.with_name(f"{target.name}-{_ASIDE}-{number}")
    raise VaultError("too many vaults have been moved aside here")


def _rename_three_times(target: Path, copy: Path) -> bool:
    incoming = target.with_name(f"{target.name}-{_INCOMING}")
    try:
        copy.rename(incoming)
    except OSError:
        return False
    try:
        sync_folder(target.parent)
        target.rename(copy)
    except OSError:
        incoming.rename(copy)
        return False
    try:
        incoming.rename(target)
    except OSError:
        copy.rename(target)
        incoming.rename(copy)
        return False
    return True
