"""The check of a vault: it says how far it is, can be stopped, and lets others in between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.errors import Cancelled, VaultDamaged
from reader.vault.check import Finding, FindingKind, check
from reader.vault.files import PAGE_BYTES, write_at
from reader.vault.shelf_pages import ShelfPages, open_damaged, pages_of
from reader.vault.vault import Vault
from tests.cheap import CHEAP_FOR_TESTS, TEST_PROFILES, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    opened = open_cheap_vault(folder, FIRST)
    yield opened
    opened.close()


def harm(vault: Vault, page: int) -> None:
    write_at(vault.files.descriptor(vault.content.shelf), (page - 1) * PAGE_BYTES + 300, b"harm")


def test_the_bar_rises_to_its_end(vault: Vault) -> None:
    fill(vault, 2000)
    told: list[float] = []
    assert check(vault, on_progress=lambda done, total: told.append(done / total)) == []
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 5


def test_it_can_be_stopped_among_the_pages_and_within_the_database(vault: Vault) -> None:
    fill(vault, 20_000, 300)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    check(vault, cancelled=count)
    pages = -(-vault.shelf.page_count() // 256)
    assert asked > pages, "SQLite asks too"
    for stop_at in (0, 1, pages, asked - 1):
        questions = iter(range(stop_at))
        with pytest.raises(Cancelled):
            check(vault, cancelled=lambda questions=questions: next(questions, None) is None)  # type: ignore[misc]
    fill(vault, 1)
    assert count_rows(vault) == 20_001, "a later read is not stopped"


def test_others_write_between_two_batches_of_pages(vault: Vault) -> None:
    fill(vault, 2000)
    rounds = 0

    def write(_done: int, _total: int) -> None:
        nonlocal rounds
        rounds += 1
        if rounds < 6:
            fill(vault, 50)

    assert check(vault, on_progress=write) == []
    assert count_rows(vault) == 2000 + 5 * 50


def test_every_damaged_page_is_named_though_sqlcipher_has_given_up(vault: Vault) -> None:
    fill(vault, 1000)
    last = vault.shelf.page_count()
    for page in (3, last - 7, last):
        harm(vault, page)
    with suppress(VaultDamaged):
        vault.shelf.run(lambda connection: connection.execute("SELECT sum(length(content)) FROM note").fetchall())
    found = check(vault)
    assert found == [Finding(FindingKind.PAGE_NOT_GENUINE, str(page)) for page in (3, last - 7, last)]


def test_a_damaged_first_page_is_named_alone(vault: Vault) -> None:
    fill(vault, 100)
    harm(vault, 1)
    harm(vault, 5)
    assert check(vault) == [Finding(FindingKind.PAGE_NOT_GENUINE, "1")]


def test_pages_are_read_without_the_database(vault: Vault, folder: Path) -> None:
    fill(vault, 1000)
    count, shelf = vault.shelf.page_count(), pages_of(vault)
    first = shelf.page(1)
    assert first is not None
    assert first.startswith(b"SQLite format 3\0")
    assert all(shelf.page(number) is not None for number in range(1, count + 1))
    assert [shelf.page(number) for number in (0, count + 1, shelf.count, shelf.count + 1)] == [None] * 4
    harm(vault, 9)
    assert shelf.page(9) is None
    vault.close()
    with open_damaged(folder, FIRST, profiles=TEST_PROFILES) as pages:
        assert pages.page(1) == first
        assert pages.page(9) is None
    with open_damaged(folder, SECOND, profiles=TEST_PROFILES) as other:
        assert other.page(1) is not None
        assert other.page(2) is None


def test_a_medium_that_fails_gives_no_page(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(vault, 10)
    pages = pages_of(vault)

    def fail(*_: object) -> bytes:
        raise OSError(5, "I/O error")

    monkeypatch.setattr("reader.vault.shelf_pages.read_at", fail)
    assert pages.page(1) is None
    with pytest.raises(VaultDamaged):
        ShelfPages(vault.files.descriptor(0), vault.content.key, CHEAP_FOR_TESTS)
