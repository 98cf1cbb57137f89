"""Contents, printed pages, landmarks, notes and covers: how a reader gets about in a book."""

from __future__ import annotations

import pytest

from reader.formats.epub_format import FORMAT
from reader.text.model import Anchors, Cover, Locator, Outline, ParseEvent
from reader.text.named_places import START, PrintedPages
from tests.formats.checks import check_document, losses_of, sections_of, text_of, whole_markup, whole_text
from tests.formats.makers import ENGLISH, epub, page, picture

NCX = '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">{}</ncx>'


def parsed(data: bytes) -> list[ParseEvent]:
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def targets_of(events: list[ParseEvent]) -> dict[str, Locator]:
    return next(event for event in events if isinstance(event, Anchors)).targets


def pages_of(events: list[ParseEvent]) -> PrintedPages:
    return PrintedPages(targets_of(events))


def lines_of(events: list[ParseEvent]) -> list[tuple[str, int, int]]:
    outline = next(event for event in events if isinstance(event, Outline))
    return [(entry.title, entry.level, entry.target.section) for entry in outline.entries]


def navigation(lists: str) -> str:
    return page(f'<nav epub:type="toc"><ol><li><a href="a.xhtml">One</a></li></ol></nav>{lists}')


PRINTED = {
    "a.xhtml": page(f'<p><span epub:type="pagebreak" id="p4" title="iv"/>{ENGLISH}</p>'),
    "b.xhtml": page('<p>Before <span epub:type="pagebreak" id="p5" role="doc-pagebreak">5</span>behind.</p>'),
}


def test_a_page_list_of_epub_3() -> None:
    lists = (
        '<nav epub:type="page-list" hidden=""><ol><li><a href="a.xhtml#p4">iv</a></li>'
        '<li><a href="b.xhtml#p5">5</a></li><li><a href="gone.xhtml">9</a></li></ol></nav>'
    )
    events = parsed(epub(PRINTED, contents=navigation(lists)))
    pages = pages_of(events)
    assert len(pages) == 2
    assert pages.place_of("iv") == Locator(0, 0)
    assert pages.label_at(Locator(1, 3)) == "iv"
    assert pages.label_at(Locator(1, 8)) == "5"
    assert "Before behind." in whole_text(events), "the number does not stand in the sentence"


def test_a_page_list_of_an_ncx_and_one_made_from_marks() -> None:
    ncx = NCX.format(
        '<navMap/><pageList><pageTarget value="5"><navLabel><text>5</text></navLabel>'
        '<content src="b.xhtml#p5"/></pageTarget></pageList>'
    )
    pages = pages_of(parsed(epub(PRINTED, others={"toc.ncx": ncx})))
    assert pages.place_of("5") == Locator(1, 7)
    assert pages_of(parsed(epub(PRINTED))).place_of("iv") == Locator(0, 0), "without a list, the marks are one"


def test_where_the_text_begins() -> None:
    pages = {"a.xhtml": page("<p>Front</p>"), "b.xhtml": page(f'<h1 id="b">One</h1><p>{ENGLISH}</p>')}
    lists = '<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="b.xhtml#b">Start</a></li></ol></nav>'
    assert targets_of(parsed(epub(pages, contents=navigation(lists))))[START] == Locator(1, 0)
    guide = '<guide><reference type="text" href="b.xhtml" title="Start"/></guide>'
    assert targets_of(parsed(epub(pages, behind=guide)))[START] == Locator(1, 0)
    assert START not in targets_of(parsed(epub(pages)))


def test_a_book_whose_only_contents_is_a_page_of_links() -> None:
    pages = {
        "toc.xhtml": page('<p><a href="one.xhtml">One</a></p><p><a href="two.xhtml">Two</a></p>'),
        "one.xhtml": page("<p>1</p>"),
        "two.xhtml": page("<p>2</p>"),
    }
    guide = '<guide><reference type="toc" href="toc.xhtml"/></guide>'
    assert lines_of(parsed(epub(pages, behind=guide))) == [("One", 1, 1), ("Two", 1, 2)]


