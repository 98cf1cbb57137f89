"""What a page looks like, settled before a piece is laid out: size, measure, colours, direction."""

from __future__ import annotations

import msgspec

from reader.reading.preferences import DEFAULT_MARGIN_EM, REGULAR_WEIGHT, Justification, PageMode, ParagraphStyle
from reader.reading.typography import DEFAULT_BODY_SIZE_PX, TypeSetting
from reader.text.model import Direction
from ui.theme import Theme

FEWEST_COLUMN_PX = 160
IMAGE_HEIGHT_SHARE = 0.86
"""An image never takes more than this much of the view's height, so that it can be seen whole."""

LEAST_JUSTIFIED_EM = 20
LEAST_WHOLE_WORDS_EM = 28
"""Lines shorter than this leave too few spaces to hide what is added to them; longer where no word is divided."""


class PageLook(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides how a piece is set; two equal looks lay a piece out the same.

    `home` is the language whose Han shapes foreign words take, `hyphenates` that words may be divided where their
    language has a dictionary, which `divides_words` says of the document's own.
    """

    theme: Theme
    setting: TypeSetting
    language: str = ""
    home: str = ""
    direction: Direction = Direction.AUTO
    body_px: int = DEFAULT_BODY_SIZE_PX
    column_px: int = 640
    image_height_px: int = 600
    typeface: str = ""
    justification: Justification = Justification.WRITING
    paragraphs: ParagraphStyle = ParagraphStyle.DOCUMENT
    hyphenates: bool = False
    divides_words: bool = False
    breaks_syllables: bool = False
    letter_percent: int = 0
    weight: int = REGULAR_WEIGHT
    mode: PageMode = PageMode.SCROLLED
    is_plain: bool = False  # as a note: see plain_piece.py

    @property
    def line_px(self) -> int:
        """The height of a line of body text."""
        return round(self.body_px * self.setting.line_height)

    @property
    def block_gap_px(self) -> int:
        """The paper around a list, a table or a quotation."""
        return round(self.line_px * 0.5)

    @property
    def paragraph_gap_px(self) -> int:
        """The paper between two paragraphs."""
        return 0 if self.paragraphs is ParagraphStyle.INDENTED else self.block_gap_px

    @property
    def is_rtl(self) -> bool:
        return self.direction is Direction.RTL

    @property
    def is_korean(self) -> bool:
        return self.setting.script == "kore"

    @property
    def breaks_at_syllables(self) -> bool:
        """Whether lines of Korean break within words; justified ones always do, as in books, or they would gape."""
        return self.is_korean and (self.breaks_syllables or self.justification is Justification.ON)

    def has_room_to_justify(self, room_px: int) -> bool:
        """Whether a line of `room_px` is long enough for its spaces to take what ends it at the edge."""
        if self.setting.breaks_anywhere or self.breaks_at_syllables:
            return True
        least = LEAST_JUSTIFIED_EM if self.hyphenates and self.divides_words else LEAST_WHOLE_WORDS_EM
        return room_px >= least * self.body_px

    def justifies(self, *, declared: bool, room_px: int | None = None) -> bool:
        """Whether a paragraph left to right is justified; `declared`: its document asks for that.

        `room_px` is how wide its lines can be, the column's width if nothing is said.
        """
        room_px = self.column_px if room_px is None else room_px
        if self.justification is Justification.OFF or not self.has_room_to_justify(room_px):
            return False
        if self.justification is Justification.ON or self.setting.justified:
            return True
        return declared and (not self.is_korean or self.breaks_at_syllables)


def column_width_px(
    setting: TypeSetting, body_px: int, view_width_px: int, margin_em: float = DEFAULT_MARGIN_EM
) -> int:
    """The measure in pixels: what the writing asks for, or what the window leaves between its margins."""
    room = view_width_px - 2 * round(margin_em * body_px)
    return max(FEWEST_COLUMN_PX, min(round(setting.column_em * body_px), room))
