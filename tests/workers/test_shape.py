"""All clean markup has the shape; markup made to waste time has not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.markup import clean
from reader.workers.shape import MAX_DEPTH, is_plain_sailing

BITS = st.sampled_from(
    [
        "<p>", "</p>", "<b>", "</b>", "<pre>", "\n", "<table>", "<tr>", "<td colspan=2>", "<br>", "<hr/>", "text", "&",
        "&amp;", "&nbsp;", "\xa0", "<", ">", '"', "'", "<a href='#x'>", "</a>", '<img src="res:a" alt="&lt;&quot;>">',
        "<span style='font-weight:bold'>", "</span>", "<script>", "</script>", "<!--", "-->", "가", "<li>", "<h1>",
        '<ol start="3" type="a">', '<div dir="rtl" lang="ar">', "</div>",
    ]
)  # fmt: skip


@given(st.lists(BITS, max_size=40))
def test_all_clean_markup_has_the_shape(bits: list[str]) -> None:
    assert is_plain_sailing(clean("".join(bits)))


@pytest.mark.parametrize("markup", ["", "text", "<p>a&amp;b<br>c</p>", "<p>" * MAX_DEPTH + "</p>" * MAX_DEPTH])
def test_what_passes(markup: str) -> None:
    assert is_plain_sailing(markup)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100,
        "<p>" * (MAX_DEPTH + 1) + "</p>" * (MAX_DEPTH + 1),
        "</p><p>",
        "<a <a <a <a",
        "a & b",
        "&bogus;",
        "<script></script>",
        "<p " + " ".join(f'a{"b" * (number % 9)}="1"' for number in range(9)) + "></p>",
        "<P></P>",
        "<p onclick='x'></p>",
        "<!-- x -->",
        "<",
    ],
)
def test_what_does_not(markup: str) -> None:
    assert not is_plain_sailing(markup)
