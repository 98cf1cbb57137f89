"""One piece as a QTextDocument, laid out for one look. It reaches no file and no network: images are handed to it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
    QTextOption,
)

from reader.reading.softening import break_syllables
from reader.text.model import IMAGE_CHARACTER, Piece
from ui.reading import piece_markup
from ui.reading.cursor_map import CursorMap
from ui.reading.image_matte import on_card
from ui.reading.markup_walk import LIST_INDENT_EM
from ui.reading.page_look import PageLook
from ui.reading.small_caps import set_small_caps

BULLET_SCALE = 0.72
_BULLETS = frozenset(
    {QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare}
)


class PieceImage(msgspec.Struct, frozen=True):
    """A decoded image (perhaps at fewer pixels than it has), its natural size in CSS pixels, and its ink's lightness.

    `ink` is empty for a picture without transparency, see image_matte.py.
    """

    image: QImage
    width_px: int
    height_px: int
    ink: tuple[int, ...] = ()


class LoadedPiece(msgspec.Struct, frozen=True):
    """A piece with its images decoded: what a job brings back from the library.

    `divided` is its markup with soft hyphens in it; empty where no word can be divided, or nobody has tried.
    """

    piece: Piece
    images: Mapping[str, PieceImage] = {}
    divided: str = ""


class PieceDocument(QTextDocument):
    """A laid-out piece. Positions in it are QTextCursor positions; `cursor_map` turns them into canonical offsets."""

    def __init__(self, loaded: LoadedPiece, look: PageLook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.piece = loaded.piece
        self._images = loaded.images
        self._theme = look.theme
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(body_font(look))
        self.setDefaultTextOption(_text_option())
        self.setDefaultStyleSheet(piece_markup.style_sheet(look))
        sizes = {name: (image.width_px, image.height_px) for name, image in loaded.images.items()}
        self.setIndentWidth(LIST_INDENT_EM * look.body_px)
        self.setHtml(piece_markup.prepare(_markup(loaded, look), look, sizes, opens=loaded.piece.start == 0))
        if IMAGE_CHARACTER in loaded.piece.text or "<li" in loaded.piece.html:
            self._adjust_blocks(round(look.body_px * BULLET_SCALE))
        if "small-caps" in loaded.piece.html:
            set_small_caps(self)
        self.setTextWidth(look.column_px)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only `res:` names that came with the piece. Everything else is nothing: no file, no address is ever read."""
        url = QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value and url.scheme() == "res":
            found = self._images.get(url.path())
            return None if found is None else on_card(found.image, found.ink, self._theme)
        return None

    @cached_property
    def cursor_map(self) -> CursorMap:
        """Made when first asked for: most pieces scroll by without it."""
        return CursorMap(self.piece.text, self)

    @cached_property
    def height_px(self) -> int:
        """The height with the margin under the last block, which Qt leaves out at a document's end."""
        return round(self.size().height() + self.lastBlock().blockFormat().bottomMargin())

    @property
    def margin_above_px(self) -> int:
        """The margin that the first block asks for, which Qt leaves out at a document's beginning."""
        return round(self.firstBlock().blockFormat().topMargin())

    def _adjust_blocks(self, bullet_px: int) -> None:
        """What no style sheet can say: images free their line's height, bullets are small."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        block = self.begin()
        while block.isValid():
            if IMAGE_CHARACTER in block.text():
                _free_line_height(cursor, block)
            if block.textList() is not None and block.textList().format().style() in _BULLETS:
                _shrink_bullet(cursor, block, bullet_px)
            block = block.next()
        cursor.endEditBlock()


def body_font(look: PageLook) -> QFont:
    """The font of body text: families in order of trial, size in pixels."""
    font = QFont()
    font.setFamilies(list(look.setting.families))
    font.setPixelSize(look.body_px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(True)
    font.setWeight(QFont.Weight(look.weight))
    if look.letter_percent and look.setting.spaces_letters:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.body_px * look.letter_percent / 100)
    return font


def _markup(loaded: LoadedPiece, look: PageLook) -> str:
    """The piece's markup with the places at which its words may break."""
    html = loaded.divided if look.hyphenates and loaded.divided else loaded.piece.html
    return break_syllables(html) if look.breaks_at_syllables else html


def _text_option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option


def _free_line_height(cursor: QTextCursor, block: QTextBlock) -> None:
    cursor.setPosition(block.position())
    change = QTextBlockFormat()
    change.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    if not block.text().replace(IMAGE_CHARACTER, "").strip():
        change.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cursor.mergeBlockFormat(change)


def _shrink_bullet(cursor: QTextCursor, block: QTextBlock, size_px: int) -> None:
    """The bullet is drawn in the block's own format, which no letter of the block uses."""
    cursor.setPosition(block.position())
    change = QTextCharFormat()
    change.setProperty(QTextFormat.Property.FontPixelSize, size_px)
    cursor.mergeBlockCharFormat(change)
