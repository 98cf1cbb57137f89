"""ODT: what is written is shown, in its order, direction and language; what can't be is said."""

from __future__ import annotations

import base64
import re

import pytest

from reader.errors import DamagedFile, DocumentRefused, FileTooLarge, LockedFile, NothingToRead, UnsupportedKind
from reader.formats.odt_format import FORMAT
from reader.formats.registry import recognise
from reader.text.model import Direction, Embedded, Metadata, Outline, ParseEvent, Progress, Resource
from tests.formats.checks import check_document, losses_of, sections_of, whole_markup, whole_text
from tests.formats.contract import FormatContract
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, PERSIAN, picture
from tests.formats.makers_office import archive, fodt, odt, odt_part, odt_style

CHINESE = "人人生而自由，在尊严和权利上一律平等。"
RTL = odt_style("R", "paragraph", paragraph='style:writing-mode="rl-tb"')


def p(content: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


def h(content: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{content}</text:h>'


def listed(*items: str, style: str = "L", more: str = "") -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def list_style(*levels: tuple[str, str, str, str]) -> str:
    """The list style L; each level has a number format (empty for a bullet), prefix, suffix, levels shown."""
    made = ""
    for number, (form, prefix, suffix, display) in enumerate(levels, 1):
        if form:
            made += (
                f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" '
                f'style:num-prefix="{prefix}" style:num-suffix="{suffix}" text:display-levels="{display}"/>'
            )
        else:
            made += f'<text:list-level-style-bullet text:level="{number}" text:bullet-char="•"/>'
    return f'<text:list-style style:name="L">{made}</text:list-style>'


def table(*rows: str, style: str = "", head: str = "") -> str:
    head = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    return f'<table:table table:style-name="{style}">{head}{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(content: str, more: str = "") -> str:
    inside = content if content.startswith("<") else p(content)
    return f'<table:table-cell office:value-type="string" {more}>{inside}</table:table-cell>'


def frame(inside: str, words: str = "", more: str = "") -> str:
    words = f"<svg:title>Short</svg:title><svg:desc>{words}</svg:desc>" if words else ""
    return f'<draw:frame text:anchor-type="as-char" {more}>{inside}{words}</draw:frame>'


def image(href: str) -> str:
    return f'<draw:image xlink:href="{href}" xlink:type="simple"/>'


def parsed(text: str, **options: object) -> list[ParseEvent]:
    """The events of a document with this content, checked."""
    events = list(FORMAT.parse(odt(text, **options)))  # type: ignore[arg-type]  # each test names its own
    check_document([event for event in events if not isinstance(event, (Embedded, Progress))])
    return events


def metadata_of(events: list[ParseEvent]) -> Metadata:
    return next(event for event in events if isinstance(event, Metadata))


def shown(text: str, **options: object) -> str:
    """Markup without languages and margins, which other tests look at."""
    markup = re.sub(
        r"margin-(?:top|bottom):\d+px;?", "", re.sub(r' lang="[^"]*"', "", whole_markup(parsed(text, **options)))
    )
    markup = re.sub(r'(<(?:ol|ul|table|tbody|tr|hr)) dir="(?:ltr|rtl)"', r"\1", markup)
    return markup.replace(' style=""', "").replace(';"', '"')


class TestOdt(FormatContract):
    format = FORMAT

    @staticmethod
    def samples() -> list[bytes]:
        automatic = (
            RTL + list_style(("1", "", ".", "1"), ("", "", "", "1")) + odt_style("B", text='fo:font-weight="bold"')
        )
        note = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        note += f"<text:note-body>{p('A note.')}</text:note-body></text:note>"
        body = h("Title") + p(f'{ENGLISH} <text:span text:style-name="B">bold</text:span>{note}')
        body += listed(p("one"), p("two") + listed(p("sub"))) + p(ARABIC, "R") + p(KOREAN)
        body += table(row(cell("a"), cell("b")), row(cell(PERSIAN), cell(CHINESE))) + p(
            frame(image("Pictures/a.png"), "A flag")
        )
        return [
            odt(body, automatic=automatic, parts={"Pictures/a.png": picture()}),
            fodt(p(ENGLISH) + p(KOREAN), automatic=automatic),
        ]


# --- text


@pytest.mark.parametrize(
    ("properties", "markup"),
    [
        ('fo:font-weight="bold"', "<b>x</b>"),
        ('fo:font-weight="700"', "<b>x</b>"),
        ('fo:font-style="italic"', "<i>x</i>"),
        ('style:text-underline-style="solid"', "<u>x</u>"),
        ('style:text-line-through-style="solid"', "<s>x</s>"),
        ('style:text-position="super 58%"', "<sup>x</sup>"),
        ('style:text-position="-33% 58%"', "<sub>x</sub>"),
        ('fo:font-variant="small-caps"', '<span style="font-variant:small-caps">x</span>'),
        ('fo:color="#ff0000"', "x"),
    ],
)
def test_spans_have_their_look(properties: str, markup: str) -> None:
    text = p('a <text:span text:style-name="T">x</text:span> b')
    assert f">a {markup} b<" in shown(text, automatic=odt_style("T", text=properties))


def test_spans_in_spans_add_up() -> None:
    styles = odt_style("B", text='fo:font-weight="bold"') + odt_style("I", text='fo:font-style="italic"')
    text = p('<text:span text:style-name="B">a<text:span text:style-name="I">b</text:span>c</text:span>')
    assert "<b>a</b><i><b>b</b></i><b>c</b>" in shown(text, automatic=styles)


def test_other_scripts_have_a_weight_of_their_own() -> None:
    style = odt_style(
        "T", text='fo:font-weight="bold" style:font-weight-complex="normal" style:font-style-asian="italic"'
    )
    text = p(f'<text:span text:style-name="T">x</text:span><text:span text:style-name="T">{ARABIC}</text:span>')
    markup = shown(text + p(f'<text:span text:style-name="T">{KOREAN}</text:span>'), automatic=style)
    assert "<b>x</b>" in markup
    assert f">{ARABIC}<" in markup
    assert f"<i><b>{KOREAN}</b></i>" in markup


def test_styles_inherit_and_a_loop_ends() -> None:
    assert "<i>line</i>" in shown(p("line", "Poem"))
    assert "margin-left:32px" in shown(p("line", "Poem"))
    loop = '<style:style style:name="x" style:family="paragraph" style:parent-style-name="y">'
    loop += '<style:text-properties fo:font-weight="bold"/></style:style>'
    loop += '<style:style style:name="y" style:family="paragraph" style:parent-style-name="x"/>'
    assert "<b>a</b>" in shown(p("a", "x"), automatic=loop)


def test_paragraphs_have_their_shape() -> None:
    style = odt_style(
        "P",
        "paragraph",
        paragraph='fo:text-align="center" fo:margin-left="12pt" fo:text-indent="-0.5in" fo:break-before="page"',
    )
    markup = shown(p("before") + p("a", "P"), automatic=style)
    for declared in ("text-align:center", "margin-left:16px", "text-indent:-48px", "page-break-before:always"):
        assert declared in markup


def test_white_space() -> None:
    text = 'a  \n b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>e<text:s/>f'
    assert whole_text(parsed(p(text))) == "a b\xa0\xa0 c\u2003d\u2028e f\n"


def test_hidden_text_is_left_out_and_said() -> None:
    hidden = odt_style("T", text='text:display="none"')
    section = (
        f'<text:section text:display="none">{p("unseen")}</text:section><text:section>{p("section")}</text:section>'
    )
    events = parsed(p('seen<text:span text:style-name="T">unseen</text:span>') + section, automatic=hidden)
    assert whole_text(events) == "seen\nsection\n"
    assert "hidden-text" in losses_of(events)


def test_headings_make_the_outline() -> None:
    events = parsed(h("One") + p("text") + h("Deep", 9) + h("Three"))
    outline = next(event for event in events if isinstance(event, Outline))
    assert [(entry.title, entry.level) for entry in outline.entries] == [("One", 1), ("Deep", 2), ("Three", 1)]


def test_numbered_headings_keep_their_number() -> None:
    levels = "".join(
        f'<text:outline-level-style text:level="{number}" style:num-format="1" style:num-suffix="." '
        f'text:display-levels="{number}"/>'
        for number in (1, 2)
    )
    styles = f'<text:outline-style style:name="Outline">{levels}</text:outline-style>'
    text = h("One") + h("Sub", 2) + h("Sub", 2) + h("Two") + h("Sub", 2)
    assert whole_text(parsed(text, styles=styles)) == "1. One\n1.1. Sub\n1.2. Sub\n2. Two\n2.1. Sub\n"


def test_a_long_document_is_cut_at_its_headings() -> None:
    chapters = "".join(h(f"Chapter {number}") + p(ENGLISH * 30) * 40 for number in range(6))
    assert len(sections_of(parsed(chapters))) > 1


def test_ruby() -> None:
    ruby = "<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby>"
    events = parsed(p(f"{ruby}字"))
    assert whole_text(events) == "漢(かん)字\n"
    assert "ruby" in losses_of(events)


# --- direction and language


def test_paragraphs_have_their_direction() -> None:
    markup = whole_markup(parsed(p(ARABIC, "R") + p(ENGLISH) + p(ENGLISH, "R"), automatic=RTL))
    assert re.findall(r'<p dir="(\w+)" lang="([\w-]+)"', markup) == [
        ("rtl", "ar-SA"),
        ("ltr", "en-GB"),
        ("rtl", "en-GB"),
    ]


def test_the_indent_is_before_the_text() -> None:
    style = odt_style("R", "paragraph", paragraph='style:writing-mode="rl-tb" fo:margin-left="12pt"')
    assert "margin-right:16px" in shown(p(ARABIC, "R"), automatic=style)


def test_sides_are_what_their_writer_means_by_them() -> None:
    styles = "".join(
        odt_style(side, "paragraph", paragraph=f'style:writing-mode="rl-tb" fo:text-align="{side}"')
        for side in ("start", "end")
    )
    text = p(ARABIC, "start") + p(KOREAN, "end")
    for generator, align in (("LibreOffice/7.4", ["left", ""]), ("Other", ["", "left"])):
        meta = f"<meta:generator>{generator}</meta:generator>"
        markup = shown(text, automatic=styles, meta=meta)
        assert [("text-align:left" in each) for each in markup.split("</p>")[:2]] == [side == "left" for side in align]


def test_a_page_from_right_to_left_hands_it_on() -> None:
    mode = '<style:page-layout-properties style:writing-mode="rl-tb"/>'
    layout = f'<style:page-layout style:name="L">{mode}</style:page-layout>'
    assert shown(p(ENGLISH), automatic=layout).startswith('<p dir="rtl"')
    assert shown(p(ENGLISH)).startswith('<p dir="ltr"')
    assert shown(p(ARABIC)).startswith('<p dir="rtl"')


def test_languages() -> None:
    styles = odt_style("F", text='fo:language="fr" fo:country="FR"') + odt_style(
        "Z", text='style:language-asian="zh" style:country-asian="TW"'
    )
    spans = '<text:span text:style-name="F">Tous les êtres</text:span> '
    spans += f'<text:span text:style-name="Z">{CHINESE}</text:span> {KOREAN[:5]}'
    markup = whole_markup(parsed(p(ENGLISH * 2 + spans), automatic=styles))
    for language in ("en-GB", "fr-FR", "zh-TW", "ko-KR"):
        assert f'lang="{language}"' in markup


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        (KOREAN, "ko-KR", Direction.AUTO),
        (ARABIC, "ar-SA", Direction.RTL),
        (PERSIAN, "fa", Direction.RTL),
        (CHINESE, "zh", Direction.AUTO),
    ],
)
def test_the_document_takes_the_language_of_most(text: str, language: str, direction: Direction) -> None:
    metadata = metadata_of(parsed(p("Words first.") + p(text) * 3))
    assert (metadata.language, metadata.direction) == (language, direction)


