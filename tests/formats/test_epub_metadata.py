"""What books say of themselves, in the ways that shops and programs write it."""

from __future__ import annotations

import pytest

from reader.formats.epub_format import FORMAT
from reader.formats.epub_metadata import plain_description
from reader.text.model import Direction, Metadata
from tests.formats.makers import ARABIC, KOREAN, epub, page

PAGES = {"a.xhtml": page("<p>a</p>")}


def said(metadata: str, *, language: str = "en", text: str = "a") -> Metadata:
    """The metadata of a book of one page with these elements behind a title and an author."""
    data = epub({"a.xhtml": page(f"<p>{text}</p>")}, language=language, metadata=metadata)
    event = next(iter(FORMAT.parse(data)))
    assert isinstance(event, Metadata)
    return event


def test_main_title_and_subtitle_by_their_types() -> None:
    refined = (
        '<dc:title id="s">How it went on</dc:title><meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:title id="m">The main one</dc:title><meta refines="#m" property="title-type">main</meta>'
    )
    assert said(refined).title == "The main one: How it went on"
    assert said("<dc:title>Another</dc:title>").title == "The title", "without types the first is the title"


def test_creators_are_authors_unless_they_have_another_role() -> None:
    others = (
        '<dc:creator id="i">I. Illustrator</dc:creator><meta refines="#i" property="role" scheme="m">ill</meta>'
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="edt">E. Editor</dc:creator>'
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="aut" opf:file-as="S">A. Second</dc:creator>'
        "<dc:creator>A. Author</dc:creator>"
    )
    assert said(others).authors == ("A. Author", "A. Second")


def test_a_book_with_an_editor_only_is_by_the_editor() -> None:
    alone = epub(
        PAGES, creator='<dc:creator id="c">E. Editor</dc:creator><meta refines="#c" property="role">edt</meta>'
    )
    event = next(iter(FORMAT.parse(alone)))
    assert isinstance(event, Metadata)
    assert event.authors == ("E. Editor",)


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        (
            '<meta name="calibre:series" content="The Cycle"/><meta name="calibre:series_index" content="3.0"/>',
            ("The Cycle", "3"),
        ),
        (
            '<meta property="belongs-to-collection" id="c">The Set</meta>'
            '<meta refines="#c" property="collection-type">series</meta>'
            '<meta refines="#c" property="group-position">2.5</meta>',
            ("The Set", "2.5"),
        ),
        (
            '<meta property="belongs-to-collection" id="c">A shelf</meta>'
            '<meta refines="#c" property="collection-type">playlist</meta>',
            ("", ""),
        ),
        ('<meta name="calibre:series_index" content="1"/>', ("", "")),
    ],
)
def test_series(elements: str, expected: tuple[str, str]) -> None:
    metadata = said(elements)
    assert (metadata.series, metadata.series_index) == expected


def test_subjects_publisher_and_description() -> None:
    blurb = "&lt;div&gt;&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;br/&gt;Four.&lt;/p&gt;&lt;/div&gt;"
    metadata = said(
        "<dc:subject>Law</dc:subject><dc:subject> Human\n rights </dc:subject><dc:subject>Law</dc:subject>"
        f"<dc:publisher>P.</dc:publisher><dc:description>{blurb}</dc:description>"
    )
    assert metadata.subjects == ("Law", "Human rights")
    assert metadata.publisher == "P."
    assert metadata.description == "One & two.\nThree.\nFour."


def test_a_description_without_markup_is_left_alone() -> None:
    assert plain_description("a < b,\n\n  c > d") == "a < b,\nc > d"
    assert plain_description("<script>alert(1)</script><p>x</p>") == "x"
    assert len(plain_description("<p>a</p>" * 60_000)) <= 32 * 1024


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("<dc:date>2009-01-31T00:00:00+00:00</dc:date>", "2009-01-31"),
        ("<dc:date>1925</dc:date>", "1925"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", ""),
        ("<dc:date>spring 1925</dc:date>", "spring 1925"),
        (
            '<dc:date xmlns:o="http://www.idpf.org/2007/opf" o:event="modification">2020-01-01</dc:date>'
            '<dc:date xmlns:o="http://www.idpf.org/2007/opf" o:event="creation">2001</dc:date>'
            '<dc:date xmlns:o="http://www.idpf.org/2007/opf" o:event="publication">1999-05</dc:date>',
            "1999-05",
        ),
    ],
)
def test_dates(dates: str, expected: str) -> None:
    assert said(dates).published == expected


def test_a_language_that_is_not_named_is_told_by_the_letters() -> None:
    for text, language, direction in ((KOREAN, "ko", Direction.LTR), (ARABIC, "ar", Direction.RTL)):
        metadata = said("", language="und", text=text)
        assert (metadata.language, metadata.direction) == (language, direction)


def test_pages_from_right_to_left_do_not_turn_japanese_around() -> None:
    for language, direction in (("ja", Direction.LTR), ("und", Direction.RTL)):
        data = epub(
            {"a.xhtml": page("<p>1</p>")}, language=language, spine_attributes='page-progression-direction="rtl"'
        )
        event = next(iter(FORMAT.parse(data)))
        assert isinstance(event, Metadata)
        assert event.direction is direction


def test_hostile_metadata_stays_small() -> None:
    metadata = said(f"<dc:publisher>{'x' * 100_000}</dc:publisher>" + "<dc:subject>a</dc:subject>" * 5000)
    assert len(metadata.publisher) <= 1000
    assert len(metadata.subjects) == 1
    many = "".join(f"<dc:subject>{number}\x7f</dc:subject><dc:creator>{number}</dc:creator>" for number in range(5000))
    metadata = said(many)
    assert len(metadata.subjects) == len(metadata.authors) == 100
    assert "\x7f" not in "".join(metadata.subjects)


def test_metadata_of_the_first_open_ebooks() -> None:
    old = "<dc-metadata><dc:Publisher>Old house</dc:Publisher></dc-metadata><x-metadata/>"
    assert said(old).publisher == "Old house"
