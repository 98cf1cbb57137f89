"""RTF: letters in every writing of them, looks, lists, tables, notes, and files that are broken or mean."""

from __future__ import annotations

import pytest

from reader.errors import DocumentRefused, NothingToRead
from reader.formats import rtf_page
from reader.formats.registry import recognise
from reader.formats.rtf_format import FORMAT
from reader.formats.rtf_tokens import Kind, tokens
from reader.text.model import Anchors, Direction, Embedded, Metadata, Outline, ParseEvent, Progress, Resource
from tests.formats.checks import check_document, losses_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, picture
from tests.formats.makers_fb2 import CHINESE, RUSSIAN
from tests.formats.makers_rtf import escaped, pict, rtf, unicode, usual

JAPANESE = "すべての人間は、ソ能表尊厳と権利とについて平等である。"


class TestRtf(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        return [usual(), rtf(rf"\f1 {escaped(KOREAN, 'cp949')}\par\f0 dignity"), rb"{\rtf1 dignity"]


def parsed(data: bytes) -> list[ParseEvent]:
    events = list(FORMAT.parse(data))
    check_document(events)
    return events


def text_of(body: str) -> str:
    return whole_text(parsed(rtf(body)))


def markup_of(body: str) -> str:
    return whole_markup(parsed(rtf(body)))


def test_metadata() -> None:
    assert parsed(usual())[0] == Metadata(
        title="The Declaration",
        authors=("A. Author", "B. Author"),
        language="en",
        direction=Direction.LTR,
        published="2026-03-04",
        description="About.",
        subjects=("rights", "law", "people"),
    )


def test_the_text_in_order() -> None:
    assert whole_text(parsed(usual())) == (
        f"Article 1\n{ENGLISH} italic bold small2\none\ntwo\ninner\nthree\nSee the site and below.1\na\nb\nboth\n"
        "\ufffc\ufffc\nThe goal\nNext page\n\n1 The note. ↩\n"
    )


def test_looks() -> None:
    markup = whole_markup(parsed(usual()))
    assert '<p dir="ltr" lang="en" style="text-align:justify;text-indent:24px">All human' in markup
    assert "<i>italic</i><b> bold</b>" in markup
    assert '<span style="font-variant:small-caps"> small</span><sup>2</sup>' in markup
    assert 'style="page-break-before:always">Next page' in markup
    assert "<u>the site</u></a>" in markup
    assert markup_of(r"a{\strike b}{\sub c}{\ul d\ulnone e}\b f\b0 g\plain h").endswith(
        ">a<s>b</s><sub>c</sub><u>d</u>e<b>f</b>gh</p>"
    )
    assert 'style="margin-top:16px;margin-right:32px;margin-bottom:8px;margin-left:48px">' in markup_of(
        r"\li720\ri480\sb240\sa120 x"
    )


def test_lists_are_lists() -> None:
    markup = whole_markup(parsed(usual()))
    assert '<ol dir="ltr" lang="en"><li dir="ltr"' in markup
    assert '<ol dir="ltr" lang="en" type="a"><li' in markup
    assert "1." not in whole_text(parsed(usual())), "the number is the list's own"
    bullets = r"\pard\ls2 x\par\pard between\par\pard\ls2 y\par"
    assert markup_of(bullets).count("<ul") == 2
    numbered = markup_of(r"\pard\ls1 x\par y\par\pard between\par\pard\ls1 z\par")
    assert '<ol dir="ltr" lang="en" start="3">' in numbered, "a list goes on where it was interrupted"
    assert text_of(r"{\pntext\f6\'b7\tab}{\*\pn\pnlvlblt}old\par") == "·\u2003old\n"


def test_headings_by_level_and_by_style() -> None:
    events = parsed(rtf(r"\s3 Third\par\pard\s0\outlinelevel1 Second\par\pard\s2 none\par\pard\outlinelevel9 text\par"))
    outline = next(event for event in events if isinstance(event, Outline))
    assert [entry.title for entry in outline.entries] == ["Third", "Second"]
    assert "<h3" in whole_markup(events)
    assert "<h2" in whole_markup(events)


@pytest.mark.parametrize(
    ("font", "encoding", "text"),
    [
        (1, "cp949", KOREAN),
        (2, "cp1251", RUSSIAN),
        (3, "cp1256", ARABIC),
        (4, "gb18030", CHINESE),
        (5, "cp932", JAPANESE),
        (0, "cp1252", "naïve – “quoted”"),
    ],
)
def test_letters_in_a_fonts_charset(font: int, encoding: str, text: str) -> None:
    assert text_of(rf"{{\f{font} {escaped(text, encoding)}}}") == f"{text}\n"
    broken = escaped(text, encoding).replace("\\'", "\r\n\\'")
    assert text_of(rf"\f{font} {broken}") == f"{text}\n", "line ends part no letter"


@pytest.mark.parametrize(("code_page", "text"), [(949, KOREAN), (1251, RUSSIAN), (936, CHINESE), (932, JAPANESE)])
def test_letters_in_the_files_code_page(code_page: int, text: str) -> None:
    encoding = {936: "gb18030"}.get(code_page, f"cp{code_page}")
    data = rf"{{\rtf1\ansi\ansicpg{code_page} {escaped(text, encoding)}}}".encode("latin-1")
    assert whole_text(parsed(data)) == f"{text}\n"


def test_letters_in_unicode() -> None:
    assert text_of(unicode(PERSIAN)) == f"{PERSIAN}\n"
    assert text_of(r"\uc2 " + unicode("한글", r"\'b0\'a1")) == "한글\n"
    assert text_of(r"\uc0 " + unicode("한글", "") + " x") == "한글x\n"
    assert text_of(r"{\uc3 \u54620 abc}\u44544?!") == "한글!\n", "how many to pass over ends with its group"
    assert text_of(unicode("😀", "?")) == "😀\n"
    assert text_of(r"\u-10179?x") == "\ufffdx\n", "half a letter"
    assert text_of(r"\u54620\u44544") == "한글\n"
    assert text_of(r"{\upr{\'3f\'3f}{\*\ud{\u54620 \u44544 }}}") in {"한글\n", "한 글 \n"}
    assert (
        text_of(r"a\~b\_c\-d\emdash e\lquote f\rquote\{\}\\ g\line h\tab i")
        == "a\xa0b‑c\xadd—e‘f’{}\\ g\u2028h\u2003i\n"
    )


def test_directions_and_languages() -> None:
    arabic = markup_of(rf"\rtlpar\qr {{\rtlch\lang1025\ab {unicode(ARABIC)}}}\par\pard\ltrpar {unicode('ب')} x\par")
    assert f'<p dir="rtl" lang="ar"><b>{ARABIC}</b></p>' in arabic
    assert '<p dir="ltr" lang="ar">ب x' in arabic
    assert f'<p dir="rtl" lang="fa">{PERSIAN}</p>' in markup_of(rf"\ltrpar\lang1065 {unicode(PERSIAN)}\par")
    assert '<p dir="ltr" lang="ja">' in markup_of(rf"\lang1033\langfe1041 {unicode('人間')}\par")
    mixed = markup_of(rf"\lang1031 Die W\'fcrde {{\langfe1042 {unicode('존엄')}}}\par")
    assert '<p dir="ltr" lang="de">Die Würde <span lang="ko">존엄</span></p>' in mixed
    assert 'lang="en"' not in markup_of(rf"\lang1033 {unicode(KOREAN)}\par"), "the wrong keyboard"


def test_tables() -> None:
    markup = markup_of(
        r"\trowd\clvmgf\cellx1000\cellx2000\cellx3000\pard\intbl a\cell b\par c\cell d\cell\row"
        r"\trowd\clvmrg\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl\cell e\cell\cell\row\pard after\par"
    )
    assert '<td dir="ltr" lang="en" rowspan="2">a</td>' in markup
    assert '<td dir="ltr" lang="en" colspan="2">e</td>' in markup
    assert markup.count("<tr") == 2
    assert markup.endswith('</table><p dir="ltr" lang="en">after</p>')
    reverse = text_of(rf"\trowd\rtlrow\cellx1000\cellx2000\pard\intbl {unicode('ا')}\cell {unicode('ب')}\cell\row")
    assert reverse == "ب\nا\n"
    nested = parsed(rtf(r"\trowd\cellx1\cellx2\intbl a\itap2 x\nestcell y\nestcell\nestrow\itap1 b\cell c\cell\row"))
    assert whole_text(nested) == "ax\ny\nb\nc\n"
    assert losses_of(nested) == {"table"}
    assert text_of(r"\trowd\cellx1000\cellx2000\intbl a\cell b") == "a\nb\n", "a table cut short"


def test_notes_and_links_lead_both_ways() -> None:
    events = parsed(usual())
    text = whole_text(events)
    anchors = next(event for event in events if isinstance(event, Anchors))
    places = [text[place.offset :][:8] for place in anchors.targets.values()]
    assert {"1 The no", "1\na\nb\nbo", "The goal"} <= set(places)
    assert 'href="https://a.example/x"' in whole_markup(events)
    assert "javascript" not in markup_of(r'{\field{\*\fldinst HYPERLINK "javascript:x"}{\fldrslt y}}')


def test_pictures() -> None:
    events = parsed(usual())
    assert 'width="30" height="22"' in whole_markup(events)
    assert [event.media_type for event in events if isinstance(event, Resource)] == ["image/png", "image/jpeg"]
    assert losses_of(events) == set(), "the drawing beside them is for older readers"
    data = picture()
    binary = b"{\\rtf1 x{\\pict\\pngblip\\bin" + f"{len(data)} ".encode() + data + b"}y}"
    events = parsed(binary)
    assert whole_text(events) == "x\ufffcy\n"
    assert any(isinstance(event, Resource) for event in events)
    assert losses_of(parsed(rtf(r"x{\pict\wmetafile8 0102}{\pict\emfblip 01}"))) == {"drawing-wmf"}
    assert text_of(r"x{\pict\pngblip zz 0}y") == "xy\n"


def test_what_is_deleted_and_what_is_hidden() -> None:
    events = parsed(
        rtf(r"a{\deleted gone}{\revised b}{\v c}{\header top}{\*\annotation note}{\*\unknown d}{\unknown e}")
    )
    assert whole_text(events) == "abce\n"
    assert losses_of(events) == {"hidden-text", "page-header", "comments"}


def test_objects_are_listed() -> None:
    events = parsed(rtf(r"x{\object\objemb{\*\objclass Package}{\*\objdata 0105 0000}{\result{\pard y}}}"))
    assert [(event.name, event.size_bytes) for event in events if isinstance(event, Embedded)] == [("Package", 4)]
    assert losses_of(events) == {"embedded"}
    assert whole_text(events) == "xy\n"


def test_shapes_and_their_pictures() -> None:
    shape = rf"{{\shp{{\*\shpinst{{\sp{{\sn x}}{{\sv 1}}}}{{\shptxt in a box\par}}{pict()}}}{{\shprslt old}}}}after"
    assert text_of(shape) == "in a box\n\ufffcafter\n"


def test_broken_files() -> None:
    assert whole_text(parsed(rb"{\rtf1 a}} b {\b c")) == "a\nb c\n"
    assert whole_text(parsed(rb"{\rtf1 a}" + b"\x00" * 50)) == "a\n"
    assert whole_text(parsed(rb"{\rtf1\ansi{\fonttbl{\f0 x;}}\par\par text\'4 \'zz \bin9999999 x")) == "text4 zz\n"
    assert whole_text(parsed(usual()[: usual().index(b"the site")])).endswith("three\nSee\n")
    for data in (rb"{\rtf1}", rb"{\rtf1{\fonttbl x}", rb"{\rtf1\par\par}"):
        with pytest.raises(NothingToRead):
            list(FORMAT.parse(data))


def test_what_is_rtf() -> None:
    assert recognise(usual()) is FORMAT
    assert recognise(b"\xef\xbb\xbf\n{\\RTF1 x}") is FORMAT
    assert recognise(b"text about {\\rtf1}") is not FORMAT


def test_tokens_are_read_in_one_pass() -> None:
    found = list(tokens(b"{\\b0 x\\'4f\\*\\bin3 a{b\\u-12345?\\u7\\'}"))
    assert [token.kind for token in found] == [
        Kind.OPEN, Kind.WORD, Kind.BYTES, Kind.BYTES, Kind.SYMBOL, Kind.BINARY, Kind.LETTERS, Kind.WORD, Kind.SYMBOL,
        Kind.CLOSE,
    ]  # fmt: skip
    assert found[5].data == b"a{b"
    assert found[6].data == b"\\u-12345?"
    assert found[7].number == 7


@pytest.mark.parametrize(
    "body",
    [
        "{" * 200_000 + "x",
        "}" * 200_000 + "x",
        r"\b" * 200_000 + " x",
        r"{\*\x" * 100_000,
        r"\trowd" + r"\cellx1" * 100_000 + r"\intbl a" + r"\cell" * 100_000 + r"\row x",
        r"{\footnote a" * 5_000,
        r"{\field{\*\fldinst HYPERLINK " * 5_000 + "x",
        r"\u1?" * 200_000,
        r"\ls1\ilvl8 a\par\ilvl0 b\par" * 1_000,
        r"\li99999999999\fi-99999999999\ilvl-5\ls-1\itap-1\s-1\f-1\uc-1\u99999999999 x",
        r"{\pict\pngblip " + "00" * 500_000 + "}x",
        r"{\upr{a}{\*\ud b}" * 1000,
        r"{\listtext x}" * 50_000 + "y",
        r"{\*\bkmkstart x}" * 50_000 + "y",
    ],
)
def test_hostile_files(body: str) -> None:
    try:
        check_document([event for event in FORMAT.parse(rtf(body)) if not isinstance(event, Progress)])
    except DocumentRefused:
        return


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf_page, "MAX_PARAGRAPHS", 3)
    events = parsed(rtf(r"a\par b\par c\par d\par e\par f\par"))
    assert losses_of(events) == {"text-cut"}
    assert "f" not in whole_text(events)


def test_a_long_file_is_read_in_steps() -> None:
    events = list(FORMAT.parse(rtf(r"\b0 x" * 210_000 + r"\par" + r"\par a{\b b}" * 3000)))
    assert isinstance(events[0], Progress)
    check_document([event for event in events if not isinstance(event, Progress)])
    assert whole_text(events).count("ab\n") == 3000
