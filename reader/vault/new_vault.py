"""A new vault that stays only if what is put into it goes well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import HearthError
from reader.vault.creation import create_vault
from reader.vault.credential import Credential
from reader.vault.erasing import erase_open_vault
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile
from reader.vault.vault import Vault, open_vault


@contextmanager
def new_vault(
    folder: Path,
    credential: Credential,
    second: Credential | None,
    profile: KdfProfile,
    profiles: Sequence[KdfProfile] = PRODUCT_PROFILES,
) -> Iterator[Vault]:
    """A new vault, open until the block ends; if the block fails, nothing is left of it.

    Raises what `create_vault` and `open_vault` raise.
    """
    create_vault(folder, credential, second=second, profile=profile, profiles=profiles)
    vault = open_vault(folder, credential, profiles=profiles)
    try:
        yield vault
    except BaseException:
        with suppress(HearthError):
            erase_open_vault(vault)
        raise
    vault.close()
