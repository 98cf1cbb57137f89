"""Markup is a closed list, and cleaning it twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.markup import TAGS, allowed_style, clean, escape, is_clean

HOSTILE = [
    "<script>alert(1)</script>",
    "<title>t</title>",
    "<style>p{}</style>",
    '<img src="http://x/y.png">',
    '<img src="data:image/png;base64,AAAA">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<p onclick="x()" class="c" id="i">',
    '<p style="background:url(http://x/y);position:fixed">',
    '<p style="margin-left:expression(1)">',
    "<table><a><tr><td>x<pre>\n\n\nx",
    "<svg><a xlink:href='javascript:x'><title>y",
    "<math><mtext><table><mglyph><style><img src=x>",
    "<form><button formaction=javascript:x>",
    "<p>a\x00b\r\nc\ufdd0",
]
FRAGMENTS = st.lists(
    st.sampled_from([*HOSTILE, *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), "\n", "&amp;", "&", "<"])
    | st.text(max_size=5),
    max_size=25,
).map("".join)


@given(FRAGMENTS)
def test_cleaning_settles_at_once(markup: str) -> None:
    cleaned = clean(markup)
    assert is_clean(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_outside_the_list_is_left(markup: str) -> None:
    cleaned = clean(markup)
    for word in (
        "script",
        "http",
        "data:",
        "file:",
        "onclick",
        "class",
        "id=",
        "url(",
        "position",
        "expression",
        "form",
    ):
        assert word not in cleaned


def test_links_and_images_of_the_document_stay() -> None:
    kept = '<p dir="rtl" lang="fa"><a href="#a1">x</a> <img src="res:r1.png" alt="y" width="10" height="20"></p>'
    assert clean(kept) == kept
    assert clean('<a href="https://a.example/?q=1">x</a>') == '<a href="https://a.example/?q=1">x</a>'


def test_styles_keep_listed_values_only() -> None:
    style = "Font-Style: ITALIC; color:red; margin-left:10px; margin-left:12px; text-align:start; float:left"
    assert allowed_style(style) == "font-style:italic;margin-left:12px;float:left"
    assert clean(f'<p style="{style}">x</p>') == '<p style="font-style:italic;margin-left:12px;float:left">x</p>'


@given(st.text())
def test_escaped_text_is_clean(text: str) -> None:
    escaped = escape(text.replace("\x00", "").replace("\r", ""))
    assert clean(escaped) == escaped
