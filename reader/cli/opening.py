"""How every verb finds and opens its vault, and makes a new one that is thrown away when the verb fails."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.cli.credential import CURRENT, read_credential
from reader.errors import HearthError, NotAVault, UsageError, VaultExists, WrongPassphrase
from reader.vault.creation import create_vault
from reader.vault.credential import Credential
from reader.vault.erasing import erase_open_vault
from reader.vault.kdf import PRODUCT_PROFILES, STANDARD, STRONG, KdfProfile
from reader.vault.keys import KeysFile
from reader.vault.replacing import finish_replacing
from reader.vault.trying import find_slot
from reader.vault.vault import Vault, is_vault, open_vault

PROFILES: dict[str, KdfProfile] = {"standard": STANDARD, "strong": STRONG}


def require_vault(folder: Path) -> None:
    """Raise NotAVault before a passphrase is typed for nothing."""
    finish_replacing(folder)
    if not is_vault(folder):
        raise NotAVault


def refuse_occupied(folder: Path) -> None:
    """Raise VaultExists before a passphrase is typed for a vault that can't be made there."""
    finish_replacing(folder)
    try:
        occupied = any(folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        occupied = True
    except OSError:
        return  # whoever writes there says it better
    if occupied:
        raise VaultExists


def refuse_nested(vault: Path, new: Path) -> None:
    """Raise UsageError for a new vault in the folder of another: there are five files in it, and nothing else."""
    if new.resolve().is_relative_to(vault.resolve()):
        raise UsageError("The new vault can't be inside the folder of the old one.")


@contextmanager
def opened(arguments: argparse.Namespace, credential: Credential | None = None) -> Iterator[Vault]:
    """The vault that the arguments name, closed and settled in the end. Asks for the credential unless it is given."""
    require_vault(arguments.vault)
    vault = open_vault(arguments.vault, credential or read_credential(arguments, CURRENT))
    try:
        yield vault
    finally:
        vault.close()


def profile_of(folder: Path, credential: Credential) -> KdfProfile:
    """The key derivation of the slot that the credential opens. Raises WrongPassphrase, and as `open_vault` does."""
    keys = KeysFile(folder)
    try:
        found = find_slot(keys.load(), credential, PRODUCT_PROFILES)
    finally:
        keys.close()
    if found is None:
        raise WrongPassphrase
    return found[1]


@contextmanager
def new_vault(folder: Path, credential: Credential, second: Credential | None, profile: KdfProfile) -> Iterator[Vault]:
    """A new vault, open; if the block fails nothing is left of it."""
    create_vault(folder, credential, second=second, profile=profile)
    vault = open_vault(folder, credential)
    try:
        yield vault
    except BaseException:
        with suppress(HearthError):
            erase_open_vault(vault)
        raise
    vault.close()
