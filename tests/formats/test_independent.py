"""For any page, what is shown passes a checker that shares nothing with what made it; and the checker finds faults."""

# ruff: noqa: E501 - lists of fragments are easier to read in long lines

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import DocumentRefused
from reader.formats.contract import ParseOptions
from reader.formats.html_format import FORMAT
from tests.formats.checks import check_document
from tests.formats.independent import read_piece
from tests.formats.makers import ARABIC, KOREAN, PERSIAN
from tests.formats.saved_pages import PAGES, saved_html

ATTRIBUTES = st.lists(
    st.sampled_from(
        [
            'dir="rtl"', "dir=auto", 'dir="evil"', 'lang="ko"', 'lang="x y"', "lang=ar", 'id="a"', "id=b", "hidden", 'align="right"',
            'style="margin:1em 2px"', 'style="display:none"', 'style="white-space:pre"', 'style="white-space:pre-line"',
            'style="white-space:nowrap"', 'style="float:left;position:fixed"', 'style="text-align:justify;text-indent:-2em"',
            'style="background:url(http://x/)"', 'style="list-style:none"', 'style="list-style-type:hebrew"', 'style="margin-inline:3em"',
            'style="font:italic bold 9px/2 x"', 'style="text-transform:uppercase"', 'style="page-break-before:always"',
            'style="display:block"', "style='content:\"x'", 'style="}{;;:"', "class=c", "class=d", "onclick=x()", "reversed", 'start="5"',
            "start=-3", "value=7", "type=i", "type=checkbox", "colspan=2", "rowspan=3", "colspan=999999", 'href="#a"', 'href="#nowhere"',
            'href="https://b.example/\u202e"', 'href="javascript:alert(1)"', "href='data:text/html,x'", 'href="file:///etc/passwd"',
            "href='//x.example'", "src=http://x.example/y.png", 'src="data:image/png;base64,AAAA"', 'alt="a\u202eb"', 'name="n"', "open",
            'srcset="a.png 2x, b.png"', 'poster="x"', 'title="t"', "nowrap",
        ]
    ),
    max_size=3,
).map(" ".join)  # fmt: skip
NAMES = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "h1",
        "h3",
        "blockquote",
        "pre",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "b",
        "i",
        "em",
        "a",
        "q",
        "ruby",
        "rt",
        "code",
        "small",
        "sup",
        "section",
        "article",
        "nav",
        "aside",
        "form",
        "select",
        "option",
        "textarea",
        "button",
        "label",
        "details",
        "summary",
        "center",
        "font",
        "math",
        "mi",
        "svg",
        "text",
        "title",
        "style",
        "script",
        "template",
        "noscript",
        "iframe",
        "object",
        "video",
        "audio",
        "figure",
        "figcaption",
        "address",
        "main",
        "u",
        "del",
        "cite",
        "colgroup",
        "custom-element",
        "foreignObject",
        "picture",
        "menu",
        "fieldset",
        "legend",
        "canvas",
        "marquee",
    ]
)
TEXTS = st.sampled_from(
    [
        "words", " ", "\n", "two  spaces", "\n line\n", "&amp;", "&lt;script&gt;", "&nbsp;", "&#x202e;", "\u202eturned", "\u2067open",
        "\u2069", "\u200f", KOREAN, ARABIC, PERSIAN, "人民", "𐍈😀", "\xad", "\x0b", "\x00", "&", "<", ">", '"', "\u2028", "https://a.example",
        "www.b.example", "1", "—",
    ]
)  # fmt: skip
LEAVES = TEXTS | st.sampled_from(
    ["<br>", "<hr>", "<img src=x alt=y>", "<input value=v>", "<wbr>", "<!-- c -->", "</p>", "</table>"]
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, attributes, inside, ends: (
            f"<{name} {attributes}>{''.join(inside)}" + (f"</{name}>" if ends else "")
        ),
        NAMES,
        ATTRIBUTES,
        st.lists(children, max_size=4),
        st.booleans(),
    )


