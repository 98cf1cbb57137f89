"""What the command line tells of a document beyond its row in the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from reader.errors import UsageError
from reader.store.collections import path_of
from reader.store.library import Library
from reader.store.rows import DocumentRow


def collection_paths(library: Library) -> dict[int, str]:
    """Each collection as its names from the top down, with `/` between."""
    collections = library.collections()
    return {each.id: "/".join(path_of(collections, each.id)) for each in collections}


def documents_of(library: Library, name: str) -> set[int]:
    """The documents of all collections of this name, or of this path. Raises UsageError when there is none."""
    paths = collection_paths(library)
    meant = [each.id for each in library.collections() if name in (each.name, paths[each.id])]
    if not meant:
        raise UsageError(f"There is no collection called {name}.")
    return {document for collection in meant for document in library.documents_in(collection)}


def facts_of(library: Library, row: DocumentRow, paths: Mapping[int, str]) -> dict[str, Any]:
    """Row, details and collections, as JSON has them. A document's own password is never among them."""
    collections = {"collections": [paths[each] for each in library.collections_of(row.id) if each in paths]}
    facts: dict[str, Any] = msgspec.to_builtins(row) | msgspec.to_builtins(library.details(row.id)) | collections
    return facts
