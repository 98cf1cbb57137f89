"""HTML as it is found: styles, tables, notes, other directions, and what must not come through."""

from __future__ import annotations

import base64

import pytest

from reader.errors import DamagedFile, NothingToRead
from reader.formats.html_format import FORMAT
from reader.text.model import Direction, Metadata, ParseEvent
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, picture

SAMPLE = f"""<!DOCTYPE html><html lang="en"><head><title>The Declaration</title><meta name="author" content="A. Author">
<style>.note {{ display: none }} .c {{ text-align: center; font-style: italic }} p.i {{ padding-left: 2em;
margin-left: 1em }}
.sc {{ font-variant: small-caps }} .br {{ page-break-before: always }}</style></head><body>
<h1 id="top">Article 1</h1><p class="c">{ENGLISH} <a href="#n1">1</a> <a href="other.html">o</a></p>
<p class="i br">in <span class="sc">Small</span> <em>em <b>both</b></em></p>
<aside class="note" id="n1">A note that is hidden until asked.</aside><p class="note">Never shown.</p>
<ol start="3"><li>three<li>four<ul><li>inner</ul></ol>
<table><tr><th>a<td>b<tr><td colspan=2>c</table>
<pre>line 1
  line 2</pre><script>alert(1)</script></body></html>"""