PAGES_OF_ANY_SHAPE = st.lists(st.recursive(LEAVES, _element, max_leaves=25), min_size=1, max_size=4).map("".join)
SHEETS = st.lists(
    st.sampled_from(
        [
            "p{margin:2em}", ".c::before{content:'\u00ab '}", ".c:after{content:attr(title)}", "@media print{*{display:none}}",
            "@media screen{.d{text-align:right}}", "li{list-style:none}", ".d{display:none}", "*{white-space:pre-wrap}", ":root{--a:3em}",
            "p{margin-left:var(--a)}", "td{vertical-align:top}", "/*", "}", "{", "'", "@import 'x';", "div{padding:9999px}", "a{", "\\",
            "*{text-transform:capitalize}", "h1,h3{font:inherit}", "b{font-weight:100000}", "p::first-line{color:red}",
        ]
    ),
    max_size=4,
).map("\n".join)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=400)
@given(body=PAGES_OF_ANY_SHAPE, sheet=SHEETS, attributes=ATTRIBUTES, saved=st.booleans())
def test_any_page(body: str, sheet: str, attributes: str, saved: bool) -> None:
    html = f"<!DOCTYPE html><html {attributes}><head><style>{sheet}</style></head><body>{body}</body></html>"
    data = saved_html(html) if saved else html.encode("utf-8", "surrogatepass")
    for options in (ParseOptions(), ParseOptions(whole_page=True)):
        try:
            events = list(FORMAT.parse(data, options))
        except DocumentRefused:
            continue
        check_document(events)


@settings(deadline=None, max_examples=60)
@given(
    number=st.integers(0, len(PAGES) - 1),
    start=st.integers(0, 4000),
    bit=st.text(max_size=12) | LEAVES | NAMES.map("<{}>".format),
)
def test_realistic_pages_with_something_in_them(number: int, start: int, bit: str) -> None:
    html = PAGES[number].html
    data = saved_html(html[:start] + bit + html[start:]) if bit.isprintable() else saved_html(html)
    try:
        events = list(FORMAT.parse(data))
    except DocumentRefused:
        return
    check_document(events)


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>", "<p onclick=\"x\">a</p>", '<p class="x">a</p>', '<p style="color:red">a</p>', '<p style="">a</p>',
        '<p style="margin-left:1em">a</p>', '<p style="float:none">a</p>', '<a href="javascript:x">a</a>', '<a href="https://a b">a</a>',
        '<a href="https://б.example">a</a>', '<a href="file:///x">a</a>', '<img src="http://x/y.png">', '<img alt="">', "<p>a",
        "<b><i>a</b></i>", "<p><p>a</p></p>", "<li>a</li>", "<ul>a</ul>", "<ul><p>a</p></ul>", "<table><tr><td>a</td></tr></table>",
        '<p dir="auto">a</p>', '<p lang="not a language">a</p>', "<!-- c -->", "<!DOCTYPE html>", "<?x?>", '<td>a</td>', "</p>",
        '<a href="#x"><a href="#y">a</a></a>', "<b><p>a</p></b>", '<img src="res:a" alt="" width="100000">', "<svg></svg>",
        '<p dir="ltr" dir="rtl">a</p>',
    ],
)  # fmt: skip
def test_faults_are_found(markup: str) -> None:
    with pytest.raises(AssertionError):
        read_piece(markup)


def test_lines_are_read_as_they_are_shown() -> None:
    markup = (
        "<p>a<b>b</b><br>c</p><ul><li>d<p>e</p></li></ul><table><tbody><tr><td></td><th>f</th></tr></tbody></table><hr>"
        '<pre>g\n\n h</pre><div>i&amp;&nbsp;<img src="res:x" alt="no text"></div>'
    )
    read = read_piece(markup)
    assert read.lines == ["ab\u2028c", "d", "e", "", "f", "", "g", "", " h", "i&\xa0\ufffc"]
    assert read.resources == {"x"}
    assert read.without_direction == {"p", "ul", "li", "table", "tbody", "tr", "td", "th", "hr", "pre", "div"}
