"""Parts, order and counts of the library."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.store.rows import DocumentRow
from reader.text.model import Direction
from ui.library.rows import FINISHED_FROM, Order, Part, arrange, index_of, initial, let_go, part_of


def document(
    number: int,
    title: str = "A",
    *,
    authors: tuple[str, ...] = (),
    added: int = 0,
    opened: int = 0,
    progress: float = 0,
) -> DocumentRow:
    return DocumentRow(
        number, "html", title, authors, "en", Direction.AUTO, added, opened, progress, 1, 0, 10, 10, False, ()
    )


documents = st.lists(
    st.builds(
        document,
        st.integers(1, 10**6),
        st.text(max_size=5),
        authors=st.lists(st.text(max_size=3), max_size=2).map(tuple),
        added=st.integers(0, 10**9),
        opened=st.integers(0, 10**9),
        progress=st.floats(0, 1),
    ),
    unique_by=lambda made: made.id,
)


def titles(found: list[DocumentRow], order: Order) -> list[str]:
    return [row.document.title for row in arrange(found, order).by_part[Part.ALL]]


def test_a_document_is_unread_until_opened_and_finished_near_the_end() -> None:
    assert part_of(document(1)) is Part.UNREAD
    assert part_of(document(1, opened=5)) is Part.READING
    assert part_of(document(1, opened=5, progress=FINISHED_FROM)) is Part.FINISHED


def test_titles_sort_without_case_and_quotation_marks() -> None:
    found = [document(1, "“zebra”"), document(2, "apple"), document(3, "Banana"), document(4, "「猫」")]
    assert titles(found, Order.TITLE) == ["apple", "Banana", "“zebra”", "「猫」"]


def test_recent_means_added_or_opened() -> None:
    found = [document(1, "old", added=1), document(2, "new", added=9), document(3, "opened", added=2, opened=20)]
    assert titles(found, Order.RECENT) == ["opened", "new", "old"]


def test_documents_without_an_author_come_last() -> None:
    found = [document(1, "none"), document(2, "b", authors=("Yun",)), document(3, "a", authors=("an",))]
    assert titles(found, Order.AUTHOR) == ["a", "b", "none"]


@given(documents, st.sampled_from(Order))
def test_parts_share_out_every_document_once(found: list[DocumentRow], order: Order) -> None:
    arrangement = arrange(found, order)
    parts = [part for part in Part if part is not Part.ALL]
    assert sorted(row.document.id for row in arrangement.by_part[Part.ALL]) == sorted(each.id for each in found)
    assert sum(arrangement.counts()[part] for part in parts) == arrangement.counts()[Part.ALL] == len(found)
    for part in Part:
        for place, row in enumerate(arrangement.by_part[part]):
            assert arrangement.place(part, row.document.id) == place
            assert arrangement.document(row.document.id) is row.document


def test_a_document_has_no_place_in_the_other_parts() -> None:
    arrangement = arrange([document(1), document(2, opened=5)], Order.TITLE)
    assert arrangement.place(Part.READING, 1) == arrangement.place(Part.UNREAD, 2) == -1
    assert arrangement.place(Part.ALL, None) == arrangement.place(Part.ALL, 3) == -1
    assert arrangement.document(3) is None


def test_letting_go_leaves_nothing() -> None:
    arrangement = arrange([document(number) for number in range(3000)], Order.TITLE)
    let_go(arrangement)
    assert not any(arrangement.by_part.values())
    assert not arrangement.place_in_all
    assert not arrangement.place_in_part


def test_of_two_added_at_once_the_later_comes_first() -> None:
    assert titles([document(1, "first", added=7), document(2, "second", added=7)], Order.RECENT) == ["second", "first"]


def test_sorting_in_runs_is_sorting() -> None:
    found = [document(number, f"{(number * 7919) % 10_007:05d}") for number in range(10_007)]
    assert titles(found, Order.TITLE) == sorted(each.title for each in found)


def test_initial_skips_what_is_not_a_letter() -> None:
    assert [initial(title) for title in ("«l'été»", "세계", "…", "", "7 days")] == ["L", "세", "·", "·", "7"]


def test_index_of_a_missing_document() -> None:
    rows = arrange([document(4), document(2)], Order.TITLE).by_part[Part.ALL]
    assert index_of(rows, 2) == 0
    assert index_of(rows, 9) == -1


def test_the_document_read_last_is_known_whatever_was_added_since() -> None:
    documents = [document(1, opened=5), document(2, opened=9, progress=1.0), document(30)]
    for order in Order:
        assert arrange(documents, order).last_read == 2
    assert arrange([document(1)], Order.RECENT).last_read is None
