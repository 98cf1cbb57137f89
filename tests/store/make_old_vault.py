"""Makes the stored vault of a schema version: run when the version is new, then kept for every later Hearth to migrate.

python3 -m tests.store.make_old_vault FOLDER     writes keys, shelf.pages and vault.json of today's version there
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from reader.store.library import Library
from reader.store.rows import Position, ZoomMode
from reader.store.schema import VERSION
from reader.text.model import (
    Anchors,
    Cover,
    Embedded,
    FixedPages,
    Locator,
    Metadata,
    Outline,
    OutlineEntry,
    PageSize,
    Resource,
)
from reader.vault.creation import create_vault
from reader.vault.files import KEYS_NAME, PAGE_BYTES, SHELF_NAMES
from reader.vault.vault import open_vault
from tests.store.samples import section, short, store

PASSPHRASE = "an old passphrase"
ADDED_AT_S = 1_700_000_000
ORIGINAL = bytes(range(256)) * 40

BOOK = (
    Metadata(
        title="The Open Door",
        authors=("Ada One", "Bo Two"),
        language="en",
        publisher="Press",
        published="1913",
        subjects=("Doors", "Keys"),
        series="Openings",
        series_index="2",
    ),
    Embedded(name="key.txt", media_type="text/plain", size_bytes=3),
    section(0, "First words.\n", "Then more of them.\n", title="One"),
    section(1, "역사와 진실\n", title="둘"),
    Resource(name="i1", media_type="image/png", width_px=4, height_px=3, data=ORIGINAL[::-1]),
    Cover(media_type="image/jpeg", width_px=400, height_px=640, data=b"cover"),
    Outline(entries=(OutlineEntry(title="One", level=1, target=Locator(0, 0)),)),
    Anchors(targets={"note-1": Locator(0, 13)}),
)
SHEET = (*short("A sheet", "words of a page\n"), FixedPages(pages=(PageSize(width_pt=595, height_pt=842, label="iv"),)))


def main(target: Path) -> None:
    """A vault with two documents, a position in each, a setting, and a third document that a kill left unfinished."""
    folder = target / "vault"
    create_vault(folder, PASSPHRASE)
    vault = open_vault(folder, PASSPHRASE)
    library = Library(vault.shelf, clock_s=lambda: ADDED_AT_S)
    book, sheet = store(library, BOOK, ORIGINAL), store(library, SHEET, b"%PDF", kind="pdf")
    library.set_position(book, Position(locator=Locator(1, 3), progress=0.75))
    library.set_position(
        sheet, Position(locator=Locator(0, 0), progress=1.0, page_fraction=0.5, zoom_mode=ZoomMode.FREE, zoom=1.5)
    )
    library.set_setting("theme", "종이")
    shelf_of_books = library.collection_at(("Books", "책"))
    library.put_in_collection(shelf_of_books, sheet, book)
    library.new_document("epub", sha256=hashlib.sha256(b"never finished").digest())
    used_bytes = vault.shelf.page_count() * PAGE_BYTES
    shelf = vault.content.shelf
    vault.close()
    (target / KEYS_NAME).write_bytes((folder / KEYS_NAME).read_bytes())
    (target / "shelf.pages").write_bytes((folder / SHELF_NAMES[shelf]).read_bytes()[:used_bytes])
    about: dict[str, object] = {
        "schema": VERSION,
        "passphrase": PASSPHRASE,
        "shelf": SHELF_NAMES[shelf],
        "book": book,
        "sheet": sheet,
    }
    about["collection"] = shelf_of_books
    (target / "vault.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
