"""The first highlight of a line is always within what is drawn, whatever the script and however wide its letters."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QImage, QTextLayout, QTextLine
from pytestqt.qtbot import QtBot

from reader.search.snippets import snippets_of
from ui.library.marked_line import lay_out_marked
from ui.theme import DEFAULT_THEME_NAME, load_theme

ROW_WIDTHS_PX = (460, 300, 150)
"""What a snippet's line has in a window of 1200 px, and in narrower ones."""
TEXTS = {
    "hangul": ("모든 인류 구성원의 천부의 존엄성과 동등하고 양도할 수 없는 권리를 인정하는 것이 세계의 ", "자유"),
    "hangul without spaces": ("모든인류구성원의천부의존엄성과동등하고양도할수없는권리를인정하는것이세계의", "자유"),
    "han": ("鑑於對人類家庭所有成員的固有尊嚴及其平等的和不移的權利的承認乃是世界自由正義與和平的基礎", "自由"),
    "latin": ("Whereas recognition of the inherent dignity and of the equal WWWWWW WWWWWW ", "freedom"),
    "arabic": (
        "لما كان الاعتراف بالكرامة المتأصلة في جميع أعضاء الأسرة البشرية وبحقوقهم المتساوية الثابتة هو أساس ",
        "الحرية",
    ),
    "tibetan": ("འགྲོ་བ་མིའི་ཁྱིམ་ཚང་ཁག་གི་འཁོར་བའི་མི་རྣམས་ཀྱི་རང་བཞིན་གྱི་ཆེ་མཐོང་དང་འདྲ་མཉམ་", "རང་དབང"),
    "emoji": ("📚📖🕯️📜🖋️📚📖🕯️📜🖋️📚📖🕯️📜🖋️📚📖🕯️📜🖋️📚📖🕯️📜🖋️📚📖🕯️📜🖋️", "🕊️"),
}


def drawn(text: str, marks: tuple[tuple[int, int], ...], width_px: int) -> QTextLayout:
    font = QFont()
    font.setPixelSize(13)
    device = QImage(10, 10, QImage.Format.Format_RGB32)
    return lay_out_marked(text, marks, width_px, font, device, load_theme(DEFAULT_THEME_NAME))


def left_of(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # the stubs say "object"


def marked(layout: QTextLayout) -> list[str]:
    text = layout.text().encode("utf-16-le")
    return [text[2 * each.start : 2 * (each.start + each.length)].decode("utf-16-le") for each in layout.formats()]


@pytest.mark.parametrize("width_px", ROW_WIDTHS_PX)
@pytest.mark.parametrize("script", TEXTS)
def test_the_first_mark_of_a_snippet_is_drawn(qtbot: QtBot, script: str, width_px: int) -> None:
    before, word = TEXTS[script]
    text = before * 3 + word + " " + before * 3
    at = len(before) * 3
    snippet = next(snippets_of(text, [(at, at + len(word))], len(text)))
    layout = drawn(snippet.text, snippet.marks, width_px)
    line = layout.lineAt(0)
    assert marked(layout)[0] == word
    first = layout.formats()[0]
    for edge in (first.start, first.start + first.length):
        assert 0 <= left_of(line, edge) <= width_px
    assert line.naturalTextWidth() <= width_px


def test_a_line_that_fits_is_left_alone(qtbot: QtBot) -> None:
    layout = drawn("all people are free", ((15, 4),), 460)
    assert layout.text() == "all people are free"
    assert marked(layout) == ["free"]


def test_later_marks_keep_to_their_words(qtbot: QtBot) -> None:
    before = TEXTS["hangul"][0]
    text = before + "자유 또 자유"
    layout = drawn(text, ((len(before), 2), (len(before) + 5, 2)), 300)
    assert marked(layout) == ["자유", "자유"]
    assert layout.text().startswith("…")


def test_a_mark_wider_than_the_line_begins_it(qtbot: QtBot) -> None:
    before = TEXTS["hangul"][0]
    layout = drawn(before * 3, ((len(before), len(before)),), 120)
    assert layout.text().startswith("…" + before[:3])
    assert layout.formats()[0].start == 1
