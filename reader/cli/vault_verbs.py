"""`vault create`, `vault check`, `vault change`; and how every verb opens its vault."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reader.cli.interruption import interruptible
from reader.cli.output import complain, progress, put_line
from reader.cli.passphrase import PROFILES, read_passphrase
from reader.errors import NotAVault, VaultDamaged, VaultExists
from reader.store.checking import check_all
from reader.store.library import Library
from reader.vault.check import Finding, check
from reader.vault.creation import create_vault
from reader.vault.vault import Vault, is_vault, open_vault


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Vault]:
    """The vault that the arguments name, closed and settled in the end."""
    if not is_vault(arguments.vault):
        raise NotAVault  # before a passphrase is typed for nothing
    vault = open_vault(arguments.vault, read_passphrase(arguments.passphrase_fd))
    try:
        yield vault
    finally:
        vault.close()


def create(arguments: argparse.Namespace) -> bool:
    """Make a vault."""
    if is_vault(arguments.vault):
        raise VaultExists
    passphrase = read_passphrase(arguments.passphrase_fd, twice=True)
    create_vault(arguments.vault, passphrase, profile=PROFILES[arguments.profile])
    complain("The vault is made. A forgotten passphrase can't be recovered by anyone.")
    return False


def check_vault(arguments: argparse.Namespace) -> bool:
    """Verify what is written; each finding is a line: what it is, where, and the number of the document it is about."""
    with opened(arguments) as vault, interruptible() as stopped:
        findings = _find(vault, stopped)
    progress("")
    for finding in findings:
        put_line(finding.kind, finding.detail, finding.document or "")
    if not findings:
        complain("All is well.")
    return bool(findings)


def _find(vault: Vault, stopped: Callable[[], bool]) -> list[Finding]:
    """All that is wrong; of a shelf so damaged that its library does not open, at least which pages are."""
    try:
        library = Library(vault.shelf)
        library.purge_unfinished(cancelled=stopped)
    except VaultDamaged:
        return check(vault, on_progress=_tell_share, cancelled=stopped)
    return check_all(vault, library, on_progress=_tell_share, cancelled=stopped)


def _tell_share(done: int, total: int) -> None:
    progress(f"{done / max(1, total):.0%}")


def change(_arguments: argparse.Namespace) -> bool:
    """Say that this is still to come."""
    complain("Not yet: changing the passphrase is a later piece of work.")
    return True