# --- lists


def test_lists_are_lists() -> None:
    style = list_style(("1", "", ".", "1"), ("a", "", ")", "1"), ("", "", "", "1"))
    text = listed(p("one") + listed(p("sub") + listed(p("dot"), style="")), p("two") + p("more"))
    assert shown(text, automatic=style) == (
        '<ol><li dir="ltr">one<ol type="a"><li dir="ltr">sub<ul><li dir="ltr">dot</li></ul></li></ol></li>'
        '<li dir="ltr">two<p dir="ltr">more</p></li></ol>'
    )


def test_words_for_numbers_stand_inside_the_list_around_them() -> None:
    style = list_style(("1", "", ".", "1"), ("가", "", ")", "1"))
    text = listed(p("one") + listed(p("ga"), p("na"), style=""), p("two"))
    assert shown(text, automatic=style) == (
        '<ol><li dir="ltr">one<p dir="ltr">가) ga</p><p dir="ltr">나) na</p></li><li dir="ltr">two</li></ol>'
    )


def test_lists_go_on_only_where_they_say_so() -> None:
    style = list_style(("1", "", ".", "1"))
    first = listed(p("a"), p("b"), more='xml:id="one"')
    assert '<ol start="3"><li dir="ltr">c' in shown(
        first + p("x") + listed(p("c"), more='text:continue-list="one"'), automatic=style
    )
    again = shown(first + p("x") + listed(p("c"), more='text:continue-numbering="true"'), automatic=style)
    assert '<ol start="3"><li dir="ltr">c' in again
    assert "start" not in shown(first + p("x") + listed(p("c")), automatic=style)


