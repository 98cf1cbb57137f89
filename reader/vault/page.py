"""SQLCipher 4's page format, as far as Hearth needs it without a connection: to make, check and salvage a shelf.

A page of 4096 bytes ends in a reserve of 80: the IV (16) and HMAC-SHA512 (64) of ciphertext, IV and the page's number
(4 bytes, little endian). The rest is AES-256-CBC without padding. Page 1 begins with the salt (16) in clear. The HMAC
key is PBKDF2-HMAC-SHA512(key, salt XOR 0x3a, 2 rounds).
Source: https://www.zetetic.net/sqlcipher/design/ and https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from reader.vault.files import PAGE_BYTES
from reader.vault.kdf import SecretKey

SALT_BYTES = 16
_IV_BYTES = 16
_MAC_BYTES = 64
_RESERVE_BYTES = _IV_BYTES + _MAC_BYTES
USABLE_BYTES = PAGE_BYTES - _RESERVE_BYTES
_SALT_MASK = 0x3A
_PAGE_COUNT_AT = 28
FILE_MAGIC = b"SQLite format 3\0"
_HMAC_KEY_ROUNDS = 2

LOCK_BYTE_PAGE = 0x4000_0000 // PAGE_BYTES + 1
"""SQLite never uses the page at 1 GiB, where it keeps its locks; in a shelf it stays random."""


def mac_key(key: SecretKey, salt: bytes) -> SecretKey:
    """The key of the page HMACs of the shelf whose file begins with `salt`."""
    masked = bytes(byte ^ _SALT_MASK for byte in salt)
    return SecretKey(hashlib.pbkdf2_hmac("sha512", key.raw, masked, _HMAC_KEY_ROUNDS, 32))


def is_genuine(page: bytes, number: int, mac: SecretKey) -> bool:
    """Whether the page, numbered from 1, is what was written with this key."""
    start = SALT_BYTES if number == 1 else 0
    return hmac.compare_digest(_mac_of(page[start:-_MAC_BYTES], number, mac), page[-_MAC_BYTES:])


def decrypted(page: bytes, number: int, key: SecretKey) -> bytes:
    """The usable part of a genuine page, as SQLite sees it; of page 1 without the 16 bytes it begins with."""
    start = SALT_BYTES if number == 1 else 0
    iv = page[USABLE_BYTES : USABLE_BYTES + _IV_BYTES]
    decryptor = Cipher(algorithms.AES256(key.raw), modes.CBC(iv)).decryptor()
    return decryptor.update(page[start:USABLE_BYTES]) + decryptor.finalize()


def page_count_in(first_page: bytes) -> int:
    """How many pages the database has, as its decrypted first page says."""
    return int(struct.unpack_from(">I", first_page, _PAGE_COUNT_AT)[0])


def empty_shelf_page(key: SecretKey) -> bytes:
    """Page 1 of an empty database under `key`: written over the first page of a file of noise, it makes it a shelf."""
    salt, iv = os.urandom(SALT_BYTES), os.urandom(_IV_BYTES)
    encryptor = Cipher(algorithms.AES256(key.raw), modes.CBC(iv)).encryptor()
    encrypted = encryptor.update(_empty_page()[SALT_BYTES:]) + encryptor.finalize()
    return salt + encrypted + iv + _mac_of(encrypted + iv, 1, mac_key(key, salt))


def _empty_page() -> bytes:
    """The usable part of page 1 of an SQLite database of one page without a table."""
    page = bytearray(USABLE_BYTES)
    page[0:16] = FILE_MAGIC
    page[16:24] = struct.pack(">HBBBBBB", PAGE_BYTES, 1, 1, _RESERVE_BYTES, 64, 32, 32)
    struct.pack_into(">I", page, _PAGE_COUNT_AT, 1)
    page[44:48] = struct.pack(">I", 4)  # schema format
    page[56:60] = struct.pack(">I", 1)  # UTF-8
    page[100] = 13  # an empty table leaf
    page[105:107] = struct.pack(">H", USABLE_BYTES)
    return bytes(page)


def _mac_of(content: bytes, number: int, mac: SecretKey) -> bytes:
    return hmac.digest(mac.raw, content + struct.pack("<I", number), "sha512")
