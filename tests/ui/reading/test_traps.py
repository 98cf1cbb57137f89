"""The traps of QTextDocument, each from a page of HTML to the layout: what a worker makes comes out right."""

# ruff: noqa: E501 - pages are easier to read in long lines

from __future__ import annotations

import base64

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage, QTextBlock, QTextBlockFormat, QTextCursor, QTextListFormat, QTextTable
from pytestqt.qtbot import QtBot

from reader.formats.html_format import FORMAT
from reader.reading.typography import setting_for
from reader.text.model import Resource, Section
from tests.formats.makers import ARABIC, ENGLISH, KOREAN, picture
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece, PieceDocument, PieceImage
from ui.theme import load_theme

COLUMN_PX = 600
BODY_PX = 16


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    """Takes the test's documents with it."""
    return QObject()


def shown(html: str, parent: QObject, *, attributes: str = "", language: str = "en") -> PieceDocument:
    """The first piece of a page, laid out."""
    events = list(FORMAT.parse(f"<!DOCTYPE html><html {attributes}><body>{html}</body></html>".encode()))
    piece = next(event for event in events if isinstance(event, Section)).pieces[0]
    images = {
        event.name: PieceImage(QImage.fromData(event.data), event.width_px, event.height_px)
        for event in events
        if isinstance(event, Resource)
    }
    look = PageLook(
        theme=load_theme("paper"), setting=setting_for(language), language=language, body_px=BODY_PX,
        column_px=COLUMN_PX, image_height_px=500,
    )  # fmt: skip
    return PieceDocument(LoadedPiece(piece, images), look, parent)


def blocks(document: PieceDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def block_of(document: PieceDocument, words: str) -> QTextBlock:
    return next(block for block in blocks(document) if words in block.text())


def direction_of(document: PieceDocument, words: str) -> Qt.LayoutDirection:
    return block_of(document, words).blockFormat().layoutDirection()


def first_table(document: PieceDocument) -> QTextTable:
    return next(frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))


def grid(document: PieceDocument) -> list[list[str]]:
    """The table's cells as the eye meets them, from left to right."""
    table = first_table(document)
    rows: list[list[str]] = []
    for row in range(table.rows()):
        rows.append([])
        for column in range(table.columns()):
            cursor = table.cellAt(row, column).firstCursorPosition()
            cursor.setPosition(table.cellAt(row, column).lastPosition(), QTextCursor.MoveMode.KeepAnchor)
            rows[-1].append(cursor.selectedText())
    return rows


def test_right_to_left_is_ragged(parent: QObject) -> None:
    document = shown(f'<p dir=rtl style="text-align:justify">{ARABIC * 9}</p>', parent)
    assert not block_of(document, ARABIC).blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify


def test_right_to_left_tables_are_mirrored(parent: QObject) -> None:
    assert grid(shown("<table dir=rtl><tr><td>1<td>2<td>3<tr><td>4<td>5<td>6</table>", parent)) == [
        ["3", "2", "1"],
        ["6", "5", "4"],
    ]
    assert grid(shown("<table><tr><td>1<td>2</table>", parent)) == [["1", "2"]]


def test_mirrored_tables_with_wide_cells(parent: QObject) -> None:
    html = "<table dir=rtl><tr><td colspan=2>1<td>2<tr><td>3<td>4<td>5<tr><td>6<td colspan=2>7</table>"
    assert grid(shown(html, parent)) == [["2", "1", "1"], ["5", "4", "3"], ["7", "7", "6"]]


def test_mirrored_tables_with_tall_cells(parent: QObject) -> None:
    html = (
        "<table dir=rtl><tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5<tr><td>6<td rowspan=2>7<td>8<tr><td>9<td>0</table>"
    )
    assert grid(shown(html, parent)) == [["3", "2", "1"], ["5", "4", "1"], ["8", "7", "6"], ["0", "7", "9"]]


def test_mirrored_tables_with_short_rows(parent: QObject) -> None:
    html = "<table dir=rtl><tr><td>1<td>2<td>3<tr><td>4<tr><td rowspan=2>5<td>6<tr><td>7</table>"
    assert grid(shown(html, parent)) == [["3", "2", "1"], ["", "", "4"], ["", "6", "5"], ["", "7", "5"]]


def test_a_table_keeps_its_alignment(parent: QObject) -> None:
    document = shown("<table><tr><td align=right>right<td style='text-align:center'>middle<td>left</table>", parent)
    wanted = {
        "right": Qt.AlignmentFlag.AlignRight,
        "middle": Qt.AlignmentFlag.AlignHCenter,
        "left": Qt.AlignmentFlag.AlignLeft,
    }
    for words, side in wanted.items():
        assert block_of(document, words).blockFormat().alignment() & side


def test_the_paragraph_after_a_right_to_left_quotation(parent: QObject) -> None:
    document = shown(f"<blockquote dir=rtl><p>{ARABIC}</p></blockquote><p>{ENGLISH}</p><p>12</p>", parent)
    assert direction_of(document, ARABIC) is Qt.LayoutDirection.RightToLeft
    assert direction_of(document, ENGLISH) is Qt.LayoutDirection.LeftToRight
    assert direction_of(document, "12") is Qt.LayoutDirection.LeftToRight


