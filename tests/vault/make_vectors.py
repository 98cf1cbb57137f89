"""Made the test vectors of version 1, once. They are kept, so that every later Hearth must read what this one wrote.

python3 -m tests.vault.make_vectors FOLDER     writes vectors.json and shelf.pages there
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from reader.vault.connection import Connection
from reader.vault.creation import create_vault
from reader.vault.credential import Credential, KeyFileDigest
from reader.vault.files import KEYS_BLOCK_BYTES, KEYS_NAME, PAGE_BYTES, SHELF_NAMES
from reader.vault.kdf import STANDARD, derive
from reader.vault.keys import decode_block
from reader.vault.vault import open_vault
from tests.vault.decoder import counting_block, try_slots

PASSPHRASES = ("correct horse battery staple", "caf\u00e9 \uc5ed\uc0ac \u4eba\u6c11")
DECOMPOSED = "cafe\u0301 \uc5ed\uc0ac \u4eba\u6c11"
KEY_FILE = b"a song of the sea\r\n\0"
ROWS = [(1, "the first line"), (2, "\uc5ed\uc0ac\uc758 \uc9c4\uc2e4"), (3, "x" * 9000)]


def main(target: Path) -> None:
    """Create a vault with both shelves, fill the first, and write down what an outsider needs to follow it."""
    folder = target / "vault"
    create_vault(folder, PASSPHRASES[0], second=PASSPHRASES[1])
    vault = open_vault(folder, PASSPHRASES[0])
    vault.shelf.run(_write_rows)
    used_bytes = vault.shelf.page_count() * PAGE_BYTES
    shelf = folder / SHELF_NAMES[vault.content.shelf]
    vault.close()
    keys = (folder / KEYS_NAME).read_bytes()
    (target / "shelf.pages").write_bytes(shelf.read_bytes()[:used_bytes])
    (target / "vectors.json").write_text(json.dumps(_vectors(keys), indent=1, ensure_ascii=True) + "\n")
    shutil.rmtree(folder)


def _write_rows(connection: Connection) -> None:
    connection.execute("CREATE TABLE line (number INTEGER PRIMARY KEY, content TEXT NOT NULL)")
    connection.executemany("INSERT INTO line VALUES (?, ?)", ROWS)


def _vectors(keys: bytes) -> dict[str, object]:
    block = counting_block(keys)
    entries = []
    for passphrase in PASSPHRASES:
        slot_key = derive(passphrase, decode_block(block).salt, STANDARD).raw
        opened = try_slots(block, slot_key)
        assert opened is not None
        entries.append(
            {
                "passphrase": passphrase,
                "slot_key": slot_key.hex(),
                "slot": opened.slot,
                "shelf": opened.shelf,
                "half": sorted(opened.half),
                "shelf_key": opened.key.hex(),
            }
        )
    assert keys[:KEYS_BLOCK_BYTES] == keys[KEYS_BLOCK_BYTES:]
    return {
        "profile": STANDARD.number,
        "salt": decode_block(block).salt.hex(),
        "block": block.hex(),
        "entries": entries,
        "key_files": [_with_key_file(passphrase, decode_block(block).salt) for passphrase in (PASSPHRASES[0], "")],
        "decomposed": DECOMPOSED,
        "rows": ROWS,
    }


def _with_key_file(passphrase: str, salt: bytes) -> dict[str, str]:
    credential = Credential(passphrase, KeyFileDigest(hashlib.sha256(KEY_FILE).digest()))
    return {
        "passphrase": passphrase,
        "key_file": KEY_FILE.hex(),
        "slot_key": derive(credential, salt, STANDARD).raw.hex(),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
