"""What every library does, on a shelf in memory and on a real one."""

from __future__ import annotations

import hashlib
from contextlib import suppress

import pytest

from reader.errors import Cancelled, NoSuchDocument, ProtocolViolation, VaultTooNew
from reader.store import documents as documents_module
from reader.store import purging
from reader.store.access import ShelfAccess
from reader.store.library import Library
from reader.store.rows import Details, DocumentRow, PieceInfo, Position, SectionInfo, ZoomMode
from reader.store.schema import VERSION, read_version
from reader.store.writer import CHUNK_BYTES, Wish
from reader.text.model import Anchors, Direction, Embedded, Locator, Metadata, Piece, Section
from tests.store.samples import FULL, IMAGE, section, short, store

CONTENT_TABLES = (
    "documents", "details", "covers", "sections", "pieces", "piece_texts", "chunks", "resources", "resource_chunks",
    "outline", "anchors", "pages", "positions", "embedded", "collection_documents",
    "marks", "document_settings",
)  # fmt: skip


def rows_left(shelf: ShelfAccess) -> dict[str, int]:
    """Tables that are not empty, the index's own among them."""
    with shelf.read() as connection:
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in (*CONTENT_TABLES, "piece_index_docsize", "title_index_docsize")
        }
    return {name: found for name, found in counts.items() if found}


def index_bytes(shelf: ShelfAccess) -> bytes:
    """All that the index itself holds."""
    with shelf.read() as connection:
        blocks = connection.execute("SELECT block FROM piece_index_data UNION ALL SELECT block FROM title_index_data")
        return b"".join(block for (block,) in blocks)


def test_an_empty_library_lists_nothing(library: Library) -> None:
    assert library.documents() == []
    assert library.document_count() == 0


def test_a_document_comes_back_as_it_went_in(library: Library) -> None:
    document = store(library, FULL, b"%PDF" + b"x" * 10, kind="pdf")

    assert library.documents() == [
        DocumentRow(
            id=document, kind="pdf", title="The Open Door", authors=("Ada One", "Bo Two"), language="en",
            direction=Direction.LTR, added_at_s=1_700_000_000, opened_at_s=0, progress=0.0, section_count=3,
            page_count=1, text_length=39, size_bytes=14, has_cover=True, simplified=("mathml", "ruby"),
        )
    ]  # fmt: skip
    assert library.document(document) == library.documents()[0]
    assert library.details(document) == Details(
        "Press", "1913", "About a door.", ("Doors", "Front doors"), "Openings", "2"
    )
    assert library.embedded(document) == [
        Embedded(name="notes.txt", media_type="text/plain", size_bytes=12),
        Embedded(name="more"),
    ]
    assert library.sections(document) == [
        SectionInfo(0, "One", "en", Direction.LTR, 2, 0, 32),
        SectionInfo(1, "", "en", Direction.LTR, 0, 32, 0),
        SectionInfo(2, "둘", "en", Direction.LTR, 1, 32, 7),
    ]
    assert library.pieces(document) == [
        PieceInfo(0, 0, 0, 13),
        PieceInfo(0, 1, 13, 19),
        PieceInfo(2, 0, 0, 7),
    ]
    assert library.piece(document, 0, 1) == Piece(
        html="<p>Then more of them.</p>", text="Then more of them.\n", start=13
    )
    assert library.section_text(document, 0) == "First words.\nThen more of them.\n"
    assert library.section_text(document, 1) == ""
    assert library.section_text(document, 2) == "역사와 진실\n"


def test_what_was_wished_of_the_parse_is_kept(library: Library) -> None:
    writer = library.new_document("pdf", sha256=b"", wish=Wish(password="its own", whole_page=True))
    for event in short("locked", "x\n"):
        writer.add(event)
    locked, plain = writer.finish(), store(library, short("plain", "x\n"))
    assert (library.document_password(locked), library.details(locked).whole_page) == ("its own", True)
    assert (library.document_password(plain), library.details(plain).whole_page) == ("", False)


def test_parts_come_back_as_they_went_in(library: Library) -> None:
    document = store(library, FULL)
    by_type = {type(event): event for event in FULL}

    image = library.resource(document, "i1")
    assert image is not None
    assert (image.media_type, image.width_px, image.height_px) == ("image/png", 4, 3)
    assert image.data == IMAGE
    small = library.resource(document, "i2")
    assert small is not None
    assert small.data == b"tiny"
    assert library.resource(document, "i3") is None
    cover = library.cover(document)
    assert cover is not None
    assert (cover.data, cover.height_px) == (b"cover", 640)
    assert [entry.title for entry in library.outline(document)] == ["One", "둘"]
    assert library.outline(document)[1].target == Locator(2, 0)
    assert library.anchors(document) == {"note-1": Locator(0, 13)}
    assert library.fixed_pages(document)[0].label == "iv"
    assert all(name in {kind.__name__ for kind in by_type} for name in ("Outline", "Cover"))


