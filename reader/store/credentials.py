"""What opens this shelf: passphrases and key files, up to four, added, changed and removed while it is open.

A slot looks like noise to whoever does not have its credential, so the shelf itself keeps a list of those in use. A
row of that list counts only while its digest is the slot's: it is written before the slot it announces and removed
after the slot it told of, and a cut anywhere in between leaves a list that is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reader.errors import LastCredential, NoFreeSlot
from reader.vault import slot_changes
from reader.vault.credential import Credential
from reader.vault.kdf import KdfProfile
from reader.vault.slots import KEY_FILE_FLAG, NO_PASSPHRASE_FLAG, flags_of
from reader.vault.vault import UsedSlot, Vault

if TYPE_CHECKING:
    from reader.vault.connection import Connection
    from reader.vault.slot_changes import NewSlot

LONGEST_LABEL = 80


class CredentialInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that opens this shelf. `profile` is the number of its key derivation."""

    slot: int
    label: str
    has_passphrase: bool
    has_key_file: bool
    profile: int
    is_current: bool


class Credentials:
    """The used slots of an open shelf. Every method blocks, most of them for several key derivations."""

    def __init__(self, vault: Vault) -> None:
        """For a vault whose library has been opened, so that the tables are there."""
        self._vault = vault

    def all(self) -> list[CredentialInfo]:
        """Everything that opens this shelf, as far as it knows; the one that opened it now is always among them."""
        digests = slot_changes.own_digests(self._vault)
        with self._vault.shelf.read() as connection:
            rows = connection.execute("SELECT slot, digest, label, flags, profile FROM credentials").fetchall()
        found = {
            slot: self._info(slot, label, flags, profile)
            for slot, digest, label, flags, profile in rows
            if digests.get(slot) == digest
        }
        current = self._vault.slot
        if current is not None and current.index not in found:
            flags = self._vault.content.flags
            found[current.index] = self._info(current.index, "", flags, current.profile.number)
        return [found[slot] for slot in sorted(found)]

    def add(self, credential: Credential, label: str = "", profile: KdfProfile | None = None) -> CredentialInfo:
        """Let one more credential open this shelf, under this session's key derivation unless another is named.

        Raises NoFreeSlot, CredentialInUse, PassphraseUnusable, MemoryShort, and what writing raises.
        """
        used = {info.slot for info in self.all()}
        free = [index for index in slot_changes.half_of(self._vault.content.half) if index not in used]
        if not free:
            raise NoFreeSlot
        self._list_current()
        return self._put(free[0], credential, label, profile or slot_changes.own_profile(self._vault))

    def change(self, current: Credential, new: Credential, profile: KdfProfile | None = None) -> CredentialInfo:
        """Put `new` in the place of `current`, which opens nothing from then on; its label stays.

        Raises WrongPassphrase when `current` does not open this shelf, and all that `add` raises but NoFreeSlot.
        """
        opened, known_profile = slot_changes.own_slot(self._vault, current)
        label = next((info.label for info in self.all() if info.slot == opened.index), "")
        profile = profile or known_profile
        info = self._put(opened.index, new, label, profile)
        if info.is_current:
            self._vault.slot = UsedSlot(info.slot, profile)
        return info

    def strengthen(self, current: Credential, profile: KdfProfile) -> CredentialInfo:
        """Put the same credential under a dearer key derivation. Nobody can see from outside that it is.

        Raises WrongPassphrase, MemoryShort, and CredentialInUse when it is under that derivation already.
        """
        return self.change(current, current, profile)

    def slot_of(self, credential: Credential) -> int:
        """The slot of this shelf that a credential opens. Raises WrongPassphrase and MemoryShort."""
        opened, _profile = slot_changes.own_slot(self._vault, credential)
        return opened.index

    def remove(self, slot: int) -> None:
        """Let the credential of a slot open nothing any more. Raises LastCredential when it is the only one."""
        known = {info.slot for info in self.all()}
        if slot not in known:
            return
        if len(known) == 1:
            raise LastCredential
        slot_changes.write(self._vault, [slot_changes.clear(slot)])
        if self._vault.slot is not None and self._vault.slot.index == slot:
            self._vault.slot = None
        self._vault.shelf.run(lambda connection: connection.execute(_FORGET, (slot, b"")))

    def rename(self, slot: int, label: str) -> None:
        """Give the credential of a slot another label. It is kept in the encrypted shelf alone."""
        self._list_current()
        statement = "UPDATE credentials SET label = ? WHERE slot = ?"
        self._vault.shelf.run(lambda connection: connection.execute(statement, (label[:LONGEST_LABEL], slot)))

    def _put(self, index: int, credential: Credential, label: str, profile: KdfProfile) -> CredentialInfo:
        new = slot_changes.seal(self._vault, index, credential, profile)
        flags = flags_of(credential)
        self._vault.shelf.run(lambda connection: _announce(connection, new, label[:LONGEST_LABEL], flags, profile))
        slot_changes.write(self._vault, [new])
        self._vault.shelf.run(lambda connection: connection.execute(_FORGET, (index, new.digest)))
        return self._info(index, label[:LONGEST_LABEL], flags, profile.number)

    def _list_current(self) -> None:
        """The credential of the creation stands in no list until another joins it."""
        current = self._vault.slot
        if current is None:
            return
        digest = slot_changes.own_digests(self._vault)[current.index]
        row = (current.index, digest, "", self._vault.content.flags, current.profile.number)
        self._vault.shelf.run(lambda connection: connection.execute(f"INSERT OR IGNORE {_ROW}", row))

    def _info(self, slot: int, label: str, flags: int, profile: int) -> CredentialInfo:
        current = self._vault.slot
        return CredentialInfo(
            slot=slot,
            label=label,
            has_passphrase=not flags & NO_PASSPHRASE_FLAG,
            has_key_file=bool(flags & KEY_FILE_FLAG),
            profile=profile,
            is_current=current is not None and slot == current.index,
        )


_ROW = "INTO credentials (slot, digest, label, flags, profile) VALUES (?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM credentials WHERE slot = ? AND digest <> ?"


def _announce(connection: Connection, new: NewSlot, label: str, flags: int, profile: KdfProfile) -> None:
    connection.execute(f"INSERT OR REPLACE {_ROW}", (new.index, new.digest, label, flags, profile.number))
