"""The document's CSS, resolved as a screen would to the closed list; a poem, a play and a table keep their shape."""

# ruff: noqa: E501 - tables of styles are easier to read in long lines

from __future__ import annotations

import base64

import pytest

from reader.formats.html_format import FORMAT
from reader.formats.stylesheets import generated, media_applies, screen_rules
from reader.text.model import ParseEvent
from tests.formats.checks import check_document, whole_markup, whole_text
from tests.formats.makers import picture


def parsed(body: str, sheet: str = "", attributes: str = "") -> list[ParseEvent]:
    head = f"<head><style>{sheet}</style></head>" if sheet else ""
    events = list(FORMAT.parse(f"<!DOCTYPE html><html {attributes}>{head}<body>{body}</body></html>".encode()))
    check_document(events)
    return events


def markup(body: str, sheet: str = "", attributes: str = "") -> str:
    return whole_markup(parsed(body, sheet, attributes))


def text(body: str, sheet: str = "", attributes: str = "") -> str:
    return whole_text(parsed(body, sheet, attributes))


def style_of(body: str, sheet: str = "", attributes: str = "") -> str:
    """The style of the first block."""
    start = markup(body, sheet, attributes).partition(">")[0]
    return start.partition('style="')[2].removesuffix('"')


# --- poems, plays, quotations


def test_a_poem_keeps_its_stanzas_and_indents() -> None:
    lines = "<div class=line>{}</div><div class='line in'>{}</div>"
    poem = f"<div class=poem><div class=stanza>{lines.format(1, 2)}</div><div class=stanza>{lines.format(3, 4)}</div></div>"
    shown = markup(poem, ".stanza{margin:1em 0}.in{margin-left:2em}.poem{margin-left:3em}")
    assert shown == (
        '<div dir="ltr" style="margin-left:48px;margin-top:16px">1</div>'
        '<div dir="ltr" style="margin-left:80px;margin-bottom:16px">2</div>'
        '<div dir="ltr" style="margin-left:48px;margin-top:16px">3</div>'
        '<div dir="ltr" style="margin-left:80px;margin-bottom:16px">4</div>'
    )


def test_a_poem_in_one_paragraph_keeps_its_lines() -> None:
    assert text('<p style="white-space:pre-wrap">a\n  b\n\nc</p>') == "a\u2028\xa0\xa0b\u2028\u2028c\n"
    assert text('<p style="white-space:pre-line">a   b\n   c</p>') == "a b\u2028c\n"
    assert (
        text('<p style="white-space:pre"> a\n  <i style="white-space:normal">b\n  c</i></p>')
        == "\xa0a\u2028\xa0\xa0b c\n"
    )


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("peeped out<span class=n>80</span>", "peeped out 80"),
        ("peeped out,<span class=n>80</span>", "peeped out, 80"),
        ("peeped out <span class=n>80</span>", "peeped out 80"),
        ("<span class=n>80</span>(Another hid", "80 (Another hid"),
        ("peeped<span class=n>80</span>, and", "peeped 80, and"),
        ("<span class=n>80</span><b>Another</b>", "80 Another"),
        ("out<span style='position:absolute'>80</span>Another", "out 80 Another"),
        ("<span class=first>O</span>nce", "Once"),
        ("“<span class=first>O</span>nce", "“Once"),
        ('"<span class=first>O</span>nce', '"Once'),
        ("<i>it</i>self<span style='float:none;position:relative'>2</span>", "itself2"),
    ],
)
def test_what_stands_in_the_margin_is_not_glued_to_the_words(body: str, shown: str) -> None:
    assert text(f"<p>{body}</p><p>on</p>", ".n{float:right}.first{float:left;font-size:3em}") == f"{shown}\non\n"


