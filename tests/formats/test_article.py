"""The article of a saved page is shown, what stands round it goes, and where that fails the page is whole."""

# ruff: noqa: E501 - lines of pages and of files are left as they are

from __future__ import annotations

import contextlib

import pytest

from reader.errors import DamagedFile, NothingToRead
from reader.formats.article import keep_article
from reader.formats.contract import ParseOptions
from reader.formats.html_format import FORMAT
from reader.formats.trees import parse_html
from reader.text.model import Direction, Metadata, ParseEvent, Simplified
from tests.formats import saved_pages
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.makers import ENGLISH
from tests.formats.saved_pages import PAGES, Page, around, paragraphs, saved_html

WHOLE = ParseOptions(whole_page=True)


def parsed(html: str, options: ParseOptions | None = None) -> list[ParseEvent]:
    events = list(FORMAT.parse(saved_html(html), options or ParseOptions()))
    check_document(events)
    return events


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_article_stays_and_the_rest_goes(page: Page) -> None:
    events = parsed(page.html)
    text = whole_text(events)
    assert [phrase for phrase in page.kept if phrase not in text] == []
    assert [phrase for phrase in page.gone if phrase in text] == []
    assert ("article-only" in losses_of(events)) is not page.whole


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_whole_page_is_there_when_asked_for(page: Page) -> None:
    events = parsed(page.html, WHOLE)
    text = whole_text(events)
    wanted = [*page.kept, *page.gone] if not page.whole else page.kept
    assert [phrase for phrase in wanted if phrase not in text] == []
    assert "article-only" not in losses_of(events)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_an_ordinary_page_is_never_cut(page: Page) -> None:
    events = list(FORMAT.parse(page.html.encode()))
    assert whole_text(events) == whole_text(parsed(page.html, WHOLE))
    assert not any(isinstance(event, Simplified) and event.what == "article-only" for event in events)


def test_the_article_keeps_its_styles_order_and_directions() -> None:
    markup = whole_markup(parsed(saved_pages.NEWS.html))
    assert '<p dir="ltr" lang="en" style="text-indent:32px">1. All human' in markup
    assert "<i>What the lead says.</i>" in markup
    places = [
        markup.index(words) for words in ("<h1", "Ada Writer", "What the lead says", "1. All", "A crowd, ph", "7. All")
    ]
    assert places == sorted(places)
    persian = parsed(saved_pages.PERSIAN_PAGE.html)
    assert sections_of(persian)[0].direction is Direction.RTL
    assert '<p dir="rtl" lang="fa">1. تمام' in whole_markup(persian)
    assert whole_text(persian).index("شمار") < whole_text(persian).index("سال"), "the table is mirrored"


def test_a_sibling_selector_is_matched_before_anything_goes() -> None:
    html = around(
        f'<div class="story"><div class="share">x</div><p class="first">Here: {ENGLISH}</p>{paragraphs(ENGLISH, 5)}</div>',
        head="<style>.share + p{text-align:center}</style>",
    )
    assert 'text-align:center;text-indent:32px">Here' in whole_markup(parsed(html))


def test_links_inside_the_article_work_and_notes_are_found() -> None:
    events = parsed(saved_pages.WIKI.html)
    assert 'href="#a' in whole_markup(events)


def test_nothing_of_the_library_is_in_what_is_shown() -> None:
    root = parse_html(saved_pages.NEWS.html)
    assert keep_article(root)
    assert not any("hearth" in name or name == "x" for element in root.iter() for name in element.attrib)
    assert "readabilityBody" not in {element.get("id") for element in root.iter()}


def test_a_page_in_one_form_is_no_form() -> None:
    """Old sites wrap all of a page in one form."""
    events = parsed(around(f'<form id="aspnet"><div class="story"><h1>T</h1>{paragraphs(ENGLISH, 6)}</div></form>'))
    assert "6. All human" in whole_text(events)


def test_an_xhtml_page_has_an_article_too() -> None:
    html = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>' + (
        f'<div class="menu"><ul><li><a href="/">Home page of it</a></li></ul></div><div class="story">{paragraphs(ENGLISH, 6)}</div>'
        "</body></html>"
    )
    events = parsed(html)
    assert "6. All human" in whole_text(events)
    assert "Home page" not in whole_text(events)


