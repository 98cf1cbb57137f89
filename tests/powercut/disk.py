"""What a disk may hold after a power cut: the model, from the events of a recorder.

Before a sync returns, the system may have written nothing, all, or any part of what it was given, in any order; so
SQLite assumes (https://www.sqlite.org/atomiccommit.html, 2 and 3), and so ext4, NTFS and FAT behave between them:

- A disk writes sectors of 512 bytes whole or not at all. Each sector holds what it held at the last sync of its file,
  or what it held in memory after any write since. (Memory holds whole sectors, so of two writes to one sector there is
  never the later without the earlier one.)
- A file's size is another piece of the disk: it may be any that the file had since its last sync, with or without the
  bytes. Where it covers sectors that never came, there are zeros (ext4, NTFS), or something unrelated (FAT gives freed
  clusters out again as they are); in a shelf also what the same file held there before it was cut shorter.
- Each name of the folder leads where it led at the folder's last sync, or at any time since, whatever the others do.
- A sync of a file says nothing about its name, and a sync of the folder nothing about its files.
- What was synced stays. Disks that lie about it are beyond any program.

Times are not modelled: settling sets them all.

One thing that FAT might do is left out unless asked for (`own_clusters`): give a new journal the very clusters of an
earlier one, keep its new length, and lose every byte of it, so that the earlier journal, header and all, seems to be
there again. SQLite has no defence against that in the journal modes that shorten or delete the journal.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from reader.vault.files import JOURNAL_NAMES
from tests.powercut.events import Created, Event, FolderSynced, Reported, Resized, Synced, Unlinked, Written

SECTOR_BYTES = 512

State = dict[str, bytes]
"""The whole folder: each file's content by its name."""


class Luck(StrEnum):
    """How the power cut dealt with what was not synced."""

    ALL = "all"
    """Everything has reached the disk, as after a kill: the prefix of the events."""
    NONE = "none"
    """Nothing has."""
    LAST_TORN = "last-torn"
    """All but a part of the sectors of each file's last write."""
    ONE_LOST = "one-lost"
    """All but one write of each file."""
    ANY = "any"
    """For each piece by lot."""


class Rest(StrEnum):
    """What stands where a size survived and its bytes did not."""

    ZEROS = "zeros"
    NOISE = "noise"
    STALE = "stale"


class DiskFile:
    """One file: what is on the medium, and what has happened since the last sync."""

    def __init__(self, content: bytes = b"", stale: bytes = b"", *, own_clusters: bool) -> None:
        self._medium = _Image(bytearray(content + stale), len(content))
        self._rests = list(Rest) if own_clusters else [Rest.ZEROS, Rest.NOISE]
        self._pending: list[Written | Resized] = []

    @property
    def settled(self) -> bool:
        """Whether nothing is left to chance."""
        return not self._pending

    @property
    def everything(self) -> bytes:
        """All that stands in its sectors on the medium."""
        return bytes(self._medium.data)

    def happened(self, event: Written | Resized) -> None:
        """Note a change that the medium may not have yet."""
        self._pending.append(event)

    def synced(self) -> None:
        """All is on the medium."""
        for event in self._pending:
            self._medium.apply(event)
        self._pending.clear()

    def _longest(self) -> int:
        ends = [event.size if isinstance(event, Resized) else event.offset + len(event.data) for event in self._pending]
        return max(ends, default=0)

    def after(self, luck: Luck, lots: random.Random) -> bytes:
        """The file after a power cut at this instant."""
        memory = self._medium.copy()
        image = self._medium.without_the_rest(self._longest(), lots.choice(self._rests), lots)
        sizes = [memory.size]
        lost = lots.randrange(len(self._pending)) if self._pending and luck is Luck.ONE_LOST else None
        for number, event in enumerate(self._pending):
            sectors = memory.apply(event)
            is_last = number == len(self._pending) - 1
            for start, end in _surviving(sectors, luck, lots, is_last=is_last, is_lost=number == lost):
                image[start:end] = memory.data[start:end]
            sizes.append(memory.size)
        size = _surviving_size(sizes, luck, lots)
        return bytes(image[:size])


