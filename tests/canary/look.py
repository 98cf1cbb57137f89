"""What a look at every byte of some folders finds: canaries in any encoding, and pages that are no ciphertext."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reader.vault.files import JOURNAL_NAMES, PAGE_BYTES, SHELF_NAMES
from reader.vault.kdf import SecretKey
from reader.vault.page import LOCK_BYTE_PAGE, SALT_BYTES, is_genuine, mac_key
from tests.canary.operations import ADDED, CANARY, CANARY_KO, OTHER, PASSPHRASE

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp949")
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_RECORD_BYTES = 4 + PAGE_BYTES + 4
_JOURNAL_HEADER = struct.Struct(">8siIIII")  # magic, records, nonce, pages, sector size, page size: fileformat2.html, 3


def words_to_find() -> Iterable[bytes]:
    """Every secret in every spelling."""
    for word in (CANARY, CANARY_KO, PASSPHRASE, OTHER, ADDED):
        for form in ("NFC", "NFD"):
            for encoding in _ENCODINGS:
                yield unicodedata.normalize(form, word).encode(encoding, errors="ignore")
        yield word.encode().hex().encode()


def canaries_below(*folders: Path) -> set[str]:
    """The files that hold a secret, as it is or deflated."""
    needles = {needle for needle in words_to_find() if len(needle) > 6}
    found = set()
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if any(needle in text for text in (content, *_inflated(content)) for needle in needles):
            found.add(path.name)
    return found


def _inflated(content: bytes) -> Iterable[bytes]:
    """What zlib makes of every place that looks like the beginning of its stream."""
    for header in (b"\x78\x9c", b"\x78\x5e", b"\x78\xda", b"\x78\x01"):
        at = content.find(header)
        while at >= 0:
            reader = zlib.decompressobj()
            with suppress(zlib.error):
                yield reader.decompress(content[at : at + 65536], 65536)
            at = content.find(header, at + 1)


def pages_not_encrypted(folder: Path, shelf: int, key: SecretKey, page_count: int) -> list[str]:
    """Pages of a shelf, and of what its journal keeps, that were not written by SQLCipher with this key."""
    with (folder / SHELF_NAMES[shelf]).open("rb") as file:
        mac = mac_key(key, file.read(SALT_BYTES))
        file.seek(0)
        bad = [
            f"page {number}"
            for number in range(1, page_count + 1)
            if not is_genuine(file.read(PAGE_BYTES), number, mac) and number != LOCK_BYTE_PAGE
        ]
    return bad + _journal_pages_not_encrypted(folder / JOURNAL_NAMES[shelf], mac)


def _journal_pages_not_encrypted(journal: Path, mac: SecretKey) -> list[str]:
    """Segments begin at sectors, each with a header; their records are number, page, checksum."""
    content, at, bad = journal.read_bytes(), 0, []
    while content[at : at + len(_JOURNAL_MAGIC)] == _JOURNAL_MAGIC:
        _magic, _records, _nonce, _pages, sector_bytes, page_bytes = _JOURNAL_HEADER.unpack_from(content, at)
        assert page_bytes == PAGE_BYTES
        at += sector_bytes
        while _is_record(content, at, sector_bytes):
            (number,) = struct.unpack_from(">I", content, at)
            if not is_genuine(content[at + 4 : at + 4 + PAGE_BYTES], number, mac):
                bad.append(f"page {number} in the journal")
            at += _RECORD_BYTES
        at = -(-at // sector_bytes) * sector_bytes
    return bad


def _is_record(content: bytes, at: int, sector_bytes: int) -> bool:
    """A segment ends at the file's end, at the next one's header, or at the zeros before it."""
    is_header = at % sector_bytes == 0 and content.startswith(_JOURNAL_MAGIC, at)
    return len(content) - at >= _RECORD_BYTES and not is_header and any(content[at : at + 4])
