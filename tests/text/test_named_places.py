"""Printed pages and the start of reading, kept among a document's anchors."""

from __future__ import annotations

import re

import pytest

from reader.text.model import Locator
from reader.text.named_places import START, PrintedPages, page_label, page_name

ANCHOR = re.compile(r"[A-Za-z0-9._-]{1,64}")
"""What a worker may call an anchor (reader/workers/checks.py)."""


@pytest.mark.parametrize("label", ["12", "xiv", "A3", "12-13", "٤٢", "제 3 쪽", "[iv]"])
def test_a_label_survives_as_a_name(label: str) -> None:
    assert ANCHOR.fullmatch(page_name(label))
    assert page_label(page_name(label)) == label


@pytest.mark.parametrize("label", ["", "  ", "a sentence that no page is called by"])
def test_what_is_no_label_has_no_name(label: str) -> None:
    assert page_name(label) == ""


@pytest.mark.parametrize("name", ["a1", START, "page-u.zz", "page-u.ff", ""])
def test_other_anchors_are_no_pages(name: str) -> None:
    assert page_label(name) == ""


def test_pages_by_place_and_by_label() -> None:
    pages = PrintedPages(
        {"a1": Locator(0, 5), page_name("iv"): Locator(0, 10), page_name("2"): Locator(1, 7), START: Locator(1, 0)}
    )
    assert len(pages) == 2
    places = [Locator(0, 9), Locator(0, 10), Locator(1, 6), Locator(1, 7), Locator(9, 0)]
    assert [pages.label_at(place) for place in places] == ["", "iv", "iv", "2", "2"]
    assert pages.place_of(" IV ") == Locator(0, 10)
    assert pages.place_of("3") is None
    assert PrintedPages({}).label_at(Locator(3, 3)) == ""
