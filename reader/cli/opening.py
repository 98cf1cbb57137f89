"""How every verb finds and opens its vault, and what it refuses before a passphrase is typed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.cli.credential import CURRENT, read_credential
from reader.errors import NotAVault, UsageError, VaultExists
from reader.vault.credential import Credential
from reader.vault.kdf import STANDARD, STRONG, KdfProfile
from reader.vault.replacing import finish_replacing
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
