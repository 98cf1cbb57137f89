"""The file `keys`: one 4096-byte block, written twice. docs/vault-format.md, "keys".

Block 0 is always written and synced before block 1. So when both are whole but differ, a change was cut short between
them and block 0 is the later one; when one is torn, the other counts. No counter is kept: it would tell how often
passphrases were changed, on the other shelf too.
"""

from __future__ import annotations

import hashlib
import os
import struct
import threading
from dataclasses import dataclass
from pathlib import Path

from reader.errors import VaultDamaged, VaultTooNew
from reader.vault.files import (
    KEYS_BLOCK_BYTES,
    KEYS_BYTES,
    MAGIC,
    SLOT_BYTES,
    SLOT_COUNT,
    disk_errors,
    read_at,
    sync,
    write_at,
)
from reader.vault.locking import open_locked

VERSION = 1
_HEADER = struct.Struct("<8sHH4x32s16x")
_DIGEST_BYTES = 32
_SLOTS_END = _HEADER.size + SLOT_COUNT * SLOT_BYTES


@dataclass(frozen=True)
class KeysBlock:
    """The content of `keys`: number of the KDF profile, salt, and eight slots."""

    profile_number: int
    salt: bytes
    slots: tuple[bytes, ...]

    @property
    def header(self) -> bytes:
        """The 64 bytes that every slot is bound to."""
        return _HEADER.pack(MAGIC, VERSION, self.profile_number, self.salt)

    def encode(self) -> bytes:
        """The 4096 bytes of a block: header, slots, zeros, and SHA-256 of all that."""
        body = (self.header + b"".join(self.slots)).ljust(KEYS_BLOCK_BYTES - _DIGEST_BYTES, b"\0")
        return body + hashlib.sha256(body).digest()


def decode_block(block: bytes) -> KeysBlock:
    """The content of an intact block. Raises VaultTooNew for a later version."""
    _, version, profile_number, salt = _HEADER.unpack_from(block)
    if version != VERSION:
        raise VaultTooNew("the vault's format is of a later version")
    body = block[_HEADER.size : _SLOTS_END]
    slots = tuple(body[start : start + SLOT_BYTES] for start in range(0, len(body), SLOT_BYTES))
    return KeysBlock(profile_number, salt, slots)


def is_intact(block: bytes) -> bool:
    """Whether the block is whole: magic, length and checksum are right, in this version and every later one.

    The checksum finds accidents (a torn write, a bad sector); what guards against malice is each slot's own tag.
    """
    body, digest = block[:-_DIGEST_BYTES], block[-_DIGEST_BYTES:]
    return len(block) == KEYS_BLOCK_BYTES and block.startswith(MAGIC) and hashlib.sha256(body).digest() == digest


def sound_block(content: bytes) -> bytes:
    """The block that counts of a whole `keys` file: the first intact one.

    Raises VaultDamaged when neither is intact and VaultTooNew when a later version wrote it.
    """
    blocks = (content[:KEYS_BLOCK_BYTES], content[KEYS_BLOCK_BYTES:KEYS_BYTES])
    intact = [block for block in blocks if is_intact(block)]
    if not intact:
        raise VaultDamaged("neither copy of the keys is whole")
    decode_block(intact[0])
    return intact[0]


class KeysFile:
    """`keys`, opened once and locked for the process's life; every read and write goes through this descriptor."""

    def __init__(self, folder: Path) -> None:
        """Open and lock. Raises NotAVault, VaultBusy, VaultReadOnly or VaultDamaged."""
        self._lock = threading.RLock()
        self._descriptor = open_locked(folder)

    def load(self) -> KeysBlock:
        """Read both blocks, make them equal if they are not, and answer their content.

        Raises VaultDamaged when neither is intact and VaultTooNew when a later version wrote them.
        """
        with self._lock:
            content = self._read()
            block = sound_block(content)
            if content != 2 * block:
                self._write(block)
        return decode_block(block)

    def store(self, content: KeysBlock) -> None:
        """Replace both blocks; on return both are on the medium."""
        self._write(content.encode())

    def destroy(self) -> None:
        """Overwrite both blocks, headers and all, with noise: from here on nothing opens, and there is no vault."""
        with self._lock, disk_errors():
            write_at(self._descriptor, 0, os.urandom(KEYS_BYTES))
            sync(self._descriptor)

    def close(self) -> None:
        """Close the descriptor, which gives the lock back."""
        os.close(self._descriptor)

    def _read(self) -> bytes:
        with disk_errors():
            return read_at(self._descriptor, 0, KEYS_BYTES)

    def _write(self, block: bytes) -> None:
        with self._lock, disk_errors():
            for offset in (0, KEYS_BLOCK_BYTES):
                write_at(self._descriptor, offset, block)
                sync(self._descriptor)
