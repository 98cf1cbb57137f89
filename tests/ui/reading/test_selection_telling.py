"""What a selection that grows or shrinks is said to have gained or lost."""

from __future__ import annotations

import pytest

from ui.reading.selection_telling import Stretch, changed_part


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        (None, (3, 9), (3, 9)),
        ((3, 5), (3, 9), (5, 9)),
        ((3, 9), (3, 5), (5, 9)),
        ((3, 9), (1, 9), (1, 3)),
        ((1, 9), (3, 9), (1, 3)),
        ((1, 3), (3, 9), (3, 9)),
    ],
)
def test_the_part_that_came_or_went(before: Stretch | None, after: Stretch, part: Stretch) -> None:
    assert changed_part(before, after) == part
