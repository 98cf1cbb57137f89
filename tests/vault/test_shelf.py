"""Reading and writing one shelf: transactions, growth, threads."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import Cancelled, DiskFull, HearthError, VaultDamaged
from reader.vault.check import FindingKind, check
from reader.vault.connection import Connection, DatabaseError, IntegrityError
from reader.vault.files import FILE_NAMES, JOURNAL_NAMES, SHELF_NAMES, write_at
from reader.vault.growth import INITIAL_BYTES, LARGEST_STEP_BYTES, SMALLEST_STEP_BYTES, step_after
from reader.vault.page import LOCK_BYTE_PAGE
from reader.vault.shelf import Shelf
from reader.vault.vault import Vault
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST, count_rows, fill

COUNTS_FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    vault = open_cheap_vault(folder, FIRST)
    yield vault
    vault.close()


@pytest.fixture
def shelf(vault: Vault) -> Shelf:
    fill(vault, 3)
    return vault.shelf


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_the_settings_are_those_of_the_format(shelf: Shelf) -> None:
    expected = {
        "page_size": "4096",
        "cipher_use_hmac": "1",
        "cipher_hmac_algorithm": "HMAC_SHA512",
        "cipher_plaintext_header_size": "0",
        "temp_store": 2,
        "secure_delete": 1,
        "journal_mode": "truncate",
        "synchronous": 2,
        "fullfsync": 1,
        "foreign_keys": 1,
        "auto_vacuum": 0,
        "mmap_size": 0,
        "max_page_count": INITIAL_BYTES // 4096,
    }
    with shelf.read() as connection:
        found = {name: pragma(connection, name) for name in expected if name != "mmap_size"}
        assert connection.execute("PRAGMA mmap_size").fetchone() in {None, (0,)}
    assert found == {name: value for name, value in expected.items() if name != "mmap_size"}


def test_a_write_that_raises_leaves_nothing(vault: Vault, shelf: Shelf) -> None:
    def work(connection: Connection) -> None:
        connection.execute("DELETE FROM note")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shelf.run(work)
    assert count_rows(vault) == 3


def test_a_failed_statement_keeps_its_own_error_and_leaves_nothing(vault: Vault, shelf: Shelf) -> None:
    def work(connection: Connection) -> None:
        connection.execute("DELETE FROM note WHERE id = 1")
        connection.execute("INSERT INTO note (content) VALUES (NULL)")

    with pytest.raises(IntegrityError):
        shelf.run(work)
    assert count_rows(vault) == 3


def test_run_answers_what_the_work_answers(shelf: Shelf) -> None:
    assert shelf.run(lambda connection: connection.execute("SELECT 6 * 7").fetchone()) == (42,)


def test_a_read_can_not_write(shelf: Shelf) -> None:
    with pytest.raises(DatabaseError, match="readonly"), shelf.read() as connection:
        connection.execute("DELETE FROM note")


def test_a_read_can_not_write_whatever_came_before(vault: Vault, shelf: Shelf) -> None:
    for _ in range(2):
        with pytest.raises(DatabaseError, match="readonly"), shelf.read() as connection:
            connection.execute("DELETE FROM note")
        fill(vault, 1)
    assert count_rows(vault) == 5


def test_reads_in_a_row_leave_prepared_statements_alone(shelf: Shelf) -> None:
    """Every `PRAGMA query_only` makes SQLite prepare all statements anew: read costs would double."""
    said: list[str] = []
    with shelf.read():
        shelf._connection.set_trace_callback(said.append)  # type: ignore[attr-defined]
    for _ in range(3):
        with shelf.read() as connection:
            connection.execute("SELECT 1").fetchone()
    shelf._connection.set_trace_callback(None)  # type: ignore[attr-defined]
    assert said == ["COMMIT", *["BEGIN", "SELECT 1", "COMMIT"] * 3]


def test_a_read_that_fails_leaves_the_shelf_usable(vault: Vault, shelf: Shelf) -> None:
    with pytest.raises(ZeroDivisionError), shelf.read(), shelf.read():
        raise ZeroDivisionError
    with pytest.raises(DatabaseError, match="no such table"), shelf.read() as connection:
        connection.execute("SELECT * FROM missing")
    in_another_thread = threading.Thread(target=fill, args=(vault, 1))
    in_another_thread.start()
    in_another_thread.join(10)
    assert not in_another_thread.is_alive()
    assert not shelf._connection.in_transaction
    assert count_rows(vault) == 4


def test_a_read_inside_a_read_or_write_shares_its_view(vault: Vault, shelf: Shelf) -> None:
    with shelf.read(), shelf.read() as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (3,)
    with shelf.write() as connection:
        connection.execute("DELETE FROM note")
        with shelf.read() as again:
            assert again.execute("SELECT count(*) FROM note").fetchone() == (0,)
    assert count_rows(vault) == 0


def test_a_write_inside_another_is_a_defect(shelf: Shelf) -> None:
    for outer in (shelf.read, shelf.write):
        with outer(), pytest.raises(RuntimeError), shelf.write():
            pass
    with shelf.write(), pytest.raises(RuntimeError):
        shelf.run(lambda _: None)


@pytest.mark.parametrize("statement", ["ATTACH ':memory:' AS other", "VACUUM", "VACUUM INTO '/nowhere/at/all'"])
def test_statements_that_would_write_other_files_are_denied(shelf: Shelf, statement: str) -> None:
    with shelf._lock, pytest.raises(DatabaseError, match=r"authori[sz]"):
        shelf._connection.execute(statement)


def test_a_full_shelf_grows_both_files_and_runs_the_work_again(vault: Vault, folder: Path) -> None:
    runs = []

    def work(connection: Connection) -> None:
        runs.append(1)
        connection.execute("CREATE TABLE big (content BLOB)")
        for _ in range(9):
            connection.execute("INSERT INTO big VALUES (randomblob(1000000))")

    vault.shelf.run(work)
    assert len(runs) == 3
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {INITIAL_BYTES + 2 * SMALLEST_STEP_BYTES}
    assert check(vault) == []
    with vault.shelf.read() as connection:
        assert connection.execute("SELECT count(*), min(length(content)) FROM big").fetchone() == (9, 1_000_000)


def test_sqlite_never_lengthens_the_file(vault: Vault, folder: Path) -> None:
    fill(vault, 1)
    nine_megabytes = "INSERT INTO note (content) VALUES " + ", ".join(["(randomblob(1000000))"] * 9)
    with pytest.raises(DatabaseError, match="full"), vault.shelf.write() as connection:
        connection.execute(nine_megabytes)
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {INITIAL_BYTES}
    assert check(vault) == []


def test_room_is_made_ahead_of_need_in_both_files(vault: Vault, folder: Path) -> None:
    vault.shelf.make_room(INITIAL_BYTES + SMALLEST_STEP_BYTES)
    sizes = {(folder / name).stat().st_size for name in SHELF_NAMES}
    assert sizes == {INITIAL_BYTES + 2 * SMALLEST_STEP_BYTES}
    vault.shelf.make_room(INITIAL_BYTES)
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == sizes, "there is room enough already"
    fill(vault, 2500)
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == sizes, "what was made is used"
    assert check(vault) == []


def test_more_room_than_the_disk_has_is_refused_before_a_byte_is_written(vault: Vault, folder: Path) -> None:
    free_bytes = shutil.disk_usage(folder).free
    for room_bytes in (free_bytes // 2, 10**18):
        with pytest.raises(DiskFull):
            vault.shelf.make_room(room_bytes)
        assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {INITIAL_BYTES}


@pytest.mark.parametrize("error", [DiskFull, Cancelled])
def test_room_that_can_not_be_finished_is_taken_back(
    vault: Vault, folder: Path, error: type[HearthError], monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []

    def told(_done: int, _total: int) -> None:
        sizes.append((folder / SHELF_NAMES[0]).stat().st_size)
        if len(sizes) == 2:
            raise error

    fill(vault, 5)
    with pytest.raises(error):
        vault.shelf.make_room(5 * INITIAL_BYTES, on_progress=told)
    assert len(sizes) == 2
    assert sizes[-1] > INITIAL_BYTES
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {INITIAL_BYTES}
    fill(vault, 2500)
    assert check(vault) == []


def test_no_room_is_made_inside_a_transaction(vault: Vault) -> None:
    with vault.shelf.read(), pytest.raises(RuntimeError, match="same thread"):
        vault.shelf.make_room(INITIAL_BYTES)


def test_unused_space_is_noise_in_both_shelves_after_growth(vault: Vault, folder: Path) -> None:
    fill(vault, 2500)
    for name in SHELF_NAMES:
        content = (folder / name).read_bytes()
        pages = [content[start : start + 4096] for start in range(0, len(content), 4096)]
        assert len(set(pages)) == len(pages)
        assert min(len(set(page)) for page in pages) > 240  # of 256 values, in 4096 draws


def test_freed_pages_are_used_again(vault: Vault, folder: Path) -> None:
    for _ in range(6):
        fill(vault, 700)
        vault.shelf.run(lambda connection: connection.execute("DELETE FROM note"))
    assert {(folder / name).stat().st_size for name in SHELF_NAMES} == {INITIAL_BYTES}


@pytest.mark.parametrize(
    ("size", "step"),
    [(0, SMALLEST_STEP_BYTES), (64 << 20, 4 << 20), (100 << 20, 6 << 20), (1 << 40, LARGEST_STEP_BYTES)],
)
def test_steps_are_whole_mib_within_bounds(size: int, step: int) -> None:
    assert step_after(size) == step


def test_nothing_but_the_five_files_is_written(vault: Vault, folder: Path) -> None:
    seen: set[str] = set()

    def work(connection: Connection) -> None:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5 (content)")
        for number in range(3000):
            connection.execute("INSERT INTO words VALUES (?)", (f"word{number} " * 20,))
        connection.execute("CREATE TABLE sorted AS SELECT * FROM words ORDER BY content DESC")
        connection.execute("CREATE INDEX by_content ON sorted (content)")
        seen.update(path.name for path in folder.iterdir())

    vault.shelf.run(work)
    assert seen == set(FILE_NAMES)
    assert {(folder / name).stat().st_size for name in JOURNAL_NAMES} == {0}


def test_sqlites_own_lock_survives_growth_and_checks(vault: Vault, folder: Path) -> None:
    """Closing a second descriptor of the shelf would drop it; another process asks for the lock here."""
    fill(vault, 2500)
    assert check(vault) == []
    script = (
        "import fcntl, sys\nwith open(sys.argv[1], 'r+b') as f: fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB, 2, 2**30)"
    )
    command = [sys.executable, "-c", script, str(folder / SHELF_NAMES[vault.content.shelf])]
    with vault.shelf.write():
        held = subprocess.run(command, check=False, capture_output=True)
    assert b"BlockingIOError" in held.stderr
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_page_of_the_lock_byte_stays_random_in_both_shelves(vault: Vault, folder: Path) -> None:
    for _ in range(1080):
        fill(vault, 1, 1_000_000)
    assert vault.shelf.page_count() > LOCK_BYTE_PAGE
    for name in SHELF_NAMES:
        with (folder / name).open("rb") as file:
            file.seek((LOCK_BYTE_PAGE - 1) * 4096)
            assert len(set(file.read(4096))) > 240
    assert check(vault) == []


def test_interrupt_stops_a_read_in_another_thread(shelf: Shelf) -> None:
    started, ended = threading.Event(), threading.Event()
    caught: list[BaseException] = []

    def read_for_ever() -> None:
        try:
            with shelf.read() as connection:
                started.set()
                connection.execute(COUNTS_FOR_EVER).fetchone()
        except Cancelled as error:
            caught.append(error)
        ended.set()

    threading.Thread(target=read_for_ever, daemon=True).start()
    assert started.wait(10)
    for _ in range(10_000):
        shelf.interrupt()
        if ended.wait(0.001):
            break
    assert len(caught) == 1
    with shelf.read() as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (3,)


def test_interrupt_does_not_stop_a_write(vault: Vault, shelf: Shelf) -> None:
    def work(connection: Connection) -> None:
        for _ in range(50):
            shelf.interrupt()
            connection.execute("INSERT INTO note (content) VALUES (x'00')")

    shelf.run(work)
    assert count_rows(vault) == 53


def test_many_threads_take_turns(vault: Vault, shelf: Shelf) -> None:
    failures: list[BaseException] = []

    def work(connection: Connection) -> None:
        count = connection.execute("SELECT count(*) FROM note").fetchone()[0]
        connection.execute("INSERT INTO note (id, content) VALUES (?, x'01')", (count + 1,))

    def turns() -> None:
        try:
            for _ in range(20):
                shelf.run(work)
                with shelf.read() as connection:
                    connection.execute("SELECT * FROM note").fetchall()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            failures.append(error)

    threads = [threading.Thread(target=turns) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert count_rows(vault) == 83


def test_a_changed_page_is_found_and_named(vault: Vault, folder: Path) -> None:
    fill(vault, 100)
    last = vault.shelf.page_count()
    descriptor = vault.files.descriptor(vault.content.shelf)
    write_at(descriptor, (last - 1) * 4096 + 77, b"\0\1\2\3")
    kinds = {(finding.kind, finding.detail) for finding in check(vault)}
    assert (FindingKind.PAGE_NOT_GENUINE, str(last)) in kinds


def test_reading_a_damaged_page_is_damage(folder: Path) -> None:
    vault = open_cheap_vault(folder, FIRST)
    fill(vault, 100)
    last, name = vault.shelf.page_count(), SHELF_NAMES[vault.content.shelf]
    vault.close()
    with (folder / name).open("r+b") as file:
        file.seek(4096)
        file.write(bytes(4096 * (last - 2)))  # without its last page it would not open at all
    vault = open_cheap_vault(folder, FIRST)
    with pytest.raises(VaultDamaged):
        count_rows(vault)
    vault.close()


def test_a_dangling_reference_and_an_unsound_table_are_found(vault: Vault) -> None:
    def work(connection: Connection) -> None:
        connection.execute("CREATE TABLE author (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE book (author REFERENCES author, title TEXT)")
        connection.execute("INSERT INTO book VALUES (NULL, NULL)")

    def harm(connection: Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'title TEXT', 'title TEXT NOT NULL')")
        connection.execute("PRAGMA writable_schema = RESET")

    vault.shelf.run(work)
    vault.shelf._connection.execute("PRAGMA foreign_keys = OFF")
    vault.shelf.run(lambda connection: connection.execute("UPDATE book SET author = 7"))
    assert [finding.kind for finding in check(vault)] == [FindingKind.DANGLING_REFERENCE]
    vault.shelf.run(harm)
    assert {finding.kind for finding in check(vault)} == {
        FindingKind.DANGLING_REFERENCE,
        FindingKind.DATABASE_UNSOUND,
    }


def test_a_medium_that_fails_is_damage(vault: Vault) -> None:
    def work(_: Connection) -> None:
        error = DatabaseError("disk I/O error")
        error.sqlite_errorcode = 10 | 1 << 8  # type: ignore[attr-defined]  # SQLITE_IOERR_READ
        raise error

    with pytest.raises(VaultDamaged, match="medium"):
        vault.shelf.run(work)


def test_sizes_that_differ_are_found(vault: Vault, folder: Path) -> None:
    with (folder / SHELF_NAMES[1 - vault.content.shelf]).open("ab") as file:
        file.write(b"x")
    assert [finding.kind for finding in check(vault)] == [FindingKind.SIZES_DIFFER]
