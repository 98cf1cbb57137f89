"""An independent reader of vaults, written from docs/vault-format.md alone. It shares no code with reader/vault.

Only the primitives (Argon2id, AES, SHA) come from libraries; the shelf is decrypted here, page by page, and the plain
database is handed to Python's own SQLite in memory.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
import struct
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

COSTS = {1: (256 * 1024, 3, 4), 2: (1024 * 1024, 4, 4)}


@dataclass(frozen=True)
class Opened:
    """What one slot gives: its index, the shelf (0 or 1), its half as a set of slots, the shelf's key, and flags."""

    slot: int
    shelf: int
    half: frozenset[int]
    key: bytes
    flags: int = 0


def counting_block(keys: bytes) -> bytes:
    """The block of `keys` that counts."""
    assert len(keys) == 8192
    for start in (0, 4096):
        block = keys[start : start + 4096]
        if block[:8] == bytes.fromhex("896b6579730d0a1a") and hashlib.sha256(block[:4064]).digest() == block[4064:]:
            assert block[8:10] == b"\x01\x00"
            return block
    raise ValueError("no intact block")


def slot_key(passphrase: str, salt: bytes, number: int, key_file: bytes | None = None) -> bytes:
    """The key of a credential under the profile with this number."""
    memory_kib, passes, lanes = COSTS[number]
    secret = unicodedata.normalize("NFC", passphrase).encode()
    if key_file is not None:
        digest = hashlib.sha256(key_file).digest()
        secret = HKDF(SHA256(), 32, salt, b"key file").derive(digest + secret)
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory_kib).derive(secret)


def try_slots(block: bytes, key: bytes) -> Opened | None:
    """What a slot key opens in one block, or None."""
    for index in range(8):
        slot = block[64 + 128 * index :][:128]
        try:
            payload = AESGCM(key).decrypt(slot[:12], slot[12:], block[:64] + bytes([index]))
        except InvalidTag:
            continue
        assert len(payload) == 100
        half = frozenset(bit for bit in range(8) if payload[1] & 2**bit)
        return Opened(index, payload[0], half, payload[4:36], int.from_bytes(payload[2:4], "little"))
    return None


def plain_pages(shelf: bytes, key: bytes) -> bytes:
    """The database of a shelf as an ordinary SQLite file. Raises ValueError at a page that is not genuine."""
    salt = shelf[:16]
    mac = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages = [b"SQLite format 3\0" + _plain(shelf[:4096], 1, 16, key, mac)]
    count = struct.unpack_from(">I", pages[0], 28)[0]
    pages += [_plain(shelf[(number - 1) * 4096 :][:4096], number, 0, key, mac) for number in range(2, count + 1)]
    return b"".join(page + bytes(80) for page in pages)


def database(shelf: bytes, key: bytes) -> sqlite3.Connection:
    """The shelf's database, decrypted in memory."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(plain_pages(shelf, key))
    return connection


def _plain(page: bytes, number: int, start: int, key: bytes, mac: bytes) -> bytes:
    signed = page[start:4032] + number.to_bytes(4, "little")
    if not hmac.compare_digest(hmac.digest(mac, signed, "sha512"), page[4032:]):
        raise ValueError(f"page {number} is not genuine")
    decryptor = Cipher(AES(key), CBC(page[4016:4032])).decryptor()
    return decryptor.update(page[start:4016]) + decryptor.finalize()
