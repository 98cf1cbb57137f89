"""Key slots: how one shelf's key is kept under a passphrase. Pure functions on bytes; docs/vault-format.md, "Slots".

A slot is AES-256-GCM: nonce (12), then the payload (100) encrypted, then the tag (16). Its associated data is the
whole header of `keys` and the slot's number, so a slot can be moved neither to another vault nor to another place.
An unused slot is 128 random bytes.
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reader.errors import VaultTooNew
from reader.vault.credential import Credential
from reader.vault.files import SLOT_BYTES
from reader.vault.kdf import SecretKey

_NONCE_BYTES = 12
_PAYLOAD = struct.Struct("<BBH32s64x")

KEY_FILE_FLAG = 1 << 0
"""A key file belongs to this slot's credential."""
NO_PASSPHRASE_FLAG = 1 << 1
"""The key file stands alone."""
KNOWN_FLAGS = KEY_FILE_FLAG | NO_PASSPHRASE_FLAG
"""Bits of `flags` that this version understands."""


@dataclass(frozen=True)
class SlotContent:
    """What a slot holds: which shelf (0 is shelf-a), which slots are its half (bit n is slot n), flags, its key."""

    shelf: int
    half: int
    flags: int
    key: SecretKey


@dataclass(frozen=True)
class OpenedSlot:
    """The slot that a key opened: its number, and what it holds."""

    index: int
    content: SlotContent


def flags_of(credential: Credential) -> int:
    """What a slot says of the credential that it is for."""
    if credential.key_file is None:
        return 0
    return KEY_FILE_FLAG if credential.passphrase else KEY_FILE_FLAG | NO_PASSPHRASE_FLAG


def random_slot() -> bytes:
    """An unused slot: the same length as a used one, and nothing but noise."""
    return os.urandom(SLOT_BYTES)


def seal_slot(slot_key: SecretKey, header: bytes, index: int, content: SlotContent) -> bytes:
    """The 128 bytes of slot `index` that keep `content` under `slot_key`."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(slot_key.raw).encrypt(nonce, _pack(content), _associated(header, index))


def open_slots(slot_key: SecretKey, header: bytes, slots: tuple[bytes, ...]) -> OpenedSlot | None:
    """What `slot_key` opens, or None. All eight are tried every time, whatever the first ones gave.

    Raises VaultTooNew when the slot carries flags of a later version.
    """
    cipher = AESGCM(slot_key.raw)
    opened: OpenedSlot | None = None
    for index, slot in enumerate(slots):
        with suppress(InvalidTag):
            nonce, sealed = slot[:_NONCE_BYTES], slot[_NONCE_BYTES:]
            opened = OpenedSlot(index, _unpack(cipher.decrypt(nonce, sealed, _associated(header, index))))
    if opened is not None and opened.content.flags & ~KNOWN_FLAGS:
        raise VaultTooNew("the slot was written by a later version")
    return opened


def _pack(content: SlotContent) -> bytes:
    return _PAYLOAD.pack(content.shelf, content.half, content.flags, content.key.raw)


def _unpack(payload: bytes) -> SlotContent:
    shelf, half, flags, raw = _PAYLOAD.unpack(payload)
    return SlotContent(shelf, half, flags, SecretKey(raw))


def _associated(header: bytes, index: int) -> bytes:
    return header + bytes([index])
