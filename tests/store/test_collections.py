"""Collections against a plain model: whatever is done in whatever order, the library answers as the model does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.errors import StoreError
from reader.store.access import ShelfAccess
from reader.store.checking import check_library
from reader.store.collections import TOP, path_of
from reader.store.completeness import Part
from reader.store.copying import copy_library
from reader.store.library import Library
from reader.store.mending_collections import mend_collections
from reader.store.mending_text import GAP
from reader.store.rows import Collection
from reader.vault.check import Finding, FindingKind
from tests.shelves import MemoryShelf
from tests.store.samples import short, store

DOCUMENTS = 5
names = st.sampled_from(["Letters", "편지", "رسائل", "Letters  again"])


class CollectionsMachine(RuleBasedStateMachine):
    """The model: children by parent, names and members by collection, all in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = MemoryShelf()
        self.library = Library(self.shelf)
        self.documents = [store(self.library, short(str(number), "x\n")) for number in range(DOCUMENTS)]
        self.children: dict[int, list[int]] = {TOP: []}
        self.names: dict[int, str] = {}
        self.members: dict[int, list[int]] = {}

    def teardown(self) -> None:
        self.shelf.close()

    def any_of(self, data: st.DataObject, *, or_top: bool = False) -> int:
        return data.draw(st.sampled_from([*([TOP] if or_top else []), *sorted(self.names)]))

    def below(self, collection: int) -> list[int]:
        return [collection, *(each for child in self.children[collection] for each in self.below(child))]

    def parent(self, collection: int) -> int:
        return next(parent for parent, children in self.children.items() if collection in children)

    def note(self, collection: int, parent: int, name: str) -> None:
        assert collection not in self.names
        self.children[parent].append(collection)
        self.children[collection], self.members[collection] = [], []
        self.names[collection] = " ".join(name.split())

    @rule(data=st.data(), name=names)
    def create(self, data: st.DataObject, name: str) -> None:
        parent = self.any_of(data, or_top=True)
        self.note(self.library.create_collection(name, parent), parent, name)

    @rule(path=st.lists(names, min_size=1, max_size=3))
    def reach(self, path: list[str]) -> None:
        found, at = self.library.collection_at(path), TOP
        for name in path:
            line = " ".join(name.split())
            known = next((each for each in self.children[at] if self.names[each] == line), None)
            if known is None:
                made = next(each.id for each in self.library.collections() if each.parent == at and each.name == line)
                self.note(made, at, name)
                known = made
            at = known
        assert found == at

    @precondition(lambda self: self.names)
    @rule(data=st.data(), name=names)
    def rename(self, data: st.DataObject, name: str) -> None:
        collection = self.any_of(data)
        self.library.rename_collection(collection, name)
        self.names[collection] = " ".join(name.split())

    @precondition(lambda self: self.names)
    @rule(data=st.data(), place=st.integers(-1, 4))
    def move(self, data: st.DataObject, place: int) -> None:
        collection, parent = self.any_of(data), self.any_of(data, or_top=True)
        if parent in self.below(collection):
            with pytest.raises(ValueError, match="itself"):
                self.library.move_collection(collection, parent, place)
            return
        self.library.move_collection(collection, parent, place)
        self.children[self.parent(collection)].remove(collection)
        siblings = self.children[parent]
        siblings.insert(place if place >= 0 else len(siblings), collection)

    @precondition(lambda self: self.names)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        collection = self.any_of(data)
        self.library.remove_collection(collection)
        self.children[self.parent(collection)].remove(collection)
        for each in self.below(collection):
            del self.names[each], self.members[each]
        for each in [each for each in self.children if each != TOP and each not in self.names]:
            del self.children[each]

    @precondition(lambda self: self.names and self.documents)
    @rule(data=st.data())
    def put(self, data: st.DataObject) -> None:
        collection = self.any_of(data)
        chosen = data.draw(st.lists(st.sampled_from(self.documents), max_size=3))
        self.library.put_in_collection(collection, *chosen)
        for document in chosen:
            if document not in self.members[collection]:
                self.members[collection].append(document)

    @precondition(lambda self: self.names and self.documents)
    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        collection, document = self.any_of(data), data.draw(st.sampled_from(self.documents))
        self.library.take_out_of_collection(collection, document)
        if document in self.members[collection]:
            self.members[collection].remove(document)

    @precondition(lambda self: len(self.documents) > 1)
    @rule(data=st.data())
    def remove_document(self, data: st.DataObject) -> None:
        document = data.draw(st.sampled_from(self.documents))
        self.library.remove(document)
        self.documents.remove(document)
        for members in self.members.values():
            if document in members:
                members.remove(document)

    @invariant()
    def the_library_answers_as_the_model(self) -> None:
        expected = [self.told(each, level) for each, level in self.walk(TOP, 0)]
        assert self.library.collections() == expected
        for collection in self.names:
            held = dict.fromkeys(document for each in self.below(collection) for document in self.members[each])
            assert self.library.documents_in(collection) == list(held)
        for document in self.documents:
            homes = sorted(collection for collection, members in self.members.items() if document in members)
            assert self.library.collections_of(document) == homes
        assert check_library(self.library) == []

    def walk(self, parent: int, level: int) -> Iterator[tuple[int, int]]:
        for child in self.children[parent]:
            yield child, level
            yield from self.walk(child, level + 1)

    def told(self, collection: int, level: int) -> Collection:
        held = {document for each in self.below(collection) for document in self.members[each]}
        return Collection(collection, self.parent(collection), self.names[collection], level, len(held))


