"""What each preference does to a page, seen in the layout: lines, edges, faces, first lines."""

# ruff: noqa: E501 - pages are easier to read in long lines

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QImage, QPainter, QTextBlock, QTextCharFormat, QTextLine
from pytestqt.qtbot import QtBot

from reader.reading.hyphenation import Hyphenator
from reader.reading.preferences import Justification, ParagraphStyle
from reader.reading.softening import SOFT_HYPHEN, soften
from reader.reading.typefaces import HAN
from reader.reading.typography import setting_for
from reader.text.model import Direction, Piece
from reader.text.pieces import pack
from tests.ui.reading.fake_library import paragraph, udhr
from ui.reading.cursor_map import CursorMap
from ui.reading.page_look import PageLook
from ui.reading.page_painter import paint_piece
from ui.reading.piece_document import LoadedPiece, PieceDocument, PieceImage
from ui.reading.small_caps import SMALL_CAPS_SCALE
from ui.theme import load_theme

HYPHENATOR = Hyphenator()
BODY_PX = 20
GERMAN = (
    "Die Rechtsschutzversicherungsgesellschaften veröffentlichten außergewöhnliche Geschwindigkeitsbegrenzungen. " * 4
)
KOREAN = "모든 사람은 태어날 때부터 자유롭고, 존엄하며, 평등하다. " * 4
CHINESE = (
    "人人生而自由，在尊严和权利上一律平等。《世界人权宣言》（一九四八年）说：“人人有权……”，不分种族、肤色、性别。" * 3
)
JAPANESE = (
    "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。「人間は、理性と良心とを授けられており」、カード（注）。"
    * 3
)
ARABIC = "يولد جميع الناس أحراراً متساوين في الكرامة والحقوق. " * 4


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    """Takes the test's documents with it."""
    return QObject()