@pytest.mark.parametrize(
    "html",
    [
        "<div class=a>" * 200 + f"<p>{ENGLISH * 9}",
        "<div></div>" * 15_000 + paragraphs(ENGLISH, 6),
        "<p class=comment>x" * 8000,
        "".join(f"<div class=post><p>{ENGLISH}</p></div>" for _ in range(3000)),
        "<div><a href=x>" + "y " * 20 + "</a>",
        "<p>" + " \n" * 50_000 + ENGLISH * 9,
        "<span>" * 19_000 + ENGLISH * 9,
        "".join(f"<td><div class='c{n % 9}'>{ENGLISH}<br>" for n in range(3000)),
    ],
)
def test_no_page_is_too_much_for_the_extractor(html: str) -> None:
    """Nothing here is measured: a page that takes the square of its length would not end within the suite's time."""
    with contextlib.suppress(NothingToRead, DamagedFile):  # nested deeper than the parser goes
        check_document(list(FORMAT.parse(saved_html(f"<html><body>{html}</body></html>"))))


def test_metadata_of_an_article() -> None:
    metadata = next(iter(parsed(saved_pages.NEWS.html)))
    assert isinstance(metadata, Metadata)
    assert metadata.title == "Dignity is for all"
    assert metadata.authors == ("Ada Writer",)
    assert metadata.published == "2026-02-03"
    assert metadata.publisher == "The Example Times"
    assert metadata.description == "About dignity."
    assert metadata.language == "en"


@pytest.mark.parametrize(
    ("script", "title"),
    [
        (
            '{"@graph":[{"@type":"WebSite","name":"s"},{"@type":["Article"],"headline":"Inside a graph"}]}',
            "Inside a graph",
        ),
        ('[{"@type":"BreadcrumbList"},{"@type":"BlogPosting","headline":"In a list"}]', "In a list"),
        ('{"@type":"Article","headline":{"no":"text"}}', "Dignity - The Example Times"),
        ("{not json", "Dignity - The Example Times"),
        ("[" * 5000, "Dignity - The Example Times"),
        ('{"@type":"Article","headline":"' + "x" * 300_000 + '"}', "Dignity - The Example Times"),
        ('{"@type":"Article","headline":"line\\nbreak\\u007f \\u0000and more"}', "line break and more"),
        ('{"@type":"Article","headline":"evil\\u202egpj.exe"}', "evil[U+202E]gpj.exe"),
        ('{"@type":"Article","n":' + "9" * 5000 + "}", "Dignity - The Example Times"),
    ],
)
def test_titles_of_json_ld(script: str, title: str) -> None:
    html = around(paragraphs(ENGLISH, 4), head=f'<script type="application/ld+json">{script}</script>')
    metadata = next(iter(parsed(html)))
    assert isinstance(metadata, Metadata)
    assert metadata.title == title


def test_the_site_is_no_part_of_the_title() -> None:
    for title in ("On rights - The Example Times", "The Example Times | On rights"):
        html = f"<html><head><title>{title}</title></head><body><h1>On <i>rights</i></h1>{paragraphs(ENGLISH, 3)}</body></html>"
        metadata = next(iter(parsed(html)))
        assert isinstance(metadata, Metadata)
        assert metadata.title == "On rights"


def test_one_long_answer_does_not_drive_the_others_out() -> None:
    posts = [f"<p>Answer {number}: {ENGLISH} And that is all that I can say.</p>" for number in range(5)]
    posts[2] = f"<p>Answer 2: {ENGLISH}</p>{paragraphs(ENGLISH, 9)}"
    thread = "".join(
        f'<div class="post"><div class="who">member{number}</div><div class="in"><div class="words">{words}</div></div></div>'
        for number, words in enumerate(posts)
    )
    text = whole_text(parsed(around(f'<div id="thread"><h1>A question</h1>{thread}</div>')))
    assert [number for number in range(5) if f"Answer {number}" not in text] == []
    assert "812 partners" not in text
