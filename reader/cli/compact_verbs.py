"""`vault space`, `vault room`, `vault compact`: how much room there is, how to have more, how to get some back."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from reader.cli.credential import CURRENT, SECOND, options_of, read_credential
from reader.cli.interruption import interruptible
from reader.cli.meter import Meter
from reader.cli.opening import PROFILES, opened, refuse_nested, refuse_occupied, require_vault
from reader.cli.output import MEGABYTE_BYTES, complain, megabytes, put_json, put_line
from reader.store.copying import copy_library
from reader.store.library import Library
from reader.vault.credential import Credential
from reader.vault.kdf import KdfProfile
from reader.vault.new_vault import new_vault
from reader.vault.slot_changes import dearest_profile
from reader.vault.space import Space, space_of
from reader.vault.vault import Vault

_NOT_CARRIED = """\
Only the shelf that your passphrase opens is carried over. The program can't know whether the other shelf holds
anything: if it does and you want to keep that, stop here and give its passphrase too (--second)."""
_OTHERS = "Further passphrases and key files are not carried over: add them again. The old vault is as it was."


@dataclass(frozen=True)
class _Both:
    """What opens the shelves that are to be copied."""

    own: Credential
    second: Credential | None


def space(arguments: argparse.Namespace) -> bool:
    """How much of the vault is used. Of the other shelf nothing is said, for nobody knows."""
    with opened(arguments) as vault:
        Library(vault.shelf)
        found = space_of(vault)
    if arguments.json:
        put_json(found)
    else:
        for name, size_bytes in _named(found):
            put_line(name, megabytes(size_bytes))
    return False


def make_room(arguments: argparse.Namespace) -> bool:
    """Grow both shelves ahead of need, so that a large folder has a reason that is no other shelf."""
    with opened(arguments) as vault, Meter("Making room", counts_bytes=True) as meter, interruptible() as stopped:
        Library(vault.shelf)
        vault.shelf.make_room(arguments.megabytes * MEGABYTE_BYTES, on_progress=meter, cancelled=stopped)
        found = space_of(vault)
    complain(f"There is room for {megabytes(found.tail_bytes)} more; the vault takes {megabytes(found.vault_bytes)}.")
    return False


def compact(arguments: argparse.Namespace) -> bool:
    """Copy what is on a shelf, or on both, into a new vault that is no larger than it must be."""
    require_vault(arguments.vault)
    refuse_nested(arguments.vault, arguments.new)
    refuse_occupied(arguments.new)
    with_second = arguments.second or options_of(arguments, SECOND).any_given
    if not with_second:
        complain(_NOT_CARRIED)
    own = read_credential(arguments, CURRENT)
    with opened(arguments, own) as vault:
        both = _Both(own, read_credential(arguments, SECOND) if with_second else None)
        profile = PROFILES.get(arguments.profile) or dearest_profile(vault, both.second)
        copied = _copy(vault, arguments, both, profile)
    complain(f"Documents copied: {copied}. {_OTHERS}")
    return False


def _copy(vault: Vault, arguments: argparse.Namespace, both: _Both, profile: KdfProfile) -> int:
    with (
        Meter("Copying") as meter,
        interruptible() as stopped,
        new_vault(arguments.new, both.own, both.second, profile) as target,
    ):
        Library(vault.shelf).purge_unfinished(cancelled=stopped)
        copied = copy_library(vault.shelf, target.shelf, on_progress=meter, cancelled=stopped).copied
        if both.second is None:
            return copied
        meter.label = "Copying the other shelf"
        with vault.other_shelf(both.second) as source, target.other_shelf(both.second) as place:
            Library(source).purge_unfinished(cancelled=stopped)
            return copied + copy_library(source, place, on_progress=meter, cancelled=stopped).copied


def _named(found: Space) -> list[tuple[str, int]]:
    return [
        ("used on this shelf", found.used_bytes),
        ("freed, used again first", found.reusable_bytes),
        ("room for growth", found.tail_bytes),
        ("each shelf", found.shelf_bytes),
        ("the whole vault", found.vault_bytes),
        ("free on the disk", found.disk_free_bytes),
    ]
