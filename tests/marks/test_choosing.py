"""What a list shows of many marks."""

from __future__ import annotations

import pytest

from reader.marks.choosing import Choice, Chooser, Order
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.text.model import Locator

MARKS = (
    Mark(number=1, start=Locator(0, 5), end=Locator(0, 9), quote="The Café door", note="Red", changed_at_s=30),
    Mark(number=2, start=Locator(0, 1), end=Locator(0, 2), quote="a window", colour=MarkColour.BLUE, tags=("house",)),
    Mark(
        number=3, start=Locator(1, 0), end=Locator(1, 0), kind=MarkKind.BOOKMARK, quote="역사와 진실", changed_at_s=50
    ),
    Mark(number=4, start=Locator(2, 0), end=Locator(2, 0), quote="مُعَلَّم", is_lost=True, changed_at_s=40),
)


def chosen(**choice: object) -> list[int]:
    return [mark.number for mark in Chooser().choose(MARKS, Choice(**choice))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        ({}, [2, 1, 3, 4]),
        ({"order": Order.TIME}, [3, 4, 1, 2]),
        ({"words": "cafe"}, [1]),
        ({"words": "red door"}, [1]),
        ({"words": "HOUSE"}, [2]),
        ({"words": "진실"}, [3]),
        ({"words": "معلم"}, [4]),
        ({"words": "red window"}, []),
        ({"colours": frozenset({MarkColour.YELLOW})}, [1, 4]),
        ({"colours": frozenset({MarkColour.BLUE, MarkColour.PINK})}, [2]),
        ({"kind": MarkKind.BOOKMARK}, [3]),
        ({"kind": MarkKind.HIGHLIGHT}, [2, 1, 4]),
        ({"tag": "house"}, [2]),
        ({"with_note": True}, [1]),
        ({"is_lost": True}, [4]),
    ],
)
def test_a_choice(choice: dict[str, object], numbers: list[int]) -> None:
    assert chosen(**choice) == numbers


def test_a_mark_that_changed_is_read_again() -> None:
    chooser = Chooser()
    assert chooser.choose([Mark(number=1, note="old")], Choice(words="old"))
    assert not chooser.choose([Mark(number=1, note="new")], Choice(words="old"))
