"""PDF: text, boxes, links, outline, and pages as pixels."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from reader.errors import DamagedFile, FileTooLarge, PasswordNeeded, WrongPassword
from reader.formats import limits
from reader.formats.contract import ParseOptions
from reader.formats.pdf_document import PdfPages, open_pdf
from reader.formats.pdf_format import FORMAT
from reader.formats.pdf_metadata import split_keywords, split_names, xmp_packet
from reader.text.model import Cover, Direction, Embedded, FixedPages, Locator, Metadata, Outline
from tests.formats.checks import check_document, losses_of, sections_of, text_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ENGLISH, pdf
from tests.formats.makers_pdf import Placed, assembled, placed, stream

LOCKED = Path(__file__).parents[1] / "fixtures" / "pdf"
XMP = """<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description>
<dc:title><rdf:Alt>
<rdf:li xml:lang="fr">Le titre</rdf:li><rdf:li xml:lang="x-default">The &lt;title&gt;</rdf:li></rdf:Alt>
</dc:title><dc:creator><rdf:Seq><rdf:li>Doe, Jane</rdf:li><rdf:li>한강</rdf:li></rdf:Seq></dc:creator>
<dc:subject><rdf:Bag><rdf:li>history</rdf:li><rdf:li>law</rdf:li></rdf:Bag></dc:subject>
<dc:publisher><rdf:Bag><rdf:li>The Press</rdf:li></rdf:Bag></dc:publisher></rdf:Description></rdf:RDF></x:xmpmeta>"""


class TestPdf(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [pdf(ENGLISH, "Second line", pages=3)]


def line(text: str = ENGLISH) -> list[Placed]:
    return [Placed(60, 700, text)]


def metadata_of(data: bytes) -> Metadata:
    metadata = next(iter(FORMAT.parse(data)))
    assert isinstance(metadata, Metadata)
    return metadata


def opened(data: bytes) -> PdfPages:
    return PdfPages(open_pdf(data))


def test_metadata_pages_and_outline() -> None:
    events = list(FORMAT.parse(pdf(ENGLISH, pages=2)))
    metadata = events[0]
    assert isinstance(metadata, Metadata)
    assert (metadata.title, metadata.authors, metadata.published) == ("The title", ("A. Author",), "2020-01-02")
    pages = next(event for event in events if isinstance(event, FixedPages)).pages
    assert [(page.width_pt, page.height_pt) for page in pages] == [(612, 792)] * 2
    outline = next(event for event in events if isinstance(event, Outline)).entries
    assert [(entry.title, entry.target) for entry in outline] == [("First page", Locator(0, 0))]
    assert whole_markup(events) == ""


def test_the_first_page_is_the_cover() -> None:
    cover = next(event for event in FORMAT.parse(pdf(ENGLISH)) if isinstance(event, Cover))
    assert cover.height_px == 640


def test_a_first_page_that_takes_too_long_to_draw_makes_no_cover() -> None:
    data = placed([Placed(60, 700 - number % 600, "word") for number in range(400)])
    document = opened(data)
    assert document.image(0, 640).size[1] == 640
    with pytest.raises(DamagedFile):
        document.image(0, 640, cpu_s=-1)
    assert document.image(0, 640).size[1] == 640, "the page can still be drawn"
    document.close()


def test_a_cover_shows_what_the_page_shows(corpus: Path) -> None:
    (form,) = corpus.glob("pdf/py-pdf/012-*form*.pdf")
    document = opened(form.read_bytes())
    cover = document.image(0, 842)
    pixels = document.render(0, 842 / 842)
    page = Image.frombytes("RGB", (pixels.width_px, pixels.height_px), pixels.data, "raw", "BGRX", pixels.stride)
    assert ImageChops.difference(cover, page.resize(cover.size)).convert("L").getextrema()[1] < 40  # type: ignore[operator]
    document.close()


def test_the_text_layer_is_the_canonical_text() -> None:
    data = pdf(ENGLISH, "Second line", pages=2)
    document = opened(data)
    for section in sections_of(FORMAT.parse(data)):
        assert document.text(section.index).text == text_of(section)
    document.close()


@pytest.mark.parametrize("rotate", [0, 90])
def test_boxes_cover_the_ink_of_their_words(rotate: int) -> None:
    document = opened(pdf("alpha beta", rotate=rotate))
    layer = document.text(0)
    words = {layer.text[box.offset : box.offset + box.length]: box for box in layer.boxes}
    assert set(words) == {"alpha", "beta"}
    image = document.image(0, 792)
    for box in words.values():
        left, top, right, bottom = box.x_pt, box.y_pt, box.x_pt + box.width_pt, box.y_pt + box.height_pt
        inside = image.crop((int(left), int(top), int(right) + 1, int(bottom) + 1)).convert("L")
        assert min(inside.tobytes()) < 128
        image.paste("white", (int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2))
    assert min(image.convert("L").tobytes()) > 128, "all ink stands in a box"
    document.close()


def test_links_lead_out_and_to_pages() -> None:
    document = opened(pdf(ENGLISH, pages=2))
    outside, inside = document.text(0).links
    assert (outside.uri, outside.target_page) == ("https://a.example/x", -1)
    assert (outside.x_pt, outside.y_pt, outside.width_pt, outside.height_pt) == (72, 792 - 715, 128, 25)
    assert (inside.uri, inside.target_page) == ("", 1)
    document.close()


def test_pixels_are_bgrx_rows() -> None:
    document = opened(pdf(ENGLISH))
    pixels = document.render(0, 0.5)
    assert (pixels.width_px, pixels.height_px) == (306, 396)
    assert pixels.stride >= 4 * pixels.width_px
    assert len(pixels.data) == pixels.stride * pixels.height_px
    assert pixels.data[:3] == b"\xff\xff\xff"
    assert set(pixels.data[3::4]) == {255}, "Qt's Format_RGB32 takes nothing else"
    document.close()


def test_a_wild_scale_is_bounded() -> None:
    document = opened(pdf(ENGLISH))
    for scale in (0.0, 1e-9, 1e6):
        pixels = document.render(0, scale)
        assert 0 < pixels.width_px * pixels.height_px <= limits.MAX_RENDERED_PIXELS * 1.01
    document.close()


@pytest.mark.parametrize("page", [-1, 1, 99])
def test_a_page_that_is_not_there(page: int) -> None:
    document = opened(pdf(ENGLISH))
    with pytest.raises(DamagedFile):
        document.render(page, 1.0)
    with pytest.raises(DamagedFile):
        document.text(page)
    document.close()


def test_a_password_is_asked_for(corpus: Path) -> None:
    (locked,) = corpus.glob("pdf/py-pdf/005-*password*.pdf")
    with pytest.raises(PasswordNeeded):
        list(FORMAT.parse(locked.read_bytes()))
    assert FORMAT.open is not None
    with pytest.raises(PasswordNeeded):
        FORMAT.open(BytesIO(locked.read_bytes()))


@pytest.mark.parametrize("name", ["rc4-40", "rc4-128", "aes-128", "aes-256"])
@pytest.mark.parametrize("password", ["user", "owner"])
def test_every_cipher_opens_with_either_password(name: str, password: str) -> None:
    data = (LOCKED / f"{name}.pdf").read_bytes()
    with pytest.raises(PasswordNeeded) as needed:
        list(FORMAT.parse(data))
    assert type(needed.value) is PasswordNeeded
    for wrong in ("USER", "비밀번호", " user"):
        with pytest.raises(WrongPassword):
            list(FORMAT.parse(data, ParseOptions(password=wrong)))
    events = list(FORMAT.parse(data, ParseOptions(password=password)))
    check_document(events)
    assert "dignity" in whole_text(events)
    assert FORMAT.open is not None
    with pytest.raises(WrongPassword):
        FORMAT.open(BytesIO(data), "USER")
    document = FORMAT.open(BytesIO(data), password)
    assert document.text(0).text == text_of(sections_of(events)[0])
    document.close()


@pytest.mark.parametrize(("name", "password"), [("owner-only", ""), ("korean", "비밀번호"), ("latin", "café")])
def test_passwords_in_any_script_and_none_at_all(name: str, password: str) -> None:
    events = list(FORMAT.parse((LOCKED / f"{name}.pdf").read_bytes(), ParseOptions(password=password)))
    assert "dignity" in whole_text(events)


# --- metadata


def test_info_and_language() -> None:
    info = b"<< /Title (A\\ntitle) /Author (Jane Doe, John Roe) /Subject (What it is about) /Keywords (a; b, c;a)"
    info += b" /CreationDate (D:20240229120000Z) >>"
    data = placed(line(), catalogue=b"/Lang (en-GB) /ViewerPreferences << /Direction /R2L >>", extra=[info],
                  trailer=b"/Info 12 0 R")  # fmt: skip
    assert metadata_of(data) == Metadata(
        title="A title", authors=("Jane Doe", "John Roe"), language="en-GB", direction=Direction.RTL,
        published="2024-02-29", description="What it is about", subjects=("a", "b, c"),
    )  # fmt: skip


def test_xmp_tells_what_info_lacks() -> None:
    data = placed(line(), catalogue=b"/Metadata 12 0 R", extra=[stream(XMP.encode(), b"/Type /Metadata /Subtype /XML")])
    metadata = metadata_of(data)
    assert (metadata.title, metadata.authors) == ("The <title>", ("Doe, Jane", "한강"))
    assert (metadata.subjects, metadata.publisher) == (("history", "law"), "The Press")


def test_a_picture_s_packet_is_not_the_document_s() -> None:
    other = XMP.replace("The &lt;title&gt;", "A picture")
    data = placed(line(), extra=[stream(other.encode()), stream(other.encode())])
    assert xmp_packet(data) == b""
    assert metadata_of(data).title == ""


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("Doe, Jane; Roe, John", ["Doe, Jane", "Roe, John"]),
        ("Jane Doe, John Roe and Ann Poe", ["Jane Doe", "John Roe", "Ann Poe"]),
        ("Martin Luther King, Jr.", ["Martin Luther King, Jr."]),
        ("Marx and Engels", ["Marx", "Engels"]),
    ],
)
def test_authors_in_one_line(authors: str, names: list[str]) -> None:
    assert split_names(authors) == names


def test_keywords() -> None:
    assert split_keywords("역사, 진실、人民") == ["역사", "진실", "人民"]
    assert split_keywords("a; b, c") == ["a", "b, c"]


def test_metadata_made_to_keep_a_worker_busy() -> None:
    unclosed = stream(b"<rdf:RDF" * 100_000, b"/Type /Metadata /Subtype /XML")
    info = b"<< /Author (" + b" " * 400_000 + b"x) /Keywords (" + b"," * 400_000 + b") >>"
    data = placed(line(), catalogue=b"/Metadata 12 0 R", extra=[unclosed, info], trailer=b"/Info 13 0 R")
    assert metadata_of(data).subjects == ()


def test_wild_metadata_is_one_line_each() -> None:
    wild = b"<< /Title <FEFF0041000A0042202E0043> /Author (" + b"x" * 9000 + b") >>"
    metadata = metadata_of(placed(line(), extra=[wild], trailer=b"/Info 12 0 R"))
    assert "\n" not in metadata.title
    assert len(metadata.authors[0]) <= 1000


# --- what can't be shown, and what is listed


def attached(name: bytes = b"note.txt", parameters: bytes = b"") -> list[bytes]:
    file = stream(b"CANARY", b"/Type /EmbeddedFile /Subtype /text#2Fplain /Params << %s >>" % parameters)
    return [b"<< /Type /Filespec /F (%s) /UF (%s) /EF << /F 13 0 R >> >>" % (name, name), file]


def test_files_are_listed_and_never_opened() -> None:
    names = b"/Names << /EmbeddedFiles << /Names [(a) 12 0 R] >> >>"
    sized = attached(parameters=b"/CheckSum <00112233445566778899AABBCCDDEEFF> /Size 6")
    events = list(FORMAT.parse(placed(line(), catalogue=names, extra=sized)))
    assert [event for event in events if isinstance(event, Embedded)] == [
        Embedded(name="note.txt", media_type="text/plain", size_bytes=6)
    ]
    assert "CANARY" not in repr(events)
    unsized = list(FORMAT.parse(placed(line(), catalogue=names, extra=attached())))
    assert [event.size_bytes for event in unsized if isinstance(event, Embedded)] == [-1]


def test_a_file_pinned_to_a_page_is_listed() -> None:
    pin = b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 29 29] /FS 12 0 R >>]"
    events = list(FORMAT.parse(placed(line(), page=pin, extra=attached(b"pinned.txt"))))
    assert [event.name for event in events if isinstance(event, Embedded)] == ["pinned.txt"]


def test_scripts_sounds_and_xfa_are_named() -> None:
    script = b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert(1)) >>] >> >>"
    assert losses_of(FORMAT.parse(placed(line(), catalogue=script))) == {"script"}
    film = b"/Annots [<< /Type /Annot /Subtype /Movie /Rect [9 9 29 29] >>]"
    assert losses_of(FORMAT.parse(placed(line(), page=film))) == {"media"}
    form = b"/AcroForm << /Fields [] /XFA [(template) 12 0 R] >>"
    assert "xfa" in losses_of(FORMAT.parse(placed(line(), catalogue=form, extra=[stream(b"<template/>")])))
    assert losses_of(FORMAT.parse(placed(line()))) == set()


def test_pages_without_words_are_said_to_have_none() -> None:
    scan = b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    assert losses_of(FORMAT.parse(page_tree(1, content=scan))) == {"no-text-layer"}
    assert losses_of(FORMAT.parse(placed(line(), []))) == set(), "an empty page is no picture"
    assert losses_of(FORMAT.parse(placed([]))) == set()


def test_a_form_is_shown_as_it_looks(corpus: Path) -> None:
    (form,) = corpus.glob("pdf/py-pdf/012-*form*.pdf")
    document = opened(form.read_bytes())
    assert min(document.image(0, 400).convert("L").tobytes()) < 128
    document.close()


# --- sizes that lie


def page_tree(
    count: int,
    kids: bytes = b"3 0 R",
    box: bytes = b"0 0 612 792",
    others: tuple[bytes, ...] = (),
    content: bytes = b"",
) -> bytes:
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R >>" % box
    others = others or (stream(content),)
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", pages, sheet, *others])


def test_pages_that_are_only_promised_are_not_there() -> None:
    for count, losses in ((15_000, {"missing-page"}), (2**31 - 1, set())):
        events = list(FORMAT.parse(page_tree(count)))
        check_document(events)
        assert len(sections_of(events)) == 1
        assert losses_of(events) == losses


@pytest.mark.parametrize("count", [20_001, 100_000])
def test_more_pages_than_any_book_has_are_refused(count: int) -> None:
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(page_tree(count)))


def test_a_tree_that_bites_its_tail_ends() -> None:
    for kids in (b"2 0 R", b"2 0 R 3 0 R 2 0 R", b"4 0 R 3 0 R"):
        loop = b"<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 4 0 R] >>"
        try:
            events = list(FORMAT.parse(page_tree(9, kids, others=(loop,))))
        except DamagedFile:
            continue
        check_document(events)


@pytest.mark.parametrize(
    "box",
    [b"0 0 1 2147483648", b"0 0 2147483648 2147483648", b"0 0 0 0", b"0 0 1e39 1e-39", b"-9 -9 -99 -99", b"a b c d"],
)
def test_a_page_of_any_size_is_drawn_within_bounds(box: bytes) -> None:
    data = page_tree(1, box=box)
    events = list(FORMAT.parse(data))
    check_document(events)
    size = next(event for event in events if isinstance(event, FixedPages)).pages[0]
    assert 1 <= size.width_pt <= 1_000_000
    assert 1 <= size.height_pt <= 1_000_000
    document = opened(data)
    for scale in (1e-9, 1.0, 1e6):
        pixels = document.render(0, scale)
        assert pixels.width_px * pixels.height_px <= limits.MAX_RENDERED_PIXELS * 1.01
    document.close()
