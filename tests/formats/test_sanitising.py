"""What a page may not do here, element by element: each has a fate, and each fate a test."""

# ruff: noqa: E501 - tables of markup are easier to read in long lines

from __future__ import annotations

import base64

import pytest

from reader.formats.contract import ParseOptions
from reader.formats.html_format import FORMAT
from reader.text.model import Embedded, Metadata, Outline, ParseEvent, Resource, Section
from tests.formats.checks import check_document, losses_of, whole_markup, whole_text
from tests.formats.makers import ARABIC, ENGLISH, picture
from tests.formats.saved_pages import single_file

PNG = "data:image/png;base64," + base64.b64encode(picture()).decode()
SPACER = "data:image/png;base64," + base64.b64encode(picture(size=(1, 1))).decode()
HTML_DATA = "data:text/html,<script>alert(1)</script>"


def parsed(body: str, head: str = "", attributes: str = "") -> list[ParseEvent]:
    html = f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"
    events = list(FORMAT.parse(html.encode("utf-8", "surrogatepass")))
    check_document(events)
    return events


def text(body: str, head: str = "") -> str:
    return whole_text(parsed(body, head))


def pictures(events: list[ParseEvent]) -> int:
    return sum(isinstance(event, Resource) for event in events)


# --- text that a style hides is shown; only what is not displayed goes


@pytest.mark.parametrize(
    "style",
    [
        "visibility:hidden", "opacity:0", "font-size:0", "position:absolute;left:-9999px", "height:0;overflow:hidden",
        "color:white;background:white", "text-indent:-9999px", "clip:rect(0,0,0,0)", "transform:scale(0)", "z-index:-1",
        "max-height:0", "width:1px", "filter:opacity(0)", "clip-path:inset(100%)", "margin-left:-9999px", "letter-spacing:-1em",
        "content-visibility:hidden", "line-height:0", "mask:none", "position:fixed;top:0;left:0;width:100%;height:100%",
    ],
)  # fmt: skip
def test_hidden_text_is_shown(style: str) -> None:
    assert text(f'<p>a</p><p style="{style}">secret</p>') == "a\nsecret\n"
    assert text("<p>a</p><p class=h>secret</p>", f"<style>.h{{{style}}}</style>") == "a\nsecret\n"


def test_only_what_is_not_displayed_goes() -> None:
    assert text('<p>a</p><p style="display:none">secret</p><p hidden>too</p>') == "a\n"
    assert text('<p>a</p><p style="DISPLAY: NONE !important">secret</p>') == "a\n"


def test_a_target_of_a_note_or_link_stays() -> None:
    assert (
        text('<p>a<a href="#n">1</a></p><p id=n style="display:none">note</p><p hidden id=m>gone</p>') == "a1\nnote\n"
    )


def test_overlays_are_named() -> None:
    assert losses_of(parsed('<p>a</p><div style="position:fixed">over</div>')) == {"position"}


# --- addresses


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", " java\nscript:alert(1)", "JaVaScRiPt:x", "data:text/html,<script>x</script>", "file:///etc/passwd",
        r"\\server\share\x", "//server/share", "vbscript:x", "blob:https://a/1", "ftp://a.example/", "about:blank", "view-source:https://a",
        "x-hearth:open", "res:i1.png", "https:a", "https://", "tel:123", "smb://x/y", "ms-word:ofe|u|https://x", "https://a.example/" + "a" * 3000,
        "&#106;avascript:x", "https://\u202eelpmaxe.a/", "https://a%b/", "https://a b.example/", "mailto:",
    ],
)  # fmt: skip
def test_links_that_lead_nowhere(href: str) -> None:
    events = parsed(f"<p>a <a href='{href}'>words</a></p>")
    assert whole_markup(events) == '<p dir="ltr">a words</p>'


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://a.example/ü b", "https://a.example/%C3%BC%20b"),
        ("HTTPS://A.example/x", "https://A.example/x"),
        ("https://a.example\\@b.example/", "https://a.example/@b.example/"),
        ("https://a.example/\u202egnp.exe", "https://a.example/%E2%80%AEgnp.exe"),
        ("http:/\\b.example", "http://b.example"),
        ("https://пример.example/", "https://xn--e1afmkfd.example/"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://user@b.example/", "https://user@b.example/"),
        ("https://a.example/\u202dx", "https://a.example/%E2%80%ADx"),
        ("mailto:a@b.example?subject=ü", "mailto:a@b.example?subject=%C3%BC"),
        ('https://a.example/"onclick="x', "https://a.example/%22onclick=%22x"),
        ("https://a.example/<b>", "https://a.example/%3Cb%3E"),
    ],
)
def test_targets_are_written_in_ascii(href: str, shown: str) -> None:
    link = href.replace('"', "&quot;").replace("<", "&lt;")
    assert f'<a href="{shown}">here</a>' in whole_markup(parsed(f'<p><a href="{link}">here</a></p>'))


