"""Moving an open vault to another folder or medium: a verified copy first, and only then the old one is erased."""

from __future__ import annotations

from pathlib import Path

from reader.errors import VaultError
from reader.vault.copy_files import IsCancelled, OnProgress, never_cancelled, no_progress
from reader.vault.copying import back_up
from reader.vault.erasing import erase_open_vault
from reader.vault.vault import Vault


def move(
    vault: Vault, target: Path, *, on_progress: OnProgress = no_progress, cancelled: IsCancelled = never_cancelled
) -> bool:
    """Copy the vault to `target`, read it back, then erase the old one, keys first. Writers wait meanwhile.

    True: the old one is erased and its files are gone. False: the new one stands, but the old one could not be erased
    wholly, and may even still open. After either answer the vault is closed or takes no more changes, so lock, and
    open `target`. Raises what `back_up` raises; then the old vault is untouched and goes on as before.
    """
    gate = vault.files.gate
    with gate.held():
        back_up(vault, target, on_progress=on_progress, cancelled=cancelled)
        gate.close()
        try:
            erase_open_vault(vault)
        except VaultError:
            return False
    return True