def test_a_line_of_the_contents_that_is_a_picture_has_its_words() -> None:
    contents = page('<nav epub:type="toc"><ol><li><a href="a.xhtml"><img src="x" alt="The moon"/></a></li></ol></nav>')
    assert lines_of(parsed(epub({"a.xhtml": page("<p>a</p>")}, contents=contents))) == [("The moon", 1, 0)]


SUMMARY = "Unscripted, <code>@autoplay</code> with subtitles in two languages. Video sources: mp4, webm"


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (f"<span class='label'>To save the world</span>\n <span class='said'>{SUMMARY}</span>", "To save the world"),
        (f"<div>To save the world</div><div>{SUMMARY}</div>", "To save the world"),
        (f"To save the world<br/>{SUMMARY}", "To save the world"),
        (f"<p>7</p><p>To save the world</p><p>{SUMMARY}</p>", "7 To save the world"),
        ("<div>Chapter 7</div><div>The world</div>", "Chapter 7 The world"),
        ("Chapter 7<br/>The world", "Chapter 7 The world"),
        (f"Chapter Seven<br/>In which {'much ' * 12}happens", f"Chapter Seven In which {'much ' * 12}happens"),
        ("<span>7</span> <span>The wo</span>rld", "7 The world"),
        (f"<div>{'A very long title ' * 5}</div>", "A very long title " * 4 + "A very long title"),
        (f"<i>7.</i> <i>{'A very long title ' * 5}</i>", "7. " + "A very long title " * 4 + "A very long title"),
    ],
)
def test_a_line_of_the_contents_ends_where_a_summary_begins(link: str, title: str) -> None:
    sheet = (
        "<style>@namespace epub 'http://www.idpf.org/2007/ops';"
        "nav[epub|type~='toc'] a > .label, nav[epub|type~='toc'] a > .said {display: block}</style>"
    )
    contents = page(f'{sheet}<nav epub:type="toc"><ol><li><a href="a.xhtml">{link}</a></li></ol></nav>')
    assert lines_of(parsed(epub({"a.xhtml": page("<p>a</p>")}, contents=contents))) == [(title, 1, 0)]


def noted(note: str, call: str = '<a epub:type="noteref" href="#n1">1</a>') -> list[ParseEvent]:
    return parsed(epub({"a.xhtml": page(f"<p>Said{call} here.</p>{note}<p>And after.</p>")}))


@pytest.mark.parametrize(
    "note",
    [
        '<aside epub:type="footnote" id="n1"><p>The note.</p></aside>',
        '<aside epub:type="footnote" id="n1" hidden="hidden"><p>The note.</p></aside>',
        '<div role="doc-footnote" id="n1" style="display:none">The note.</div>',
        '<p epub:type="rearnote" id="n1">The note.</p>',
    ],
)
def test_a_note_stands_at_the_end_of_its_page_small_and_with_a_way_back(note: str) -> None:
    events = noted(note)
    assert whole_text(events) == "Said1 here.\nAnd after.\n\n1 The note. ↩\n"
    markup = whole_markup(events)
    assert "<small><sup>1</sup> The note." in markup
    assert "<hr dir=" in markup
    assert "<sup>1</sup></a>" in markup
    places = {whole_text(events)[place.offset :][:8] for place in targets_of(events).values()}
    assert places == {"1 The no", "1 here.\n"}


@pytest.mark.parametrize("note", ["1. Numbered.", "[1] Numbered.", "<p>1</p> Numbered."])
def test_a_note_that_has_its_number_gets_no_second_one(note: str) -> None:
    text = whole_text(noted(f'<aside epub:type="footnote" id="n1">{note}</aside>'))
    assert text.count("1") == 2, "one where it is called and one before it"


def test_notes_that_are_listed_or_not_called_stay_where_they_are() -> None:
    item = '<li epub:type="endnote" id="n1">Listed. <a href="#c">back</a></li>'
    listed = f'<section epub:type="endnotes"><ol>{item}</ol></section>'
    events = noted(listed, call='<a id="c" epub:type="noteref" href="#n1">1</a>')
    assert whole_text(events) == "Said1 here.\nListed. back\nAnd after.\n"
    assert "↩" not in whole_text(events), "it has a way back"
    uncalled = noted('<aside epub:type="footnote" id="x"><p>Aside.</p></aside>', call="")
    assert whole_text(uncalled) == "Said here.\nAside.\nAnd after.\n"


