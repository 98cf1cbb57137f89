"""What the library's settings do, on real vaults."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import Cancelled, CredentialInUse, NotAVault, VaultError, VaultExists, WrongPassphrase
from reader.store.library import Library
from reader.text.model import Metadata
from reader.vault.credential import Credential
from reader.vault.files import PAGE_BYTES, SHELF_NAMES
from reader.vault.new_vault import new_vault
from reader.vault.vault import is_vault
from tests.cheap import CHEAP_FOR_TESTS, CHEAP_PROFILES, TEST_PROFILES, create_cheap_vault, open_cheap_vault
from ui.settings.control import Control
from ui.settings.vault_deeds import NewCredentials, VaultDeeds, rescue_damaged, restore_closed
from ui.unlock.opening import OpenedVault, VaultOpener

MINE, OTHER, NEW = "five honest words make a key", "another one for the other", "quiet rivers carry old boats"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "library"
    create_cheap_vault(place, MINE, second_passphrase=OTHER)
    for passphrase in (MINE, OTHER):
        with closing(open_cheap_vault(place, passphrase)) as vault:
            add(Library(vault.shelf), f"of {passphrase}")
    return place


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenedVault]:
    made = VaultOpener(folder, open_=open_cheap_vault).open(Credential(MINE))
    made.pool.close()  # a worker that is just being started would hold the vault's lock beyond its closing
    yield made
    made.vault.close()


@pytest.fixture
def deeds(opened: OpenedVault) -> VaultDeeds:
    return VaultDeeds(opened)


def add(library: Library, title: str) -> None:
    writer = library.new_document("text", sha256=title.encode().ljust(32)[:32])
    writer.add(Metadata(title=title))
    writer.finish()


def titles(place: Path, passphrase: str) -> list[str]:
    with closing(open_cheap_vault(place, passphrase)) as vault:
        return [row.title for row in Library(vault.shelf).documents()]


def stopped() -> Control:
    control = Control()
    control.stop()
    return control


def test_a_backup_goes_into_a_folder_of_its_own(deeds: VaultDeeds, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "photo.jpg").write_bytes(b"x")
    place = deeds.back_up(stick, Control())
    assert place.parent == stick
    assert titles(place, MINE) == [f"of {MINE}"]
    assert titles(place, OTHER) == [f"of {OTHER}"]
    assert (stick / "photo.jpg").exists()


def test_a_stopped_backup_leaves_nothing(deeds: VaultDeeds, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        deeds.back_up(tmp_path / "stick", stopped())
    assert not (tmp_path / "stick").exists()


def test_moving_leaves_nothing_behind(deeds: VaultDeeds, folder: Path, tmp_path: Path) -> None:
    moved = deeds.move(tmp_path / "new", Control())
    assert moved.is_old_erased
    assert not is_vault(folder)
    assert titles(moved.place, MINE) == [f"of {MINE}"]


def test_restoring_brings_back_what_was(deeds: VaultDeeds, opened: OpenedVault, folder: Path, tmp_path: Path) -> None:
    backup = deeds.back_up(tmp_path / "backup", Control())
    add(opened.library, "later")
    restored = deeds.restore(backup, Control())
    assert restored.error is None
    assert titles(folder, MINE) == [f"of {MINE}"]
    assert restored.aside is not None
    assert sorted(titles(restored.aside, MINE)) == ["later", f"of {MINE}"]


def test_restoring_what_is_no_backup_closes_nothing(deeds: VaultDeeds, opened: OpenedVault, tmp_path: Path) -> None:
    with pytest.raises(NotAVault):
        deeds.restore(tmp_path, Control())
    with pytest.raises(VaultExists):
        deeds.restore(deeds.folder, Control())
    assert opened.library.document_count() == 1


def test_a_stopped_restoring_leaves_the_library_as_it_was(deeds: VaultDeeds, folder: Path, tmp_path: Path) -> None:
    backup = deeds.back_up(tmp_path / "backup", Control())
    restored = deeds.restore(backup, stopped())
    assert isinstance(restored.error, Cancelled)
    assert titles(folder, MINE) == [f"of {MINE}"]


def test_a_sound_library_has_no_findings(deeds: VaultDeeds) -> None:
    control = Control()
    told: list[float] = []
    control.fraction_changed.connect(told.append)
    assert deeds.check(control) == []
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_finding_names_its_document(deeds: VaultDeeds, opened: OpenedVault) -> None:
    opened.vault.shelf.run(lambda connection: connection.execute("UPDATE documents SET size_bytes = 7"))
    found = deeds.check(Control())
    assert found
    assert {each.title for each in found} == {f"of {MINE}"}


def test_the_index_is_made_anew(deeds: VaultDeeds, opened: OpenedVault) -> None:
    deeds.rebuild_index(Control())
    assert deeds.check(Control()) == []
    assert [hits.title for hits in opened.search.hits("honest")] == [f"of {MINE}"]


def test_compacting_takes_what_this_passphrase_opens(deeds: VaultDeeds, folder: Path, tmp_path: Path) -> None:
    made = deeds.compact(tmp_path / "new", NewCredentials(Credential(NEW)), Control())
    assert titles(made.place, NEW) == [f"of {MINE}"]
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(made.place, OTHER)
    assert made.report.copied == 1
    assert is_vault(folder)


def test_compacting_takes_the_other_along_when_it_is_opened(deeds: VaultDeeds, tmp_path: Path) -> None:
    made = deeds.compact(tmp_path / "new", NewCredentials(Credential(NEW), Credential(OTHER)), Control())
    assert titles(made.place, NEW) == [f"of {MINE}"]
    assert titles(made.place, OTHER) == [f"of {OTHER}"]


@pytest.mark.parametrize("other", ["wrong", MINE])
def test_what_does_not_open_the_other_makes_nothing(deeds: VaultDeeds, tmp_path: Path, other: str) -> None:
    with pytest.raises(WrongPassphrase):
        deeds.compact(tmp_path / "new", NewCredentials(Credential(NEW), Credential(other)), Control())
    assert not (tmp_path / "new").exists()


def test_one_passphrase_can_not_open_both(deeds: VaultDeeds, tmp_path: Path) -> None:
    with pytest.raises(CredentialInUse):
        deeds.compact(tmp_path / "new", NewCredentials(Credential(OTHER), Credential(OTHER)), Control())
    assert not (tmp_path / "new").exists()


def test_a_stopped_compacting_leaves_nothing(deeds: VaultDeeds, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        deeds.compact(tmp_path / "new", NewCredentials(Credential(NEW)), stopped())
    assert not (tmp_path / "new").exists()


def test_rescuing_a_sound_library_loses_nothing(deeds: VaultDeeds, tmp_path: Path) -> None:
    made = deeds.rescue(tmp_path / "new", NewCredentials(Credential(NEW)), Control())
    assert titles(made.place, NEW) == [f"of {MINE}"]
    assert made.report.lost == ()


def test_a_library_that_does_not_open_is_rescued(folder: Path, tmp_path: Path) -> None:
    for name in SHELF_NAMES:
        with (folder / name).open("r+b") as file:
            file.seek(PAGE_BYTES + 100)
            file.write(b"\0" * 50)
    rescue = rescue_damaged(folder, Credential(MINE), CHEAP_PROFILES)
    made = rescue(tmp_path / "new", NewCredentials(Credential(NEW)), Control())
    with closing(open_cheap_vault(made.place, NEW)) as vault:
        assert Library(vault.shelf).document_count() == made.report.copied


def test_a_backup_becomes_a_library_where_there_is_none(deeds: VaultDeeds, tmp_path: Path) -> None:
    backup = deeds.back_up(tmp_path / "backup", Control())
    assert restore_closed(tmp_path / "fresh", replace=False)(backup, Control()) is None
    assert titles(tmp_path / "fresh", MINE) == [f"of {MINE}"]


def test_an_erased_library_opens_no_more_and_the_other_does(deeds: VaultDeeds, folder: Path) -> None:
    assert deeds.erase_shelf(Control())
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, MINE)
    assert titles(folder, OTHER) == [f"of {OTHER}"]


def test_stopping_an_erasing_ends_the_overwriting_only(deeds: VaultDeeds, folder: Path) -> None:
    assert deeds.erase_shelf(stopped())
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, MINE)


def test_an_erased_folder_is_gone(deeds: VaultDeeds, folder: Path) -> None:
    assert deeds.erase_everything(Control())
    assert not folder.exists()


def test_an_erasing_that_changed_nothing_raises(
    deeds: VaultDeeds, opened: OpenedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise VaultError

    monkeypatch.setattr(opened.vault.keys, "store", refuse)
    with pytest.raises(VaultError):
        deeds.erase_shelf(Control())
    assert opened.library.document_count() == 1


def test_an_erasing_cut_after_the_keys_says_so(
    deeds: VaultDeeds, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise VaultError

    monkeypatch.setattr("reader.vault.erasing._overwrite", refuse)
    assert not deeds.erase_shelf(Control())
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, MINE)


def test_a_new_vault_that_fails_is_thrown_away(tmp_path: Path) -> None:
    place = tmp_path / "new"

    def fail() -> None:
        with new_vault(place, Credential(NEW), None, CHEAP_FOR_TESTS, TEST_PROFILES):
            assert is_vault(place)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not place.exists()


def test_the_repr_of_credentials_shows_nothing() -> None:
    assert NEW not in repr(NewCredentials(Credential(NEW), Credential(OTHER)))
