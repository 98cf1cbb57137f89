"""Transparent pictures show on every paper, opaque ones are left alone, and no pixel is lost on the way."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reader.formats.images import reencode
from reader.reading.typography import setting_for
from reader.text.model import IMAGE_CHARACTER, Piece, Resource
from tests.formats.makers import picture
from ui.reading.image_matte import card_colour, ink_levels, on_card
from ui.reading.page_look import PageLook
from ui.reading.page_painter import paint_piece
from ui.reading.piece_document import LoadedPiece, PieceDocument
from ui.reading.piece_loader import decoded
from ui.theme import THEME_NAMES, load_theme

pytestmark = pytest.mark.usefixtures("qapp")


def drawing(ink: str, ground: str = "#00000000", size: int = 200) -> QImage:
    """Lines of one ink."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(ground))
    painter = QPainter(image)
    for at in range(0, size, 20):
        painter.fillRect(at, 0, 4, size, QColor(ink))
    painter.end()
    return image


@pytest.mark.parametrize(
    ("ink", "carded"),
    [
        ("#000000", {"night", "contrast-dark"}),
        ("#333366", {"night", "contrast-dark"}),
        ("#ffffff", {"paper", "sepia", "contrast-light"}),
        ("#c04040", set()),
        ("#808080", set()),
    ],
)
def test_ink_that_would_not_show_is_laid_on_a_card(ink: str, carded: set[str]) -> None:
    levels = ink_levels(drawing(ink))
    assert levels
    assert {name for name in THEME_NAMES if card_colour(levels, load_theme(name))} == carded


def test_what_has_no_holes_is_left_alone() -> None:
    assert ink_levels(drawing("#000000", "#ffffff")) == ()
    assert ink_levels(drawing("#000000").convertToFormat(QImage.Format.Format_RGB32)) == ()
    assert ink_levels(drawing("#00000000")) == ()


def test_a_card_changes_no_pixel_that_was_drawn() -> None:
    image, night = drawing("#102030"), load_theme("night")
    card = on_card(image, ink_levels(image), night)
    assert card.pixelColor(2, 7) == QColor("#102030")
    assert card.pixelColor(12, 7).lightness() > 150
    assert on_card(image, (), night) is image


def shown(resource: Resource, theme: str, width: int, ratio: float = 1.0) -> QImage:
    """A piece that is one image of this width, drawn as the page draws it."""
    look = PageLook(theme=load_theme(theme), setting=setting_for("en"), column_px=600, image_height_px=600, body_px=16)
    image = decoded(resource)
    assert image is not None
    markup = f'<p><img src="res:{resource.name}" alt="" width="{width}"></p>'
    loaded = LoadedPiece(Piece(html=markup, text=IMAGE_CHARACTER + "\n", start=0), {resource.name: image})
    document = PieceDocument(loaded, look)
    canvas = QImage(round(600 * ratio), round(600 * ratio), QImage.Format.Format_RGB32)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(QColor(look.theme.paper))
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    paint_piece(painter, document, QRectF(0, 0, 600, 600), [], 0, look.theme)
    painter.end()
    return canvas


def resource_of(data: bytes) -> Resource:
    encoded = reencode(data)
    assert encoded is not None
    return Resource(name="a.png", media_type=encoded.media_type, width_px=encoded.width_px,
                    height_px=encoded.height_px, data=encoded.data)  # fmt: skip


def saved(image: QImage, tmp_path: str) -> bytes:
    assert image.save(tmp_path)
    with open(tmp_path, "rb") as file:  # noqa: PTH123 - a test's own
        return file.read()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_dark_lines_stand_out_on_every_page(theme: str, tmp_path: object) -> None:
    resource = resource_of(saved(drawing("#000000"), f"{tmp_path}/a.png"))
    canvas = shown(resource, theme, 200)
    image = QRectF(200, 0, 200, 200)  # centred in the column
    row = [canvas.pixelColor(x, 100).lightness() for x in range(int(image.left()), int(image.right()))]
    assert max(row) - min(row) > 120


def test_a_picture_of_twice_the_pixels_keeps_them_at_twice_the_scale(tmp_path: object) -> None:
    board = QImage(400, 400, QImage.Format.Format_RGB32)
    for y in range(400):
        for x in range(400):
            board.setPixelColor(x, y, QColor("white" if (x + y) % 2 else "black"))
    canvas = shown(resource_of(saved(board, f"{tmp_path}/b.png")), "paper", 200, ratio=2.0)
    found = [[canvas.pixelColor(400 + x, 40 + y).lightness() for x in range(40, 60)] for y in range(20)]
    assert {value for row in found for value in row} == {0, 255}
    assert all(row[x] != row[x + 1] for row in found for x in range(19))


def test_the_job_tells_the_ink() -> None:
    image = decoded(resource_of(picture("PNG", (40, 40), mode="RGB")))
    assert image is not None
    assert image.ink == ()
