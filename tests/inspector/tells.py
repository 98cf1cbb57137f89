"""Hard tells: each alone would betray a shelf, or at least that somebody wrote where nothing should have changed.

None may ever fire on a settled vault. By chance one does in less than one of a million runs of 200 vaults: `EVEN` is
the widest, with some 4e5 pages at 1e-13 each; two equal blocks in 2 GiB have a chance of 1e-22.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.vault.files import (
    FILE_NAMES,
    JOURNAL_NAMES,
    KEYS_BLOCK_BYTES,
    KEYS_NAME,
    PAGE_BYTES,
    SETTLED_TIME_S,
    SHELF_NAMES,
)
from tests.inspector.content import ShelfContent
from tests.inspector.look import FolderLook

EVEN = (110.0, 480.0)
"""Chi-squared of a page of noise: 255 ± 22.6; outside these it is not noise."""

BORN_TOGETHER_NS = 10 * 10**9
"""Settling makes both journals in two calls; a machine that is very busy may pause between them, not for so long."""

UNFIT_EXTENTS = {0x2: "unknown place", 0x4: "not yet written", 0x200: "inline", 0x800: "unwritten", 0x2000: "shared"}
_SLOTS_START, _SLOTS_END, _SLOT_BYTES = 64, 1088, 128


@dataclass(frozen=True)
class Evidence:
    """All that the inspector has gathered without the passphrase; of the shelves, those that are there."""

    look: FolderLook
    keys: bytes
    shelves: tuple[ShelfContent, ...]


@dataclass(frozen=True)
class Tell:
    """A rule that fired, and what it saw."""

    rule: str
    detail: str


def tells(evidence: Evidence) -> list[Tell]:
    """Every rule that fires. When there are not just the five files, nothing else can be looked at."""
    if sorted(evidence.look.entries) != sorted(FILE_NAMES):
        return [Tell("entries", ", ".join(evidence.look.entries))]
    return [Tell(rule, detail) for rule, look in RULES.items() for detail in look(evidence)]


def _sizes(evidence: Evidence) -> Iterator[str]:
    a, b = (evidence.look.files[name].size_bytes for name in SHELF_NAMES)
    if a != b or a % PAGE_BYTES:
        yield f"{a} and {b} bytes"


def _journals(evidence: Evidence) -> Iterator[str]:
    for name in JOURNAL_NAMES:
        journal = evidence.look.files[name]
        if journal.size_bytes or journal.blocks or journal.extents:
            yield f"{name}: {journal.size_bytes} bytes, {journal.blocks} blocks"


def _times(evidence: Evidence) -> Iterator[str]:
    """The folder's access time is left out: whoever lists it, a search for files too, sets it; it tells of no shelf."""
    settled_ns = SETTLED_TIME_S * 10**9
    for name, file in evidence.look.files.items():
        if (file.accessed_ns, file.modified_ns) != (settled_ns, settled_ns):
            yield f"{name}: {file.accessed_ns}, {file.modified_ns}"
    if evidence.look.folder.modified_ns != settled_ns:
        yield f"the folder: {evidence.look.folder.modified_ns}"


def _changed_after_settling(evidence: Evidence) -> Iterator[str]:
    """Settling sets the folder's times last, so that no file's change time may be later than the folder's."""
    for name, file in evidence.look.files.items():
        if file.changed_ns > evidence.look.folder.changed_ns:
            yield name


def _born_apart(evidence: Evidence) -> Iterator[str]:
    """For journals and for shelves: one of a pair made anew would tell which was in use.

    Journals are made before `keys` at creation and after it ever after, so that it may not lie between them. (A copy
    of the folder has its shelves and `keys` in any order.)
    """
    keys_ns = evidence.look.files[KEYS_NAME].born_ns
    for pair in (JOURNAL_NAMES, SHELF_NAMES):
        a, b = (evidence.look.files[name].born_ns for name in pair)
        if a is None or b is None or keys_ns is None:
            continue
        between = pair == JOURNAL_NAMES and min(a, b) < keys_ns < max(a, b)
        if between or abs(a - b) > BORN_TOGETHER_NS:
            yield f"{pair[0]} and {pair[1]}: {(b - a) / 1e9:.1f} s"


def _holes(evidence: Evidence) -> Iterator[str]:
    for name, file in evidence.look.files.items():
        if file.holes or (name in SHELF_NAMES and file.blocks * 512 < file.size_bytes):
            yield f"{name}: {file.holes}, {file.blocks} blocks"


def _extents(evidence: Evidence) -> Iterator[str]:
    for name in SHELF_NAMES:
        for extent in evidence.look.files[name].extents or ():
            for flag, meaning in UNFIT_EXTENTS.items():
                if extent.flags & flag:
                    yield f"{name} at {extent.logical}: {meaning}"


def _attributes(evidence: Evidence) -> Iterator[str]:
    for pair in (SHELF_NAMES, JOURNAL_NAMES):
        seen = [evidence.look.files[name] for name in pair]
        if len({(file.mode, file.links, file.owner, file.flags, file.attributes) for file in seen}) != 1:
            yield f"{pair[0]} and {pair[1]}"
    for name, file in evidence.look.files.items():
        if not stat.S_ISREG(file.mode):
            yield f"{name} is no regular file"


def _zeros(evidence: Evidence) -> Iterator[str]:
    for name, shelf in zip(SHELF_NAMES, evidence.shelves, strict=True):
        if shelf.zero_runs:
            yield f"{name} at {shelf.zero_runs[0]}"


def _repeats(evidence: Evidence) -> Iterator[str]:
    for name, shelf in zip(SHELF_NAMES, evidence.shelves, strict=True):
        if shelf.repeated_blocks:
            yield f"in {name}"
    if not evidence.shelves[0].blocks.isdisjoint(evidence.shelves[1].blocks):
        yield "in both shelves"


def _uneven(evidence: Evidence) -> Iterator[str]:
    for name, shelf in zip(SHELF_NAMES, evidence.shelves, strict=True):
        for page in shelf.pages:
            if not EVEN[0] < page.chi_squared < EVEN[1]:
                yield f"{name} page {page.number}: chi-squared {page.chi_squared:.0f}"


def _readable(evidence: Evidence) -> Iterator[str]:
    for name, shelf in zip(SHELF_NAMES, evidence.shelves, strict=True):
        if shelf.magic_at:
            yield f"{name} at {shelf.magic_at[0]}"


def _keys(evidence: Evidence) -> Iterator[str]:
    first, second = evidence.keys[:KEYS_BLOCK_BYTES], evidence.keys[KEYS_BLOCK_BYTES:]
    if first != second:
        yield "the copies differ"
    if any(first[48:64]) or any(first[_SLOTS_END : KEYS_BLOCK_BYTES - 32]):
        yield "something stands where zeros should"
    slots = [first[start : start + _SLOT_BYTES] for start in range(_SLOTS_START, _SLOTS_END, _SLOT_BYTES)]
    parts = [slot[at : at + 8] for slot in slots for at in range(0, _SLOT_BYTES, 8)]
    if len(set(parts)) != len(parts) or bytes(8) in parts:
        yield "slots repeat themselves"


RULES: dict[str, Callable[[Evidence], Iterator[str]]] = {
    "sizes": _sizes,
    "journals": _journals,
    "times": _times,
    "changed-after-settling": _changed_after_settling,
    "born-apart": _born_apart,
    "holes": _holes,
    "extents": _extents,
    "attributes": _attributes,
    "zeros": _zeros,
    "repeats": _repeats,
    "uneven": _uneven,
    "readable": _readable,
    "keys": _keys,
}
