"""Where laid-out pieces may be cut: never through a line, a picture or a row that a page can hold."""

from __future__ import annotations

import base64

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reader.reading.paging import Cost, Cuts
from tests.formats.makers import picture
from tests.ui.reading.test_traps import block_of, blocks, first_table, shown
from ui.reading.piece_cuts import cuts_of
from ui.reading.piece_document import PieceDocument

WORDS = "Words that fill a line or two of the column. "
PICTURE = "data:image/png;base64," + base64.b64encode(picture(size=(200, 300))).decode()


@pytest.fixture
def parent(qtbot: QtBot) -> QObject:
    """Takes the test's documents with it."""
    return QObject()


def cost_at(document: PieceDocument, cuts: Cuts, words: str) -> Cost:
    """The cost of a page that begins with the block of these words."""
    return cuts.costs[cuts.positions.index(block_of(document, words).position())]


def band(document: PieceDocument, words: str) -> tuple[float, float]:
    rect = document.documentLayout().blockBoundingRect(block_of(document, words))
    return rect.top(), rect.bottom()


def inside(cuts: Cuts, top: float, bottom: float, most: Cost = Cost.LONE_HEADING) -> list[int]:
    """The cuts of at most this cost that run through what lies between `top` and `bottom`."""
    return [end for end, cost in zip(cuts.ends, cuts.costs, strict=True) if cost <= most and top < end < bottom - 1]


def test_lines_that_would_be_alone_cost_more(parent: QObject) -> None:
    cuts = cuts_of(shown(f"<p>{WORDS * 9}</p>", parent))
    costs = cuts.costs[:-1]
    assert len(costs) > 3
    assert costs[0] is costs[-1] is Cost.LONE_LINE
    assert set(costs[1:-1]) == {Cost.GOOD}


def test_a_heading_holds_what_follows(parent: QObject) -> None:
    document = shown(f"<p>{WORDS}</p><h2>Heading</h2><p>after {WORDS}</p><h2>Last</h2>", parent)
    cuts = cuts_of(document)
    assert cost_at(document, cuts, "Heading") is Cost.GOOD
    assert cost_at(document, cuts, "after") is Cost.LONE_HEADING
    assert cuts.costs[-1] is Cost.LONE_HEADING


def test_a_row_is_kept_together_though_its_cells_break_elsewhere(parent: QObject) -> None:
    rows = "".join(f"<tr><td>long{n} {WORDS * 9}<td>short{n}<p>second{n} {WORDS * 2}</tr>" for n in range(4))
    document = shown(f"<h2>Over it</h2><table>{rows}</table><p>end</p>", parent)
    cuts = cuts_of(document)
    assert first_table(document).rows() == 4
    assert cost_at(document, cuts, "long0") is Cost.LONE_HEADING
    assert cost_at(document, cuts, "long2") is Cost.GOOD
    for number in range(4):
        top, bottom = band(document, f"long{number}")
        assert not inside(cuts, top, bottom)
        through = inside(cuts, top, bottom, Cost.INSIDE_ROW)
        assert through  # where the row is higher than a page
        for block in blocks(document):
            rect, layout = document.documentLayout().blockBoundingRect(block), block.layout()
            for each in range(layout.lineCount()):
                line_top = rect.top() + layout.lineAt(each).y()
                assert not inside(cuts, line_top + 2, line_top + layout.lineAt(each).height() - 1, Cost.INSIDE_ROW)


def test_rows_that_a_cell_spans_are_one(parent: QObject) -> None:
    document = shown("<table><tr><td rowspan=2>tall<td>one<tr><td>two<tr><td>three<td>four</table>", parent)
    cuts = cuts_of(document)
    assert cost_at(document, cuts, "two") is Cost.INSIDE_ROW
    assert cost_at(document, cuts, "three") < Cost.INSIDE_ROW


def test_pictures_are_not_cut_through(parent: QObject) -> None:
    document = shown(f"<p>before</p><p><img src='{PICTURE}'></p><p>after</p>", parent)
    top, bottom = band(document, "\ufffc")
    assert bottom - top >= 300
    assert not inside(cuts_of(document), top, bottom, Cost.INSIDE_ROW)


def test_lines_beside_a_floating_picture_stay_with_it(parent: QObject) -> None:
    document = shown(f"<p>before</p><p><img src='{PICTURE}' style='float:left'>{WORDS * 20}</p>", parent)
    cuts = cuts_of(document)
    top, _ = band(document, "Words")
    assert not inside(cuts, top + 2, top + 300)
    assert inside(cuts, top + 330, 10_000)


def test_the_documents_own_page_breaks_are_kept(parent: QObject) -> None:
    document = shown(
        "<p>one</p><p style='page-break-before:always'>two</p><p style='page-break-after:always'>three</p><p>four</p>",
        parent,
    )
    cuts = cuts_of(document)
    assert [cost_at(document, cuts, words) for words in ("two", "three", "four")] == [
        Cost.ALWAYS, Cost.GOOD, Cost.ALWAYS,
    ]  # fmt: skip
    assert cuts_of(shown("<p style='page-break-before:always'>one</p>", parent)).opens_page


@pytest.mark.parametrize("html", ["<p> </p>", "<hr>", f"<img src='{PICTURE}'>", "<table><tr><td></table>x"])
def test_the_smallest_pieces_have_an_end(parent: QObject, html: str) -> None:
    cuts = cuts_of(shown(f"{html}<p>x</p>", parent))
    assert cuts.ends == sorted(set(cuts.ends))
    assert cuts.starts == sorted(set(cuts.starts))
    assert len(cuts.ends) == len(cuts.starts) == len(cuts.costs) == len(cuts.positions)
