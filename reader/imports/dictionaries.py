"""Adding a dictionary: its files go to a worker, what they become goes into the library."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from reader.errors import DamagedFile, FileTooLarge, FileUnreadable
from reader.store.dictionaries import DictionaryWriter
from reader.text.dictionary import DictionaryEvent

CHUNK_BYTES = 1024 * 1024
MAX_FILES_BYTES = 512 * 1024 * 1024
SUFFIXES = (".ifo", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_PARTS = (".idx", ".dict", ".syn")


class DictionaryReader(Protocol):
    """What this needs of reader.workers' pool."""

    def read_dictionary(
        self, files: Mapping[str, Iterable[bytes]], *, cancelled: Callable[[], bool] | None = None
    ) -> Generator[DictionaryEvent, None, None]: ...


class DictionaryLibrary(Protocol):
    """What this needs of the library."""

    def new_dictionary(self) -> DictionaryWriter: ...


def add_dictionary(
    library: DictionaryLibrary,
    reader: DictionaryReader,
    path: Path,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Add the dictionary whose `.ifo` file, or archive, this is; its number. Blocks.

    Raises DocumentRefused, WorkerError, DiskFull, Cancelled; then nothing of it is left.
    """
    files = {file.name: _chunks(file) for file in files_of(path)}
    writer = library.new_dictionary()
    try:
        for event in reader.read_dictionary(files, cancelled=cancelled):
            writer.add(event)
        return writer.finish()
    except BaseException:
        writer.abandon()
        raise


def files_of(path: Path) -> list[Path]:
    """The files that make a dictionary with this one. Raises DamagedFile, FileUnreadable, FileTooLarge."""
    files = [path]
    try:
        if path.suffix.lower() == ".ifo":
            for part in _PARTS:
                spellings = [path.with_suffix(part + packed) for packed in ("", ".dz", ".gz")]
                there = [each for each in spellings if each.is_file()]
                if not there and part != ".syn":
                    raise DamagedFile(f"its {part} file is missing")
                files += there[:1]
        if sum(file.stat().st_size for file in files) > MAX_FILES_BYTES:
            raise FileTooLarge
    except OSError as error:
        raise FileUnreadable from error
    return files


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except OSError as error:
        raise FileUnreadable from error