def test_a_play_keeps_its_indents() -> None:
    play = '<p class=speaker>HAMLET</p><p class=speech style="text-indent:-2em">To be, or not to be.</p>'
    shown = markup(play, ".speaker{text-align:center;font-variant:small-caps}.speech{padding-left:4em}")
    assert 'style="text-align:center"><span style="font-variant:small-caps">HAMLET' in shown
    assert 'style="text-indent:-32px;margin-left:64px">To be' in shown


def test_quotations_keep_their_own_margins() -> None:
    assert style_of("<blockquote>q</blockquote>") == ""
    assert style_of('<blockquote style="margin:1em 0 1em 3em">q</blockquote>') == (
        "margin-top:16px;margin-right:0px;margin-bottom:16px;margin-left:48px"
    )
    assert style_of('<div style="margin-left:2em"><blockquote>q</blockquote></div>') == "margin-left:64px"


def test_lists_keep_their_own_margins() -> None:
    assert style_of('<ul style="margin-left:4em"><li>a</ul>') == "margin-left:24px", "beyond the room for the marker"
    assert style_of('<ul style="margin:0;padding:0"><li>a</ul>') == "margin-top:0px;margin-right:0px;margin-bottom:0px"
    assert style_of('<div style="margin-left:1em"><ol><li>a</ol></div>') == "margin-left:16px"
    assert style_of('<ul dir=rtl style="padding-right:40px"><li>ا</ul>') == "", "just the room for the marker"
    assert style_of('<dl style="margin-left:1em"><dt>a</dl>') == "margin-left:16px"


# --- white space, letters


def test_text_that_may_not_wrap() -> None:
    assert markup('<p>on <span style="white-space:nowrap">12 May</span></p>') == (
        '<p dir="ltr">on <span style="white-space:nowrap">12 May</span></p>'
    )
    assert "nowrap" in markup("<table><tr><td nowrap>12 May<td>b</table>")
    assert "nowrap" not in markup(f'<p style="white-space:nowrap">{"long " * 30}</p>'), "it would widen the page"


def test_letters_are_transformed() -> None:
    assert text("<p>straße</p>", "p{text-transform:uppercase}") == "STRASSE\n"
    assert text("<p>ABC <b>Def</b></p>", "p{text-transform:lowercase}b{text-transform:none}") == "abc Def\n"
    assert text("<p>two words</p>", "p{text-transform:capitalize}") == "Two Words\n"


def test_font_shorthand() -> None:
    assert markup("<p>a</p>", "p{font:italic small-caps bold 12px/1.5 'A, B', serif}") == (
        '<p dir="ltr"><i><b><span style="font-variant:small-caps">a</span></b></i></p>'
    )
    assert markup("<p><b>a</b></p>", "b{font:12px serif}") == '<p dir="ltr">a</p>'


# --- logical properties, variables, the cascade


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<p style="margin-inline-start:3em">x</p>', "margin-left:48px"),
        ('<p dir=rtl style="margin-inline-start:3em">x</p>', "margin-right:48px"),
        ('<p style="margin-inline-start:3em">ب</p>', "margin-right:48px"),
        ('<p style="padding-inline:1em 2em">x</p>', "margin-right:32px;margin-left:16px"),
        ('<p dir=rtl style="padding-inline:1em 2em">x</p>', "margin-right:16px;margin-left:32px"),
        ('<p style="margin-block:1em 2em">x</p>', "margin-top:16px;margin-bottom:32px"),
        ('<p style="margin:0;margin-inline-start:1em">x</p>', "margin-top:0px;margin-bottom:0px;margin-left:16px"),
        ('<p style="--a:2em;margin-left:var(--a)">x</p>', "margin-left:32px"),
        ('<p style="margin-left:var(--none, 1em)">x</p>', "margin-left:16px"),
        ('<p style="text-align:end">x</p>', "text-align:right"),
        ('<p dir=rtl style="text-align:start">x</p>', ""),
        ("<center>x</center>", "text-align:center"),
        ('<p style="margin:1em!important;margin-left:9px">x</p>', "margin-top:16px;margin-right:16px;margin-bottom:16px;margin-left:9px"),
    ],
)  # fmt: skip
def test_logical_properties_and_variables(body: str, style: str) -> None:
    assert style_of(body) == style


