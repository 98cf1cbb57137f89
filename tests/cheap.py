"""The key derivation that only tests may use; the product has no name for it and refuses its number."""

from __future__ import annotations

from pathlib import Path

from reader.vault.creation import create_vault
from reader.vault.credential import Credential
from reader.vault.kdf import PRODUCT_PROFILES, KdfProfile
from reader.vault.vault import Vault, open_vault

CHEAP_FOR_TESTS = KdfProfile(number=0xFFFF, memory_kib=8, iterations=1, lanes=1)
DEARER_FOR_TESTS = KdfProfile(number=0xFFFE, memory_kib=16, iterations=1, lanes=1)
TEST_PROFILES = (*PRODUCT_PROFILES, CHEAP_FOR_TESTS, DEARER_FOR_TESTS)
"""A vault of the cheap profile never tries the product's: only those behind its own are dearer."""


CHEAP_PROFILES = (CHEAP_FOR_TESTS, DEARER_FOR_TESTS)
"""For what makes a new vault under the first one that it is given."""


def create_cheap_vault(
    folder: Path, passphrase: Credential | str, *, second_passphrase: Credential | str | None = None
) -> None:
    """`create_vault` in a millisecond."""
    create_vault(folder, passphrase, second=second_passphrase, profile=CHEAP_FOR_TESTS, profiles=TEST_PROFILES)


def open_cheap_vault(folder: Path, passphrase: Credential | str) -> Vault:
    """`open_vault` for a vault that `create_cheap_vault` made."""
    return open_vault(folder, passphrase, profiles=TEST_PROFILES)