class TestHtml(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [SAMPLE.encode(), SAMPLE.replace('<html lang="en">', "<html>").encode("utf-16")]


def parsed(body: str, head: str = "", attributes: str = "") -> list[ParseEvent]:
    events = list(
        FORMAT.parse(f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>".encode())
    )
    check_document(events)
    return events


def test_metadata() -> None:
    metadata = next(iter(FORMAT.parse(SAMPLE.encode())))
    assert isinstance(metadata, Metadata)
    assert (metadata.title, metadata.authors, metadata.language) == ("The Declaration", ("A. Author",), "en")


def test_styles_are_resolved() -> None:
    markup = whole_markup(FORMAT.parse(SAMPLE.encode()))
    assert '<p dir="ltr" lang="en" style="text-align:center"><i>All human' in markup
    assert 'style="margin-left:48px;page-break-before:always"' in markup
    assert '<span style="font-variant:small-caps">Small</span>' in markup
    assert "<i>em <b>both</b></i>" in markup


def test_hidden_text_goes_but_for_notes() -> None:
    text = whole_text(FORMAT.parse(SAMPLE.encode()))
    assert "A note that is hidden" in text
    assert "Never shown" not in text
    assert "alert" not in text
    assert "The Declaration" not in text


def test_lists_tables_and_lines() -> None:
    events = list(FORMAT.parse(SAMPLE.encode()))
    markup = whole_markup(events)
    assert '<ol dir="ltr" lang="en" start="3"><li' in markup
    assert "three\nfour\ninner\na\nb\nc\nline 1\n  line 2\n" in whole_text(events)
    assert '<td dir="ltr" lang="en" colspan="2">c</td>' in markup


def test_links_out_of_the_page() -> None:
    markup = whole_markup(
        parsed(
            '<p>x <a href="http://a.example/ü b">a</a><a href="javascript:x">b</a><a href="file:///x">c</a>'
            '<a href="mailto:a@b.example">d</a><a href="other.html">e</a>'
        )
    )
    assert 'href="http://a.example/%C3%BC%20b"' in markup
    assert 'href="mailto:a@b.example"' in markup
    assert markup.count("href") == 2


def test_every_block_has_a_direction() -> None:
    markup = whole_markup(parsed(f"<p>{ARABIC}</p><blockquote><p>{PERSIAN}</p></blockquote><p>abc</p>"))
    assert markup.count('dir="rtl"') == 3
    assert markup.count('dir="ltr"') == 1


def test_changes_of_language_are_kept() -> None:
    markup = whole_markup(
        parsed(f'<p>abc <span lang="ko">{KOREAN}</span></p><p lang="ja">人</p>', attributes='lang="en"')
    )
    assert f'<span lang="ko">{KOREAN}</span>' in markup
    assert '<p lang="ja">' in markup or '<p dir="ltr" lang="ja">' in markup


def test_rtl_tables_are_reversed() -> None:
    events = parsed(f"<table><tr><td>{ARABIC}</td><td>ب</td></tr></table>", attributes='dir="rtl"')
    assert whole_text(events) == f"ب\n{ARABIC}\n"
    assert sections_of(events)[0].direction is Direction.RTL


def test_what_is_lost_is_named() -> None:
    events = parsed(
        "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby></p>"
        "<p><math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac><mo>=</mo>"
        "<msup><mi>x</mi><mn>2</mn></msup></math></p>"
        "<table><tr><td><table><tr><td>deep</td><td>in</td></tr></table></td><td>x</td></tr></table>"
        '<p><input value="x"><iframe src="http://a.example"></iframe><video src="v.mp4">no video</video></p>',
        head="<style>html { writing-mode: vertical-rl }</style>",
    )
    assert losses_of(events) == {"ruby", "mathml", "table", "form", "embedded", "video", "vertical-text"}
    assert "漢(かん)字(じ)" in whole_text(events)
    assert "(a + b)/c = x^2" in whole_text(events)
    assert "deep\nin\nx\n" in whole_text(events)


def test_pictures_inside_and_outside() -> None:
    url = "data:image/jpeg;base64," + base64.b64encode(picture("JPEG")).decode()
    events = parsed(
        f'<p><img src="{url}" alt="dot" style="float:left"><img src="http://a.example/x.png" alt="away"></p>'
    )
    assert '<img src="res:i1.jpeg" alt="dot" width="40" height="30" style="float:left">' in whole_markup(events)
    assert "[away]" in whole_text(events)


def test_a_drawing_becomes_a_picture() -> None:
    events = parsed('<p>x<svg width="30" height="20"><rect width="9" height="9"/><text>word</text></svg>y</p>')
    assert '<img src="res:i1.png" alt="" width="30" height="20">' in whole_markup(events)
    assert whole_text(events) == "x\ufffc\nword\ny\n"
    assert losses_of(events) == {"svg-text"}


def test_poems_keep_their_lines() -> None:
    assert whole_text(parsed('<p style="white-space:pre-wrap">a\n  b</p>')) == "a\u2028\xa0\xa0b\n"
    assert whole_text(parsed("<p>a <br> b<br></p>")) == "a\u2028b\n"


def test_spaces_between_elements() -> None:
    assert whole_text(parsed("<p> a <b> b</b><i>c </i> d</p>")) == "a bc d\n"


@pytest.mark.parametrize("depth", [500, 1900])
def test_deep_nesting_is_no_fall(depth: int) -> None:
    check_document(list(FORMAT.parse(f"<html><body><p>{ENGLISH}</p>{'<div>' * depth}x".encode())))


def test_entities_that_swell_or_reach_outside() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = whole_text(FORMAT.parse(f"{bomb}<html><body><p>k &b; &x;</p></body></html>".encode()))
    assert "root:" not in text
    assert "aaaa" not in text


def test_a_page_without_words_is_nothing_to_read() -> None:
    with pytest.raises(NothingToRead):
        list(FORMAT.parse(b"<!DOCTYPE html><html><body><script>x</script></body></html>"))


def test_a_block_of_digits_takes_the_direction_of_its_language() -> None:
    assert '<p dir="rtl" lang="ar">12</p>' in whole_markup(parsed("<p>12</p>", attributes='lang="ar"'))
    assert '<p dir="ltr">12</p>' in whole_markup(parsed("<p>12</p>"))


def test_lines_in_div_have_no_paragraph_space() -> None:
    assert (
        whole_markup(parsed("<div>a<div>b</div>c</div>"))
        == '<div dir="ltr">a</div><div dir="ltr">b</div><div dir="ltr">c</div>'
    )


def test_a_tag_with_attributes_without_end_is_refused() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(60_000))
    for html in (f"<html><body><p {attributes}>x", f"<html><body><p {attributes}>x</p></body></html>"):
        with pytest.raises(DamagedFile):
            list(FORMAT.parse(html.encode()))


def test_a_tag_with_a_long_value_is_none() -> None:
    url = "data:image/png;base64," + base64.b64encode(picture()).decode()
    html = f"<html><body><p title='{'word ' * 50_000}'>x<img src='{url}' alt='y' data-x='{'z' * 200_000}'>"
    assert "x\ufffc" in whole_text(FORMAT.parse(html.encode()))


@pytest.mark.parametrize(
    "tag", ["<blockquote>", "<ul><li>", "<dl><dd>", "<div>", "<b>", "<h2>", "<pre>", "<table><tr><td>", "<ruby>", "<q>"]
)
@pytest.mark.parametrize("times", [90, 130, 260, 600])
def test_what_stands_deep_is_read(tag: str, times: int) -> None:
    events = list(FORMAT.parse(f"<!DOCTYPE html><html><body><p>first</p>{tag * times}deep<p>deeper<script>no".encode()))
    check_document(events)
    text = whole_text(events)
    assert "first" in text
    assert "deep" in text
    assert "deeper" in text
    assert "no" not in text
    assert ("nesting" in losses_of(events)) is (times * tag.count("<") + 4 > 100)


def test_a_text_of_one_run_is_read() -> None:
    assert len(whole_text(FORMAT.parse(b"<html><body>" + b"word " * 2_500_000))) > 12_000_000


def test_empty_lines_at_the_head_of_preformatted_text() -> None:
    """HTML's parser takes the first line end out of `pre`; five of them, and the piece lost its tags."""
    events = parsed(f"<p>a</p><pre>\n\n\n\n\n\n\nb <b>c</b>\n\nd</pre><pre>{chr(10) * 900}e</pre>")
    assert '<pre dir="ltr">b <b>c</b>\n\nd</pre>' in whole_markup(events)
    assert whole_markup(events).endswith("e</pre>")


def test_nothing_is_left_out_of_what_nests_too_deep() -> None:
    def nested(depth: int) -> bytes:
        return b"<!doctype html><body>" + b"<div>" * depth + b"deep" + b"</div>" * depth + b"<p>after"

    assert whole_text(FORMAT.parse(nested(1500))) == "deep\nafter\n"
    with pytest.raises(DamagedFile, match="nesting"):
        list(FORMAT.parse(nested(2500)))
