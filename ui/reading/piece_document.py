"""One piece as a QTextDocument, laid out for one look. It reaches no file and no network: images are handed to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
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

from reader.reading.softening import break_syllables, for_headings, for_ragged_text, free_quotes
from reader.reading.typefaces import HAN
from reader.reading.typography import code_families, home_script
from reader.text.model import IMAGE_CHARACTER, Piece
from ui.reading import piece_markup
from ui.reading.cursor_map import CursorMap
from ui.reading.image_matte import on_card
from ui.reading.markup_walk import LIST_INDENT_EM
from ui.reading.page_look import PageLook
from ui.reading.plain_piece import fill_plainly
from ui.reading.small_caps import set_small_caps
from ui.reading.table_fitting import FittedTable, fit_tables

BULLET_SCALE = 0.72
_HINT_OF_HOME = dict(
    zip(
        HAN,
        (
            QFont.StyleHint.Decorative,
            QFont.StyleHint.Serif,
            QFont.StyleHint.SansSerif,
            QFont.StyleHint.Cursive,
            QFont.StyleHint.Fantasy,
        ),
        strict=True,
    )
)
"""Qt (6.11) keeps the families behind the first by the first one's name: what it showed behind Noto Serif in one
document it shows behind Noto Serif in the next, so that Chinese took Japanese shapes. The hint is part of what it
keeps them by, and decides nothing where the families are there."""
_HEADING = re.compile("<h[1-6]")
_STEP = QTextFormat.Property.FontSizeAdjustment.value
_STEPS_OF_QT = {1: 3, 2: 2, 3: 1, 4: 0, 5: -1}
_JUSTIFIED = "text-align:justify"
_RIGHT_TO_LEFT = "\u200f"
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
    images: dict[str, PieceImage] = {}  # of many, pixels come later, into this very dictionary
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
        self.fitted_tables: tuple[FittedTable, ...] = ()
        if look.is_plain:
            fill_plainly(self, loaded.piece.text, look)
            return
        self.setDefaultStyleSheet(piece_markup.style_sheet(look))
        sizes = {name: (image.width_px, image.height_px) for name, image in loaded.images.items()}
        self.setIndentWidth(LIST_INDENT_EM * look.body_px)
        self.setHtml(piece_markup.prepare(_markup(loaded, look), look, sizes, opens=loaded.piece.start == 0))
        if IMAGE_CHARACTER in loaded.piece.text or "<li" in loaded.piece.html:
            self._adjust_blocks(look)
        if _HEADING.search(loaded.piece.html):
            self._size_headings()
        if "small-caps" in loaded.piece.html:
            set_small_caps(self)
        if "<table" in loaded.piece.html:
            self.fitted_tables = fit_tables(self, look)
        self.setTextWidth(look.column_px)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Only `res:` names that came with the piece. Everything else is nothing: no file, no address is ever read."""
        url = QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value and url.scheme() == "res":
            found = self._images.get(url.path())
            if found is None:
                return None
            return _blank() if found.image.isNull() else on_card(found.image, found.ink, self._theme)
        return None

    def picture(self, name: str) -> PieceImage | None:
        """An image that came with the piece, by its name without `res:`."""
        return self._images.get(name)

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

    def _adjust_blocks(self, look: PageLook) -> None:
        """What no style sheet can say: images free their line's height, bullets are small, numbers turn round."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        block = self.begin()
        while block.isValid():
            if IMAGE_CHARACTER in block.text():
                _free_line_height(cursor, block)
            if block.textList() is not None:
                _set_marker(cursor, block, look)
            block = block.next()
        cursor.endEditBlock()

    def _size_headings(self) -> None:
        """Let headings be as large as the style sheet says: Qt's own steps (h1 twice the body, h5 less) come first."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        block = self.begin()
        while block.isValid():
            step = _STEPS_OF_QT.get(block.blockFormat().headingLevel())
            for start, length, made in [] if step is None else list(_fragments(block)):
                if made.intProperty(_STEP) == step:
                    made.clearProperty(_STEP)
                    cursor.setPosition(start)
                    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(made)
            block = block.next()
        cursor.endEditBlock()


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """Where each stretch of one format begins, how long it is, and the format."""
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        yield fragment.position(), fragment.length(), fragment.charFormat()
        walk += 1


def _blank() -> QImage:
    """What stands for a picture that is still being decoded: nothing, or Qt would draw an icon."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def body_font(look: PageLook) -> QFont:
    """The font of body text: families in order of trial, size in pixels."""
    font = QFont()
    font.setFamilies(list(look.setting.families))
    font.setPixelSize(look.body_px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setKerning(True)
    font.setWeight(QFont.Weight(look.weight))
    font.setStyleHint(_HINT_OF_HOME[home_script(look.home)])
    if look.letter_percent and look.setting.spaces_letters:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.body_px * look.letter_percent / 100)
    return font


def _markup(loaded: LoadedPiece, look: PageLook) -> str:
    """The piece's markup with the places at which its words may break."""
    html = loaded.piece.html
    if look.hyphenates and loaded.divided:
        is_ragged = not look.justifies(declared=_JUSTIFIED in html)
        html = for_ragged_text(loaded.divided) if is_ragged else loaded.divided
        if "<h" in html:
            html = for_headings(html, lambda word, level: _is_too_wide(word, level, look))
    html = free_quotes(html)
    return break_syllables(html) if look.breaks_at_syllables else html


def _is_too_wide(word: str, level: int, look: PageLook) -> bool:
    """Whether a line of a heading does not hold this word."""
    size_px = piece_markup.heading_px(look, level)
    if len(word) * size_px < look.column_px:  # no letter is as wide as it is high
        return False
    font = body_font(look)
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetricsF(font).horizontalAdvance(word) > look.column_px


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


def _set_marker(cursor: QTextCursor, block: QTextBlock, look: PageLook) -> None:
    """A bullet is drawn in the block's own format, which no letter of the block uses, one space before the text.

    The space of a monospaced face keeps it away from the text.
    """
    made = block.textList().format()
    if made.style() in _BULLETS:
        cursor.setPosition(block.position())
        change = QTextCharFormat()
        change.setProperty(QTextFormat.Property.FontPixelSize, round(look.body_px * BULLET_SCALE))
        change.setFontFamilies(code_families(look.setting, look.home))
        cursor.mergeBlockCharFormat(change)
    elif block.textDirection() == Qt.LayoutDirection.RightToLeft and not made.numberPrefix():
        made.setNumberPrefix(".")  # Qt turns the marker round twice, and the point would stand before the number
        made.setNumberSuffix(_RIGHT_TO_LEFT)
        block.textList().setFormat(made)
