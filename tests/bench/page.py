"""How long the page takes: to lay out one piece, to draw one frame while scrolling, to open a huge document.

The texts are our own, at the size limit of a piece (16 KiB), in the scripts that cost most; frames are drawn by the
real view at 1366 by 768, one scroll step apart, and timed from the scroll to the end of painting.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtWidgets import QApplication

from reader.reading.hyphenation import Hyphenator
from reader.reading.positions import PageMap, PieceSpan
from reader.reading.preferences import Justification
from reader.reading.softening import soften
from reader.reading.typography import setting_for
from reader.text.model import Locator, Piece
from reader.text.pieces import Block, Run, Tag, pack
from tests.bench.harness import Figures, figures, report
from ui.reading.page_look import PageLook, column_width_px
from ui.reading.page_view import PageView
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.theme import load_theme

SENTENCES = {
    "en": "All human beings are born free and equal in dignity and rights. ",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren, Gerechtigkeitsempfinden eingeschlossen. ",
    "ko": "모든 사람은 태어날 때부터 자유롭고, 존엄하며, 평등하다. ",
    "zh": "人人生而自由，在尊严和权利上一律平等。",
    "ar": "يولد جميع الناس أحراراً ومتساوين في الكرامة والحقوق. ",
}
DIVIDED = ("en", "de")
REPEATS = 40
SCROLL_STEP_PX = 120
FRAMES = 300
MANY_PIECES = 10_000


def pieces_of(language: str, size_bytes: int) -> tuple[Piece, ...]:
    """Paragraphs of eight sentences until `size_bytes` of UTF-8 are reached."""
    paragraph = SENTENCES[language] * 8
    count = size_bytes // len(paragraph.encode()) + 1
    return pack([Block((Tag("p"),), (Run(paragraph),))] * count).pieces


def look_for(language: str) -> PageLook:
    setting = setting_for(language)
    return PageLook(theme=load_theme("paper"), setting=setting, column_px=column_width_px(setting, 20, 1354))


def timed_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def lay_out_one_piece(language: str) -> Figures:
    piece, look = pieces_of(language, 40_000)[0], look_for(language)
    PieceDocument(LoadedPiece(piece), look).size()  # the first one also loads the fonts
    times = [timed_ms(lambda: PieceDocument(LoadedPiece(piece), look).height_px) for _ in range(REPEATS)]
    return figures(times) | {"piece_bytes": len(piece.text.encode())}


def divide_one_piece(language: str) -> Figures:
    """Soft hyphens put into one piece, in a job: with every word new, and with every word met before."""
    piece = pieces_of(language, 40_000)[0]
    hyphenator = Hyphenator()
    loading_ms = timed_ms(lambda: hyphenator.points("dictionary", language))
    times = [timed_ms(lambda: soften(piece.html, language, hyphenator.points)) for _ in range(REPEATS)]
    return figures(times) | {"dictionary_ms": loading_ms}


def lay_out_divided(language: str) -> Figures:
    """As `lay_out_one_piece`, justified and with divided words."""
    piece = pieces_of(language, 40_000)[0]
    look = msgspec.structs.replace(
        look_for(language), justification=Justification.ON, hyphenates=True, divides_words=True
    )
    loaded = LoadedPiece(piece, divided=soften(piece.html, language, Hyphenator().points))
    PieceDocument(loaded, look).size()
    return figures([timed_ms(lambda: PieceDocument(loaded, look).height_px) for _ in range(REPEATS)])


def view_of(pieces: tuple[Piece, ...], language: str) -> PageView:
    """A view that gets every piece it wants at once, as if the library answered in no time."""
    view = PageView(look_for(language))
    view.resize(1366, 724)
    view.piece_wanted.connect(lambda index: view.set_piece(index, LoadedPiece(pieces[index % len(pieces)])))
    view.show()
    return view


def scroll(language: str) -> Figures:
    """Frames of a section of 246 KiB, scrolled through from its beginning, layout of new pieces included."""
    pieces = pieces_of(language, 246 * 1024)
    view = view_of(pieces, language)
    spans = [PieceSpan(0, number, piece.start, len(piece.text)) for number, piece in enumerate(pieces)]
    view.show_pages(PageMap(spans), look_for(language), Locator(0))
    QApplication.processEvents()
    times = [timed_ms(lambda: _frame(view)) for _ in range(FRAMES)]
    view.close()
    return figures(times)


def _frame(view: PageView) -> None:
    view.scroll_by(SCROLL_STEP_PX)
    view.viewport().repaint()
    QApplication.processEvents()


def open_many() -> Figures:
    """Opening at a place in the middle of ten thousand pieces, and jumping about in it."""
    pieces = pieces_of("en", 14_000)
    piece = pieces[0]
    spans = [PieceSpan(number // 100, number % 100, (number % 100) * len(piece.text), len(piece.text))
             for number in range(MANY_PIECES)]  # fmt: skip
    pages = PageMap(spans)
    view = PageView(look_for("en"))
    view.resize(1366, 724)
    made = [Piece(html=piece.html, text=piece.text, start=span.start) for span in spans[:100]]
    view.piece_wanted.connect(lambda index: view.set_piece(index, LoadedPiece(made[index % 100])))
    view.show()
    times = [timed_ms(lambda: view.show_pages(pages, look_for("en"), Locator(50, 700)))]
    times += [timed_ms(partial(view.go_to, Locator(section, 5000))) for section in range(0, 100, 5)]
    frames = [timed_ms(lambda: _frame(view)) for _ in range(100)]
    view.close()
    of_frames = figures(frames)
    return figures(times) | {"frame_median_ms": of_frames["median_ms"], "frame_p99_ms": of_frames["p99_ms"]}


def main() -> int:
    app = QApplication(sys.argv[:1])
    cases = {f"layout_{language}": lay_out_one_piece(language) for language in SENTENCES}
    cases |= {f"divide_{language}": divide_one_piece(language) for language in DIVIDED}
    cases |= {f"layout_divided_{language}": lay_out_divided(language) for language in DIVIDED}
    cases |= {f"scroll_246KiB_{language}": scroll(language) for language in SENTENCES}
    cases["jump_in_10000_pieces"] = open_many()
    report("page", cases)
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