def test_the_original_comes_back_chunk_by_chunk(library: Library) -> None:
    data = bytes(range(251)) * 10_000
    document = store(library, short("t", "x\n"), data[:CHUNK_BYTES], data[CHUNK_BYTES : 2 * CHUNK_BYTES],
                     data[2 * CHUNK_BYTES :])  # fmt: skip
    chunks = list(library.original(document))
    assert b"".join(chunks) == data
    assert [len(chunk) for chunk in chunks[:-1]] == [CHUNK_BYTES] * (len(chunks) - 1)
    assert library.document(document).size_bytes == len(data)


def test_an_original_that_was_not_kept_is_empty(library: Library) -> None:
    first = store(library, short("a", "x\n"))
    store(library, short("b", "x\n"), b"other")
    assert list(library.original(first)) == []


def test_documents_are_listed_last_added_first_and_in_pages(library: Library) -> None:
    numbers = [store(library, short(str(n), "x\n")) for n in range(5)]
    assert [row.id for row in library.documents()] == numbers[::-1]
    assert [row.id for row in library.documents(limit=2, offset=1)] == numbers[::-1][1:3]
    assert library.document_count() == 5


def test_a_document_is_found_by_its_bytes(library: Library) -> None:
    document = store(library, short("a", "x\n"), b"these")
    assert library.find_by_sha256(hashlib.sha256(b"these").digest()) == document
    assert library.find_by_sha256(hashlib.sha256(b"those").digest()) is None


def test_an_unfinished_document_is_nowhere(library: Library) -> None:
    writer = library.new_document("epub", sha256=hashlib.sha256(b"half").digest())
    writer.add_chunk(b"half")
    for event in FULL:
        writer.add(event)
    assert library.documents() == []
    assert library.find_by_sha256(hashlib.sha256(b"half").digest()) is None
    with pytest.raises(NoSuchDocument):
        library.document(writer.id)
    assert library.purge_unfinished() == 0, "one that is being written now is left alone"
    assert writer.finish() == library.documents()[0].id


def test_an_abandoned_document_leaves_no_row(library: Library, shelf: ShelfAccess) -> None:
    writer = library.new_document("epub", sha256=b"")
    writer.add_chunk(b"x" * 3 * CHUNK_BYTES)
    for event in FULL:
        writer.add(event)
    writer.abandon()
    assert rows_left(shelf) == {}


def test_what_a_kill_left_is_purged_by_the_next_library(library: Library, shelf: ShelfAccess) -> None:
    kept = store(library, short("kept", "words\n"))
    writer = library.new_document("epub", sha256=b"")
    writer.add_chunk(b"x" * 9 * CHUNK_BYTES)
    writer.add(section(0, *[f"text {n} " * 300 for n in range(400)]))
    assert rows_left(shelf)["pieces"] > 1, "something was committed before the end"

    after = Library(shelf)

    assert [row.id for row in after.documents()] == [kept]
    assert after.purge_unfinished() == 1
    assert rows_left(shelf)["pieces"] == 1
    assert "chunks" not in rows_left(shelf)
    assert after.section_text(kept, 0) == "words\n"


def test_removing_leaves_no_row_and_no_word(library: Library, shelf: ShelfAccess) -> None:
    kept = store(library, short("kept", "remaining\n"))
    gone = store(library, FULL, b"original")
    also_gone = store(library, short("secretive", "zzyzxcanary\n" * 200))
    library.set_position(gone, Position(locator=Locator(2, 1), progress=0.5))
    library.put_in_collection(library.create_collection("Both"), gone, also_gone)

    library.remove(gone, also_gone)

    assert [row.id for row in library.documents()] == [kept]
    assert rows_left(shelf) == dict.fromkeys(
        ("documents", "details", "sections", "pieces", "piece_texts", "piece_index_docsize", "title_index_docsize"), 1
    )
    words = index_bytes(shelf)
    assert b"remaining" in words
    assert b"zyzxcanary" not in words
    assert b"ecretive" not in words


def test_removing_what_is_not_there_removes_nothing(library: Library) -> None:
    document = store(library, short("a", "x\n"))
    with pytest.raises(NoSuchDocument):
        library.remove(document, 999)
    assert library.document_count() == 1


def test_numbers_are_not_given_twice(library: Library) -> None:
    first = store(library, short("a", "x\n"))
    library.remove(first)
    assert store(library, short("b", "x\n")) > first


