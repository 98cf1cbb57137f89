"""Changing an open vault's slots. Each change writes both copies of `keys` before it returns.

The four slots of the open shelf's half may be written one by one. The other half is touched by two things only, both
asked for plainly: setting up the other shelf anew, and erasing the whole vault.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.errors import CredentialInUse, WrongPassphrase
from reader.vault.credential import Credential, as_credential
from reader.vault.files import SLOT_COUNT, disk_errors, sync, write_at
from reader.vault.kdf import KEY_BYTES, KdfProfile, SecretKey, profiles_from
from reader.vault.page import empty_shelf_page
from reader.vault.slots import OpenedSlot, SlotContent, flags_of, open_slots, random_slot, seal_slot
from reader.vault.trying import find_slot, slot_keys
from reader.vault.vault import Vault


@dataclass(frozen=True)
class NewSlot:
    """A slot's number and its bytes to be."""

    index: int
    data: bytes = field(repr=False)

    @property
    def digest(self) -> bytes:
        """What tells this slot from any other content of its place."""
        return _digest(self.data)


def own_slot(vault: Vault, credential: Credential | str) -> tuple[OpenedSlot, KdfProfile]:
    """The slot of the open shelf that the credential opens, and the profile that it is under.

    Raises WrongPassphrase when it opens nothing, or the other shelf; and what `find_slot` raises.
    """
    credential = as_credential(credential)
    found = find_slot(vault.keys.load(), credential, vault.profiles)
    if found is None or found[0].content.shelf != vault.content.shelf:
        raise WrongPassphrase
    return found


def own_profile(vault: Vault) -> KdfProfile:
    """The key derivation of the slot that opened this vault; the vault's own when that slot is gone."""
    if vault.slot is not None:
        return vault.slot.profile
    return profiles_from(vault.keys.load().profile_number, vault.profiles)[0]


def dearest_profile(vault: Vault, other: Credential | None) -> KdfProfile:
    """The key derivation for a copy in which no credential becomes cheaper to guess, `other` being the other shelf's.

    Raises WrongPassphrase when `other` does not open the other shelf.
    """
    profile = own_profile(vault)
    if other is None:
        return profile
    found = find_slot(vault.keys.load(), other, vault.profiles)
    if found is None or found[0].content.shelf == vault.content.shelf:
        raise WrongPassphrase
    return max(profile, found[1], key=lambda each: each.memory_kib)


def own_digests(vault: Vault) -> dict[int, bytes]:
    """A digest of each slot of the open shelf's half, by its number: what is there, used or not."""
    slots = vault.keys.load().slots
    return {index: _digest(slots[index]) for index in half_of(vault.content.half)}


def seal(vault: Vault, index: int, credential: Credential | str, profile: KdfProfile) -> NewSlot:
    """A slot of the open shelf for the credential; nothing is written yet.

    Raises CredentialInUse when the credential opens any slot of this vault under any profile that is not to be
    replaced by `index` under a dearer one; ValueError for a slot of the other half.
    """
    credential = as_credential(credential)
    if index not in half_of(vault.content.half):
        raise ValueError("a slot of the other half")
    slot_key = _unused_key(vault, credential, profile, strengthens=index)
    content = dataclasses.replace(vault.content, flags=flags_of(credential))
    return NewSlot(index, seal_slot(slot_key, vault.keys.load().header, index, content))


def clear(index: int) -> NewSlot:
    """Noise for a slot that shall be unused."""
    return NewSlot(index, random_slot())


def write(vault: Vault, changes: Iterable[NewSlot]) -> None:
    """Put slots of the open shelf's half into both copies of `keys`, in one change. Raises VaultError when it can't."""
    changes = list(changes)
    if not {change.index for change in changes} <= set(half_of(vault.content.half)):
        raise ValueError("a slot of the other half")
    _write(vault, changes)


def set_up_other_shelf(vault: Vault, credential: Credential | str, profile: KdfProfile) -> None:
    """Make the other shelf a new, empty one for the credential.

    Whatever it held is lost, and nobody can know whether it held anything. A cut in between leaves it as noise.
    Raises CredentialInUse when the credential opens anything here already.
    """
    credential = as_credential(credential)
    slot_key = _unused_key(vault, credential, profile, strengthens=None)
    other_half = ~vault.content.half & (1 << SLOT_COUNT) - 1
    content = SlotContent(1 - vault.content.shelf, other_half, flags_of(credential), SecretKey(os.urandom(KEY_BYTES)))
    indexes = half_of(other_half)
    with vault.files.gate.passing():
        _write(vault, map(clear, indexes))
        with disk_errors():
            descriptor = vault.files.descriptor(content.shelf)
            write_at(descriptor, 0, empty_shelf_page(content.key))
            sync(descriptor)
        index = secrets.choice(indexes)
        _write(vault, [NewSlot(index, seal_slot(slot_key, vault.keys.load().header, index, content))])


def half_of(mask: int) -> list[int]:
    """The numbers of the slots in a half's mask."""
    return [index for index in range(SLOT_COUNT) if mask >> index & 1]


def _unused_key(vault: Vault, credential: Credential, wanted: KdfProfile, *, strengthens: int | None) -> SecretKey:
    """The credential's slot key under `wanted`, once it is known to open nothing but what it strengthens."""
    if wanted not in vault.profiles:
        raise ValueError("a key derivation that is not offered")
    block = vault.keys.load()
    wanted_key: SecretKey | None = None
    for profile, slot_key in slot_keys(block, credential, wanted, vault.profiles):
        opened = open_slots(slot_key, block.header, block.slots)
        if opened is not None and (opened.index != strengthens or profile == wanted):
            raise CredentialInUse
        if profile == wanted:
            wanted_key = slot_key
    if wanted_key is None:
        raise ValueError("a cheaper key derivation than the vault's own")
    return wanted_key


def _write(vault: Vault, changes: Iterable[NewSlot]) -> None:
    with vault.files.gate.passing():
        block = vault.keys.load()
        slots = list(block.slots)
        for change in changes:
            slots[change.index] = change.data
        vault.keys.store(dataclasses.replace(block, slots=tuple(slots)))


def _digest(slot: bytes) -> bytes:
    return hashlib.sha256(slot).digest()
