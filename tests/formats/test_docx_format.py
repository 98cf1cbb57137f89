"""DOCX: what is written is shown, in its order, direction and language; what can't be is said."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable

import pytest

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, LockedFile, NothingToRead, UnsupportedKind
from reader.formats.docx_format import FORMAT
from reader.formats.registry import recognise
from reader.text.model import Direction, Embedded, Metadata, Outline, ParseEvent, Progress, Resource
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, picture
from tests.formats.makers_office import (
    R,
    archive,
    cell,
    compound_file,
    docx,
    drawing,
    heading,
    item,
    level,
    numbering,
    paragraph,
    part,
    row,
    run,
    table,
)

CHINESE = "人人生而自由，在尊严和权利上一律平等。"
BIDI = "<w:bidi/>"
RTL = "<w:rtl/>"


def parsed(body: str, **options: object) -> list[ParseEvent]:
    """The events of a document with this body, checked."""
    options = {"compression": zipfile.ZIP_STORED, **options}  # so that no test stumbles over the limit on swelling
    events = list(FORMAT.parse(docx(body, **options)))  # type: ignore[arg-type]  # each test names its own
    check_document([event for event in events if not isinstance(event, (Embedded, Progress))])
    return events


def metadata_of(events: Iterable[ParseEvent]) -> Metadata:
    return next(event for event in events if isinstance(event, Metadata))


def plain(markup: str) -> str:
    """Markup without languages and margins, which other tests look at."""
    markup = re.sub(r"(margin-(?:top|bottom):\d+px;?)", "", re.sub(r' lang="[^"]*"', "", markup))
    markup = re.sub(r'(<(?:ol|ul|table|tbody|tr|hr)) dir="(?:ltr|rtl)"', r"\1", markup)
    return markup.replace(' style=""', "").replace(';"', '"')


def shown(body: str, **options: object) -> str:
    return plain(whole_markup(parsed(body, **options)))


class TestDocx(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        marks = numbering(level(0, "decimal", "%1."), level(1, "ganada", "%2)"))
        note = '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
        body = heading("Title") + paragraph(ENGLISH) + item("one") + item("two", at=1)
        body += paragraph(run(KOREAN) + '<w:r><w:footnoteReference w:id="2"/></w:r>' + drawing("p", "A flag"))
        body += table(row(cell("a"), cell("b")), row(cell(paragraph(ARABIC, BIDI)), cell(PERSIAN)))
        return [
            docx(
                body,
                parts={"numbering": marks, "footnotes": note, "word/media/a.png": picture()},
                relations={"p": ("image", "media/a.png")},
            ),
            docx(paragraph(run(ARABIC + " dignity", RTL), BIDI), strict=True),
        ]


# --- text


def test_runs_have_their_look() -> None:
    looks = {
        "<w:b/>": "<b>x</b>",
        "<w:i/>": "<i>x</i>",
        '<w:u w:val="single"/>': "<u>x</u>",
        "<w:strike/>": "<s>x</s>",
        '<w:vertAlign w:val="superscript"/>': "<sup>x</sup>",
        '<w:vertAlign w:val="subscript"/>': "<sub>x</sub>",
        "<w:smallCaps/>": '<span style="font-variant:small-caps">x</span>',
        '<w:b w:val="0"/>': "x",
        '<w:u w:val="none"/>': "x",
    }
    for properties, markup in looks.items():
        assert f">a {markup}<" in shown(paragraph(run("a ") + run("x", properties))), properties


def test_a_run_split_in_many_is_one_again() -> None:
    body = paragraph("".join(run(letter, "<w:b/>") for letter in "whole"))
    assert "<b>whole</b>" in shown(body)


def test_styles_inherit_and_toggle() -> None:
    poem = '<w:pStyle w:val="poem"/>'
    assert "<i>line</i>" in shown(paragraph("line", poem))
    assert "margin-left:32px" in whole_markup(parsed(paragraph("line", poem)))
    strong = run("word", '<w:rStyle w:val="strong"/>')
    assert "<b>word</b>" in shown(paragraph(strong, poem))  # italic in both styles: upright again
    assert "<i><b>word</b></i>" in shown(paragraph(strong))


def test_a_loop_of_styles_ends() -> None:
    loop = '<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/><w:rPr><w:i/></w:rPr></w:style>'
    loop += '<w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    assert "<i>a</i>" in shown(paragraph("a", '<w:pStyle w:val="x"/>'), styles=loop)


def test_paragraphs_have_their_shape() -> None:
    assert 'style="text-align:center"' in shown(paragraph("a", '<w:jc w:val="center"/>'))
    assert 'style="text-align:justify"' in shown(paragraph("a", '<w:jc w:val="both"/>'))
    assert 'style="text-align:right"' in shown(paragraph("a", '<w:jc w:val="right"/>'))
    indent = '<w:ind w:left="440" w:right="220" w:hanging="220"/>'
    assert "text-indent:-16px;margin-right:16px;margin-left:32px" in shown(paragraph("a", indent))
    assert "page-break-before:always" in shown(paragraph("a") + paragraph("b", "<w:pageBreakBefore/>"))


def test_blank_paragraphs_are_space_between_stanzas() -> None:
    poem = '<w:pStyle w:val="poem"/>'
    markup = whole_markup(parsed(paragraph("a", poem) + paragraph("<w:r/>", poem) + paragraph("b", poem)))
    assert "margin-top:16px" in markup
    assert markup.index("margin-top:16px") > markup.index("a</i>")


def test_a_page_break_inside_a_paragraph_parts_it() -> None:
    markup = shown(paragraph(run("before") + '<w:r><w:br w:type="page"/></w:r>' + run("after")))
    assert re.search(r'before</p><p dir="ltr" style="[^"]*page-break-before:always">after', markup)


def test_line_breaks_tabs_and_hyphens() -> None:
    inside = (
        "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    )
    assert "a\u2028b\u2003c\u00ad\u2011d\n" in whole_text(parsed(paragraph(inside)))


def test_a_leading_tab_is_an_indent() -> None:
    markup = shown(paragraph("<w:r><w:tab/><w:t>Once</w:t></w:r>"))
    assert "text-indent:32px" in markup
    assert ">Once<" in markup


def test_spaces_in_a_row_stay() -> None:
    assert "a\xa0\xa0 b" in whole_text(parsed(paragraph("a   b")))


def test_symbols() -> None:
    inside = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
    assert "✓α" in whole_text(parsed(paragraph(inside)))
    assert "→∑" in whole_text(parsed(paragraph(run("\uf0ae\uf0e5", '<w:rFonts w:ascii="Symbol"/>'))))
    unknown = parsed(paragraph(run("a") + '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'))
    assert "symbol" in losses_of(unknown)


def test_hidden_text_is_left_out_and_said() -> None:
    events = parsed(paragraph(run("seen") + run("unseen", "<w:vanish/>")))
    assert whole_text(events) == "seen\n"
    assert "hidden-text" in losses_of(events)


def test_headings_make_the_outline() -> None:
    deep = paragraph("Deep", '<w:outlineLvl w:val="7"/>')
    events = parsed(heading("One") + paragraph("text") + heading("Two", 2) + deep + heading("Three"))
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.level) for entry in outline.entries] == [
        ("One", 1),
        ("Two", 2),
        ("Deep", 3),
        ("Three", 1),
    ]
    assert "<h6" in whole_markup(events)
    assert "<b>" not in whole_markup(events)  # a heading is bold by itself


def test_a_long_document_is_cut_at_its_headings() -> None:
    chapters = "".join(heading(f"Chapter {number}") + paragraph(ENGLISH * 30) * 40 for number in range(6))
    sections = sections_of(parsed(chapters))
    assert len(sections) > 1
    assert all(section.title.startswith("Chapter") for section in sections)


def test_a_long_document_gives_signs_of_life_and_keeps_its_outline() -> None:
    body = "".join(heading(f"Chapter {number}") + paragraph("text") * 2 for number in range(400))
    events = parsed(body + paragraph(f'<w:hyperlink w:anchor="x">{run("back")}</w:hyperlink>'))
    assert [event.done for event in events if isinstance(event, Progress)] == sorted(
        event.done for event in events if isinstance(event, Progress)
    )
    assert len([event for event in events if isinstance(event, Progress)]) > 6
    text = whole_text(events)
    outline = next(event for event in events if isinstance(event, Outline))
    assert [entry.title for entry in outline.entries] == [f"Chapter {number}" for number in range(400)]
    assert all(text[entry.target.offset :].startswith(f"{entry.title}\n") for entry in outline.entries)


def test_drop_caps_join_their_word() -> None:
    assert whole_text(parsed(paragraph("O", '<w:framePr w:dropCap="drop"/>') + paragraph("nce"))) == "Once\n"


def test_ruby() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('かん')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
    events = parsed(paragraph(run("字") + ruby))
    assert whole_text(events) == "字漢(かん)\n"
    assert "ruby" in losses_of(events)


def test_math_in_a_line() -> None:
    def part_of(name: str, text: str) -> str:
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    fraction = f"<m:oMath><m:f>{part_of('num', 'a+b')}{part_of('den', 'c')}</m:f></m:oMath>"
    root = f"<m:oMath><m:rad><m:deg/>{part_of('e', 'x')}</m:rad></m:oMath>"
    power = f"<m:oMath><m:sSup>{part_of('e', 'x')}{part_of('sup', '2')}</m:sSup></m:oMath>"
    events = parsed(paragraph(fraction + run(" ") + root + run(" ") + power))
    assert "(a+b)/c √x x^2" in whole_text(events)
    assert "mathml" in losses_of(events)


# --- direction and language


def test_paragraphs_have_their_direction() -> None:
    markup = whole_markup(parsed(paragraph(run(ARABIC, RTL), BIDI) + paragraph(ENGLISH) + paragraph(ENGLISH, BIDI)))
    assert re.findall(r'<p dir="(\w+)" lang="([\w-]+)"', markup) == [
        ("rtl", "ar-SA"),
        ("ltr", "en-GB"),
        ("rtl", "en-GB"),
    ]


def test_sides_follow_the_direction() -> None:
    indent = '<w:bidi/><w:ind w:left="440"/>'
    assert "margin-right:32px" in shown(paragraph(ARABIC, indent))
    assert "text-align" not in shown(paragraph(ARABIC, '<w:bidi/><w:jc w:val="left"/>'))
    assert "text-align:left" in shown(paragraph(ARABIC, '<w:bidi/><w:jc w:val="right"/>'))


def test_without_a_word_on_direction_the_letters_decide() -> None:
    assert 'dir="rtl"' in shown(paragraph(ARABIC))
    assert 'dir="ltr"' in shown(paragraph(f"{ARABIC} means that {ENGLISH}"))
    assert "text-align" not in shown(paragraph(ARABIC, '<w:jc w:val="right"/>'))


def test_runs_of_another_direction() -> None:
    assert '<span dir="rtl">' in shown(paragraph(run("see ") + run(ARABIC, RTL)))
    assert "<span" not in shown(paragraph(run("123") + run(ARABIC, RTL), BIDI))


def test_languages_follow_the_letters() -> None:
    mixed = paragraph(run(ENGLISH * 2) + run(KOREAN[:8]) + run(PERSIAN, RTL))
    markup = whole_markup(parsed(mixed))
    assert '<p dir="ltr" lang="en-GB"' in markup
    assert 'lang="ko-KR"' in markup
    assert 'lang="fa"' in markup  # though ar-SA is declared
    declared = run(CHINESE, '<w:lang w:eastAsia="zh-TW"/>')
    assert 'lang="zh-TW"' in whole_markup(parsed(paragraph(declared)))
    assert 'lang="ko' not in whole_markup(parsed(paragraph(ENGLISH), styles=""))


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        (KOREAN, "ko-KR", Direction.AUTO),
        (ARABIC, "ar-SA", Direction.RTL),
        (PERSIAN, "fa", Direction.RTL),
        (ENGLISH, "en-GB", Direction.AUTO),
    ],
)
def test_the_document_takes_the_language_of_most(text: str, language: str, direction: Direction) -> None:
    metadata = metadata_of(parsed(paragraph("A few words first.") + paragraph(text) * 3))
    assert (metadata.language, metadata.direction) == (language, direction)


# --- lists


def test_lists_are_lists() -> None:
    marks = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "bullet", "\uf0b7"))
    body = item("one") + item("sub", at=1) + item("dot", at=2) + item("two")
    markup = shown(body, parts={"numbering": marks})
    assert markup == (
        '<ol><li dir="ltr">one<ol type="a"><li dir="ltr">sub<ul><li dir="ltr">dot</li></ul></li></ol></li>'
        '<li dir="ltr">two</li></ol>'
    )


def test_words_for_numbers_stand_inside_the_list_around_them() -> None:
    marks = numbering(level(0, "decimal", "%1."), level(1, "ganada", "%2)"), level(2, "bullet", "•"))
    body = item("one") + item("ga", at=1) + item("dot", at=2) + item("na", at=1) + item("two")
    assert shown(body, parts={"numbering": marks}) == (
        '<ol><li dir="ltr">one<p dir="ltr">가) ga</p><ul><li dir="ltr">dot</li></ul><p dir="ltr">나) na</p></li>'
        '<li dir="ltr">two</li></ol>'
    )


def test_a_list_goes_on_behind_a_paragraph() -> None:
    markup = shown(
        item("a") + item("b") + paragraph("between") + item("c"),
        parts={"numbering": numbering(level(0, "decimal", "%1."))},
    )
    assert '<ol start="3"><li dir="ltr">c' in markup


def test_a_list_starts_anew_where_it_says_so() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{override}</w:num>'
    marks = numbering(level(0, "upperRoman", "%1.")) + again
    markup = shown(item("a") + item("b") + item("c", 2), parts={"numbering": marks})
    assert markup.count('<ol type="I">') == 2
    assert "start" not in markup


@pytest.mark.parametrize(
    ("kind", "text", "labels"),
    [
        ("ganada", "%1.", ["가.", "나."]),
        ("decimal", "제%1조", ["제1조", "제2조"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("chineseCounting", "第%1章", ["第一章", "第二章"]),
        ("arabicAbjad", "%1-", ["أ-", "ب-"]),
        ("koreanDigital", "%1)", ["일)", "이)"]),
        ("hebrew1", "%1.", ["א.", "ב."]),
    ],
)
def test_other_numbers_are_words(kind: str, text: str, labels: list[str]) -> None:
    events = parsed(item("x") + item("x"), parts={"numbering": numbering(level(0, kind, text))})
    assert whole_text(events) == "".join(f"{label} x\n" for label in labels)


def test_numbers_of_upper_levels() -> None:
    marks = numbering(
        level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "upperRoman", "%1.%2.%3", "<w:isLgl/>")
    )
    body = item("a") + item("b", at=1) + item("c", at=1) + item("d") + item("e", at=1) + item("f", at=2)
    text = whole_text(parsed(body, parts={"numbering": marks}))
    assert text == "a\n1.1 b\n1.2 c\nd\n2.1 e\n2.1.1 f\n"


def test_numbered_headings_keep_their_number() -> None:
    numbered = heading("One").replace(
        "</w:pPr>", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', 1
    )
    events = parsed(numbered, parts={"numbering": numbering(level(0, "decimal", "Article %1"))})
    assert next(event for event in events if isinstance(event, Outline)).entries[0].title == "Article 1 One"


def test_a_loop_of_numberings_ends() -> None:
    loop = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="loop"/></w:abstractNum>'
    loop += '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    style = (
        '<w:style w:type="numbering" w:styleId="loop"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert whole_text(parsed(item("a"), parts={"numbering": loop}, styles=style)) == "a\n"


# --- tables


def test_tables_span_rows_and_columns() -> None:
    wide, begin, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("wide", wide), cell("c")),
        row(cell("tall", begin), cell("x"), cell("y")),
        row(cell("", on), cell("z"), cell("w")),
    )
    markup = shown(body)
    assert '<td dir="ltr" colspan="2">wide</td>' in markup
    assert '<td dir="ltr" rowspan="2">tall</td>' in markup
    assert markup.count("<tr") == 3
    assert markup.count("<td") == 7


def test_header_rows_and_mirrored_tables() -> None:
    head = row(cell("أول"), cell("ثان"), properties="<w:tblHeader/>")
    markup = shown(table(head, row(cell("١"), cell("٢")), properties="<w:bidiVisual/>"))
    assert markup.index("ثان") < markup.index("أول")  # Qt lays columns out from the left
    assert markup.count("<th") == 2
    assert whole_text(parsed(table(row(cell("a"), cell("b"))))) == "a\nb\n"


def test_nested_tables_become_blocks() -> None:
    inner = table(row(cell("inner a"), cell("inner b"))) + paragraph("behind")
    events = parsed(table(row(cell("outer"), cell(inner))))
    assert [line for line in whole_text(events).split("\n") if line] == ["outer", "inner a", "inner b", "behind"]
    assert "table" in losses_of(events)


# --- notes, links, fields


def test_notes_are_linked_both_ways() -> None:
    notes = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("The note.")}</w:footnote>'
    notes += f'<w:footnote w:id="9">{paragraph("Never met.")}</w:footnote>'
    ends = f'<w:endnote w:id="3">{paragraph("At the end.")}</w:endnote>'
    body = paragraph(
        run("text") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r>'
    )
    events = parsed(body, parts={"footnotes": notes, "endnotes": ends})
    assert whole_text(events) == "text1i\n\n1 The note.\n\ni At the end.\n"
    markup = whole_markup(events)
    assert markup.count('<a href="#') == 4
    assert '<a href="#a1"><sup>1</sup></a>' in markup


def test_a_note_with_a_mark_of_its_own() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("The note.")}</w:footnote>'
    reference = '<w:footnoteReference w:id="2" w:customMarkFollows="1"/>'
    body = paragraph(run("text") + f"<w:r>{reference}<w:t>*</w:t></w:r>" + run(" more"))
    assert whole_text(parsed(body, parts={"footnotes": notes})) == "text* more\n\n* The note.\n"


def test_comments_are_shown_at_the_end() -> None:
    who = 'w:author="B. Editor" w:initials="BE" w:date="2020-01-02T03:04:05Z"'
    comments = f'<w:comment w:id="0" {who}>{paragraph("Why?")}</w:comment>'
    comments += f'<w:comment w:id="1" w:author="C">{paragraph("Loose.")}</w:comment>'
    events = parsed(paragraph(run("text") + '<w:r><w:commentReference w:id="0"/></w:r>'), parts={"comments": comments})
    assert "[BE1] B. Editor, 2020-01-02: Why?" in whole_text(events)
    assert "[2] C: Loose." in whole_text(events)
    assert "comments" in losses_of(events)


def test_links_inside_and_outside() -> None:
    body = paragraph(
        f'<w:hyperlink r:id="h">{run("outside")}</w:hyperlink>'
        f'<w:hyperlink w:anchor="here 1">{run("inside")}</w:hyperlink>'
    )
    body += paragraph('<w:bookmarkStart w:id="0" w:name="here 1"/>' + run("target"))
    events = parsed(body, relations={"h": ("hyperlink", "!https://a.example/x?y=1&z=2")})
    markup = whole_markup(events)
    assert '<a href="https://a.example/x?y=1&amp;z=2">outside</a>' in markup
    assert re.search(r'<a href="#a\d">inside</a>', markup)


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruct = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{mark('begin')}{instruct}{mark('separate')}{run(result)}{mark('end')}"


def test_fields_show_their_result() -> None:
    body = paragraph(run("Page ") + field(" PAGE ", "7") + field(' HYPERLINK "https://a.example" ', "link"))
    body += paragraph(
        f'<w:fldSimple w:instr=" REF here \\h ">{run("there")}</w:fldSimple>'
        + run(", ")
        + field('HYPERLINK \\l "here"', "x")
    )
    body += paragraph('<w:bookmarkStart w:id="0" w:name="here"/>' + run("target"))
    events = parsed(body)
    assert whole_text(events) == "Page 7link\nthere, x\ntarget\n"
    assert '<a href="https://a.example">link</a>' in whole_markup(events)
    assert len(re.findall(r'<a href="#a\d">', whole_markup(events))) == 2


def test_a_field_that_never_ends_hides_nothing_more() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF</w:instrText></w:r>'
    assert "after" in whole_text(parsed(paragraph(begin + run("in the instruction")) + paragraph("after")))


def test_ruby_made_by_a_field() -> None:
    instruction = "EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(かん),漢)"
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    events = parsed(paragraph(begin + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" + end + run("字")))
    assert whole_text(events) == "漢(かん)字\n"


def test_tracked_changes_are_taken_as_accepted() -> None:
    removed = '<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="2">{run("new")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("gone")}</w:moveFrom><w:moveTo w:id="4">{run("come")}</w:moveTo>'
    events = parsed(paragraph(removed + added + moved))
    assert whole_text(events) == "newcome\n"
    assert "tracked-changes" in losses_of(events)


def test_a_removed_end_of_a_paragraph_joins_two() -> None:
    events = parsed(paragraph("one ", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("two"))
    assert whole_text(events) == "one two\n"


def test_a_removed_row_is_gone() -> None:
    events = parsed(table(row(cell("a"), cell("b")), row(cell("c"), cell("d"), properties='<w:del w:id="1"/>')))
    assert whole_text(events) == "a\nb\n"


# --- pictures and boxes


def test_pictures_have_words_and_a_size() -> None:
    events = parsed(
        paragraph(drawing("p", "A red flag", 12_700 * 11)),
        parts={"word/media/a.png": picture(size=(400, 300))},
        relations={"p": ("image", "media/a.png")},
    )
    resource = next(event for event in events if isinstance(event, Resource))
    assert f'<img src="res:{resource.name}" alt="A red flag" width="16" height="12">' in whole_markup(events)


def test_vml_pictures() -> None:
    pict = '<w:r><w:pict><v:shape style="width:11pt" alt="Old"><v:imagedata r:id="p"/></v:shape></w:pict></w:r>'
    events = parsed(
        paragraph(run("a") + pict),
        parts={"word/media/a.gif": picture("GIF")},
        relations={"p": ("image", "/word/media/a.gif")},
    )
    assert 'alt="Old" width="16"' in whole_markup(events)


def test_a_metafile_is_a_loss_with_its_words() -> None:
    emf = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60)
    events = parsed(
        paragraph(run("a ") + drawing("p", "A diagram")),
        parts={"word/media/a.emf": emf},
        relations={"p": ("image", "media/a.emf")},
    )
    assert "[A diagram]" in whole_text(events)
    assert "metafile" in losses_of(events)


def test_a_picture_from_outside_is_never_fetched() -> None:
    for target in ("!https://a.example/x.png", "!file:///etc/passwd", "!\\\\server\\share\\x.png"):
        events = parsed(paragraph(run("a ") + drawing("p", "Far")), relations={"p": ("image", target)})
        assert "remote-image" in losses_of(events)
        assert not [event for event in events if isinstance(event, Resource)]
        assert "[Far]" in whole_text(events)


@pytest.mark.parametrize(
    "target",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "..\\..\\x",
        "//server/x",
        "http://a.example/",
        "",
        "#",
    ],
)
def test_a_picture_path_that_leads_away_is_missing(target: str) -> None:
    events = parsed(paragraph(run("a ") + drawing("p", "Far")), relations={"p": ("image", target)})
    assert whole_text(events) == "a [Far]\n"
    assert "missing-image" in losses_of(events)


def test_text_boxes_stand_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    shape = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
    events = parsed(
        paragraph(run("a") + f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>" + run("b"))
    )
    assert whole_text(events) == "ab\nboxed\n"
    assert "text-box" in losses_of(events)


def test_embedded_files_are_listed_and_never_opened() -> None:
    ole = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet" r:id="o"/></w:object></w:r>'
    body = paragraph(run("a") + ole) + '<w:altChunk r:id="chunk"/>'
    events = parsed(
        body,
        parts={"word/embeddings/o.bin": b"MZ", "word/chunk.html": b"<p>never read</p>", "word/vbaProject.bin": b"x"},
        relations={
            "o": ("oleObject", "embeddings/o.bin"),
            "chunk": ("aFChunk", "chunk.html"),
            "v": ("vbaProject", "vbaProject.bin"),
        },
    )
    embedded = {event.name: event.media_type for event in events if isinstance(event, Embedded)}
    assert {event.size_bytes for event in events if isinstance(event, Embedded)} == {2, 17}
    assert set(embedded) == {"o.bin", "chunk.html"}
    assert embedded["o.bin"].endswith("oleObject")
    assert "never read" not in whole_text(events)
    assert {"embedded", "macros"} <= losses_of(events)


def test_charts_are_a_loss_with_their_words() -> None:
    chart = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="c" descr="Rising prices"/><a:graphic><a:graphicData>'
    chart += '<c:chart r:id="c"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    events = parsed(paragraph(run("a ") + chart))
    assert "[Rising prices]" in whole_text(events)
    assert "chart" in losses_of(events)


def test_headers_and_footers_are_left_out_and_said() -> None:
    events = parsed(
        paragraph("a"),
        parts={"word/header1.xml": part("hdr", paragraph("running head"))},
        relations={"h": ("header", "header1.xml")},
    )
    assert whole_text(events) == "a\n"
    assert "page-header" in losses_of(events)


# --- the document


def test_metadata() -> None:
    core = "<dc:title>제목</dc:title><dc:creator>A; B</dc:creator><dc:subject>law</dc:subject>"
    core += "<cp:keywords>rights, 人权；law</cp:keywords><dc:description>Two\nlines</dc:description>"
    core += "<dcterms:created>2020-01-02T03:04:05Z</dcterms:created>"
    metadata = metadata_of(parsed(paragraph("a"), core=core))
    assert metadata.title == "제목"
    assert metadata.authors == ("A", "B")
    assert metadata.subjects == ("law", "rights", "人权")
    assert metadata.description == "Two\nlines"
    assert metadata.published == "2020-01-02"


def test_a_title_that_is_only_in_the_text() -> None:
    title = paragraph("In the text", '<w:pStyle w:val="Title"/>')
    assert metadata_of(parsed(title + paragraph("a"), core="")).title == "In the text"
    assert metadata_of(parsed(paragraph("a") + heading("b"), core="")).title == ""


def test_strict_documents_read_the_same() -> None:
    body = heading("One") + paragraph(run("a", "<w:b/>"))
    assert whole_markup(parsed(body, strict=True)) == whole_markup(parsed(body))


def test_nothing_to_read() -> None:
    with pytest.raises(NothingToRead):
        parsed(paragraph("<w:r/>"))


@pytest.mark.parametrize(
    ("streams", "error", "detail"),
    [
        (("EncryptionInfo", "EncryptedPackage"), LockedFile, "encrypted package"),
        (("WordDocument", "1Table"), UnsupportedKind, "doc"),
        (("Workbook",), UnsupportedKind, "xls"),
        (("PowerPoint Document",), UnsupportedKind, "ppt"),
        (("\x05HwpSummaryInformation", "FileHeader"), UnsupportedKind, "hwp"),
        (("__properties_version1.0",), UnsupportedKind, "msg"),
        (("Something",), UnsupportedKind, "ole"),
    ],
)
def test_compound_files_are_refused_by_name(
    streams: tuple[str, ...], error: type[DocumentRefused], detail: str
) -> None:
    for loop in (False, True):
        data = compound_file(*streams, *(f"s{number}" for number in range(9)), loop=loop)
        with pytest.raises(error) as refused:
            list(recognise(data).parse(data))
        assert refused.value.detail == detail


def test_a_broken_compound_file_is_damaged() -> None:
    for data in (compound_file("WordDocument")[:100], compound_file("WordDocument")[:600]):
        with pytest.raises(DamagedFile):
            list(recognise(data).parse(data))


@pytest.mark.parametrize(
    ("folder", "kind"), [("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"), ("visio/document.xml", "vsdx")]
)
def test_other_packages_are_refused_by_kind(folder: str, kind: str) -> None:
    rels = f'<Relationships><Relationship Id="1" Type="{R}/officeDocument" Target="{folder}"/></Relationships>'
    data = archive({"[Content_Types].xml": "<Types/>", "_rels/.rels": rels, folder: "<x/>"})
    with pytest.raises(UnsupportedKind) as refused:
        list(recognise(data).parse(data))
    assert refused.value.detail == kind


# --- hostile documents


def test_entities_are_never_resolved() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
    document = part("document", "<w:body><w:p><w:r><w:t>seen &b; &s;</w:t></w:r></w:p></w:body>")
    document = document.replace("<w:document", f"{bomb}<w:document", 1)
    events = list(FORMAT.parse(docx("", parts={"word/document.xml": document})))
    assert "haha" not in whole_text(events)
    assert "root:" not in whole_text(events)
    assert "seen" in whole_text(events)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(docx(paragraph("a"), parts={"numbering": " " * 40_000_000})))


def test_too_many_tags_are_refused_at_once() -> None:
    document = part("document", f"<w:body>{'<w:p/>' * 5_000_000}</w:body>")
    with pytest.raises(FileTooLarge):
        list(FORMAT.parse(docx("", parts={"word/document.xml": document}, compression=zipfile.ZIP_STORED)))


def test_missing_parts() -> None:
    whole = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": part("document", f"<w:body>{paragraph(ENGLISH)}</w:body>"),
    }
    assert ENGLISH in whole_text(FORMAT.parse(archive(whole)))
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(archive({"[Content_Types].xml": "<Types/>", "word/other.xml": "<x/>"})))
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(archive(whole | {"word/document.xml": "not markup"})))
    with pytest.raises(DamagedFile):
        list(FORMAT.parse(archive(whole | {"word/document.xml": part("document", "")})))


def test_a_cut_document_is_read_as_far_as_it_goes() -> None:
    document = part("document", f"<w:body>{paragraph('first')}{paragraph('second')}</w:body>")
    events = list(FORMAT.parse(docx("", parts={"word/document.xml": document[: document.index("second")]})))
    assert "first" in whole_text(events)
    assert "markup" in losses_of(events)


def test_huge_counts_are_capped() -> None:
    huge = "9" * 12
    body = table(
        row(
            cell("a", f'<w:gridSpan w:val="{huge}"/>'),
            cell("b", '<w:gridSpan w:val="2147483647"/>'),
            properties=f'<w:gridBefore w:val="{huge}"/>',
        )
    )
    body += paragraph("x", f'<w:ind w:left="{huge}" w:firstLine="-2147483648"/><w:spacing w:before="{huge}"/>')
    body += paragraph(
        "y", f'<w:outlineLvl w:val="{huge}"/><w:numPr><w:ilvl w:val="{huge}"/><w:numId w:val="{huge}"/></w:numPr>'
    )
    body += item("z", at=2_147_483_647)
    body += paragraph(drawing("p", "pic", 2**31))
    marks = numbering(
        level(0, "decimal", "%1." * 50_000, f'<w:lvlRestart w:val="{huge}"/>').replace('"1"', f'"{huge}"', 1)
    )
    assert "x" in whole_text(parsed(body, parts={"numbering": marks}))


def test_a_column_of_thousands_of_merged_rows() -> None:
    rows = row(cell("tall", '<w:vMerge w:val="restart"/>'), cell("0"))
    rows += "".join(row(cell("", "<w:vMerge/>"), cell(str(number))) for number in range(1, 200))
    markup = whole_markup(parsed(table(rows)))
    assert 'rowspan="50"' in markup
    assert max(int(rows) for rows in re.findall(r'rowspan="(\d+)"', markup)) == 50


@pytest.mark.parametrize("depth", [20, 70, 100_000])
def test_nesting_to_any_depth(depth: int) -> None:
    begin, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    deep = [
        begin * depth + paragraph("deep") + end * depth,
        "<w:sdt><w:sdtContent>" * depth + paragraph("deep") + "</w:sdtContent></w:sdt>" * depth,
        paragraph("<w:smartTag>" * depth + run("deep") + "</w:smartTag>" * depth),
        paragraph("<m:oMath>" + "<m:box>" * depth + "<m:r><m:t>deep</m:t></m:r>" + "</m:box>" * depth + "</m:oMath>"),
        "<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * depth
        + paragraph("deep")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * depth,
    ]
    for body in deep:
        try:
            text = whole_text(parsed(paragraph("shallow") + body + paragraph("after")))
        except DamagedFile:
            assert depth == 100_000
            continue
        assert "shallow" in text
        assert depth > 20 or ("deep" in text and "after" in text)


def test_a_picture_that_claims_two_thousand_million_rows() -> None:
    png = bytearray(picture())
    png[16:24] = (1).to_bytes(4, "big") + (2**31 - 1).to_bytes(4, "big")
    events = parsed(
        paragraph(run("a ") + drawing("p", "Huge")),
        parts={"word/media/a.png": bytes(png)},
        relations={"p": ("image", "media/a.png")},
    )
    assert "[Huge]" in whole_text(events)
    assert "image" in losses_of(events)


def test_many_runs_in_one_paragraph() -> None:
    text = whole_text(
        parsed(paragraph("".join(run(f"{number} ", "<w:b/>" if number % 2 else "") for number in range(20_000))))
    )
    assert text.replace("\n", "").startswith("0 1 2 3")
    assert "19999" in text


def test_a_note_that_refers_to_itself() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph(run("Note.") + reference)}</w:footnote>'
    body = paragraph(reference + run("text"))
    assert whole_text(parsed(body, parts={"footnotes": note})).count("Note.") == 1


def test_control_characters_stay_out_of_names() -> None:
    events = parsed(heading("a\x7fb"), core="<dc:title>x\x7fy\x85z</dc:title>")
    assert metadata_of(events).title == "x y z"
    assert "\x7f" not in whole_text(events)