@pytest.mark.parametrize(
    ("words", "href", "beside"),
    [
        ("https://a.org", "https://b.org/x", "b.org"),
        ("a.org", "https://b.org", "b.org"),
        ("www.a.org/login", "https://a.org.evil.example/", "a.org.evil.example"),
        ("https://a.org", "https://a.org@evil.example/", "evil.example"),
        ("mail@a.org", "mailto:mail@b.org", "b.org"),
        ("аррӏе.com", "https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https : // a.org", "https://b.org", "b.org"),
        ("see \u202egro.a", "https://b.org/", "b.org"),
        ("a.org", "https://a.org/x", ""),
        ("www.a.org", "https://a.org", ""),
        ("a.org", "https://news.a.org", ""),
        ("Read on", "https://b.org", ""),
        ("main.js", "https://b.org", ""),
        ("3.5 million", "https://b.org", ""),
        ("A sentence. And more", "https://b.org", ""),
    ],
)
def test_a_link_that_passes_for_another_has_the_true_one_beside_it(words: str, href: str, beside: str) -> None:
    shown = text(f'<p>x <a href="{href}">{words}</a></p>')
    assert shown.endswith(f" [{beside}]\n" if beside else f"{words}\n")


def test_a_base_is_no_matter() -> None:
    markup = whole_markup(
        parsed("<p>x<a href='y.html'>a</a><img src='y.png' alt='z'>", '<base href="https://b.example/">')
    )
    assert markup == '<p dir="ltr">xa[z]</p>'


def test_a_refresh_is_no_matter() -> None:
    events = parsed("<p>x</p>", '<meta http-equiv=refresh content="0;url=https://b.example/">')
    assert "b.example" not in whole_markup(events)


# --- text that turns round


def test_turned_text_ends_with_its_block() -> None:
    assert text("<p>a \u202eb</p><p>c</p>") == "a \u202eb\u202c\nc\n"
    assert text("<p>a \u2067b <i>\u202bc</i></p>") == "a \u2067b \u202bc\u202c\u2069\n"
    assert text("<table><tr><td>\u2066a<td>b</table>") == "\u2066a\u2069\nb\n"
    assert text("<pre>a\u202e\nb</pre>") == "a\u202e\u202c\nb\n"


def test_what_closes_nothing_goes() -> None:
    assert text("<p>a\u2069\u202c</p>") == "a\n"
    assert text("<p>\u2067a\u202c\u2069</p>") == "\u2067a\u2069\n"


def test_honest_controls_stay() -> None:
    line = f"\u200f{ARABIC}\u200e (1) \u2067{ARABIC}\u2069 \u202bx\u202c"
    assert text(f"<p>{line}</p>") == f"{line}\n"


def test_controls_do_not_pile_up() -> None:
    assert len(text("<p>" + "\u202e" * 50_000 + "x</p>")) < 200