def test_an_item_may_start_anew() -> None:
    text = listed(p("a")).replace("<text:list-item>", '<text:list-item text:start-value="7">')
    assert '<ol start="7">' in shown(text, automatic=list_style(("1", "", ".", "1")))


@pytest.mark.parametrize(
    ("form", "prefix", "suffix", "labels"),
    [
        ("가, 나, 다, ...", "", ".", ["가.", "나."]),
        ("1", "제", "조", ["제1조", "제2조"]),
        ("①, ②, ③, ...", "", "", ["①", "②"]),
        ("一, 二, 三, ...", "第", "章", ["第一章", "第二章"]),
        ("أ, ب, ت, ...", "", "-", ["أ-", "ب-"]),
        ("i", "(", ")", ["(i)", "(ii)"]),
    ],
)
def test_other_numbers_are_words(form: str, prefix: str, suffix: str, labels: list[str]) -> None:
    events = parsed(listed(p("x"), p("x")), automatic=list_style((form, prefix, suffix, "1")))
    assert whole_text(events) == "".join(f"{label} x\n" for label in labels)


def test_numbers_of_upper_levels() -> None:
    style = list_style(("1", "", ".", "1"), ("1", "", "", "2"))
    text = listed(p("a") + listed(p("b"), p("c"), style=""), p("d") + listed(p("e"), style=""))
    assert whole_text(parsed(text, automatic=style)) == "a\n1.1 b\n1.2 c\nd\n2.1 e\n"


