"""`vault change`, `add`, `remove`, `rename`, `strengthen`, `passphrases`, `make-key-file`: what opens a shelf."""

from __future__ import annotations

import argparse

import msgspec

from reader.cli.confirming import confirmed
from reader.cli.credential import CURRENT, NEW, in_words, kind_in_words, read_credential
from reader.cli.opening import PROFILES, opened, require_vault
from reader.cli.output import complain, put_json, put_line
from reader.cli.strength import tell_strength
from reader.store.credentials import CredentialInfo, Credentials
from reader.store.library import Library
from reader.vault import slot_changes
from reader.vault.credential import Credential
from reader.vault.key_file import create_key_file
from reader.vault.vault import Vault, is_vault

_OLD_COPIES = "Copies and backups made earlier still open as they did then."


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """What `vault passphrases --json` says of each."""

    slot: int
    label: str
    has_passphrase: bool
    has_key_file: bool
    profile: str
    is_current: bool


_BEFORE_REMOVING_CURRENT = """\
This is what you have just opened the vault with. Make sure that another passphrase or key file that is listed is at
hand: without one the vault never opens again."""


def change(arguments: argparse.Namespace) -> bool:
    """Put a new credential in the place of the one that opens the shelf now."""
    require_vault(arguments.vault)
    current = read_credential(arguments, CURRENT)
    with opened(arguments, current) as vault:
        new = read_credential(arguments, NEW, is_new=True)
        if new.key_file is None and not arguments.drop_key_file:
            new = Credential(new.passphrase, current.key_file)  # to leave it out must not be how it is lost
        _credentials(vault).change(current, new)
    complain(f"Changed. What opens it now: {in_words(new)}. {_OLD_COPIES}")
    tell_strength(new)
    return False


def add(arguments: argparse.Namespace) -> bool:
    """Let one more credential open the shelf; its slot is a line."""
    with opened(arguments) as vault:
        new = read_credential(arguments, NEW, is_new=True)
        info = _credentials(vault).add(new, arguments.label)
    put_line(info.slot, info.label)
    complain(f"Added. What opens it too: {in_words(new)}.")
    tell_strength(new)
    return False


def remove(arguments: argparse.Namespace) -> bool:
    """Let the credential of a slot open nothing any more."""
    with opened(arguments) as vault:
        credentials = _credentials(vault)
        if _is_unknown(credentials, arguments.slot):
            return True
        known = credentials.all()
        is_current = any(info.is_current and info.slot == arguments.slot for info in known)
        if (
            is_current
            and len(known) > 1
            and not confirmed(arguments.vault, _BEFORE_REMOVING_CURRENT, yes=arguments.yes)
        ):
            return True
        credentials.remove(arguments.slot)
    complain(f"Removed. {_OLD_COPIES}")
    return False


def rename(arguments: argparse.Namespace) -> bool:
    """Give the credential of a slot another label."""
    with opened(arguments) as vault:
        credentials = _credentials(vault)
        if _is_unknown(credentials, arguments.slot):
            return True
        credentials.rename(arguments.slot, arguments.label)
    return False


def strengthen(arguments: argparse.Namespace) -> bool:
    """Make each try at the passphrase that opens the shelf now cost more."""
    require_vault(arguments.vault)
    current = read_credential(arguments, CURRENT)
    with opened(arguments, current) as vault:
        strong = PROFILES["strong"]
        if slot_changes.own_profile(vault) == strong:
            complain("It is strong already; nothing was changed.")
            return False
        _credentials(vault).strengthen(current, strong)
    complain(f"Each try at it now takes 1 GiB of memory and several times as long. {_OLD_COPIES}")
    return False


def list_passphrases(arguments: argparse.Namespace) -> bool:
    """Everything that opens the shelf: slot, kind, how much a try costs, "current", label."""
    with opened(arguments) as vault:
        infos = _credentials(vault).all()
    for info in infos:
        if arguments.json:
            put_json(_row(info))
        else:
            kind = kind_in_words(has_passphrase=info.has_passphrase, has_key_file=info.has_key_file)
            put_line(info.slot, kind, _profile_name(info), "current" if info.is_current else "", info.label)
    return False


def make_key_file(arguments: argparse.Namespace) -> bool:
    """Make a file of random bytes that can serve as a key file."""
    if arguments.file.exists():
        complain("There is a file of this name already; nothing was written.")
        return True
    if is_vault(arguments.file.absolute().parent):
        complain("That is a vault's folder. A key beside its lock protects nothing: choose another.")
        return True
    create_key_file(arguments.file)
    complain("The key file is made. Keep a copy of it: a byte of it changed or lost, and it opens nothing.")
    return False


def _credentials(vault: Vault) -> Credentials:
    Library(vault.shelf)  # brings the tables
    return Credentials(vault)


def _is_unknown(credentials: Credentials, slot: int) -> bool:
    if slot in {info.slot for info in credentials.all()}:
        return False
    complain(f"Nothing here has the slot {slot}: `vault passphrases` lists those in use.")
    return True


def _row(info: CredentialInfo) -> _Row:
    return _Row(
        slot=info.slot,
        label=info.label,
        has_passphrase=info.has_passphrase,
        has_key_file=info.has_key_file,
        profile=_profile_name(info),
        is_current=info.is_current,
    )


def _profile_name(info: CredentialInfo) -> str:
    return next((name for name, profile in PROFILES.items() if profile.number == info.profile), str(info.profile))
