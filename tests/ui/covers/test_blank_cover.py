"""The Blank cover: the contract, and that there is nothing on it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QColor

from tests.ui.covers.contract import CoverContract, Person
from tests.ui.covers.corners import almost_corners, corners
from ui.covers.cover import Cover
from ui.theme import load_theme


class TestBlank(CoverContract):
    kind = "blank"
    keys = "ab1\t \r"
    takes_typing = False

    def seen(self, cover: Cover) -> str:
        """Every colour on it."""
        image = cover.grab().toImage()
        places = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
        return " ".join(sorted({image.pixelColor(x, y).name() for x, y in places}))

    def own_gesture(self, person: Person) -> None:
        corners(person)

    def near_misses(self, person: Person) -> Iterator[None]:
        yield from almost_corners(person)

    def test_it_is_one_colour(self, person: Person) -> None:
        assert self.seen(person.cover) == QColor(load_theme("paper").paper).name()

    def test_it_makes_no_file(self, person: Person) -> None:
        assert person.files() == {}
