"""EPUB: what books hold, what they get wrong, and what they may try."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from reader.errors import DamagedFile, FileTooLarge, NothingToRead, ProtectedByDrm
from reader.formats import limits
from reader.formats.epub_format import FORMAT
from reader.text.model import Anchors, Cover, Direction, Metadata, Outline, ParseEvent, Resource
from tests.formats.checks import check_document, losses_of, sections_of, text_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, epub, nav, page, picture

CHAPTERS = {
    "text/one.xhtml": page(
        f'<h1 id="a">One</h1><p>{ENGLISH}<a epub:type="noteref" href="two.xhtml#n%C3%B6te">1</a>'
        f'<a href="../text/two.xhtml">two</a><a href="http://a.example/">out</a><a href="gone.xhtml">gone</a></p>'
        '<p><img src="../images/dot.png" alt="dot"/></p>',
        head='<link rel="stylesheet" href="../style.css" type="text/css"/>',
    ),
    "text/two.xhtml": page(
        f'<h1>Two</h1><p>{KOREAN}</p><aside epub:type="footnote" id="nöte" style="display:none">The note.</aside>'
    ),
}
CONTENTS = nav(("Chapter one", "text/one.xhtml#a"), ("Chapter two", "text/two.xhtml"))
OTHERS: dict[str, str | bytes] = {
    "images/dot.png": picture(),
    "style.css": "@import 'more.css'; p { margin: 0 }",
    "more.css": "h1 { text-align: center }",
}


def sample() -> bytes:
    return epub(CHAPTERS, others=OTHERS, contents=CONTENTS)


class TestEpub(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [sample()]


def parsed(data: bytes) -> list[ParseEvent]:
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def test_metadata_outline_and_order() -> None:
    events = parsed(sample())
    assert events[0] == Metadata(title="The title", authors=("A. Author",), language="en", direction=Direction.LTR)
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.target.section) for entry in outline.entries] == [
        ("Chapter one", 0),
        ("Chapter two", 1),
    ]
    assert [section.title for section in sections_of(events)] == ["Chapter one", "Chapter two"]


def test_links_lead_to_notes_and_pages() -> None:
    events = parsed(sample())
    anchors = next(event for event in events if isinstance(event, Anchors)).targets
    markup = whole_markup(events)
    assert markup.count('href="#') == 2, "the link to a missing page has gone"
    texts = [text_of(section) for section in sections_of(events)]
    assert {texts[place.section][place.offset :][:9] for place in anchors.values()} == {"The note.", "Two\n모든 인간"}


def test_stylesheets_and_pictures_are_found() -> None:
    events = parsed(sample())
    markup = whole_markup(events)
    assert 'style="text-align:center">One' in markup
    assert 'style="margin-top:0px;margin-bottom:0px"' in markup
    assert [event.name for event in events if isinstance(event, Resource)] == ["i1.png"]
    assert '<img src="res:i1.png" alt="dot" width="40" height="30">' in markup


def test_arabic_and_persian_books() -> None:
    for text, language in ((ARABIC, "ar"), (PERSIAN, "fa")):
        table = f"<table><tr><td>{text}</td><td>ب</td></tr></table>"
        body = f"<h1>{text}</h1><p>{text}</p><blockquote><p>{text}</p></blockquote><p>abc</p>{table}"
        events = parsed(epub({"a.xhtml": page(body)}, language=language))
        markup = whole_markup(events)
        assert f'<p dir="rtl" lang="{language}">{text.replace("&", "&amp;")}</p>' in markup
        assert f"ب\n{text}\n" in whole_text(events), "columns are reversed"
        assert sections_of(events)[0].direction is Direction.RTL
        assert events[0].direction is Direction.RTL  # type: ignore[union-attr]


def test_korean_ruby_formulas_and_vertical_text() -> None:
    body = (
        f"<h1>{KOREAN}</h1><p><ruby>漢字<rt>한자</rt></ruby></p>"
        '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><msqrt><mi>x</mi></msqrt></math></p>'
    )
    events = parsed(
        epub({"a.xhtml": page(body, head="<style>body { -epub-writing-mode: vertical-rl }</style>")}, language="ko")
    )
    assert losses_of(events) == {"ruby", "mathml", "vertical-text"}
    assert f"{KOREAN}\n漢字(한자)\n√x\n" in whole_text(events)
    assert 'lang="ko"' in whole_markup(events)


def test_an_epub_2_table_of_contents() -> None:
    ncx = (
        '<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/x.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
        '<navPoint id="p"><navLabel><text>Outer &eacute;</text></navLabel>'
        '<content src="text/one.xhtml"/><navPoint id="q"><navLabel><text>Inner</text></navLabel>'
        '<content src="text/two.xhtml"/></navPoint></navPoint></navMap></ncx>'
    )
    events = parsed(epub(CHAPTERS, others={**OTHERS, "toc.ncx": ncx}))
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.level, entry.target.section) for entry in outline.entries] == [
        ("Outer é", 1, 0),
        ("Inner", 2, 1),
    ]


def test_covers_are_small_and_bare() -> None:
    photo = picture("JPEG", (1200, 900), exif=_exif_with("CANARY"), comment=b"CANARY")
    manifest = '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>'
    events = parsed(epub({**CHAPTERS}, others=OTHERS, manifest=manifest, extra={"OEBPS/c.jpg": photo}))
    cover = next(event for event in events if isinstance(event, Cover))
    assert (cover.width_px, cover.height_px) == (640, 480)
    assert b"CANARY" in photo
    assert b"CANARY" not in cover.data


def test_images_and_drawings_in_the_spine() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 50 40">'
        '<image xlink:href="dot.png" width="40" height="30"/><rect width="9" height="9"/></svg>'
    )
    wrapper = drawing.replace('<rect width="9" height="9"/>', "<title>A dot</title>")
    events = parsed(epub({"dot.png": picture(), "d.svg": drawing, "w.svg": wrapper}))
    assert whole_text(events) == "\ufffc\n\ufffc\n\ufffc\n"
    assert whole_markup(events).count('<img src="res:i1.png"') == 2, "a drawing of one picture is that picture"
    assert 'alt="A dot"' in whole_markup(events)
    assert [(event.width_px, event.height_px) for event in events if isinstance(event, Resource)] == [
        (40, 30),
        (100, 80),
    ]


def test_untidy_paths_are_found() -> None:
    pages = {
        "text/A%20b.xhtml": page(f'<p>{ENGLISH}</p><img src="..\\IMAGES/Dot.png" alt=""/>'),
        "text/c d.xhtml": page("<p>c</p>"),
    }
    events = parsed(epub(pages, others={"images/dot.PNG": picture()}))
    assert ENGLISH in whole_text(events)
    assert "\ufffc" in whole_text(events)


def test_pages_outside_the_linear_order_come_last() -> None:
    spine = '<itemref idref="x" linear="no"/><itemref idref="y"/>'
    manifest = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in "xy")
    extra = {f"OEBPS/{name}.xhtml": page(f"<p>{name}</p>") for name in "xy"}
    assert whole_text(parsed(epub({}, manifest=manifest, spine=spine, extra=extra))) == "y\nx\n"


def test_a_missing_page_is_named_and_a_missing_half_refused() -> None:
    one = '<item id="x" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    assert losses_of(parsed(epub(CHAPTERS, others=OTHERS, manifest=one, spine='<itemref idref="x"/>'))) == {
        "missing-page"
    }
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(epub({"a.xhtml": page("<p>a</p>")}, manifest=one, spine='<itemref idref="x"/>' * 3)))


def test_a_broken_page_is_read_as_html() -> None:
    assert "a b\nc\n" in whole_text(parsed(epub({"a.xhtml": "<html><body><p>a&nbsp;<b>b</p><p>c"}))).replace(
        "\xa0", " "
    )


def encryption(algorithm: str, uri: str) -> dict[str, str]:
    return {
        "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        f'<EncryptionMethod Algorithm="{algorithm}"/><CipherData><CipherReference URI="{uri}"/></CipherData>'
        "</EncryptedData></encryption>"
    }


def test_encrypted_fonts_are_ignored_and_drm_refused() -> None:
    assert parsed(epub(CHAPTERS, others=OTHERS, extra=encryption("http://www.idpf.org/2008/embedding", "OEBPS/f.otf")))
    with pytest.raises(ProtectedByDrm):
        list(
            FORMAT.parse(
                epub(CHAPTERS, extra=encryption("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "OEBPS/text/one.xhtml"))
            )
        )


def test_zip_bombs_are_refused() -> None:
    swelling = page("<p>" + "a" * (20 * 1024 * 1024) + "</p>")
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(epub({"a.xhtml": swelling})))
    with pytest.raises(FileTooLarge):
        list(
            FORMAT.parse(
                epub(
                    {"a.xhtml": page("<p>a</p>")},
                    extra={f"x{number}": b"" for number in range(limits.MAX_ARCHIVE_ENTRIES)},
                )
            )
        )


def test_a_size_that_lies_is_damage() -> None:
    data = bytearray(epub({"a.xhtml": page(f"<p>{ENGLISH * 400}</p>")}, compression=zipfile.ZIP_DEFLATED))
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"OEBPS/a.xhtml"))
    data[entry + 24 : entry + 28] = (40).to_bytes(4, "little")
    with pytest.raises((DamagedFile, NothingToRead)):
        list(FORMAT.parse(bytes(data)))


def test_image_bombs_are_left_out() -> None:
    bomb = picture("PNG", (20_000, 20_000), mode="1")
    events = parsed(epub({"a.xhtml": page(f'<p>{ENGLISH}</p><img src="b.png" alt="bomb"/>')}, others={"b.png": bomb}))
    assert "[bomb]" in whole_text(events)


@pytest.mark.parametrize(
    "package", ["", "<package/>", "<x", "<package xmlns='http://www.idpf.org/2007/opf'><spine/></package>"]
)
def test_books_without_a_package(package: str) -> None:
    with pytest.raises((DamagedFile, NothingToRead)):
        list(FORMAT.parse(_book_with(package)))


def _book_with(package: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("a.opf", package)
    return out.getvalue()


def _exif_with(words: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = words
    return exif.tobytes()
