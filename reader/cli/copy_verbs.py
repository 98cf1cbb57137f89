"""`vault backup`, `restore` and `move`: a vault's five files in another place, read back and compared."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.cli.confirming import can_ask, confirmed
from reader.cli.interruption import interruptible
from reader.cli.meter import Meter
from reader.cli.opening import opened, require_vault
from reader.cli.output import complain, put_line
from reader.errors import VaultExists
from reader.vault.copy_files import CopyProgress, CopyStage
from reader.vault.copying import back_up_locked
from reader.vault.moving import move
from reader.vault.renewing import is_copy_of, keys_block, renew
from reader.vault.replacing import finish_replacing
from reader.vault.restoring import restore
from reader.vault.vault import is_vault

_LABELS = {CopyStage.COPYING: "Copying", CopyStage.VERIFYING: "Reading back"}
_BEFORE_REPLACING = """\
There is a vault in that folder already. It will be put aside under another name, not erased, and the backup takes
its place."""


_BEFORE_RENEWING = """\
There is an earlier backup of this vault. The new one will take its place once it has been read back, and the earlier
one is erased."""
_SIDE_BY_SIDE = "Side by side the two show which shelf has changed. Erase that one as soon as you don't need it."
_ONE_BACKUP = """\
Keep one backup, apart from the vault, and let the next one take its place: two copies of different days show whoever
has both which of the two shelves has changed."""


def backup(arguments: argparse.Namespace) -> bool:
    """Copy a vault that nobody has open. Needs no passphrase, as copying the folder needs none."""
    require_vault(arguments.vault)
    block = keys_block(arguments.vault)
    renews = is_copy_of(block, arguments.target) and not same_place(arguments.vault, arguments.target)
    if renews and not arguments.replace and not _agreed(arguments.target):
        return True
    with _told() as tell, interruptible() as stopped:

        def copy(place: Path) -> None:
            back_up_locked(arguments.vault, place, on_progress=tell, cancelled=stopped)

        if renews:
            renew(copy, block, arguments.target)
        else:
            copy(arguments.target)
    complain("Copied, and what was read back is the same. The copy opens with what opens the vault today.")
    complain(_ONE_BACKUP)
    return False


def same_place(one: Path, other: Path) -> bool:
    """Whether two names lead to one folder."""
    return os.path.realpath(one) == os.path.realpath(other)


def _agreed(target: Path) -> bool:
    """Raises VaultExists where nobody can be asked."""
    if not can_ask():
        raise VaultExists("give --replace to put the new backup in the place of the earlier one there")
    return confirmed(target, _BEFORE_RENEWING, yes=False)


def restore_backup(arguments: argparse.Namespace) -> bool:
    """Copy a backup to where the vault shall be; ask where one is. The replaced one's new place is a line."""
    require_vault(arguments.backup)
    finish_replacing(arguments.vault)
    replace = arguments.replace
    if is_vault(arguments.vault) and not replace:
        if not can_ask():
            raise VaultExists("give --replace to have the vault there put aside")
        replace = confirmed(arguments.vault, _BEFORE_REPLACING, yes=False)
        if not replace:
            return True
    with _told() as tell, interruptible() as stopped:
        aside = restore(arguments.backup, arguments.vault, replace=replace, on_progress=tell, cancelled=stopped)
    complain("Restored, and what was read back is the same.")
    if aside is not None:
        complain("The vault that was there is kept in:")
        put_line(aside)
        complain(_SIDE_BY_SIDE)
    return False


def move_vault(arguments: argparse.Namespace) -> bool:
    """Copy a vault, then erase the old one."""
    with opened(arguments) as vault:
        with _told() as tell, interruptible() as stopped:
            erased = move(vault, arguments.new, on_progress=tell, cancelled=stopped)
        if erased:
            complain("Moved. The old files are erased; a flash drive may keep blocks of them for a while.")
        else:  # said before anything else can go wrong with the old one
            complain("The vault is in its new place, but the old one could not be erased wholly: erase it too.")
    return not erased


@contextmanager
def _told() -> Iterator[Callable[[CopyProgress], None]]:
    """What tells a copy's progress."""
    with Meter("Copying", counts_bytes=True) as meter:

        def tell(now: CopyProgress) -> None:
            meter.label = _LABELS[now.stage]
            meter(now.done_bytes, now.total_bytes)

        yield tell