def test_a_note_that_leads_back_to_its_paragraph_gets_no_second_way() -> None:
    inner = '<div epub:type="rearnote" id="n1"><a href="#l">Line 1.</a> Note.</div>'
    note = f'<section epub:type="rearnotes">{inner}</section>'
    call = '</p><p id="l">Line<a epub:type="noteref" href="#n1">*</a>'
    assert whole_text(noted(note, call)) == "Said\nLine* here.\nLine 1. Note.\nAnd after.\n"


def test_a_hidden_note_that_nothing_leads_to_stays_hidden() -> None:
    assert "Gone" not in whole_text(noted('<aside epub:type="footnote" id="x" hidden="">Gone</aside>', call=""))


COVER_PAGE = page(
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image x:href="c.png"/></svg>'
)
SMALL = {"i.png": picture(size=(11, 11))}
WITH_COVER = {**SMALL, "c.png": picture(size=(60, 80))}
COVER_ITEM = '<item id="c" href="c.png" media-type="image/png"/>'


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ({"metadata": '<meta name="cover" content="c"/>', "manifest": COVER_ITEM}, {}),
        ({"metadata": '<meta name="Cover" content="c.png"/>'}, {}),
        ({"behind": '<guide><reference type="cover" href="front.xhtml"/></guide>'}, {"front.xhtml": COVER_PAGE}),
        ({"manifest": '<item id="cover" href="c.png" media-type="image/png"/>'}, {}),
        ({}, {"0.xhtml": COVER_PAGE}),
    ],
)
def test_covers_in_all_the_ways_that_books_name_them(options: dict[str, str], pages: dict[str, str]) -> None:
    text = {"t.xhtml": page(f'<p>{ENGLISH * 9}</p><img src="i.png" alt=""/>')}
    ordered = pages | text if "0.xhtml" in pages else text | pages
    events = parsed(epub(ordered, others=WITH_COVER, **options))  # type: ignore[arg-type]  # by name
    cover = next(event for event in events if isinstance(event, Cover))
    assert (cover.width_px, cover.height_px) == (60, 80)


def test_a_picture_in_the_first_chapter_is_no_cover() -> None:
    events = parsed(epub({"t.xhtml": page(f'<p>{ENGLISH * 9}</p><img src="i.png" alt=""/>')}, others=SMALL))
    assert not any(isinstance(event, Cover) for event in events)


def test_switches_show_what_can_be_shown() -> None:
    switch = (
        '<p><epub:switch id="s"><epub:case required-namespace="http://www.xml-cml.org/schema">chemistry</epub:case>'
        '<epub:case required-namespace="http://www.w3.org/1998/Math/MathML">'
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></epub:case>'
        "<epub:default>picture</epub:default></epub:switch> behind</p>"
    )
    assert whole_text(parsed(epub({"a.xhtml": page(switch)}))) == "x behind\n"
    other = switch.replace("http://www.w3.org/1998/Math/MathML", "http://a.example/")
    assert whole_text(parsed(epub({"a.xhtml": page(other)}))) == "picture behind\n"


def test_sound_scripts_and_read_aloud_tracks_are_named_as_lost() -> None:
    manifest = (
        '<item id="s" href="s.xhtml" media-type="application/xhtml+xml" properties="scripted" media-overlay="o"/>'
        '<item id="o" href="o.smil" media-type="application/smil+xml"/>'
    )
    body = '<p>a</p><audio src="a.mp3">b</audio><video src="http://a.example/v.mp4"/>'
    events = parsed(epub({}, manifest=manifest, spine='<itemref idref="s"/>', extra={"OEBPS/s.xhtml": page(body)}))
    assert losses_of(events) == {"script", "media-overlay", "audio", "video"}
    assert [text_of(section) for section in sections_of(events)] == ["a\n"]
