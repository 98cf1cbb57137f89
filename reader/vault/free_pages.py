"""Which pages of a shelf hold nothing: the leaves of SQLite's list of free pages.

SQLite takes such a page into use without putting it into the journal, since there is nothing in it to restore. So after
a power cut in mid-transaction it may be torn, and no longer genuine, with nothing lost.
The list is a chain of trunk pages: the next trunk, the number of leaves, then their numbers, 4 bytes each, big endian.
Source: https://www.sqlite.org/fileformat2.html, 1.5
"""

from __future__ import annotations

import struct

from reader.vault.files import PAGE_BYTES, read_at
from reader.vault.kdf import SecretKey
from reader.vault.page import SALT_BYTES, decrypted, is_genuine

_FIRST_TRUNK_AT = 32
_NUMBER_BYTES = 4


def free_leaves(descriptor: int, key: SecretKey, mac: SecretKey, page_count: int) -> set[int]:
    """Their numbers, as far as the chain can be followed: it ends at a trunk that is not genuine."""
    leaves: set[int] = set()
    trunks: set[int] = set()
    first = _page(descriptor, 1, key, mac)
    at = _FIRST_TRUNK_AT - SALT_BYTES
    trunk = int.from_bytes(first[at : at + _NUMBER_BYTES], "big")
    while 1 < trunk <= page_count and trunk not in trunks:
        trunks.add(trunk)
        content = _page(descriptor, trunk, key, mac)
        if not content:
            break
        trunk, count = struct.unpack_from(">II", content)
        most = len(content) // _NUMBER_BYTES - 2
        leaves.update(struct.unpack_from(f">{min(count, most)}I", content, 2 * _NUMBER_BYTES))
    return leaves


def _page(descriptor: int, number: int, key: SecretKey, mac: SecretKey) -> bytes:
    """The page as SQLite sees it; nothing when it is not genuine."""
    page = read_at(descriptor, (number - 1) * PAGE_BYTES, PAGE_BYTES)
    return decrypted(page, number, key) if len(page) == PAGE_BYTES and is_genuine(page, number, mac) else b""