def look(language: str = "en", column_px: int = 600, **changes: object) -> PageLook:
    setting = setting_for(language)
    made = PageLook(
        theme=load_theme("paper"), setting=setting, language=language, home=setting.script if setting.script in HAN else "",
        body_px=BODY_PX, column_px=column_px, image_height_px=500, hyphenates=True, divides_words=HYPHENATOR.knows(language),
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


def laid_out(html: str, at: PageLook, parent: QObject, *, text: str = "", start: int = 0) -> PieceDocument:
    piece = Piece(html=html, text=text, start=start)
    divided = soften(html, at.language, HYPHENATOR.points)
    return PieceDocument(LoadedPiece(piece, divided=divided), at, parent)


def blocks(document: PieceDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def lines(document: PieceDocument) -> list[str]:
    document.size()
    found = []
    for block in blocks(document):
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            found.append(block.text()[line.textStart() : line.textStart() + line.textLength()])
    return found


def x_of(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(position)  # the stub leaves it open
    return float(x[0] if isinstance(x, tuple) else x)


def alignments(document: PieceDocument) -> list[bool]:
    return [bool(block.blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify) for block in blocks(document)]


# -- words that are divided


@pytest.mark.parametrize("justification", [Justification.ON, Justification.OFF])
def test_a_divided_word_ends_in_a_hyphen_that_is_seen(justification: Justification, parent: QObject) -> None:
    """Qt draws a hyphen for a soft hyphen at a line's end, and nothing for any other."""
    document = laid_out(f"<p>{GERMAN}</p>", look("de", 420, justification=justification), parent)
    layout = blocks(document)[0].layout()
    document.size()
    seen = 0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        text = blocks(document)[0].text()[line.textStart() : line.textStart() + line.textLength()]
        if text.endswith(SOFT_HYPHEN):
            edge = line.naturalTextRect().right()
            assert has_ink(document, QRectF(edge - 7, line.y() + 0.45 * line.height(), 6, 0.25 * line.height()))
            assert edge <= document.textWidth() + 0.5
            seen += 1
    assert seen >= 3


def has_ink(document: PieceDocument, area: QRectF) -> bool:
    image = QImage(round(document.textWidth()), document.height_px, QImage.Format.Format_RGB32)
    theme = load_theme("paper")
    image.fill(QColor(theme.paper))
    painter = QPainter(image)
    paint_piece(painter, document, QRectF(image.rect()), [], 0, theme)
    painter.end()
    paper = QColor(theme.paper).lightness()
    spots = [
        (x, y) for x in range(int(area.left()), int(area.right())) for y in range(int(area.top()), int(area.bottom()))
    ]
    return any(image.pixelColor(x, y).lightness() < paper - 60 for x, y in spots)


def test_dividing_words_fills_lines(parent: QObject) -> None:
    divided = laid_out(f"<p>{GERMAN}</p>", look("de", 420), parent)
    whole = laid_out(f"<p>{GERMAN}</p>", look("de", 420, hyphenates=False), parent)
    assert len(lines(divided)) < len(lines(whole))
    assert not any(SOFT_HYPHEN in line for line in lines(whole))


def test_the_cursor_map_passes_over_soft_hyphens(parent: QObject) -> None:
    document = laid_out(f"<p>{GERMAN}</p>", look("de"), parent, text=GERMAN + "\n")
    shown = document.toRawText()
    cursor_map = CursorMap(GERMAN, document)
    assert shown.count(SOFT_HYPHEN) > 20
    for offset, character in enumerate(GERMAN.rstrip()):
        if character != " ":
            assert shown[cursor_map.position(offset)] == character
            assert cursor_map.offset(cursor_map.position(offset)) == offset


# -- where lines end


@pytest.mark.parametrize(
    ("language", "html", "justification", "justified"),
    [
        ("en", "<p>a</p>", Justification.WRITING, False), ("zh", "<p>人</p>", Justification.WRITING, True),
        ("en", '<p style="text-align:justify">a</p>', Justification.WRITING, True),
        ("en", '<div style="text-align:justify"><p>a</p></div>', Justification.WRITING, True),
        ("ko", '<p style="text-align:justify">가</p>', Justification.WRITING, False),
        ("en", '<p style="text-align:justify">a</p>', Justification.OFF, False), ("zh", "<p>人</p>", Justification.OFF, False),
        ("en", "<p>a</p>", Justification.ON, True), ("ko", "<p>가</p>", Justification.ON, True),
        ("en", '<p style="text-align:left">a</p>', Justification.ON, True), ("en", "<ul><li>a</li></ul>", Justification.ON, True),
        ("en", '<p style="text-align:center">a</p>', Justification.ON, False), ("en", "<h2>a</h2>", Justification.ON, False),
        ("en", '<div style="text-align:justify"><h2>a</h2></div>', Justification.ON, False),
        ("en", "<blockquote><h2>a</h2></blockquote>", Justification.ON, False), ("en", "<pre>a</pre>", Justification.ON, False),
        ("en", '<p dir="rtl" style="text-align:justify">ا</p>', Justification.ON, False), ("ar", '<p dir="rtl">ا</p>', Justification.ON, False),
    ],
)  # fmt: skip
def test_who_is_justified(
    language: str, html: str, justification: Justification, justified: bool, parent: QObject
) -> None:
    direction = Direction.RTL if language == "ar" else Direction.LTR
    document = laid_out(html, look(language, justification=justification, direction=direction), parent)
    assert alignments(document)[-1] is justified


def test_cells_are_ragged(parent: QObject) -> None:
    html = "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"
    assert not any(alignments(laid_out(html, look(justification=Justification.ON), parent)))


def test_justified_lines_reach_the_edge(parent: QObject) -> None:
    for language, text in (("de", GERMAN), ("zh", CHINESE), ("ko", KOREAN)):
        document = laid_out(f"<p>{text}</p>", look(language, justification=Justification.ON), parent)
        document.size()
        layout = document.firstBlock().layout()
        for number in range(layout.lineCount() - 1):
            line = layout.lineAt(number)
            written = document.firstBlock().text()[line.textStart() : line.textStart() + line.textLength()]
            end_px = x_of(line, line.textStart() + len(written.rstrip(" \u200b\u00ad")))
            hyphen_px = 6.5 if written.endswith(SOFT_HYPHEN) else 0
            assert end_px + hyphen_px == pytest.approx(600, abs=2.5), (language, written)


def test_short_lines_are_ragged_for_they_would_gape(parent: QObject) -> None:
    for column_px, divides, justified in (
        (500, True, True),
        (380, True, False),
        (500, False, False),
        (600, False, True),
    ):
        at = look("en", column_px, justification=Justification.ON, hyphenates=divides)
        assert alignments(laid_out("<p>a</p>", at, parent)) == [justified], (column_px, divides)


def test_what_is_set_in_far_is_ragged_for_its_lines_are_short(parent: QObject) -> None:
    html = '<p>a</p><div style="margin-left:240px"><p>b</p></div><blockquote><p>c</p></blockquote>'
    document = laid_out(html, look(justification=Justification.ON), parent)
    assert alignments(document) == [True, False, True]


def test_korean_breaks_at_words_or_at_syllables(parent: QObject) -> None:
    words = lines(laid_out(f"<p>{KOREAN}</p>", look("ko", 330), parent))
    assert all(line.endswith(" ") for line in words)
    for at in (look("ko", 330, breaks_syllables=True), look("ko", 330, justification=Justification.ON)):
        syllables = lines(laid_out(f"<p>{KOREAN}</p>", at, parent))
        assert any(not line.rstrip("\u200b").endswith(" ") for line in syllables[:-1])
        assert len(syllables) <= len(words)


@pytest.mark.parametrize(
    ("language", "text"), [("zh", CHINESE), ("ja", JAPANESE), ("zh-Hant", CHINESE), ("ko", KOREAN)]
)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(language: str, text: str, parent: QObject) -> None:
    seen = 0
    for column_px in range(160, 520, 9):
        at = look(language, column_px, breaks_syllables=True)
        for one, other in pairwise(lines(laid_out(f"<p>{text}</p>", at, parent))):
            assert one.rstrip("\u200b ")[-1] not in "（「『《〈【〔“‘", one
            assert (
                other.lstrip("\u200b")[0]
                not in "）」』》〉】〕”’、。，．！？：；ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,."
            ), other
            seen += 1
    assert seen > 100


# -- paragraphs


def test_paragraphs_by_room_or_by_first_lines(parent: QObject) -> None:
    html = "<h2>Heading</h2><p>first</p><p>second</p><hr><p>third</p><ul><li><p>item</p></li></ul>"

    def indents(paragraphs: ParagraphStyle) -> dict[str, tuple[float, float]]:
        formats = {
            block.text().replace(SOFT_HYPHEN, ""): block.blockFormat()
            for block in blocks(laid_out(html, look(paragraphs=paragraphs), parent))
        }
        return {text: (made.textIndent(), made.bottomMargin()) for text, made in formats.items()}

    spaced, indented = indents(ParagraphStyle.SPACED), indents(ParagraphStyle.INDENTED)
    assert {spaced[name][0] for name in ("first", "second", "third")} == {0}
    assert spaced["second"][1] > 10
    assert [indented[name][0] for name in ("first", "second", "third", "item")] == [0, 28, 0, 0]
    assert {indented[name][1] for name in ("first", "second", "third")} == {0}
    chinese = laid_out("<h2>题</h2><p>第一</p>", look("zh", paragraphs=ParagraphStyle.INDENTED), parent)
    assert blocks(chinese)[1].blockFormat().textIndent() == 2 * BODY_PX


def test_first_lines_go_on_in_the_next_piece(parent: QObject) -> None:
    at = look(paragraphs=ParagraphStyle.INDENTED)
    assert blocks(laid_out("<p>a</p>", at, parent))[0].blockFormat().textIndent() == 0
    assert blocks(laid_out("<p>a</p>", at, parent, start=900))[0].blockFormat().textIndent() == 28


def test_the_documents_own_spacing_gives_way_but_not_its_breaks(parent: QObject) -> None:
    html = '<p style="text-indent:32px;margin-top:16px">a</p><p style="margin-top:48px">b</p><p style="text-align:center;text-indent:0">c</p>'
    of_document = blocks(laid_out(html, look(), parent))
    assert of_document[0].blockFormat().textIndent() == 40
    spaced = blocks(laid_out(html, look(paragraphs=ParagraphStyle.SPACED), parent))
    assert [block.blockFormat().textIndent() for block in spaced] == [0, 0, 0]
    assert [block.blockFormat().topMargin() for block in spaced] == [0, 60, 0]
    indented = blocks(laid_out(html, look(paragraphs=ParagraphStyle.INDENTED), parent, start=9))
    assert [block.blockFormat().textIndent() for block in indented] == [28, 0, 0]


def test_a_poem_keeps_its_lines(parent: QObject) -> None:
    html = "<p>Tyger Tyger, burning bright,<br>In the forests of the night;</p>"
    at = look(justification=Justification.ON, paragraphs=ParagraphStyle.INDENTED)
    assert [line.strip("\u2028") for line in lines(laid_out(html, at, parent))] == [
        "Tyger Tyger, burn\u00ading bright,",
        "In the forests of the night;",
    ]


def test_what_wraps_of_a_verse_is_ragged(parent: QObject) -> None:
    verse = "Bin gar keine Russin, stamm' aus Litauen, echt deutsch."
    html = f"<p>{verse}<br>{verse}</p><div>{verse}</div><div>{verse * 3}</div><p>{verse}</p>"
    document = laid_out(html, look(justification=Justification.ON), parent)
    assert alignments(document) == [False, False, True, True]


def test_letters_and_weight(parent: QObject) -> None:
    plain = laid_out("<p>wide</p>", look(), parent).defaultFont()
    changed = laid_out("<p>wide</p>", look(letter_percent=5, weight=500), parent)
    assert plain.letterSpacing() == 0
    assert changed.defaultFont().letterSpacing() == 1.0
    assert changed.defaultFont().weight() == QFont.Weight.Medium
    assert changed.idealWidth() > laid_out("<p>wide</p>", look(), parent).idealWidth() + 3
    joined = laid_out('<p dir="rtl">سلام</p>', look("ar", letter_percent=5), parent)
    assert joined.defaultFont().letterSpacing() == 0
    span = laid_out('<p>a <span lang="ar">سلام</span></p>', look(letter_percent=5), parent).find("سلام").charFormat()
    assert span.fontLetterSpacing() == 0


# -- faces


def runs(document: PieceDocument) -> list[QGlyphRun]:
    """The glyphs that are really drawn."""
    document.size()
    found: list[QGlyphRun] = []
    for block in blocks(document):
        layout = block.layout()
        for number in range(layout.lineCount()):
            found += layout.lineAt(number).glyphRuns()
    return found


def faces(document: PieceDocument) -> set[str]:
    return {run.rawFont().familyName() for run in runs(document)}


def plain_runs(document: PieceDocument) -> list[QGlyphRun]:
    """Those of running text, where nothing asks for bold."""
    document.size()
    plain = [block for block in blocks(document) if not block.blockFormat().headingLevel()]
    return [run for block in plain for run in block.layout().lineAt(0).glyphRuns()]


def boxes(document: PieceDocument) -> int:
    """How many glyphs stand for what no face has."""
    return sum(list(run.glyphIndexes()).count(0) for run in runs(document))


@pytest.mark.parametrize(
    ("name", "language", "serif", "sans"),
    [
        ("eng", "en", "Noto Serif", "Noto Sans"), ("rus", "ru", "Noto Serif", "Noto Sans"), ("kor", "ko", "Noto Serif CJK KR", "Noto Sans CJK KR"),
        ("cmn_hans", "zh-Hans", "Noto Serif CJK SC", "Noto Sans CJK SC"), ("cmn_hant", "zh-Hant", "Noto Serif CJK TC", "Noto Sans CJK TC"),
        ("jpn", "ja", "Noto Serif CJK JP", "Noto Sans CJK JP"), ("arb", "ar", "Noto Naskh Arabic", "Noto Sans Arabic"),
        ("pes_1", "fa", "Noto Naskh Arabic", "Noto Sans Arabic"), ("urd", "ur", "Noto Naskh Arabic", "Noto Sans Arabic"),
        ("heb", "he", "Noto Serif Hebrew", "Noto Sans Hebrew"), ("tha", "th", "Noto Serif Thai", "Noto Sans Thai"),
        ("hin", "hi", "Noto Serif Devanagari", "Noto Sans Devanagari"), ("ben", "bn", "Noto Serif Bengali", "Noto Sans Bengali"),
        ("amh", "am", "Noto Serif Ethiopic", "Noto Sans Ethiopic"), ("khm", "km", "Noto Serif Khmer", "Noto Sans Khmer"),
        ("lao", "lo", "Noto Serif Lao", "Noto Sans Lao"), ("mya", "my", "Noto Sans Myanmar", "Noto Sans Myanmar"), ("bod", "bo", "Noto Serif Tibetan", "Noto Serif Tibetan"),
        ("uig_arab", "ug", "Noto Naskh Arabic", "Noto Sans Arabic"),
    ],
)  # fmt: skip
def test_every_writing_has_a_real_face(
    corpus: Path, name: str, language: str, serif: str, sans: str, parent: QObject
) -> None:
    if not QFont("Noto Serif").exactMatch():
        pytest.skip("the faces that dev.py installs are not here")
    piece = pack(udhr(corpus / "html" / "udhr" / f"{name}.html")[:12]).pieces[0]
    for typeface, family in (("", serif), ("sans", sans)):
        at = look(language, typeface=typeface, setting=setting_for(language, typeface=typeface))
        document = PieceDocument(LoadedPiece(piece), at, parent)
        assert family in faces(document)
        assert all(run.rawFont().weight() == QFont.Weight.Normal for run in plain_runs(document))
        assert boxes(document) == 0


@pytest.mark.parametrize(
    ("page", "span", "family"),
    [
        ("en", "ja", "Noto Serif CJK JP"), ("en", "zh-Hant", "Noto Serif CJK TC"), ("en", "ko", "Noto Serif CJK KR"), ("ko", "zh-Hans", "Noto Serif CJK SC"),
        ("ja", "zh-Hans", "Noto Serif CJK SC"), ("zh-Hant", "ja", "Noto Serif CJK JP"), ("zh-Hant", "", "Noto Serif CJK TC"), ("ja", "en", "Noto Serif CJK JP"),
        ("zh-HK", "en", "Noto Serif CJK HK"), ("en", "", "Noto Serif CJK SC"),
    ],
)  # fmt: skip
def test_han_is_drawn_as_its_country_draws_it(page: str, span: str, family: str, parent: QObject) -> None:
    marked = f' lang="{span}"' if span else ""
    assert faces(laid_out(f"<p><span{marked}>直骨</span></p>", look(page), parent)) == {family}


def test_code_is_monospaced_in_any_writing(parent: QObject) -> None:
    document = laid_out("<p><code>abc 한국어 كود</code></p>", look("ko"), parent)
    used = faces(document)
    assert "Noto Sans Mono CJK KR" in used
    assert used & {"Noto Sans Mono", "DejaVu Sans Mono"}, "whichever of them the system has"
    assert boxes(document) == 0


def test_code_in_text_from_right_to_left_keeps_its_order(parent: QObject) -> None:
    written = 'print("مرحبا", x[0])'
    text = f"ثم كتب {written} وانتهى.\n"
    html = f'<p dir="rtl">ثم كتب <code>{written}</code> وانتهى.</p>'
    document = laid_out(html, look("ar", direction=Direction.RTL), parent, text=text)
    document.size()
    line = document.firstBlock().layout().lineAt(0)
    places = [x_of(line, document.cursor_map.position(text.index(mark))) for mark in ("rint", "(", ",", "[", ")")]
    assert places == sorted(places)
    for offset, character in enumerate(text.strip()):
        if character != " ":
            assert document.toRawText()[document.cursor_map.position(offset)] == character
    plain = laid_out("<p>x <code>y</code></p><pre dir='rtl'>z</pre>", look(), parent)
    assert "\u2066" not in plain.toRawText()


@pytest.mark.parametrize(("inside", "is_rtl"), [('    print("مرحبا")', False), ("  12 بيت من الشعر (one)", True)])
def test_a_program_runs_from_left_to_right_whatever_is_around_it(inside: str, is_rtl: bool, parent: QObject) -> None:
    document = laid_out(f'<pre dir="rtl">{inside}</pre>', look("ar", direction=Direction.RTL), parent)
    assert (document.firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft) is is_rtl


def test_there_is_paper_under_a_quotation_where_paragraphs_are_indented(parent: QObject) -> None:
    html = "<p>one</p><blockquote><p>two</p><blockquote><p>three</p></blockquote></blockquote><p>four</p><p>five</p>"
    at = look(paragraphs=ParagraphStyle.INDENTED)
    document = laid_out(html, at, parent)
    tops = [document.documentLayout().blockBoundingRect(block).top() for block in blocks(document)]
    gaps = [round(below - above) - at.line_px for above, below in pairwise(tops)]
    assert gaps == [at.block_gap_px, at.block_gap_px, at.block_gap_px, 0]


def test_any_family_of_the_system_and_its_odd_names(parent: QObject) -> None:
    at = look(typeface="DejaVu Serif", setting=setting_for("en", typeface="DejaVu Serif"))
    assert faces(laid_out("<p>abc</p>", at, parent)) == {"DejaVu Serif"}
    odd = "O'Brien\";}</style><b>"
    document = laid_out(
        '<p lang="ja">直</p>', look("en", typeface=odd, setting=setting_for("en", typeface=odd)), parent
    )
    assert document.toPlainText() == "直"


# -- what QTextDocument does badly


def test_small_capitals_are_readable_and_the_text_stays(parent: QObject) -> None:
    html = '<p>x</p><p><span style="font-variant:small-caps">The é 𝐀b ß</span></p>'
    document = laid_out(html, look(), parent)
    assert blocks(document)[1].text() == "The é 𝐀b ß"
    sizes: dict[str, QTextCharFormat] = {}
    each = blocks(document)[1].begin()
    while not each.atEnd():
        sizes[each.fragment().text()] = each.fragment().charFormat()
        each += 1
    small = sizes["he"]
    assert small.font().pixelSize() == round(BODY_PX * SMALL_CAPS_SCALE)
    assert small.fontCapitalization() == QFont.Capitalization.AllUppercase
    assert sizes["T"].font().pixelSize() == BODY_PX
    assert not any(look.fontCapitalization() == QFont.Capitalization.SmallCaps for look in sizes.values())


def test_raised_letters_spread_no_line(parent: QObject) -> None:
    text = "word " * 40
    plain = laid_out(f"<p>{text}</p>", look(), parent).size().height()
    raised = laid_out(
        f"<p>{text}</p>".replace("word", "w<sup>1</sup>d", 5).replace("word", "w<sub>1</sub>d", 5), look(), parent
    )
    assert raised.size().height() == plain


@pytest.mark.parametrize(
    ("html", "most_px"),
    [
        ('<ul><li><img src="res:w"></li></ul>', 560), ('<ul><li>a<ol><li><img src="res:w"></li></ol></li></ul>', 520),
        ('<blockquote><p><img src="res:w"></p></blockquote>', 520), ('<p style="margin-left:32px"><img src="res:w"></p>', 560),
        ('<table><tbody><tr><td>a</td><td><img src="res:w"></td></tr></tbody></table>', 280),
        ('<table><tbody><tr><td colspan="2">a</td><td><img src="res:w"></td></tr></tbody></table>', 180),
        ('<dl><dd><img src="res:w"></dd></dl>', 560),
    ],
)  # fmt: skip
def test_a_wide_picture_fits_where_it_stands(html: str, most_px: int, parent: QObject) -> None:
    image = QImage(3000, 300, QImage.Format.Format_RGB32)
    piece = Piece(html=html, text="\ufffc\n", start=0)
    document = PieceDocument(LoadedPiece(piece, {"w": PieceImage(image, 3000, 300)}), look(), parent)
    assert document.idealWidth() <= 601
    assert f'width="{most_px}"' in document.toHtml()


def test_markers_of_lists_from_right_to_left(parent: QObject) -> None:
    document = laid_out(
        '<ol dir="rtl"><li dir="rtl">الأول</li></ol><ol dir="ltr"><li dir="ltr">one</li></ol>', look("ar"), parent
    )
    turned, plain = (block.textList().itemText(block) for block in blocks(document))
    assert turned.replace("\u200f", "") == "1."
    assert turned.startswith("\u200f")
    assert plain == "1."


def test_lists_are_set_in_with_the_size_of_the_text(parent: QObject) -> None:
    for body_px in (14, 36):
        document = laid_out("<ul><li>one</li></ul>", look(body_px=body_px), parent)
        assert document.indentWidth() == 2 * body_px


@pytest.mark.parametrize("body_px", [14, 20, 36])
def test_paragraphs_of_two_directions(body_px: int, parent: QObject) -> None:
    """Each begins at its own side, whatever is inside it."""
    mixed = [paragraph(f"English {ARABIC} 12", direction="ltr"), paragraph(f"{ARABIC} English 12", direction="rtl")]
    document = PieceDocument(LoadedPiece(pack(mixed).pieces[0]), look(body_px=body_px), parent)
    document.size()
    first, second = blocks(document)
    left, right = (x_of(block.layout().lineAt(0), 0) for block in (first, second))
    assert left == pytest.approx(0, abs=1)
    assert right == pytest.approx(600, abs=5)