def test_variables_of_the_root() -> None:
    assert style_of("<p>x</p>", ":root{--gap:3em;--other:var(--gap)} p{margin-left:var(--other)}") == "margin-left:48px"


def test_what_is_set_later_or_more_closely_wins() -> None:
    sheet = "p{margin:5px} p.a{margin-left:1px} p.a.b{margin:0 7px}"
    assert (
        style_of('<p class="a b">x</p>', sheet) == "margin-top:0px;margin-right:7px;margin-bottom:0px;margin-left:7px"
    )
    assert style_of('<p style="text-align:left">x</p>', "p{text-align:right!important}") == "text-align:right"


@pytest.mark.parametrize(
    ("query", "applies"),
    [
        ("", True), ("all", True), ("screen", True), ("print", False), ("only screen and (min-width: 40em)", True),
        ("screen and (max-width:600px)", False), ("(max-width:2000px)", True), ("print, screen", True), ("not print", True),
        ("not screen", False), ("(prefers-color-scheme: dark)", False), ("(orientation:portrait)", False), ("speech", False),
        ("amzn-kf8", False), ("(min-width:99999px)", False),
    ],
)  # fmt: skip
def test_media_queries(query: str, applies: bool) -> None:
    assert media_applies(query) is applies
    hidden = text(f"<p>a</p><i>b</i><style media='{query}'>p{{display:none}}</style>") == "b\n"
    assert hidden is applies
    assert (text("<p>a</p><i>b</i>", f"@media {query or 'all'}{{p{{display:none}}}}") == "b\n") is applies


def test_rules_within_rules() -> None:
    sheet = "@media screen{@supports (display:grid){p{text-align:right}}@media print{p{text-align:center}}}p{&:hover{color:red}}"
    assert style_of("<p>x</p>", sheet) == "text-align:right"
    assert (
        style_of("<p>x</p>", "@layer a{p{text-align:right}}@font-face{src:url(x)}@page{margin:1cm}")
        == "text-align:right"
    )


def test_one_bad_rule_does_not_take_the_others() -> None:
    sheet = "p::weird(,{margin:1em} p,p::first-line{text-align:center} p{text-indent:1em} }} p{margin-left:1em"
    assert style_of("<p>x</p>", sheet) == "text-align:center;text-indent:16px;margin-left:16px"


def test_data_and_strings_in_a_sheet_do_not_end_it() -> None:
    sheet = "a{background:url(data:image/png;base64,}{)} b::before{content:'}'} p{text-align:right}"
    assert style_of("<p>x</p>", sheet) == "text-align:right"


# --- what a style writes


def test_before_and_after() -> None:
    sheet = "p::before{content:'« '} p:after{content:' »' attr(data-x)} li::before{content:'→ '} ul{list-style:none}"
    assert text("<p data-x='!'>hi</p><ul><li>a</ul>", sheet) == "« hi »!\n→ a\n"
    assert (
        text("<q>a</q><q class=x>b</q>", ".x::before{content:open-quote} .x::after{content:close-quote}") == "“a”“b”\n"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("'a' \"b\"", "ab"), (r"'\201C'", "“"), (r"'\41 b'", "Ab"), ("none", ""), ("normal", ""), ("counter(c) '. '", ""),
        ("url(http://x/)", ""), ("'\ue001'", ""), ("attr(title)", "t"), ("attr(onclick)", ""), ("'" + "x" * 999 + "'", "x" * 200),
        ("'a' / 'alt'", ""), (r"'\0'", ""), (r"'\d800'", ""), ("", ""),
    ],
)  # fmt: skip
def test_what_content_says(content: str, said: str) -> None:
    assert generated(content, {"title": "t"}) == said


def test_generated_text_has_an_end() -> None:
    assert len(text("<i>x</i>" * 5000, f"i::before{{content:'{'y' * 200}'}}")) < 5000 + 20_000 + 300


