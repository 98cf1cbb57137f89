"""Soft tells: everything about a vault that can be put into a number, for a learner to find what no rule foresaw.

`seen` is the shelf that the inspector's passphrase opens, `other` the one that is guessed at. Most features are
differences between the two, since what is common to a vault says nothing of one shelf.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reader.vault.files import JOURNAL_NAMES, KEYS_NAME, PAGE_BYTES, SHELF_NAMES
from tests.inspector.content import PageLook, ShelfContent
from tests.inspector.look import FileLook
from tests.inspector.tells import Evidence

Features = dict[str, float]
_FIRST_PAGES = 64  # where a shelf that is used at all is used
_UPPER_FIVE_PERCENT = 293.2  # of chi-squared with 255 degrees of freedom


@dataclass(frozen=True)
class Opened:
    """What the passphrase gives: which shelf, its slot and half, and how much of the shelf it uses."""

    shelf: int
    slot: int
    half: int
    page_count: int
    free_pages: int


def features(evidence: Evidence, opened: Opened) -> Features:
    """The vector of one vault; every vault has the same names."""
    found: Features = {}
    for part in (_places, _extents, _times, _bytes, _keys, _room):
        found |= dict(part(evidence, opened))
    return found


def _pair(evidence: Evidence, opened: Opened, names: Sequence[str]) -> tuple[FileLook, FileLook]:
    """(seen, other) of the shelves or of the journals."""
    return evidence.look.files[names[opened.shelf]], evidence.look.files[names[1 - opened.shelf]]


def _places(evidence: Evidence, opened: Opened) -> Iterator[tuple[str, float]]:
    """Inodes, and where the folder lists the entries."""
    keys = evidence.look.files[KEYS_NAME]
    for what, names in (("shelf", SHELF_NAMES), ("journal", JOURNAL_NAMES)):
        seen, other = _pair(evidence, opened, names)
        yield f"{what}.inode.other-seen", other.inode - seen.inode
        yield f"{what}.inode.other-keys", other.inode - keys.inode
        yield f"{what}.inode.other-folder", other.inode - evidence.look.folder.inode
        order = [evidence.look.entries.index(names[shelf]) for shelf in (opened.shelf, 1 - opened.shelf)]
        yield f"{what}.entry.other-seen", order[1] - order[0]
        yield f"{what}.blocks.other-seen", other.blocks - seen.blocks
    yield "which", float(opened.shelf)
    yield "folder.blocks", evidence.look.folder.blocks


def _extents(evidence: Evidence, opened: Opened) -> Iterator[tuple[str, float]]:
    """How the shelves lie on the medium."""
    figures = []
    for file in _pair(evidence, opened, SHELF_NAMES):
        extents = file.extents or ()
        ends = [extent.physical + extent.length for extent in extents]
        jumps = [after.physical - end for end, after in zip(ends, extents[1:], strict=False)]
        lengths = [extent.length for extent in extents] or [0]
        figures.append(
            {
                "count": float(len(extents)),
                "shortest": min(lengths) / PAGE_BYTES,
                "first": lengths[0] / PAGE_BYTES,
                "last": lengths[-1] / PAGE_BYTES,
                "joined": float(sum(jump == 0 for jump in jumps)),
                "backwards": float(sum(jump < 0 for jump in jumps)),
                "nearest": min(map(abs, jumps), default=0) / PAGE_BYTES,
                "place": extents[0].physical / PAGE_BYTES if extents else 0.0,
                "place-of-last": extents[-1].physical / PAGE_BYTES if extents else 0.0,
            }
        )
    seen, other = figures
    for name, value in other.items():
        yield f"extents.{name}.other-seen", value - seen[name]
        if not name.startswith("place"):
            yield f"extents.{name}.other", value


def _times(evidence: Evidence, opened: Opened) -> Iterator[tuple[str, float]]:
    """Change and birth times, in ms."""
    folder, keys = evidence.look.folder, evidence.look.files[KEYS_NAME]
    for what, names in (("shelf", SHELF_NAMES), ("journal", JOURNAL_NAMES)):
        seen, other = _pair(evidence, opened, names)
        yield f"{what}.changed.other-seen", (other.changed_ns - seen.changed_ns) / 1e6
        yield f"{what}.changed.folder-other", (folder.changed_ns - other.changed_ns) / 1e6
        yield f"{what}.changed.other-keys", (other.changed_ns - keys.changed_ns) / 1e6
        yield f"{what}.born.other-seen", ((other.born_ns or 0) - (seen.born_ns or 0)) / 1e6
        yield f"{what}.born.keys-other", ((keys.born_ns or 0) - (other.born_ns or 0)) / 1e6
        yield f"{what}.life.other", (other.changed_ns - (other.born_ns or 0)) / 1e6


def _bytes(evidence: Evidence, opened: Opened) -> Iterator[tuple[str, float]]:
    seen, other = (_figures_of(evidence.shelves[shelf]) for shelf in (opened.shelf, 1 - opened.shelf))
    for name, value in other.items():
        yield f"bytes.{name}.other", value
        yield f"bytes.{name}.other-seen", value - seen[name]


_PAGE_FIGURES: dict[str, Callable[[PageLook], float]] = {
    "chi": lambda page: page.chi_squared,
    "ones": lambda page: float(page.ones),
    "ones-at-start": lambda page: float(page.ones_at_start),
    "ones-in-iv": lambda page: float(page.ones_in_iv),
    "ones-in-mac": lambda page: float(page.ones_in_mac),
    "ones-alike": lambda page: float(page.ones_alike),
}


def _figures_of(shelf: ShelfContent) -> Features:
    figures = {"deflated": shelf.deflated_share}
    total = sum(shelf.byte_counts)
    figures["chi-of-all"] = sum(count * count for count in shelf.byte_counts) * 256 / total - total
    chis = [page.chi_squared for page in shelf.pages]
    figures["chi-max"], figures["chi-min"] = max(chis), min(chis)
    figures["chi-over"] = sum(chi > _UPPER_FIVE_PERCENT for chi in chis) / len(chis)
    for name, figure in _PAGE_FIGURES.items():
        values = [figure(page) for page in shelf.pages]
        first = [figure(page) for page in shelf.pages if page.number <= _FIRST_PAGES]
        rest = [figure(page) for page in shelf.pages if page.number > _FIRST_PAGES]
        figures[f"{name}.mean"] = statistics.fmean(values)
        figures[f"{name}.deviation"] = statistics.pstdev(values)
        figures[f"{name}.of-page-1"] = values[0]
        figures[f"{name}.first-rest"] = statistics.fmean(first) - statistics.fmean(rest)
    return figures


def _keys(evidence: Evidence, opened: Opened) -> Iterator[tuple[str, float]]:
    """The slots of the other half: which ones, and their bits."""
    slots = [evidence.keys[64 + 128 * index :][:128] for index in range(8)]
    ones = [int.from_bytes(slot, "little").bit_count() for slot in slots]
    others = [index for index in range(8) if not opened.half >> index & 1]
    yield "keys.half", opened.half
    yield "keys.slot", opened.slot
    yield "keys.slot-within-half", [index for index in range(8) if opened.half >> index & 1].index(opened.slot)
    yield "keys.ones.sum", sum(ones[index] for index in others)
    yield "keys.ones.max", max(ones[index] for index in others)
    yield "keys.ones.min", min(ones[index] for index in others)
    yield "keys.lowest-other", others[0]
    yield "keys.first-bytes", statistics.fmean(slots[index][0] for index in others)
    for place in range(4):
        yield f"keys.ones.{place}", ones[others[place]]


def _room(evidence: Evidence, opened: Opened) -> Iterator[tuple[str, float]]:
    """How the size goes with what the seen shelf needs. Told apart in the trial: see `twins`."""
    pages = evidence.look.files[SHELF_NAMES[0]].size_bytes // PAGE_BYTES
    yield "room.pages", pages
    yield "room.spare", pages - opened.page_count
    yield "room.used", opened.page_count
    yield "room.free", opened.free_pages
