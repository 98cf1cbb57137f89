"""What holds for every kind of saved page; each format's tests inherit it with a maker of its own."""

# ruff: noqa: E501 - lines of pages and of files are left as they are

from __future__ import annotations

from collections.abc import Callable

from reader.formats.contract import ParseOptions
from reader.text.model import Embedded, Metadata, ParseEvent, Resource
from tests.formats import saved_pages
from tests.formats.checks import check_document, losses_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ENGLISH, picture
from tests.formats.saved_pages import around, paragraphs

PARTS = {
    "https://news.example/i/photo.png": picture(),
    "https://news.example/s/site.css": b".story p{text-align:center}",
    "https://news.example/i/unused.png": picture(size=(50, 50)),
}
BODY = f"""<article class="story"><h1>Kept</h1>{paragraphs(ENGLISH, 5)}<p><img src="/i/photo.png" alt="p"><img src="gone.png"
alt="not saved"><a href="../about.html">about</a><a href="#p2">down</a><a href="{saved_pages.ADDRESS}#p2">same</a>
<a href="//other.example/x">other</a></p><p id="p2">Second place</p></article>"""


class SavedPageContract(FormatContract):
    """Subclasses give `make(html, parts=…)`."""

    make: Callable[..., bytes]

    def parsed(
        self, html: str, *, parts: dict[str, bytes] | None = None, options: ParseOptions | None = None
    ) -> list[ParseEvent]:
        events = list(self.format.parse(type(self).make(html, parts=parts), options or ParseOptions()))
        check_document(events)
        return events

    def test_parts_are_found_by_their_addresses(self) -> None:
        html = around(BODY, head='<link rel=stylesheet href="../s/site.css">')
        events = self.parsed(html, parts=PARTS)
        markup = whole_markup(events)
        assert '<img src="res:i1.png" alt="p" width="40" height="30">' in markup
        assert "[not saved]" in whole_text(events)
        assert 'style="text-align:center;text-indent:32px">1. All human' in markup
        assert sum(isinstance(event, Resource) for event in events) == 1

    def test_links_lead_where_they_led(self) -> None:
        markup = whole_markup(self.parsed(around(BODY)))
        assert 'href="https://news.example/about.html"' in markup
        assert 'href="https://other.example/x"' in markup
        assert markup.count('href="#a1"') == 2

    def test_article_and_whole_page(self) -> None:
        page = saved_pages.NEWS
        article = self.parsed(page.html)
        assert "article-only" in losses_of(article)
        assert "812 partners" not in whole_text(article)
        whole = self.parsed(page.html, options=ParseOptions(whole_page=True))
        assert "article-only" not in losses_of(whole)
        assert "812 partners" in whole_text(whole)

    def test_metadata_comes_from_the_page(self) -> None:
        metadata = self.parsed(saved_pages.NEWS.html)[0]
        assert isinstance(metadata, Metadata)
        assert (metadata.title, metadata.authors) == ("Dignity is for all", ("Ada Writer",))

    def test_right_to_left_pages(self) -> None:
        markup = whole_markup(self.parsed(saved_pages.PERSIAN_PAGE.html))
        assert '<p dir="rtl" lang="fa">1. تمام' in markup

    def test_korean_pages(self) -> None:
        assert "존엄은 모두의 것" in whole_text(self.parsed(saved_pages.KOREAN_NEWS.html))

    def test_base_of_the_web_counts_and_no_other(self) -> None:
        for base, href in (("https://base.example/d/", "https://base.example/d/x.html"), ("file:///etc/", "")):
            markup = whole_markup(
                self.parsed(around(f"<p>{ENGLISH} <a href=x.html>x</a></p>", head=f'<base href="{base}">'))
            )
            assert (f'href="{href}"' in markup) is bool(href)
            assert "file:" not in markup

    def test_a_frame_is_named_as_lost(self) -> None:
        events = self.parsed(around(f'{paragraphs(ENGLISH, 4)}<iframe src="https://f.example/"></iframe>'))
        assert "embedded" in losses_of(self.parsed(around(f'<iframe srcdoc="<p>inner">x</iframe><p>{ENGLISH}')))
        assert "inner" not in whole_text(events)

    def test_pictures_and_styles_left_over_are_not_listed(self) -> None:
        assert not any(isinstance(event, Embedded) for event in self.parsed(around(BODY), parts=PARTS))
