"""Making vaults: five files, of which `keys` comes last. The format is docs/vault-format.md."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import PassphraseUnusable, VaultExists
from reader.vault.credential import Credential, as_credential
from reader.vault.files import (
    HALF_SLOTS,
    JOURNAL_NAMES,
    KEYS_BLOCK_BYTES,
    KEYS_BYTES,
    KEYS_NAME,
    SHELF_NAMES,
    SLOT_COUNT,
    create_new,
    disk_errors,
    set_constant_times,
    sync,
    sync_folder,
    write_at,
    write_noise,
)
from reader.vault.growth import INITIAL_BYTES
from reader.vault.kdf import KEY_BYTES, PRODUCT_PROFILES, SALT_BYTES, STANDARD, KdfProfile, SecretKey, derive
from reader.vault.keys import KeysBlock, KeysFile
from reader.vault.page import empty_shelf_page
from reader.vault.slots import SlotContent, flags_of, random_slot, seal_slot
from reader.vault.vault import Vault


def create_vault(
    folder: Path,
    credential: Credential | str,
    *,
    second: Credential | str | None = None,
    profile: KdfProfile = STANDARD,
    profiles: Sequence[KdfProfile] = PRODUCT_PROFILES,
) -> None:
    """Make a vault in a folder that is empty or does not exist yet. With a second credential both shelves are set up.

    Which shelf a credential opens is drawn by lot. Raises VaultExists, PassphraseUnusable (also when both are the
    same), MemoryShort, DiskFull and VaultReadOnly; then nothing is left behind.
    """
    credential, second = as_credential(credential), None if second is None else as_credential(second)
    credentials = [credential] if second is None else [credential, second]
    salt = os.urandom(SALT_BYTES)
    if len({each.secret(salt) for each in credentials}) < len(credentials):
        raise PassphraseUnusable("both passphrases are the same")
    if profile not in profiles:
        raise ValueError("a key derivation that is not offered")
    _refuse_occupied(folder)  # before the derivation, so that nobody waits for a refusal
    slot_keys = [derive(each, salt, profile) for each in credentials]
    contents = [
        SlotContent(lot.shelf, lot.half, flags_of(each), lot.key)
        for each, lot in zip(credentials, _draw_lots(), strict=False)
    ]
    block = _new_block(profile, salt, list(zip(slot_keys, contents, strict=True)))
    _write_files(folder, block, contents)


def create_throwaway_vault(folder: Path) -> Vault:
    """A vault whose key nobody knows, already open: no slot holds it, so it ends with the process (the demo)."""
    content = _draw_lots()[0]
    _write_files(folder, _new_block(STANDARD, os.urandom(SALT_BYTES), []), [content])
    keys = KeysFile(folder)
    try:
        return Vault(folder, keys, content)
    except BaseException:
        keys.close()
        raise


def _draw_lots() -> list[SlotContent]:
    """Both shelves in random order, each with a random half of the slots and a fresh key."""
    lots = secrets.SystemRandom()
    first_half = sum(1 << index for index in lots.sample(range(SLOT_COUNT), HALF_SLOTS))
    halves = [first_half, ~first_half & (1 << SLOT_COUNT) - 1]
    shelves = lots.sample(range(len(SHELF_NAMES)), len(SHELF_NAMES))
    return [SlotContent(shelf, halves[shelf], 0, SecretKey(os.urandom(KEY_BYTES))) for shelf in shelves]


def _new_block(profile: KdfProfile, salt: bytes, entries: list[tuple[SecretKey, SlotContent]]) -> KeysBlock:
    """Eight random slots, then for each entry one slot, at random in its shelf's half."""
    slots = [random_slot() for _ in range(SLOT_COUNT)]
    empty = KeysBlock(profile.number, salt, tuple(slots))
    for slot_key, content in entries:
        index = secrets.choice([index for index in range(SLOT_COUNT) if content.half >> index & 1])
        slots[index] = seal_slot(slot_key, empty.header, index, content)
    return KeysBlock(profile.number, salt, tuple(slots))


def _write_files(folder: Path, block: KeysBlock, used: list[SlotContent]) -> None:
    """Write the five files, `keys` last: without it there is no vault. On any failure take away what was made."""
    made_folder = _make_folder(folder)
    made: list[Path] = []
    try:
        with disk_errors():
            _fill(folder, block, {content.shelf: content.key for content in used}, made)
    except BaseException:
        with suppress(OSError):
            for path in made:
                path.unlink()
            if made_folder:
                folder.rmdir()
        raise


def _refuse_occupied(folder: Path) -> None:
    """Raise VaultExists when the folder holds anything, or is none."""
    with disk_errors():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise VaultExists


def _make_folder(folder: Path) -> bool:
    """Make sure of an empty folder; answer whether it had to be made. Raises VaultExists."""
    with disk_errors():
        try:
            folder.mkdir(parents=True, mode=0o700)
        except FileExistsError:
            _refuse_occupied(folder)
            return False
        except NotADirectoryError:
            raise VaultExists from None
        return True


def _fill(folder: Path, block: KeysBlock, shelf_keys: dict[int, SecretKey], made: list[Path]) -> None:
    for shelf, name in enumerate(SHELF_NAMES):
        first_page = empty_shelf_page(shelf_keys[shelf]) if shelf in shelf_keys else b""
        with _new_file(folder / name, made) as descriptor:
            write_at(descriptor, 0, first_page)
            write_noise(descriptor, len(first_page), INITIAL_BYTES)
    for name in JOURNAL_NAMES:
        with _new_file(folder / name, made):
            pass
    sync_folder(folder)  # or a power cut might leave `keys` and not the shelves
    with _new_file(folder / KEYS_NAME, made) as descriptor:
        for offset in range(0, KEYS_BYTES, KEYS_BLOCK_BYTES):
            write_at(descriptor, offset, block.encode())
    sync_folder(folder)
    sync_folder(folder.parent)
    set_constant_times(folder)


@contextmanager
def _new_file(path: Path, made: list[Path]) -> Iterator[int]:
    """A new file, synced and closed at the end."""
    descriptor = create_new(path)
    made.append(path)
    try:
        yield descriptor
        sync(descriptor)
    finally:
        os.close(descriptor)