def test_names_show_what_turns_them() -> None:
    head = "<title>evil\u202efdp.exe</title><meta name=author content='a\u202db'>"
    events = parsed(f"<h1>a\u202eb</h1><p>{ENGLISH}</p><img src='{PNG}' alt='c\u202ed\u200e'>", head)
    metadata = events[0]
    assert isinstance(metadata, Metadata)
    assert metadata.title == "evil[U+202E]fdp.exe"
    assert metadata.authors == ("a[U+202D]b",)
    assert 'alt="c[U+202E]d[U+200E]"' in whole_markup(events)
    assert [entry.title for event in events if isinstance(event, Outline) for entry in event.entries] == ["a[U+202E]b"]
    assert [event.title for event in events if isinstance(event, Section)] == ["a[U+202E]b"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("\u202bکتاب\u202c", "\u202bکتاب\u202c"),
        ("שלום\u200e (1)", "שלום\u200e (1)"),
        ("\u202bکتاب", "[U+202B]کتاب"),
        ("plain\u200f", "plain[U+200F]"),
        ("کتاب\u202ex", "کتاب[U+202E]x"),
    ],
)
def test_honest_titles_stay(title: str, shown: str) -> None:
    metadata = parsed("<p>x</p>", f"<title>{title}</title>")[0]
    assert isinstance(metadata, Metadata)
    assert metadata.title == shown


# --- elements, each with its fate


@pytest.mark.parametrize(
    ("body", "said", "lost"),
    [
        ("<script>x</script>", "", set()),
        ("<script type=text/x><p>x</p></script>", "", set()),
        ("<style>x</style>", "", set()),
        ("<template><p>x</p></template>", "", set()),
        ("<noscript>Turn on</noscript>", "Turn on", set()),
        ("<iframe src='https://x.example'>no frames</iframe>", "", {"embedded"}),
        ("<iframe srcdoc='<p>inner</p>'></iframe>", "", {"embedded"}),
        ("<details><summary>More</summary>inside</details>", "More\ninside", set()),
        ("<dialog>said</dialog>", "said", set()),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢(kan)", {"ruby"}),
        ("<select><option>one<option selected>two</select>", "[one / ☑ two]", {"form"}),
        ("<textarea>my\ntext</textarea>", "my\u2028text", {"form"}),
        ("<input value=v>", "[v]", {"form"}),
        ("<input placeholder=p>", "[p]", {"form"}),
        ("<input type=password value=hunter2>", "", {"form"}),
        ("<input type=hidden value=token>", "", {"form"}),
        ("<input type=checkbox checked>yes", "☑ yes", {"form"}),
        ("<input type=radio>no", "☐ no", {"form"}),
        ("<form action='https://x.example'><button>Send</button></form>", "Send", set()),
        ("<datalist><option>x</datalist>", "", set()),
        ("<math><mi>a</mi><mo>+</mo><mi>b</mi></math>", "a + b", {"mathml"}),
        ("<audio src=x.mp3>no sound</audio>", "", {"audio"}),
        ("<video src=x.mp4>no video</video>", "", {"video"}),
        ("<object data='x.swf'>instead</object>", "instead", {"embedded"}),
        ("<embed src='x.swf'>", "", {"embedded"}),
        ("<applet code=x>instead</applet>", "", {"embedded"}),
        ("<canvas>drawing</canvas>", "drawing", {"script"}),
        ("<map><area href=x alt=y></map>", "", set()),
        ("<marquee>runs</marquee>", "runs", set()),
        ("<custom-thing onclick=x()>word</custom-thing>", "word", set()),
        ("<link rel=stylesheet href='https://x.example/a.css'>", "", set()),
        ("<meta name=x content=y>", "", set()),
        ("<svg><foreignObject><p>words in it</p></foreignObject></svg>", "words in it", {"svg-text"}),
        ("<svg><script>x()</script><a xlink:href='javascript:x'><text>t</text></a></svg>", "t", {"svg-text"}),
        ("<wbr>", "", set()),
        ("<xmp><b>x</b></xmp>", "x", set()),
    ],
)  # fmt: skip
def test_fates(body: str, said: str, lost: set[str]) -> None:
    events = parsed(f"<p>a</p><div>{body}</div><p>z</p>")
    got = whole_text(events).replace("\ufffc", "").strip().removeprefix("a").removesuffix("z").strip()
    assert got.replace("\n\n", "\n") == said
    assert losses_of(events) == lost
    markup = whole_markup(events)
    for word in ("script", "onclick", "x.example", "javascript", "style=", "hunter2", "token"):
        assert word not in markup


# --- pictures


