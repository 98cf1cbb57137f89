"""Which page of a damaged shelf belongs to which table.

Trees are walked from their roots. A page under a damaged one is out of reach that way, but none the less there: it is
known again by the shape of its rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.store.layouts import SCHEMA, Layout
from reader.vault.btree import BTreePage, Cell, PageKind, Value, columns, kind_of, parse, payload, shape
from reader.vault.page import LOCK_BYTE_PAGE, page_count_in
from reader.vault.progress import IsCancelled, OnProgress, go_on
from reader.vault.shelf_pages import ShelfPages

Key = Value
_VERSION_AT = 60  # fileformat2, 1.3: user_version
_TELL_EVERY = 256


@dataclass(frozen=True)
class Hole:
    """A page of a table that can't be read: rows between two keys (of its first column; None is no bound) are lost."""

    table: str
    low: Key
    high: Key


@dataclass
class PageMap:
    """Pages by table, in the order of their keys as far as it is known, and what can't be read."""

    damaged: set[int] = field(default_factory=set)
    placed: dict[str, list[int]] = field(default_factory=dict)
    loose: dict[str, list[int]] = field(default_factory=dict)
    """Pages that were known again by their rows. One that could be of several tables stands under each of them."""
    holes: list[Hole] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)
    """Tables whose tree is cut, so that a damaged page of no known place may be theirs."""
    seen: set[int] = field(default_factory=set)


def schema_version(pages: ShelfPages, newest: int) -> int:
    """The version that page 1 tells; the newest when it can't be read."""
    first = pages.page(1)
    return newest if first is None else int.from_bytes(first[_VERSION_AT : _VERSION_AT + 4], "big")


def map_pages(
    pages: ShelfPages, layouts: dict[str, Layout], on_progress: OnProgress, cancelled: IsCancelled
) -> PageMap:
    """Read every page of the file once, and place it. Raises Cancelled."""
    trees, found = _b_tree_pages(pages, on_progress, cancelled)
    roots = _roots(pages, found, trees)
    for name in layouts:
        if name not in roots:
            found.unreachable.add(name)
    for name, root in roots.items():
        _walk(pages, found, name, root, (None, None))
    for number in trees - found.seen:
        go_on(cancelled)
        _place_loose(pages, found, layouts, number)
    return found


def _b_tree_pages(pages: ShelfPages, on_progress: OnProgress, cancelled: IsCancelled) -> tuple[set[int], PageMap]:
    """The b-tree pages, and a map that knows so far only the damaged ones: all of the database that aren't genuine."""
    trees: set[int] = set()
    missing: set[int] = set()
    first = pages.page(1)
    last = page_count_in(first) if first is not None else 0
    for number in range(1, (last or pages.count) + 1):
        if number % _TELL_EVERY == 0:
            go_on(cancelled)
            on_progress(number, last or pages.count)
        page = pages.page(number)
        if page is None:
            missing.add(number)
        elif kind_of(page, number) is not None:
            trees.add(number)
    end = last or max(trees, default=0)
    return trees, PageMap(damaged={number for number in missing if number <= end and number != LOCK_BYTE_PAGE})


def _roots(pages: ShelfPages, found: PageMap, trees: set[int]) -> dict[str, int]:
    """Where each table and index begins: the table of tables tells, or those of its pages that can be known again."""
    _walk(pages, found, SCHEMA.name, 1, (None, None))
    numbers = found.placed.get(SCHEMA.name, [])
    if found.holes:
        numbers = sorted(trees)
    roots: dict[str, int] = {}
    for number in numbers:
        page = parsed(pages, number)
        if page is None or page.kind is not PageKind.TABLE_LEAF or not _looks_like(SCHEMA, page):
            continue
        found.seen.add(number)
        for cell in page.cells:
            values, whole = columns(payload(cell, pages.page))
            if whole and isinstance(values[3], int) and values[3]:
                roots[str(values[1])] = values[3]
    return roots


def _walk(pages: ShelfPages, found: PageMap, table: str, number: int, bounds: tuple[Key, Key]) -> None:
    if number in found.seen:
        return
    found.seen.add(number)
    page = parsed(pages, number)
    if page is None:
        found.holes.append(Hole(table, *bounds))
        found.unreachable.add(table)  # it may have been an interior page
        return
    if page.kind is not PageKind.TABLE_INTERIOR:
        found.placed.setdefault(table, []).append(number)
    low, high = bounds
    for cell in page.cells if page.kind.is_interior else ():
        key = _key(page, cell)
        _walk(pages, found, table, cell.child, (low, key))
        low = key
    if page.right:
        _walk(pages, found, table, page.right, (low, high))


def _key(page: BTreePage, cell: Cell) -> Key:
    if page.kind.is_table:
        return cell.rowid
    values, _ = columns(cell.local)
    return values[0] if values else None


def _place_loose(pages: ShelfPages, found: PageMap, layouts: dict[str, Layout], number: int) -> None:
    page = parsed(pages, number)
    if page is None or page.kind is PageKind.TABLE_INTERIOR:
        return
    for name, layout in layouts.items():
        if name in found.unreachable and layout.is_table == page.kind.is_table and _looks_like(layout, page):
            found.loose.setdefault(name, []).append(number)


def _looks_like(layout: Layout, page: BTreePage) -> bool:
    return bool(page.cells) and all(layout.has_shape(shape(cell.local)) for cell in page.cells)


def parsed(pages: ShelfPages, number: int) -> BTreePage | None:
    """A b-tree page by number; None when it can't be read or is none."""
    content = pages.page(number)
    return None if content is None else parse(content, number)
