"""Texts packed and unpacked; parts numbered."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.numbering import PARTS_LIMIT, owner_of, part_id, span_of
from reader.store.packing import pack_markup, pack_text, unpack_markup, unpack_text

TEXTS = st.text(st.characters(codec="utf-8"))


@given(TEXTS, TEXTS)
def test_what_is_packed_comes_back(text: str, html: str) -> None:
    assert unpack_text(pack_text(text)) == text
    assert unpack_markup(pack_markup(html, text), text) == html


def test_markup_that_repeats_its_text_takes_little() -> None:
    lots = random.Random(7)  # noqa: S311 - any words will do
    sentences = [" ".join(f"w{lots.randrange(10_000)}" for _ in range(12)) for _ in range(200)]
    text = "\n".join(sentences)
    html = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    assert len(pack_markup(html, text)) < len(pack_text(text)) / 5


@given(st.integers(1, 2**38), st.integers(0, PARTS_LIMIT - 1))
def test_parts_lie_in_their_owners_span(owner: int, number: int) -> None:
    part = part_id(owner, number)
    first, last = span_of(owner)
    assert first <= part <= last < 2**63
    assert owner_of(part) == owner
    assert span_of(owner + 1)[0] == last + 1


@pytest.mark.parametrize("number", [-1, PARTS_LIMIT])
def test_a_part_beyond_the_span_is_a_defect(number: int) -> None:
    with pytest.raises(ValueError, match="range"):
        part_id(1, number)