@pytest.mark.parametrize(
    "body",
    [
        f"<img src='{PNG}'>",
        f"<img src='https://x.example/a.png' data-src='{PNG}'>",
        f"<img src='{SPACER}' data-original='{PNG}'>",
        f"<img srcset='https://x.example/a.png 1x, {PNG} 2x'>",
        f"<picture><source srcset='https://x.example/a.avif'><source srcset='{PNG}'><img src='https://x.example/b.png'></picture>",
        f"<video poster='{PNG}' src=x></video>",
        f"<object data='{PNG}' type=image/png>instead</object>",
        f"<embed src='{PNG}'>",
        f"<canvas style='background-image:url({PNG})'></canvas>",
        f"<img src='{SPACER}' style='background-image:url(\"{PNG}\")!important'>".replace('"', "&quot;"),
        f"<noscript><img src='{PNG}'></noscript>",
        f"<svg width=40 height=30><image xlink:href='{PNG}' width=40 height=30 /></svg>",
    ],
)
def test_pictures_that_the_page_holds_are_shown(body: str) -> None:
    events = parsed(f"<p>a {body}</p>")
    assert '<img src="res:i' in whole_markup(events)
    assert "instead" not in whole_text(events)
    shown = [event for event in events if isinstance(event, Resource)]
    assert max(event.width_px for event in shown) >= 40


@pytest.mark.parametrize(
    "source",
    [
        "https://x.example/a.png", "//x.example/a.png", r"\\server\a.png", "file:///etc/passwd", "a.png", HTML_DATA, "data:,", "cid:x",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='https://x.example/a.png'/></svg>", "javascript:x",
    ],
)  # fmt: skip
def test_no_picture_comes_from_outside(source: str) -> None:
    for attribute in ("src", "srcset", "data-src"):
        events = parsed(f'<p>a <img {attribute}="{source}" alt="what it was"></p>')
        assert "x.example" not in whole_markup(events)
        assert pictures(events) == 0 or source.startswith("data:image/svg")


def test_a_drawing_in_tag_soup_keeps_its_view() -> None:
    """libxml2 writes `viewbox`, and resvg would draw 300 by 150."""
    events = parsed(
        "<p>a<br><svg viewBox='0 0 60 20'><defs><linearGradient id=g></linearGradient></defs><rect width=60 height=20 /></svg>"
    )
    assert 'width="60" height="20"' in whole_markup(events)


def test_spacers_go() -> None:
    assert text(f"<p>a<img src='{SPACER}'>b</p>") == "ab\n"


def test_a_style_fetches_nothing() -> None:
    sheet = "<style>@import 'https://x.example/a.css'; p{background:url(https://x.example/a.png)} p::after{content:url(https://x.example)}</style>"
    events = parsed("<p style=\"background:url('https://x.example/b.png')\">a</p>", sheet)
    assert whole_markup(events) == '<p dir="ltr">a</p>'


# --- files inside


def test_embedded_files_are_listed_and_not_opened() -> None:
    url = "data:application/pdf;base64," + base64.b64encode(b"%PDF-1.4 secret").decode()
    events = parsed(f"<p>a</p><object data='{url}'>instead</object><embed src='{url}' type='application/x-evil'>")
    listed = [event for event in events if isinstance(event, Embedded)]
    assert [(each.media_type, each.size_bytes) for each in listed] == [
        ("application/pdf", 15),
        ("application/x-evil", 15),
    ]
    assert "secret" not in whole_text(events)


# --- SingleFile


def test_single_file_pages() -> None:
    body = (
        "<single-file-infobar><template shadowrootmode=open>Page saved</template></single-file-infobar>"
        "<my-card><template shadowrootmode=open><style>p{display:none}</style><h2><slot name=t>no title</slot></h2><slot></slot>"
        "<p>from the component</p></template><b slot=t>Card title</b><i>given</i></my-card>"
        f"<canvas style='background-image:url({PNG})'></canvas>"
    )
    data = single_file(
        f"<!DOCTYPE html><html><head><title>t</title></head><body><p>{ENGLISH} <a href='/x'>x</a></p>{body}</body></html>"
    )
    events = list(FORMAT.parse(data, ParseOptions(whole_page=True)))
    check_document(events)
    words = whole_text(events)
    assert 'href="https://news.example/x"' in whole_markup(events)
    assert "Page saved" not in words
    assert words.index("Card title") < words.index("given") < words.index("from the component")
    assert "no title" not in words
    assert pictures(events) == 1
