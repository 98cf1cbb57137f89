"""Highlights over each other: no word and no note is lost, and every character has one colour."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.marks.merging import coloured, highlighted, joined_notes, of_stretch, topmost
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.model import Locator

SECTIONS, LENGTH = 2, 12


def highlight(number: int, start: int, end: int, colour: MarkColour = MarkColour.YELLOW, note: str = "") -> Mark:
    return Mark(
        number=number, start=Locator(start // LENGTH, start % LENGTH), end=Locator(end // LENGTH, end % LENGTH),
        colour=colour, note=note, made_at_s=number,
    )  # fmt: skip


@st.composite
def some_marks(draw: st.DrawFn) -> list[Mark]:
    marks = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        start = draw(st.integers(0, SECTIONS * LENGTH - 2))
        end = draw(st.integers(start + 1, SECTIONS * LENGTH - 1))
        mark = highlight(number, start, end, draw(st.sampled_from(MarkColour)), draw(st.sampled_from(["", "a", "b"])))
        marks.append(mark)
    return marks


PLACES = [Locator(section, offset) for section in range(SECTIONS) for offset in range(LENGTH)]


@given(some_marks())
def test_each_character_has_the_colour_of_what_lies_on_top(marks: list[Mark]) -> None:
    spans = coloured(marks)
    for one, other in itertools.pairwise(spans):
        assert one[1] <= other[0], "no overlaps, in order"
    for place in PLACES:
        shown = [colour for start, end, colour in spans if start <= place < end]
        there = topmost(marks, place)
        assert shown == ([] if there is None else [there.colour])


@given(some_marks(), some_marks())
def test_marking_keeps_all_that_was_marked_and_written(marks: list[Mark], more: list[Mark]) -> None:
    page: list[Mark] = []
    for number, mark in enumerate([*marks, *more], 1):
        new = highlight(number, 0, 1, mark.colour, mark.note)
        new = Mark(number=number, start=mark.start, end=mark.end, colour=mark.colour, note=mark.note)
        merged, replaced = highlighted(page, new)
        page = [each for each in page if each not in replaced] + [merged]
    for colour in MarkColour:
        wanted = {p for m in [*marks, *more] if m.colour is colour for p in PLACES if m.start <= p < m.end}
        same = [mark for mark in page if mark.colour is colour]
        assert {place for mark in same for place in PLACES if mark.start <= place < mark.end} == wanted
        assert not any(a.start < b.end and b.start < a.end for a in same for b in same if a is not b)
        notes = {mark.note for mark in [*marks, *more] if mark.colour is colour and mark.note}
        assert all(any(note in mark.note for mark in same) for note in notes)


def test_the_one_inside_is_seen_and_clicked() -> None:
    outer, inner = highlight(1, 0, 10), highlight(2, 3, 6, MarkColour.PINK)
    assert topmost([outer, inner], Locator(0, 4)) is inner
    assert topmost([outer, inner], Locator(0, 8)) is outer
    assert of_stretch([outer, inner], Locator(0, 3), Locator(0, 6)) is inner
    assert coloured([outer, inner])[1] == (Locator(0, 3), Locator(0, 6), MarkColour.PINK)


def test_bookmarks_and_lost_places_colour_nothing() -> None:
    lost = Mark(number=1, start=Locator(0, 0), end=Locator(0, 5), is_lost=True)
    bookmark = Mark(number=2, kind=MarkKind.BOOKMARK, start=Locator(0, 0), end=Locator(0, 0))
    assert coloured([lost, bookmark]) == []
    assert highlighted([lost, bookmark], highlight(3, 0, 5)) == (highlight(3, 0, 5), ())


def test_a_note_is_not_said_twice() -> None:
    assert joined_notes(["a note", "", "note", "another"]) == "a note\n\nanother"
    assert joined_notes(["short", "a short note"]) == "a short note"