# --- lists


def test_list_types() -> None:
    for kind, type_ in (("lower-roman", "i"), ("upper-alpha", "A"), ("lower-latin", "a")):
        assert f'<ol dir="ltr" type="{type_}"><li' in markup(f'<ol style="list-style-type:{kind}"><li>a</ol>')
    assert '<ol dir="ltr"><li' in markup('<ul style="list-style:decimal inside"><li>a</ul>')
    assert '<ul dir="ltr"><li' in markup('<ol style="list-style-type:square"><li>a</ol>')
    assert '<ol dir="ltr" type="I"><li' in markup("<ol type=I><li>a</ol>")


def test_numbers_that_the_page_can_not_count_are_written() -> None:
    assert text("<ol reversed><li>a<li>b</ol>") == "2.\xa0a\n1.\xa0b\n"
    assert text("<ol reversed start=9><li>a<li>b</ol>") == "9.\xa0a\n8.\xa0b\n"
    assert text("<ol start=0><li>a<li>b</ol>") == "0.\xa0a\n1.\xa0b\n"
    assert text('<ol style="list-style-type:hangul"><li>a<li>b</ol>') == "가.\xa0a\n나.\xa0b\n"
    assert text('<ol style="list-style-type:persian" start=12><li>a</ol>') == "۱۲.\xa0a\n"
    assert text("<ul style=\"list-style-type:'– '\"><li>a</ul>") == "–\xa0a\n"
    assert text("<ol reversed type=i><li>a<li>b</ol>") == "ii.\xa0a\ni.\xa0b\n"


def test_a_list_in_writing_stands_apart_from_what_follows() -> None:
    assert 'margin-bottom:16px">1.&nbsp;b' in markup("<ol reversed><li>a<li>b</ol><p>c</p>")


def test_start_and_value() -> None:
    assert markup("<ol start=5><li>x<li value=9>y<li>z</ol>") == (
        '<ol dir="ltr" start="5"><li dir="ltr">x</li></ol>'
        '<ol dir="ltr" start="9"><li dir="ltr">y</li><li dir="ltr">z</li></ol>'
    )


def test_nothing_that_stands_in_a_list_is_lost() -> None:
    assert text("<ul>loose<li>a</li>between<p>p</p><li>b</ul>") == "loose\na\nbetween\np\nb\n"
    assert text("<dl>loose<div><dt>a<dd>b</div>c</dl>") == "loose\na\nb\nc\n"


# --- tables


def test_a_table_keeps_its_alignment() -> None:
    shown = markup(
        "<table><thead><tr align=center><th>a<th>b</thead><tr><td align=right>1<td class=n valign=top>2</table>",
        ".n{text-align:center;vertical-align:bottom}",
    )
    assert '<th dir="ltr" style="text-align:center">a</th>' in shown
    assert '<td dir="ltr" style="text-align:right">1</td>' in shown
    assert '<td dir="ltr" style="text-align:center;vertical-align:bottom">2</td>' in shown


def test_heads_come_first_and_feet_last() -> None:
    assert text(
        "<table><tfoot><tr><td>f<td>g</tfoot><tbody><tr><td>b<td>c</tbody><thead><tr><td>h<td>i</thead></table>"
    ) == ("h\ni\nb\nc\nf\ng\n")


def test_nothing_that_stands_in_a_table_is_lost() -> None:
    assert text("<table><form><tr><td>a<td>b</tr></form></table>") == "a\nb\n"
    assert sorted(text("<table><caption>c</caption>loose<tr>stray<td>a<td>b</table>").split()) == [
        "a",
        "b",
        "c",
        "loose",
        "stray",
    ]


# --- direction and language on every block


