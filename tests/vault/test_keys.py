"""The file `keys`: two blocks, one truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotAVault, VaultDamaged, VaultTooNew, WrongPassphrase
from reader.vault.files import JOURNAL_NAMES, KEYS_BLOCK_BYTES, KEYS_BYTES, KEYS_NAME, MAGIC, SHELF_NAMES, SLOT_COUNT
from reader.vault.kdf import SecretKey
from reader.vault.keys import KeysBlock, KeysFile, decode_block, is_intact
from reader.vault.settle import settle
from reader.vault.slots import OpenedSlot, SlotContent, open_slots, random_slot, seal_slot
from reader.vault.vault import is_vault
from tests.cheap import open_cheap_vault
from tests.vault.conftest import FIRST, SECOND

KEY = SecretKey(b"k" * 32)
CONTENT = SlotContent(shelf=1, half=0b1011_0001, flags=0, key=SecretKey(bytes(range(32))))


def some_block(*, profile_number: int = 1, salt: bytes = b"s" * 32) -> KeysBlock:
    return KeysBlock(profile_number, salt, tuple(random_slot() for _ in range(SLOT_COUNT)))


def with_slot(block: KeysBlock, index: int, slot: bytes) -> KeysBlock:
    return KeysBlock(block.profile_number, block.salt, (*block.slots[:index], slot, *block.slots[index + 1 :]))


@given(st.integers(0, 0xFFFF), st.binary(min_size=32, max_size=32), st.binary(min_size=1024, max_size=1024))
def test_a_block_decodes_to_what_was_encoded(number: int, salt: bytes, slots: bytes) -> None:
    block = KeysBlock(number, salt, tuple(slots[start : start + 128] for start in range(0, 1024, 128)))
    encoded = block.encode()
    assert len(encoded) == KEYS_BLOCK_BYTES
    assert is_intact(encoded)
    assert decode_block(encoded) == block


@given(st.integers(0, KEYS_BLOCK_BYTES - 1), st.integers(1, 255))
def test_any_changed_byte_makes_a_block_unsound(position: int, change: int) -> None:
    encoded = bytearray(some_block().encode())
    encoded[position] ^= change
    assert not is_intact(bytes(encoded))


@pytest.mark.parametrize("length", [0, 7, 64, KEYS_BLOCK_BYTES - 1])
def test_a_short_block_is_unsound(length: int) -> None:
    assert not is_intact(some_block().encode()[:length])


@pytest.mark.parametrize("index", range(SLOT_COUNT))
def test_a_slot_opens_in_its_place_only(index: int) -> None:
    block = some_block()
    slot = seal_slot(KEY, block.header, index, CONTENT)
    assert open_slots(KEY, block.header, with_slot(block, index, slot).slots) == OpenedSlot(index, CONTENT)
    moved = with_slot(block, (index + 1) % SLOT_COUNT, slot)
    assert open_slots(KEY, block.header, moved.slots) is None
    assert open_slots(SecretKey(b"x" * 32), block.header, with_slot(block, index, slot).slots) is None


@pytest.mark.parametrize("changed", [some_block(profile_number=2), some_block(salt=b"t" * 32)])
def test_a_slot_is_bound_to_profile_and_salt(changed: KeysBlock) -> None:
    block = some_block()
    slots = with_slot(block, 3, seal_slot(KEY, block.header, 3, CONTENT)).slots
    assert open_slots(KEY, changed.header, slots) is None


def test_a_slot_with_flags_of_a_later_version_is_refused() -> None:
    block = some_block()
    content = SlotContent(shelf=0, half=0b1111, flags=0b100, key=KEY)
    slots = with_slot(block, 0, seal_slot(KEY, block.header, 0, content)).slots
    with pytest.raises(VaultTooNew):
        open_slots(KEY, block.header, slots)


def test_used_and_unused_slots_have_one_length() -> None:
    assert len(seal_slot(KEY, some_block().header, 0, CONTENT)) == len(random_slot())


@pytest.mark.parametrize("position", [0, 8, 10, 30, 64, 500, 1100, 4063, 4095, 4096, 4104, 5000, 8191])
def test_a_changed_byte_in_one_block_is_mended_from_the_other(folder: Path, position: int) -> None:
    keys = folder / KEYS_NAME
    before = keys.read_bytes()
    changed = bytearray(before)
    changed[position] ^= 0x40
    keys.write_bytes(changed)
    assert is_vault(folder)
    open_cheap_vault(folder, SECOND).close()
    assert keys.read_bytes() == before


def test_a_change_cut_short_after_the_first_block_is_completed(folder: Path) -> None:
    """Or the old passphrase would stay valid in the second block."""
    keys = folder / KEYS_NAME
    old = keys.read_bytes()[:KEYS_BLOCK_BYTES]
    block = decode_block(old)
    new = KeysBlock(block.profile_number, block.salt, tuple(random_slot() for _ in range(SLOT_COUNT))).encode()
    keys.write_bytes(new + old)
    with pytest.raises(WrongPassphrase):
        open_cheap_vault(folder, FIRST)
    assert keys.read_bytes() == new * 2


@pytest.mark.parametrize("torn", [512, 1024, 2048, 4000])
def test_a_change_torn_within_the_first_block_never_happened(folder: Path, torn: int) -> None:
    keys = folder / KEYS_NAME
    old = keys.read_bytes()[:KEYS_BLOCK_BYTES]
    block = decode_block(old)
    new = KeysBlock(block.profile_number, block.salt, tuple(random_slot() for _ in range(SLOT_COUNT))).encode()
    keys.write_bytes(new[:torn] + old[torn:] + old)
    open_cheap_vault(folder, FIRST).close()
    assert keys.read_bytes() == old * 2


def test_a_cut_file_is_mended_from_its_first_block(folder: Path) -> None:
    keys = folder / KEYS_NAME
    before = keys.read_bytes()
    keys.write_bytes(before[:5000])
    open_cheap_vault(folder, FIRST).close()
    assert keys.read_bytes() == before


def test_two_unsound_blocks_are_damage(folder: Path) -> None:
    content = bytearray((folder / KEYS_NAME).read_bytes())
    content[70] ^= 1
    content[KEYS_BLOCK_BYTES + 70] ^= 1
    (folder / KEYS_NAME).write_bytes(content)
    assert is_vault(folder)
    with pytest.raises(VaultDamaged):
        open_cheap_vault(folder, FIRST)


NO_KEYS = [b"", b"x" * KEYS_BYTES, MAGIC[:-1] + b"x" * KEYS_BYTES]


@pytest.mark.parametrize("content", NO_KEYS)
def test_keys_without_the_magic_beside_both_shelves_are_damage(folder: Path, content: bytes) -> None:
    (folder / KEYS_NAME).write_bytes(content)
    assert is_vault(folder)
    with pytest.raises(VaultDamaged):
        open_cheap_vault(folder, FIRST)
    assert (folder / KEYS_NAME).read_bytes() == content


def test_shelves_without_keys_are_damage(folder: Path) -> None:
    (folder / KEYS_NAME).unlink()
    assert is_vault(folder)
    with pytest.raises(VaultDamaged):
        open_cheap_vault(folder, FIRST)
    with pytest.raises(VaultDamaged):
        settle(folder)


def test_a_creation_cut_short_is_no_vault(folder: Path) -> None:
    for name in (KEYS_NAME, *JOURNAL_NAMES):
        (folder / name).unlink()
    assert not is_vault(folder)
    with pytest.raises(NotAVault):
        open_cheap_vault(folder, FIRST)


@pytest.mark.parametrize("content", NO_KEYS)
def test_a_file_without_the_magic_and_shelves_is_no_vault(folder: Path, content: bytes) -> None:
    (folder / KEYS_NAME).write_bytes(content)
    (folder / SHELF_NAMES[1]).unlink()
    assert not is_vault(folder)
    with pytest.raises(NotAVault):
        open_cheap_vault(folder, FIRST)


def test_a_later_version_is_refused_and_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        later.setattr("reader.vault.keys.VERSION", 2)
        content = some_block().encode() * 2
    (folder / KEYS_NAME).write_bytes(content)
    assert is_vault(folder)
    with pytest.raises(VaultTooNew):
        open_cheap_vault(folder, FIRST)
    assert (folder / KEYS_NAME).read_bytes() == content


def test_storing_replaces_both_blocks(folder: Path) -> None:
    keys = KeysFile(folder)
    new = some_block()
    keys.store(new)
    assert keys.load() == new
    keys.close()
    assert (folder / KEYS_NAME).read_bytes() == new.encode() * 2
