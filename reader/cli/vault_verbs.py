"""`vault create`, `second`, `erase` and `space`: the vault as a whole."""

from __future__ import annotations

import argparse

from reader.cli.confirming import confirmed
from reader.cli.credential import CURRENT, SECOND, options_of, read_credential
from reader.cli.interruption import interruptible
from reader.cli.meter import Meter
from reader.cli.opening import PROFILES, opened, refuse_occupied, require_vault
from reader.cli.output import complain
from reader.cli.strength import tell_strength
from reader.errors import CredentialInUse
from reader.vault import slot_changes
from reader.vault.creation import create_vault
from reader.vault.credential import Credential
from reader.vault.erasing import erase_shelf, erase_vault

_BEFORE_SECOND = """\
Every vault has two shelves, and each passphrase opens one. This sets up the other shelf anew: empty, with a passphrase
of its own. The program can't know whether the other shelf is in use. If it is, all that it holds is lost, and nothing
brings it back."""
_BEFORE_ERASING = """\
This erases the shelf that your passphrase opens: all its documents, and every passphrase and key file for it. Nothing
brings it back. The other shelf stays as it is."""
_BEFORE_ERASING_ALL = """\
This erases the whole vault: both shelves, whatever they hold, and all five files. Nothing brings it back."""
_NOT_REACHED = """\
Not reached: copies and backups made earlier, which still open as they did; old blocks that flash drives and sticks have
put aside; and what the file system's journal or snapshots keep."""


def create(arguments: argparse.Namespace) -> bool:
    """Make a vault, with one shelf set up or both."""
    refuse_occupied(arguments.vault)
    own = read_credential(arguments, CURRENT, is_new=True)
    second = _second(arguments, own)
    create_vault(arguments.vault, own, second=second, profile=PROFILES[arguments.profile])
    complain("The vault is made. A forgotten passphrase or a lost key file can't be recovered by anyone.")
    for credential in filter(None, (own, second)):
        tell_strength(credential)
    return False


def set_up_second(arguments: argparse.Namespace) -> bool:
    """Set up the other shelf of a vault that exists."""
    require_vault(arguments.vault)
    if not confirmed(arguments.vault, _BEFORE_SECOND, yes=arguments.yes):
        return True
    with opened(arguments) as vault:
        second = read_credential(arguments, SECOND, is_new=True)
        slot_changes.set_up_other_shelf(vault, second, slot_changes.own_profile(vault))
    complain("The other shelf is set up and empty.")
    tell_strength(second)
    return False


def erase(arguments: argparse.Namespace) -> bool:
    """Erase the shelf that the credential opens, or without any credential the whole vault."""
    require_vault(arguments.vault)
    return _erase_all(arguments) if arguments.all else _erase_shelf(arguments)


def _erase_all(arguments: argparse.Namespace) -> bool:
    if not confirmed(arguments.vault, _BEFORE_ERASING_ALL, yes=arguments.yes):
        return True
    erase_vault(arguments.vault)
    complain(f"The vault is erased.\n{_NOT_REACHED}")
    return False


def _erase_shelf(arguments: argparse.Namespace) -> bool:
    if not confirmed(arguments.vault, _BEFORE_ERASING, yes=arguments.yes):
        return True
    with opened(arguments) as vault, Meter("Erasing", counts_bytes=True) as meter, interruptible() as stopped:
        erase_shelf(vault, on_progress=meter, cancelled=stopped)
        cut_short = stopped()
    complain("The shelf is erased: nothing opens it any more.")
    if cut_short:
        complain("Writing over its file was stopped. What is left there is noise without a key.")
    complain(_NOT_REACHED)
    return cut_short


def _second(arguments: argparse.Namespace, own: Credential) -> Credential | None:
    if not arguments.second and not options_of(arguments, SECOND).any_given:
        return None
    second = read_credential(arguments, SECOND, is_new=True)
    if second.secret(b"") == own.secret(b""):
        raise CredentialInUse("each shelf needs its own")
    return second