# --- tables


def test_tables_span_rows_and_columns() -> None:
    text = table(
        row(cell("wide", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", cell("c")),
        row(cell("tall", 'table:number-rows-spanned="2"'), cell("x"), cell("y")),
        row("<table:covered-table-cell/>", cell("z"), cell("w")),
        head=row(cell("h1"), cell("h2"), cell("h3")),
    )
    markup = shown(text)
    assert '<td dir="ltr" colspan="2">wide</td>' in markup
    assert '<td dir="ltr" rowspan="2">tall</td>' in markup
    assert (markup.count("<tr"), markup.count("<td"), markup.count("<th")) == (4, 7, 3)


def test_mirrored_tables() -> None:
    mode = '<style:table-properties style:writing-mode="rl-tb"/>'
    style = f'<style:style style:name="M" style:family="table">{mode}</style:style>'
    markup = shown(table(row(cell("أول"), cell("ثان")), style="M"), automatic=style)
    assert markup.index("ثان") < markup.index("أول")  # Qt lays columns out from the left


def test_repeat_counts_are_written_out_within_reason() -> None:
    few = table(row(cell("x", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"'))
    assert whole_text(parsed(few)) == "x\n" * 6
    many = table(
        row(cell("x", f'table:number-columns-repeated="{2**31}"'), more=f'table:number-rows-repeated="{2**31}"')
    )
    events = parsed(many)
    assert "repeated-cells" in losses_of(events)
    assert whole_text(events).count("x") <= 64_000
    empty = table(row(cell("a"), cell("b")), row(cell(""), cell(""), more=f'table:number-rows-repeated="{10**6}"'))
    assert whole_markup(parsed(empty)).count("<tr") == 2


def test_repeats_inside_repeats_share_one_budget() -> None:
    text = "x"
    for _ in range(8):
        text = table(row(cell(text, 'table:number-columns-repeated="60"'), more='table:number-rows-repeated="100"'))
    assert "repeated-cells" in losses_of(parsed(text))


# --- notes, links, changes


def test_notes_are_linked_both_ways() -> None:
    def note(kind: str, mark: str, text: str) -> str:
        return (
            f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
            f"<text:note-body>{p(text)}</text:note-body></text:note>"
        )

    events = parsed(p("text" + note("footnote", "1", "The note.") + note("endnote", "i", "At the end.") + " more"))
    assert whole_text(events) == "text1i more\n\n1 The note.\n\ni At the end.\n"
    assert whole_markup(events).count('<a href="#') == 4


def test_annotations_are_shown_at_the_end() -> None:
    who = "<dc:creator>B. Editor</dc:creator><dc:date>2020-01-02T03:04:05</dc:date>"
    note = f"<office:annotation>{who}{p('Why?')}</office:annotation>"
    events = parsed(p(f"text{note} more<office:annotation-end/>"))
    assert whole_text(events) == "text[1] more\n\n[1] B. Editor, 2020-01-02: Why?\n"
    assert "comments" in losses_of(events)
    named = note.replace("<office:annotation>", '<office:annotation office:name="n">')
    text = whole_text(parsed(p(f'see {named}this<office:annotation-end office:name="n"/> more')))
    assert text.startswith("see this[1] more\n")
    assert "Why?" in whole_text(parsed(p(f"see {named}this")))


def test_links_inside_and_outside() -> None:
    text = p(
        '<text:a xlink:href="https://a.example/x?y=1&amp;z=2">outside</text:a> '
        '<text:a xlink:href="#here 1">inside</text:a>'
    )
    text += p(
        '<text:a xlink:href="#1.Title|outline">heading</text:a> <text:a xlink:href="file:///etc/passwd">file</text:a>'
    )
    text += p(
        '<text:bookmark text:name="here 1"/>target<text:bookmark-ref text:ref-name="here 1">ref</text:bookmark-ref>'
    ) + h("Title")
    markup = whole_markup(parsed(text))
    assert '<a href="https://a.example/x?y=1&amp;z=2">outside</a>' in markup
    for words in ("inside", "heading", "ref"):
        assert re.search(rf'<a href="#a\d">{words}</a>', markup), words
    assert "passwd" not in markup


def test_tracked_changes_are_taken_as_accepted() -> None:
    region = f'<text:changed-region text:id="c"><text:deletion>{p("removed")}</text:deletion></text:changed-region>'
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    events = parsed(changes + p('kept<text:change text:change-id="c"/>'))
    assert whole_text(events) == "kept\n"
    assert "tracked-changes" in losses_of(events)


def test_the_contents_list_is_shown_and_its_source_is_not() -> None:
    entry = p('<text:a xlink:href="#One|outline">One<text:tab/>7</text:a>')
    toc = "<text:table-of-content><text:table-of-content-source>"
    toc += "<text:index-title-template>never</text:index-title-template>"
    toc += f"</text:table-of-content-source><text:index-body>{entry}</text:index-body></text:table-of-content>"
    events = parsed(toc + h("One"))
    assert whole_text(events) == "One\u20037\nOne\n"
    assert re.search(r'<a href="#a1">One', whole_markup(events))


# --- frames


def test_pictures_have_words_and_a_size() -> None:
    text = p(frame(image("Pictures/a.png"), "A red flag", 'svg:width="12pt"'))
    events = parsed(text, parts={"Pictures/a.png": picture(size=(400, 300))})
    resource = next(event for event in events if isinstance(event, Resource))
    assert f'<img src="res:{resource.name}" alt="A red flag" width="16" height="12">' in whole_markup(events)


def test_pictures_inside_a_flat_document() -> None:
    data = f"<draw:image><office:binary-data>{base64.b64encode(picture()).decode()}\n</office:binary-data></draw:image>"
    events = list(FORMAT.parse(fodt(p("a" + frame(data, "Inside")))))
    check_document(events)
    assert any(isinstance(event, Resource) for event in events)


def test_a_metafile_gives_way_to_a_picture() -> None:
    emf = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60)
    parts = {"Pictures/a.emf": emf, "Pictures/a.png": picture()}
    both = parsed(p("a" + frame(image("Pictures/a.emf") + image("Pictures/a.png"))), parts=parts)
    assert any(isinstance(event, Resource) for event in both)
    alone = parsed(p("a " + frame(image("Pictures/a.emf"), "A diagram")), parts=parts)
    assert "[A diagram]" in whole_text(alone)
    assert "metafile" in losses_of(alone)


@pytest.mark.parametrize(
    "href",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://a.example/x.png",
        "//server/x",
        "\\\\server\\x",
        "",
        "#a",
    ],
)
def test_a_picture_path_that_leads_away_is_never_followed(href: str) -> None:
    events = parsed(p("a " + frame(image(href), "Far")))
    assert whole_text(events) == "a [Far]\n"
    assert losses_of(events) & {"missing-image", "remote-image"}


def test_text_boxes_and_shapes_stand_behind_their_paragraph() -> None:
    box = frame(f"<draw:text-box>{p('boxed')}</draw:text-box>")
    shape = f"<draw:g><draw:custom-shape>{p('in a shape')}</draw:custom-shape></draw:g>"
    events = parsed(p(f"a{box}{shape}b"))
    assert whole_text(events) == "ab\nboxed\nin a shape\n"
    assert "text-box" in losses_of(events)


def test_a_frame_of_the_page_is_shown() -> None:
    events = parsed(frame(image("Pictures/a.png"), "A flag") + p("a"), parts={"Pictures/a.png": picture()})
    assert whole_text(events) == "\ufffc\na\n"


def test_objects_are_listed_and_never_opened() -> None:
    text = p("a " + frame('<draw:object xlink:href="./Object 1"/>' + image("./ObjectReplacements/Object 1"), "A chart"))
    chart = "application/vnd.oasis.opendocument.chart"
    entry = f'<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="{chart}"/>'
    parts = {
        "Object 1/content.xml": odt_part("document-content", p("never read")),
        "ObjectReplacements/Object 1": picture(),
    }
    events = parsed(text, parts=parts, manifest=entry)
    assert Embedded(name="Object 1", media_type=chart) in events
    assert any(isinstance(event, Resource) for event in events)
    assert "never read" not in whole_text(events)
    assert "embedded" in losses_of(events)


def test_formulas_are_set_in_a_line() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'
    text = p("so " + frame('<draw:object xlink:href="./Object 1"/>'))
    events = parsed(text, parts={"Object 1/content.xml": math})
    assert whole_text(events) == "so a/b\n"
    assert "embedded" not in losses_of(events)


# --- the document


def test_metadata() -> None:
    meta = "<dc:title>제목</dc:title><meta:initial-creator>A</meta:initial-creator><dc:creator>Last hand</dc:creator>"
    meta += "<meta:keyword>rights</meta:keyword><meta:keyword>人权</meta:keyword><dc:subject>law</dc:subject>"
    meta += "<dc:description>About</dc:description><meta:creation-date>2020-01-02T03:04:05</meta:creation-date>"
    metadata = metadata_of(parsed(p("a"), meta=meta))
    assert (metadata.title, metadata.authors, metadata.subjects) == ("제목", ("A",), ("law", "rights", "人权"))
    assert (metadata.description, metadata.published) == ("About", "2020-01-02")


def test_a_title_that_is_only_in_the_text() -> None:
    assert metadata_of(parsed(p("In the text", "Title") + p("a"), meta="")).title == "In the text"


def test_page_heads_are_left_out_and_said() -> None:
    page = f'<style:master-page style:name="S"><style:header>{p("running head")}</style:header></style:master-page>'
    masters = f"<office:master-styles>{page}</office:master-styles>"
    events = parsed(p("a"), parts={"styles.xml": odt_part("document-styles", masters)})
    assert whole_text(events) == "a\n"
    assert "page-header" in losses_of(events)


def test_macros_are_never_looked_at_and_said() -> None:
    assert "macros" in losses_of(parsed(p("a"), parts={"Basic/Standard/Module1.xml": "<x/>"}))


def test_nothing_to_read() -> None:
    with pytest.raises(NothingToRead):
        parsed(p(""))


@pytest.mark.parametrize(
    ("mime_type", "kind"),
    [
        ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
        ("application/vnd.oasis.opendocument.presentation-template", "odp"),
        ("application/vnd.oasis.opendocument.graphics", "odg"),
        ("application/vnd.sun.xml.writer", "sxw"),
    ],
)
def test_relatives_are_refused_by_kind(mime_type: str, kind: str) -> None:
    for data in (odt(p("a"), mime_type=mime_type), fodt(p("a"), mime_type=mime_type)):
        if recognise(data) is FORMAT:
            with pytest.raises(UnsupportedKind) as refused:
                list(FORMAT.parse(data))
            assert refused.value.detail == kind
    assert recognise(odt(p("a"), mime_type=mime_type)) is FORMAT


@pytest.mark.parametrize("suffix", ["text-template", "text-web", "text-master"])
def test_other_text_documents_are_read(suffix: str) -> None:
    data = odt(p(ENGLISH), mime_type=f"application/vnd.oasis.opendocument.{suffix}")
    assert recognise(data) is FORMAT
    assert ENGLISH in whole_text(FORMAT.parse(data))


@pytest.mark.parametrize(
    "entry",
    [
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
        '<manifest:file-entry manifest:full-path="encrypted-package"/>',
    ],
)
def test_an_encrypted_document_is_locked(entry: str) -> None:
    with pytest.raises(LockedFile):
        parsed(p("a"), manifest=entry)


# --- hostile documents


def test_entities_are_never_resolved() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>'
    for data in (fodt(p("seen &b; &s;")).replace(b"<office:document ", bomb.encode() + b"<office:document ", 1),):
        text = whole_text(FORMAT.parse(data))
        assert "seen" in text
        assert "haha" not in text
        assert "root:" not in text


def test_a_bomb_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        parsed(p("a"), parts={"styles.xml": " " * 40_000_000})


def test_missing_parts() -> None:
    mimetype = {"mimetype": "application/vnd.oasis.opendocument.text"}
    for content in (None, "not markup", odt_part("document-content", "")):
        files = mimetype | ({"content.xml": content} if content else {})
        with pytest.raises(DamagedFile):
            list(FORMAT.parse(archive(files)))
    alone = mimetype | {
        "content.xml": odt_part(
            "document-content", f"<office:body><office:text>{p(ENGLISH)}</office:text></office:body>"
        )
    }
    assert ENGLISH in whole_text(FORMAT.parse(archive(alone)))


def test_a_cut_document_is_read_as_far_as_it_goes() -> None:
    data = fodt(p("first") + p("second"))
    events = list(FORMAT.parse(data[: data.index(b"second")]))
    assert "first" in whole_text(events)
    assert "markup" in losses_of(events)


def test_huge_counts_are_capped() -> None:
    huge = "9" * 30
    text = p(f'a<text:s text:c="{huge}"/>b') + f'<text:h text:outline-level="{huge}">h</text:h>'
    text += table(
        row(cell("x", f'table:number-columns-spanned="{huge}" table:number-rows-spanned="{huge}"'), cell("y"))
    )
    text += listed(p("z")).replace("<text:list-item>", f'<text:list-item text:start-value="{huge}">')
    style = odt_style(
        "P",
        "paragraph",
        paragraph=f'fo:margin-left="{huge}pt" fo:text-indent="-{huge}cm"',
        text=f'fo:font-weight="{huge}"',
    )
    style += list_style(("1", "", ".", huge))
    assert len(whole_text(parsed(text + p("q", "P"), automatic=style))) < 1000


@pytest.mark.parametrize("depth", [20, 70, 100_000])
def test_nesting_to_any_depth(depth: int) -> None:
    begin, end = (
        "<table:table><table:table-row><table:table-cell>",
        "</table:table-cell></table:table-row></table:table>",
    )
    deep = [
        begin * depth + p("deep") + end * depth,
        p("<text:span>" * depth + "deep" + "</text:span>" * depth),
        "<text:list><text:list-item>" * depth + p("deep") + "</text:list-item></text:list>" * depth,
        "<text:section>" * depth + p("deep") + "</text:section>" * depth,
        "<text:p><draw:frame><draw:text-box>" * depth + p("deep") + "</draw:text-box></draw:frame></text:p>" * depth,
        p("<text:note><text:note-body><text:p>" * depth + "deep" + "</text:p></text:note-body></text:note>" * depth),
    ]
    for body in deep:
        text = whole_text(FORMAT.parse(fodt(p("shallow") + body + p("after"))))
        assert "shallow" in text
        assert depth > 20 or ("deep" in text and "after" in text)


def test_refusals_are_true_for_what_is_no_document() -> None:
    for data in (
        b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.text" + bytes(50),
        b"<office:document opendocument",
    ):
        with pytest.raises(DocumentRefused):
            list(FORMAT.parse(data))