def test_directions_of_every_kind_of_block(parent: QObject) -> None:
    html = f"<ul dir=rtl><li>{ARABIC}</ul><ol><li>one</ol><dl dir=rtl><dt>א<dd>ב</dl><pre>code</pre><h2>Heading</h2>"
    document = shown(html, parent)
    for words, rtl in ((ARABIC, True), ("one", False), ("א", True), ("ב", True), ("code", False), ("Heading", False)):
        wanted = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        assert direction_of(document, words) is wanted, words


def test_a_language_brings_its_letters(parent: QObject) -> None:
    document = shown('<p>x <span lang=ja>直</span></p><p lang="zh-Hans">骨</p>', parent, attributes="lang=en")
    families = []
    for words in ("直", "骨"):
        cursor = document.find(words)
        families.append(cursor.charFormat().fontFamilies())
    assert any("JP" in family for family in families[0])
    assert any("SC" in family for family in families[1])


def test_lines_are_as_high_as_their_block_says_but_for_pictures(parent: QObject) -> None:
    url = "data:image/png;base64," + base64.b64encode(picture(size=(300, 200))).decode()
    document = shown(f"<p>{KOREAN} mixed {ARABIC}</p><p>a<img src='{url}'>b</p><p>behind</p>", parent)
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    assert block_of(document, "mixed").blockFormat().lineHeightType() == fixed
    pictured = block_of(document, "\ufffc")
    assert pictured.blockFormat().lineHeightType() != fixed
    layout = document.documentLayout()
    assert layout.blockBoundingRect(pictured).height() >= 200
    assert (
        layout.blockBoundingRect(block_of(document, "behind")).top() >= layout.blockBoundingRect(pictured).bottom() - 1
    )


def test_wide_pictures_are_made_to_fit(parent: QObject) -> None:
    url = "data:image/png;base64," + base64.b64encode(picture(size=(3000, 300))).decode()
    for html in (f"<img src='{url}'>", f"<p><img src='{url}' width=2500></p>"):
        assert shown(html, parent).idealWidth() <= COLUMN_PX + 1


def test_wide_lines_wrap(parent: QObject) -> None:
    for html in (
        f"<pre>{'word ' * 300}</pre>",
        f"<pre>{'x' * 2000}</pre>",
        f'<p style="white-space:nowrap">{"word " * 300}</p>',
        f'<p style="white-space:pre">{"word " * 300}</p>',
        f"<p>{'x' * 2000}</p>",
    ):
        assert shown(html, parent).size().width() <= COLUMN_PX + 1, html[:40]


def test_what_may_not_wrap_does_not(parent: QObject) -> None:
    words = "word " * 12
    document = shown(f'<p>{words}<span style="white-space:nowrap">12 May 1948</span></p>', parent)
    assert "12\xa0May\xa01948" in document.toRawText() or "12 May 1948" in document.toPlainText()
    assert document.size().width() <= COLUMN_PX
    layout = block_of(document, "May").layout()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    start = block_of(document, "May").text().index("12")
    line = next(each for each in lines if each.textStart() <= start < each.textStart() + each.textLength())
    assert start + len("12 May 1948") <= line.textStart() + line.textLength()


def test_a_poem_keeps_its_stanzas_and_indents(parent: QObject) -> None:
    stanza = '<div style="margin:1em 0"><div>{}</div><div style="margin-left:2em">{}</div></div>'
    document = shown(stanza.format("one", "two") + stanza.format("three", "four"), parent)
    layout = document.documentLayout()
    tops = [layout.blockBoundingRect(block_of(document, word)).top() for word in ("one", "two", "three", "four")]
    line = tops[1] - tops[0]
    assert tops[2] - tops[1] >= line + BODY_PX
    assert tops[3] - tops[2] == pytest.approx(line, abs=1)
    assert block_of(document, "two").blockFormat().leftMargin() == 2 * BODY_PX
    assert block_of(document, "one").blockFormat().leftMargin() == 0


def test_margins_of_quotations_and_lists_add_up(parent: QObject) -> None:
    html = (
        '<blockquote style="margin-left:3em"><p>quoted</p></blockquote><div style="margin-left:2em"><ul><li>item</ul></div>'
        "<ul><li>plain</ul><blockquote><ul><li>inside</ul></blockquote>"
    )
    document = shown(html, parent)
    assert block_of(document, "quoted").blockFormat().leftMargin() == 3 * BODY_PX
    assert block_of(document, "item").blockFormat().leftMargin() == 2 * BODY_PX
    assert block_of(document, "plain").blockFormat().leftMargin() == 0
    assert block_of(document, "inside").blockFormat().leftMargin() == 2 * BODY_PX


def test_lists_count_as_they_say(parent: QObject) -> None:
    document = shown("<ol start=5><li>five<li value=9>nine<li>ten</ol><ol type=i><li>roman</ol>", parent)
    for words, text in (("five", "5."), ("nine", "9."), ("ten", "10."), ("roman", "i.")):
        block = block_of(document, words)
        made = block.textList()
        assert made is not None
        assert made.itemText(block) == text
    roman = block_of(document, "roman").textList()
    assert roman is not None
    assert roman.format().style() is QTextListFormat.Style.ListLowerRoman