def test_every_kind_of_block_says_its_direction_and_language() -> None:
    body = (
        "<p>ב</p><h2>ב</h2><div>ב</div><blockquote>ב</blockquote><pre>ב</pre><ul><li>ב</ul><ol><li>ב</ol><dl><dt>ב<dd>ב</dl>"
        "<table><tr><td>ב<th>ב</table><hr>"
    )
    shown = markup(body, attributes="lang=he dir=rtl")
    tags = shown.count("<") - shown.count("</")
    assert shown.count(' dir="rtl" lang="he"') == tags
    for name in [
        "p",
        "h2",
        "div",
        "blockquote",
        "pre",
        "ul",
        "li",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "hr",
    ]:
        assert f'<{name} dir="rtl" lang="he"' in shown


def test_direction_and_language_of_lists_and_rows_reach_what_is_in_them() -> None:
    assert '<li dir="rtl" lang="fa">' in markup("<ul dir=rtl lang=fa><li>12</ul>")
    assert markup("<table lang=ar><tbody dir=rtl><tr><td>1<td>2</table>").count('dir="rtl" lang="ar"') == 5
    assert '<td dir="rtl"' in markup("<table><tr dir=rtl><td>1<td>2</table>")


# --- sheets in a pass of their own


def test_rules_that_say_nothing_are_not_kept() -> None:
    assert screen_rules("p{color:red} @media print{p{margin:0}} a:hover{background:url(x)} /* p{margin:0} */") == ""


@pytest.mark.parametrize(
    "bomb",
    [
        '"' * 300_000, "/*" * 300_000, "{" * 300_000, "@media x{" * 50_000, "a:b;" * 100_000, "\\" * 300_000, "url(" * 100_000,
        "p{content:'" + "\\" * 300_000, "(" * 300_000 + "{a:b}", ("(" * 20 + "a,") * 10_000 + "{margin:0}", "[" * 300_000 + "{margin:0}",
        "p{margin:" + "(" * 200_000 + "}", "a," * 50_000 + "b{margin:0}", "*" * 100_000 + "{margin:0}",
    ],
    ids=range(14),
)  # fmt: skip
def test_hostile_sheets_end(bomb: str) -> None:
    assert "words" in text("<p>words</p>", bomb)


def test_many_rules_on_many_elements_end() -> None:
    sheet = "".join(f".c{number} .d{number % 7} > *:not(.e) {{margin:1px}}" for number in range(12_000))
    assert "x" in text("<div class=c1><i>x</i></div>" * 4000, sheet)


def _doubling(levels: int) -> str:
    return (
        "".join(f"--v{number}:var(--v{number + 1}) var(--v{number + 1});" for number in range(levels))
        + f"--v{levels}:1px"
    )


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        (f":root{{{_doubling(22)}}}p{{margin-left:var(--v0)}}", "<p>words" * 2000),
        ("p{text-align:left}", f'<div style="{_doubling(22)}"><p style="margin-left:var(--v0)">words'),
        (f":root{{--a:{'x' * 300_000}}}p{{margin-left:var(--a)}}", "<p>words" * 20_000),
        ("p{margin-left:var(--a)}", f'<div style="--a:{"x" * 300_000}">' + "<p>words" * 20_000),
        (f"p::before{{content:{chr(39) * 2 * 300_000}}}p{{margin-left:{'1' * 300_000}px}}", "<p>words" * 5000),
    ],
    ids=range(5),
)
def test_values_do_not_swell_the_page(sheet: str, body: str) -> None:
    assert "words" in text(body, sheet)


def test_a_picture_in_a_variable_is_found() -> None:
    url = "data:image/png;base64," + base64.b64encode(picture()).decode()
    shown = markup("<p><canvas style='background-image:var(--sf-img-1)'></canvas>", f':root{{--sf-img-1:url("{url}")}}')
    assert 'src="res:i1.png"' in shown


def test_a_long_style_of_one_element() -> None:
    url = "data:image/png;base64," + "A" * 300_000
    assert style_of(f"<p style='background:url({url});text-align:right'>x</p>") == "text-align:right"
    assert "x" in text(f"<p style='{'margin:1px;' * 200_000}'>x</p>")