class Disk:
    """The vault's folder on its way through the events."""

    def __init__(self, state: Mapping[str, bytes], names: Mapping[str, int], *, own_clusters: bool = False) -> None:
        self._own_clusters = own_clusters
        self._files = {
            file: DiskFile(state[name], own_clusters=self._is_given_back(name)) for name, file in names.items()
        }
        self._names: dict[str, list[int | None]] = {name: [file] for name, file in names.items()}
        """Where each name led at the folder's last sync, and everywhere since."""

    @property
    def unsynced(self) -> bool:
        """Whether a power cut now could leave anything but what the program sees."""
        return any(len(places) > 1 for places in self._names.values()) or not all(
            file.settled for file in self._files.values()
        )

    def happened(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case Created(name, file):
                places = self._names.setdefault(name, [None])
                self._files[file] = DiskFile(stale=self._left_by(places), own_clusters=self._is_given_back(name))
                places.append(file)
            case Unlinked(name):
                self._names[name].append(None)
            case FolderSynced():
                self._names = {name: places[-1:] for name, places in self._names.items()}
            case Synced(file):
                self._files[file].synced()
            case Written(file) | Resized(file):
                self._files[file].happened(event)
            case Reported():
                pass

    def after(self, luck: Luck, lots: random.Random) -> State:
        """The folder after a power cut at this instant."""
        state: State = {}
        for name, places in sorted(self._names.items()):
            file = _surviving_place(places, luck, lots)
            if file is not None:
                state[name] = self._files[file].after(luck, lots)
        return state

    def _is_given_back(self, name: str) -> bool:
        return self._own_clusters or name not in JOURNAL_NAMES

    def _left_by(self, places: list[int | None]) -> bytes:
        """What the last file of a name held: a new one may be given its clusters."""
        last = next((file for file in reversed(places) if file is not None), None)
        return b"" if last is None else self._files[last].everything


def write_state(state: Mapping[str, bytes], folder: Path) -> None:
    """Make the folder hold this state and nothing else."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in state:
            path.unlink()
    for name, content in state.items():
        (folder / name).write_bytes(content)


def read_state(folder: Path) -> State:
    """What the folder holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class _Image:
    """Sectors, of which those behind `size` are what the file held before it was cut shorter."""

    def __init__(self, data: bytearray, size: int) -> None:
        self.data = data
        self.size = size

    def copy(self) -> _Image:
        """For memory, which goes on from what is on the medium."""
        return _Image(bytearray(self.data), self.size)

    def without_the_rest(self, length: int, rest: Rest, lots: random.Random) -> bytearray:
        """What is on the medium, with what stands behind the size decided, `length` bytes and to a sector's end."""
        whole = max(len(self.data), -(-length // SECTOR_BYTES) * SECTOR_BYTES)
        image, missing = self.data[: self.size], whole - self.size
        match rest:
            case Rest.ZEROS:
                return image + bytes(missing)
            case Rest.NOISE:
                return image + lots.randbytes(missing)
            case Rest.STALE:
                return self.data + lots.randbytes(whole - len(self.data))

    def apply(self, event: Written | Resized) -> range:
        """Do what the event says; the sectors that changed."""
        if isinstance(event, Resized):
            start, end = self.size, event.size
        else:
            start, end = min(event.offset, self.size), event.offset + len(event.data)
        if end > self.size:  # memory holds zeros behind a file's end, up to the end of its last sector
            whole = -(-end // SECTOR_BYTES) * SECTOR_BYTES
            self.data.extend(bytes(max(0, whole - len(self.data))))
            self.data[self.size : whole] = bytes(whole - self.size)
        if isinstance(event, Written):
            self.data[event.offset : event.offset + len(event.data)] = event.data
            self.size = max(self.size, end)
        else:
            self.size = event.size
        return range(start // SECTOR_BYTES, max(start // SECTOR_BYTES, -(-end // SECTOR_BYTES)))


def _surviving(
    sectors: range, luck: Luck, lots: random.Random, *, is_last: bool, is_lost: bool
) -> list[tuple[int, int]]:
    """Which of a write's sectors reached the disk, as stretches of bytes."""
    whole = [(sectors.start * SECTOR_BYTES, sectors.stop * SECTOR_BYTES)]
    if luck is Luck.NONE or is_lost:
        return []
    if luck is Luck.LAST_TORN and is_last:
        return _torn(sectors, lots)
    if luck is Luck.ANY:
        return lots.choice((whole, [], _torn(sectors, lots)))
    return whole


def _torn(sectors: range, lots: random.Random) -> list[tuple[int, int]]:
    """A beginning, an end, or single sectors anywhere."""
    cut = lots.randint(sectors.start, sectors.stop)
    match lots.randrange(3):
        case 0:
            kept = [range(sectors.start, cut)]
        case 1:
            kept = [range(cut, sectors.stop)]
        case _:
            kept = [range(sector, sector + 1) for sector in sectors if lots.getrandbits(1)]
    return [(each.start * SECTOR_BYTES, each.stop * SECTOR_BYTES) for each in kept]


def _surviving_size(sizes: list[int], luck: Luck, lots: random.Random) -> int:
    """With one write lost or torn the size is the last one in half of the cases."""
    if luck is Luck.ALL:
        return sizes[-1]
    if luck is Luck.NONE:
        return lots.choice((sizes[0], lots.choice(sizes)))
    return lots.choice((sizes[-1], lots.choice(sizes)))


def _surviving_place(places: list[int | None], luck: Luck, lots: random.Random) -> int | None:
    if luck is Luck.NONE:
        return places[0]
    return lots.choice(places) if luck is Luck.ANY else places[-1]