def test_a_position_comes_back(library: Library) -> None:
    document = store(library, FULL)
    assert library.position(document) is None
    position = Position(locator=Locator(2, 3), progress=0.75, page_fraction=0.25, zoom_mode=ZoomMode.FREE, zoom=1.5)
    library.set_position(document, Position(locator=Locator(0, 0), progress=0.1))
    library.set_position(document, position)
    assert library.position(document) == position
    assert library.document(document).progress == 0.75
    assert library.document(document).opened_at_s == 1_700_000_000


def test_a_position_of_a_removed_document_is_forgotten(library: Library, shelf: ShelfAccess) -> None:
    document = store(library, short("a", "x\n"))
    library.remove(document)
    library.set_position(document, Position(locator=Locator(0, 0), progress=0.1))
    assert rows_left(shelf) == {}


def test_settings_come_back(library: Library, shelf: ShelfAccess) -> None:
    assert library.setting("theme") is None
    library.set_setting("theme", "night")
    library.set_setting("theme", "종이")
    assert Library(shelf).setting("theme") == "종이"


@pytest.mark.parametrize(("asked_section", "number"), [(0, 2), (0, -1), (1, 0), (3, 0), (-1, 0)])
def test_a_piece_that_is_not_there_is_refused(library: Library, asked_section: int, number: int) -> None:
    document = store(library, FULL)
    with pytest.raises(NoSuchDocument):
        library.piece(document, asked_section, number)


@pytest.mark.parametrize(
    "event",
    [
        section(1, "out of order\n"),
        Section(index=0, pieces=(Piece(html="", text="abc\n", start=0), Piece(html="", text="def\n", start=5))),
    ],
)
def test_a_document_that_does_not_join_is_refused(library: Library, event: Section) -> None:
    writer = library.new_document("epub", sha256=b"")
    writer.add(Metadata(title="t"))
    with pytest.raises(ProtocolViolation):
        writer.add(event)
    writer.abandon()
    assert library.documents() == []


def test_opening_twice_changes_nothing(library: Library, shelf: ShelfAccess) -> None:
    store(library, short("a", "x\n"))
    assert Library(shelf).documents() == library.documents()
    with shelf.read() as connection:
        assert read_version(connection) == VERSION


def test_a_later_schema_is_refused(library: Library, shelf: ShelfAccess) -> None:
    shelf.run(lambda connection: connection.execute(f"PRAGMA user_version = {VERSION + 1}"))
    with pytest.raises(VaultTooNew):
        Library(shelf)


def test_the_list_is_read_in_the_order_of_an_index(library: Library, shelf: ShelfAccess) -> None:
    store(library, short("a", "x\n"))
    with shelf.read() as connection:
        plan = connection.execute("EXPLAIN QUERY PLAN " + documents_module.LIST, (-1, 0)).fetchall()
    assert [step[-1] for step in plan] == ["SEARCH documents USING INDEX documents_by_added (ready=?)"]


def test_a_sweep_that_was_cut_short_is_finished_later(library: Library, shelf: ShelfAccess) -> None:
    document = store(library, short("secretive", "zzyzxcanary\n" * 200))
    store(library, short("kept", "remaining\n"))
    shelf.run(lambda connection: purging.hide(connection, [document]))

    with pytest.raises(Cancelled):
        Library(shelf).purge_unfinished(cancelled=lambda: True)
    while True:
        stops = iter([False] * 3)
        with suppress(Cancelled):
            Library(shelf).purge_unfinished(cancelled=lambda stops=stops: next(stops, True))  # type: ignore[misc]
            break
    assert library.setting(purging.SWEEP_DUE) is None
    assert b"zyzxcanary" not in index_bytes(shelf)
    assert b"remaining" in index_bytes(shelf)


def test_abandoned_words_are_swept_with_the_next_purge(library: Library, shelf: ShelfAccess) -> None:
    writer = library.new_document("epub", sha256=b"")
    for number in range(30):
        writer.add(section(number, "zzyzxcanary " * 2000))
    writer.abandon()
    assert library.setting(purging.SWEEP_DUE) is not None
    assert library.purge_unfinished() == 0
    assert b"zyzxcanary" not in index_bytes(shelf)
    assert library.setting(purging.SWEEP_DUE) is None


def test_long_lists_go_in_steps(library: Library, shelf: ShelfAccess) -> None:
    names = {f"a{number}": Locator(0, 0) for number in range(5000)}
    document = store(library, [*short("a", "x\n"), Anchors(targets=names)])
    library.remove(document)
    assert rows_left(shelf) == {}