TestCollections = CollectionsMachine.TestCase
TestCollections.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)


@pytest.fixture
def shelved(library: Library) -> tuple[Library, int, int, int]:
    """A document in a collection in another."""
    document = store(library, short("a", "x\n"))
    inner = library.collection_at(("Outer", "Inner"))
    library.put_in_collection(inner, document)
    return library, document, library.collection_at(("Outer",)), inner


def test_the_same_path_is_the_same_collection(shelved: tuple[Library, int, int, int]) -> None:
    library, _, outer, inner = shelved
    assert library.collection_at((" Outer ", "Inner")) == inner
    assert path_of(library.collections(), inner) == ("Outer", "Inner")
    assert [(each.id, each.level, each.document_count) for each in library.collections()] == [
        (outer, 0, 1),
        (inner, 1, 1),
    ]


def test_what_is_not_there_is_refused(library: Library) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: library.create_collection("a", 9),
        lambda: library.rename_collection(9, "a"),
        lambda: library.move_collection(9, TOP),
        lambda: library.remove_collection(9),
        lambda: library.put_in_collection(9, 1),
        lambda: library.documents_in(9),
    ]
    for attempt in attempts:
        with pytest.raises(StoreError):
            attempt()
    assert library.collections() == []


@pytest.mark.parametrize("name", ["", " \n "])
def test_a_collection_needs_a_name(library: Library, name: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: library.create_collection(name),
        lambda: library.collection_at(("a", name)),
    ]
    for attempt in attempts:
        with pytest.raises(ValueError, match="name"):
            attempt()
    assert library.collections() == []


def test_unfinished_documents_are_in_no_collection(library: Library) -> None:
    collection = library.create_collection("a")
    writer = library.new_document("epub", sha256=b"")
    library.put_in_collection(collection, writer.id, 999)
    writer.abandon()
    assert library.documents_in(collection) == []
    assert check_library(library) == []


def test_deep_nesting_needs_no_recursion(library: Library) -> None:
    deepest = library.collection_at(["d"] * 3000)
    assert len(library.collections()) == 3000
    assert len(path_of(library.collections(), deepest)) == 3000
    library.remove_collection(library.collections()[0].id)
    assert library.collections() == []


def test_a_lost_collection_is_made_anew_without_its_name(
    shelved: tuple[Library, int, int, int], shelf: ShelfAccess
) -> None:
    library, document, _, inner = shelved
    shelf.run(lambda connection: connection.execute("DELETE FROM collections WHERE id = ?", (inner,)))
    assert check_library(library) == [Finding(FindingKind.ORPHANED_ROWS, "collection_documents", document)]
    target = MemoryShelf()
    (lost,) = copy_library(shelf, target).lost
    assert (lost.document, lost.parts, lost.kept) == (document, (Part.COLLECTIONS,), True)
    copied = Library(target)
    assert check_library(copied) == []
    assert [(each.id, each.name) for each in copied.collections() if each.document_count] == [(inner, GAP)]
    target.close()


def test_collections_without_their_parent_or_in_a_circle_come_to_the_top(library: Library, shelf: ShelfAccess) -> None:
    one, two, three = (library.create_collection(name) for name in "123")
    below = library.create_collection("below", three)
    for collection, parent in ((one, two), (two, one), (three, 77)):
        shelf.run(
            lambda connection, values=(parent, collection): connection.execute(  # type: ignore[misc]
                "UPDATE collections SET parent = ? WHERE id = ?", values
            )
        )
    assert check_library(library) == [Finding(FindingKind.ORPHANED_ROWS, "collections")]
    assert mend_collections(shelf) == []
    assert check_library(library) == []
    found = {each.id: each.parent for each in library.collections()}
    assert found == {one: TOP, two: one, three: TOP, below: three}
