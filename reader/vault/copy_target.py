"""Where a copy of a vault may be made, and what is left there when it fails: nothing."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import DiskFull, VaultExists
from reader.vault.files import (
    FILE_NAMES,
    JOURNAL_NAMES,
    KEYS_PART_NAME,
    SHELF_NAMES,
    create_new,
    disk_errors,
    sync_folder,
)

FOLDER_MODE = 0o700

_PART_NAMES = {KEYS_PART_NAME, *SHELF_NAMES, *JOURNAL_NAMES}
"""What a copy that was cut short may consist of."""


@contextmanager
def new_copy(target: Path, *, source: Path) -> Iterator[None]:
    """An empty folder at `target`, marked as a copy in the making. If the block fails, nothing of it is left.

    Raises VaultExists when `target` holds anything but a copy that was cut short, or lies in the folder `source`.
    """
    refuse_inside(target, source)
    with disk_errors():
        _clear_cut_short(target)
        made = _make_folders(target)
        try:
            os.close(create_new(target / KEYS_PART_NAME))
            with suppress(OSError):  # FAT has no modes
                target.chmod(FOLDER_MODE)
            yield
            for place in made:
                sync_folder(place.parent)
        except BaseException:
            take_away(target, made)
            raise


def require_room(folder: Path, needed_bytes: int) -> None:
    """Raise DiskFull when the file system on which `folder` is has less room than `needed_bytes`."""
    with disk_errors():
        if shutil.disk_usage(folder).free < needed_bytes:
            raise DiskFull


def refuse_inside(target: Path, source: Path) -> None:
    """Raise VaultExists when `target` is `source` or lies in it, by whatever name or link."""
    with disk_errors():
        real = Path(os.path.realpath(target))
        if any(place.exists() and place.samefile(source) for place in (real, *real.parents)):
            raise VaultExists("a copy can't be in the folder that it is of")


def is_free(target: Path) -> bool:
    """Whether a copy may be made here: there is nothing, an empty folder, or a copy that was cut short."""
    with disk_errors():
        if not os.path.lexists(target):
            return True
        if not target.is_dir():
            return False
        names = {path.name for path in target.iterdir()}
        return not names or is_cut_short(target)


def is_cut_short(folder: Path) -> bool:
    """Whether the folder holds a copy that never was finished and nothing else, by its mark. Raises OSError."""
    found = {path.name: path.lstat().st_mode for path in folder.iterdir()}
    return KEYS_PART_NAME in found and found.keys() <= _PART_NAMES and all(map(stat.S_ISREG, found.values()))


def _clear_cut_short(target: Path) -> None:
    """Remove what a copy that was cut short has left, its mark last. Raises VaultExists where anything else is."""
    if not is_free(target):
        raise VaultExists
    if target.is_dir():
        for name in sorted((path.name for path in target.iterdir()), key=lambda name: name == KEYS_PART_NAME):
            (target / name).unlink()


def _make_folders(target: Path) -> list[Path]:
    """Make the folder and its parents where they are not there; answer those that were made, innermost first."""
    missing = [place for place in (target, *target.parents) if not place.exists()]
    made: list[Path] = []
    try:
        for place in reversed(missing):
            place.mkdir(mode=FOLDER_MODE)
            made.insert(0, place)
    except (FileExistsError, NotADirectoryError):
        _remove_folders(made)
        raise VaultExists from None
    except BaseException:
        _remove_folders(made)
        raise
    return made


def take_away(target: Path, made: list[Path]) -> None:
    """Remove a copy and the folders that were made for it, as far as it can be done.

    `keys` goes first, so that what a pulled medium keeps is never taken for a vault, and the mark last.
    """
    for name in (*FILE_NAMES, KEYS_PART_NAME):
        with suppress(OSError):
            (target / name).unlink()
    _remove_folders(made)


def _remove_folders(made: list[Path]) -> None:
    with suppress(OSError):
        for place in made:
            place.rmdir()
