"""A new backup in the place of an earlier one: two of different days, side by side, show which shelf has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.errors import VaultDamaged, VaultError, VaultExists
from reader.vault.copy_target import take_away
from reader.vault.copying import forget_reading
from reader.vault.erasing import erase_vault
from reader.vault.files import KEYS_BYTES, KEYS_NAME
from reader.vault.keys import KeysBlock, decode_block, sound_block
from reader.vault.replacing import exchange, finish_replacing, place_aside, put_away_unused


def keys_block(folder: Path) -> KeysBlock:
    """What the keys in a folder say; nobody is kept out meanwhile. Raises VaultDamaged and VaultTooNew."""
    try:
        with (folder / KEYS_NAME).open("rb") as file:
            return decode_block(sound_block(file.read(KEYS_BYTES)))
    except OSError:
        raise VaultDamaged("the keys can't be read") from None


def is_copy_of(block: KeysBlock, folder: Path) -> bool:
    """Whether a folder holds a copy of the vault with these keys, of whatever day. Never raises."""
    finish_replacing(folder)
    try:
        is_copy = keys_block(folder).salt == block.salt
    except VaultError:
        return False
    if is_copy:
        forget_reading(folder)
    return is_copy


def renew(make_copy: Callable[[Path], None], block: KeysBlock, target: Path) -> None:
    """Let `make_copy` put a verified copy beside `target`, change places with it, and erase the earlier one.

    Killed at any point, `target` holds the earlier copy or the new one. Raises VaultExists when what is at `target` is
    no copy of this vault, VaultError when the system can't rename the folder or the earlier copy can't be erased
    wholly, and whatever `make_copy` raises; but for the last but one, `target` is as it was.
    """
    if not is_copy_of(block, target):
        raise VaultExists
    put_away_unused(target)
    aside = place_aside(target)
    make_copy(aside)
    if not exchange(target, aside):
        take_away(aside, [aside])
        raise VaultError("this folder can't be renamed; is something in it open?")
    erase_vault(aside)
