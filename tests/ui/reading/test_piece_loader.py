"""What comes from the library for a piece: its pictures within bounds, or only their sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QImage, QTextDocument
from pytestqt.qtbot import QtBot

from reader.reading.positions import PageMap, PieceSpan
from reader.reading.typography import setting_for
from reader.text.model import Resource
from tests.formats.makers import picture as png
from tests.ui.reading.fake_library import FakeLibrary, paragraph, picture
from ui.jobs import Jobs
from ui.reading.page_look import PageLook
from ui.reading.piece_cuts import cuts_of
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.reading.piece_loader import PIECE_PIXELS, PieceLoader
from ui.theme import load_theme

EDGE_PX = 900
PICTURES = 20


@pytest.fixture
def loader(qtbot: QtBot) -> Iterator[PieceLoader]:
    library, parent = FakeLibrary(), QObject()
    data = png("JPEG", size=(EDGE_PX, EDGE_PX))
    names = [f"p{number}" for number in range(PICTURES)]
    resources = [Resource(name=name, media_type="image/jpeg", data=data, width_px=EDGE_PX, height_px=EDGE_PX)
                 for name in names]  # fmt: skip
    document = library.add([[paragraph("Pictures."), *map(picture, names)]], resources=resources)
    (info,) = library.pieces(document)
    jobs = Jobs()
    yield PieceLoader(library, jobs, document, PageMap([PieceSpan(0, info.number, 0, info.length)]), parent)
    jobs.close()
    parent.deleteLater()


def loaded_by(qtbot: QtBot, loader: PieceLoader, *, bare: bool) -> LoadedPiece:
    signal = loader.bare_piece_loaded if bare else loader.piece_loaded
    with qtbot.waitSignal(signal) as came:
        (loader.load_bare if bare else loader.load)(0)
    loaded = came.args[1] if came.args else None
    assert isinstance(loaded, LoadedPiece)
    return loaded


def picture_of(document: PieceDocument) -> QImage:
    found = document.resource(QTextDocument.ResourceType.ImageResource, QUrl("res:p7"))
    assert isinstance(found, QImage)
    return found


def test_many_pictures_of_one_piece_take_no_more_than_their_share(qtbot: QtBot, loader: PieceLoader) -> None:
    loaded = loaded_by(qtbot, loader, bare=False)
    assert all(each.image.isNull() for each in loaded.images.values())  # the text does not wait for them
    document = PieceDocument(loaded, PageLook(theme=load_theme("paper"), setting=setting_for("en")))
    waiting = picture_of(document)
    qtbot.waitUntil(lambda: not any(each.image.isNull() for each in loaded.images.values()))
    assert waiting.width() == 1
    assert picture_of(document).width() > 1
    assert len(loaded.images) == PICTURES
    pixels = sum(each.image.width() * each.image.height() for each in loaded.images.values())
    assert PIECE_PIXELS * 0.9 <= pixels <= PIECE_PIXELS * 1.1
    assert {(each.width_px, each.height_px) for each in loaded.images.values()} == {(EDGE_PX, EDGE_PX)}


def test_a_bare_piece_is_laid_out_alike_without_a_pixel(qtbot: QtBot, loader: PieceLoader) -> None:
    whole, bare = loaded_by(qtbot, loader, bare=False), loaded_by(qtbot, loader, bare=True)
    assert all(each.image.isNull() for each in bare.images.values())
    look = PageLook(theme=load_theme("paper"), setting=setting_for("en"))
    assert cuts_of(PieceDocument(bare, look)) == cuts_of(PieceDocument(whole, look))
