"""What may change in `keys` while a vault is open, and what may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import CredentialInUse, VaultDamaged, WrongPassphrase
from reader.vault import slot_changes
from reader.vault.check import check
from reader.vault.files import KEYS_BLOCK_BYTES, KEYS_NAME, SHELF_NAMES, SLOT_COUNT
from reader.vault.kdf import STANDARD
from reader.vault.keys import decode_block
from reader.vault.vault import Vault
from tests.cheap import CHEAP_FOR_TESTS, DEARER_FOR_TESTS, create_cheap_vault, open_cheap_vault
from tests.vault.conftest import FIRST, SECOND, count_rows, fill

NEW = "new passphrase"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        yield vault


def slots_of(folder: Path) -> tuple[bytes, ...]:
    """The slots on the disk, the same in both copies."""
    content = (folder / KEYS_NAME).read_bytes()
    assert content[:KEYS_BLOCK_BYTES] == content[KEYS_BLOCK_BYTES:]
    return decode_block(content[:KEYS_BLOCK_BYTES]).slots


def own(vault: Vault) -> list[int]:
    return slot_changes.half_of(vault.content.half)


def others(vault: Vault) -> list[int]:
    return [index for index in range(SLOT_COUNT) if index not in own(vault)]


def free(vault: Vault) -> int:
    assert vault.slot is not None
    return next(index for index in own(vault) if index != vault.slot.index)


def opens(folder: Path, passphrase: str) -> bool:
    try:
        open_cheap_vault(folder, passphrase).close()
    except WrongPassphrase:
        return False
    return True


def test_a_change_touches_its_slot_alone(folder: Path, vault: Vault) -> None:
    before = slots_of(folder)
    index = free(vault)
    slot_changes.write(vault, [slot_changes.seal(vault, index, NEW, CHEAP_FOR_TESTS)])
    after = slots_of(folder)
    assert [number for number in range(SLOT_COUNT) if before[number] != after[number]] == [index]
    vault.close()
    assert all(opens(folder, passphrase) for passphrase in (FIRST, NEW, SECOND))


def test_slots_of_the_other_half_can_not_be_written(folder: Path, vault: Vault) -> None:
    before = slots_of(folder)
    for index in others(vault):
        with pytest.raises(ValueError, match="other half"):
            slot_changes.seal(vault, index, NEW, CHEAP_FOR_TESTS)
        with pytest.raises(ValueError, match="other half"):
            slot_changes.write(vault, [slot_changes.clear(index)])
    assert slots_of(folder) == before


@pytest.mark.parametrize("taken", [FIRST, SECOND])
def test_a_credential_that_opens_either_shelf_is_refused(folder: Path, vault: Vault, taken: str) -> None:
    before = slots_of(folder)
    with pytest.raises(CredentialInUse):
        slot_changes.seal(vault, free(vault), taken, CHEAP_FOR_TESTS)
    with pytest.raises(CredentialInUse):
        slot_changes.set_up_other_shelf(vault, taken, CHEAP_FOR_TESTS)
    assert slots_of(folder) == before


def test_a_credential_is_refused_under_whatever_profile_it_is_in_use(vault: Vault) -> None:
    slot_changes.write(vault, [slot_changes.seal(vault, free(vault), NEW, DEARER_FOR_TESTS)])
    last = own(vault)[-1]
    other = last if last != free(vault) else own(vault)[0]
    with pytest.raises(CredentialInUse):
        slot_changes.seal(vault, other, NEW, CHEAP_FOR_TESTS)


def test_a_profile_is_raised_in_place_and_nothing_outside_its_slot_tells(folder: Path, vault: Vault) -> None:
    assert vault.slot is not None
    before = (folder / KEYS_NAME).read_bytes()
    changed = slot_changes.seal(vault, vault.slot.index, FIRST, DEARER_FOR_TESTS)
    slot_changes.write(vault, [changed])
    after = (folder / KEYS_NAME).read_bytes()
    start = 64 + 128 * vault.slot.index
    assert before[:start] == after[:start]
    assert before[start + 128 : KEYS_BLOCK_BYTES - 32] == after[start + 128 : KEYS_BLOCK_BYTES - 32]
    vault.close()
    with closing(open_cheap_vault(folder, FIRST)) as again:
        assert again.slot is not None
        assert again.slot.profile == DEARER_FOR_TESTS
        with pytest.raises(CredentialInUse):
            slot_changes.seal(again, again.slot.index, FIRST, DEARER_FOR_TESTS)
    assert opens(folder, SECOND)


def test_only_a_profile_that_this_vault_may_have_is_taken(vault: Vault) -> None:
    with pytest.raises(ValueError, match="cheaper"):
        slot_changes.seal(vault, free(vault), NEW, STANDARD)


def test_the_other_shelf_is_set_up_later(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    create_cheap_vault(folder, FIRST)
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        fill(vault, 5)
        slot_changes.set_up_other_shelf(vault, SECOND, CHEAP_FOR_TESTS)
        fill(vault, 5)
    with closing(open_cheap_vault(folder, SECOND)) as other:
        assert check(other) == []
        assert count_rows(other) == 0
        fill(other, 700)
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        assert count_rows(vault) == 10
        assert check(vault) == []


def test_setting_up_a_shelf_that_was_used_makes_its_passphrases_open_nothing(folder: Path) -> None:
    with closing(open_cheap_vault(folder, SECOND)) as other:
        fill(other, 50)
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        before = slots_of(folder)
        slot_changes.set_up_other_shelf(vault, NEW, CHEAP_FOR_TESTS)
        assert all(before[index] != slots_of(folder)[index] for index in others(vault))
        assert all(before[index] == slots_of(folder)[index] for index in own(vault))
    assert not opens(folder, SECOND)
    with closing(open_cheap_vault(folder, NEW)) as other:
        assert count_rows(other) == 0


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_set_up_cut_short_leaves_noise(
    folder: Path, vault: Vault, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before each of its three writes: the keys without a slot, the first page, the slot."""
    writes = [0]

    def cutting(real: Callable[..., None]) -> Callable[..., None]:
        def write(*arguments: object) -> None:
            writes[0] += 1
            if writes[0] == step:
                raise VaultDamaged("cut")
            real(*arguments)

        return write

    with monkeypatch.context() as cut:
        for name in ("_write", "write_at"):
            cut.setattr(slot_changes, name, cutting(getattr(slot_changes, name)))
        with pytest.raises(VaultDamaged):
            slot_changes.set_up_other_shelf(vault, NEW, CHEAP_FOR_TESTS)
    vault.close()
    assert opens(folder, SECOND) == (step == 1)
    assert not opens(folder, NEW)
    assert opens(folder, FIRST)


def test_both_shelves_can_be_read_at_once(folder: Path) -> None:
    with closing(open_cheap_vault(folder, SECOND)) as other:
        fill(other, 3)
    with closing(open_cheap_vault(folder, FIRST)) as vault:
        fill(vault, 2)
        with vault.other_shelf(SECOND) as shelf:
            assert shelf.run(lambda connection: connection.execute("SELECT count(*) FROM note").fetchone()) == (3,)
            assert count_rows(vault) == 2
            shelf.run(lambda connection: connection.execute("DELETE FROM note WHERE id = 1"))
        for wrong in ("wrong", FIRST):
            with pytest.raises(WrongPassphrase), vault.other_shelf(wrong):
                pass
    with closing(open_cheap_vault(folder, SECOND)) as other:
        assert count_rows(other) == 2
        assert check(other) == []


def test_both_shelves_are_of_one_size_whatever_is_changed(folder: Path, vault: Vault) -> None:
    slot_changes.set_up_other_shelf(vault, NEW, CHEAP_FOR_TESTS)
    vault.files.grow()
    vault.close()
    assert len({(folder / name).stat().st_size for name in SHELF_NAMES}) == 1
