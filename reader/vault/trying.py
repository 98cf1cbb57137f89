"""One try at a vault's keys: from a credential to the slot that it opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.errors import MemoryShort
from reader.vault.credential import Credential
from reader.vault.kdf import KdfProfile, SecretKey, derive, profiles_from
from reader.vault.keys import KeysBlock
from reader.vault.slots import OpenedSlot, open_slots


def find_slot(
    block: KeysBlock, credential: Credential, profiles: Sequence[KdfProfile]
) -> tuple[OpenedSlot, KdfProfile] | None:
    """The slot that the credential opens, and the profile that it is under; None when it opens nothing.

    The vault's own profile is tried first, then each dearer one. So a credential that opens nothing costs the same in
    every vault of the same profile, whatever is set up in it. Raises PassphraseUnusable, VaultTooNew and MemoryShort.
    """
    for profile in profiles_from(block.profile_number, profiles):
        opened = open_slots(derive(credential, block.salt, profile), block.header, block.slots)
        if opened is not None:
            return opened, profile
    return None


def slot_keys(
    block: KeysBlock, credential: Credential, wanted: KdfProfile, profiles: Sequence[KdfProfile]
) -> Iterator[tuple[KdfProfile, SecretKey]]:
    """The credential's slot key under each profile that a slot of this vault may be under.

    Where memory is short for another than the wanted one, that one is passed over. Raises what `derive` raises.
    """
    for profile in profiles_from(block.profile_number, profiles):
        try:
            yield profile, derive(credential, block.salt, profile)
        except MemoryShort:
            if profile == wanted:
                raise
