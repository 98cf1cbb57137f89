"""The one mapping of places, held against what QTextDocument really shows of real files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from reader.formats.registry import recognise
from reader.reading.typography import setting_for
from reader.text.model import Piece, Section
from reader.text.pieces import Block, Run, Tag, pack
from ui.reading.cursor_map import CursorMap
from ui.reading.page_look import PageLook
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.theme import load_theme

FILES = (
    "html/udhr/arb.html",
    "html/udhr/kor.html",
    "html/udhr/mya.html",
    "markdown/books/books_free-programming-books-ko.md",
    "markdown/books/courses_free-courses-ur.md",
    "markdown/ko/src_content_reference_react-dom_components_common.md",
    "epub/idpf/wasteland.epub",
    "epub/idpf/internallinks.epub",
)
LOOK = PageLook(theme=load_theme("paper"), setting=setting_for("en"))


def pieces_of(path: Path, most: int) -> Iterator[Piece]:
    data = path.read_bytes()
    for event in recognise(data).parse(data):
        if isinstance(event, Section):
            for piece in event.pieces:
                if most == 0:
                    return
                most -= 1
                yield piece


def assert_maps(piece: Piece, document: QTextDocument) -> None:
    """Every solid character of the canonical text is the character at its cursor position, and back."""
    cursor_map = CursorMap(piece.text, document)
    units = document.toRawText().encode("utf-16-le")
    for offset, character in enumerate(piece.text):
        if character.isspace():
            continue
        position = cursor_map.position(offset)
        size = 4 if ord(character) > 0xFFFF else 2
        assert units[2 * position : 2 * position + size].decode("utf-16-le") == character
        assert cursor_map.offset(position) == offset


@pytest.mark.parametrize("name", FILES)
def test_real_files_map_character_by_character(qtbot: QtBot, corpus: Path, name: str) -> None:
    count = 0
    for piece in pieces_of(corpus / name, most=12):
        assert_maps(piece, PieceDocument(LoadedPiece(piece), LOOK))
        count += 1
    assert count > 0


WORDS = st.text(st.sampled_from("ab 한국어ال𝐀\u200d\u0301é漢\u2028"), max_size=30)
TAGS = st.sampled_from(["p", "h2", "li", "pre", "blockquote"])


@given(st.lists(st.tuples(TAGS, WORDS), min_size=1, max_size=12))
def test_any_blocks_map_character_by_character(qapp: object, blocks: list[tuple[str, str]]) -> None:
    made = [Block((Tag(tag, ' dir="ltr"'),), (Run(" ".join(text.split(" ")).strip()),)) for tag, text in blocks]
    for piece in pack(made).pieces:
        assert_maps(piece, PieceDocument(LoadedPiece(piece), LOOK))
