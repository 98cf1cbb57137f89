"""What the line under the page says: plain data, kept for all documents."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from reader.reading.kept import decoded_as

FOOTER_SETTING = "reading.footer"


class Where(StrEnum):
    """How far one is: in per cent, or as a page where pages are counted; the usual is a page where there are pages."""

    USUAL = "usual"
    PERCENT = "percent"
    PAGE = "page"


class Left(StrEnum):
    """What is left to read: of the document, of the chapter, or nothing is said."""

    BOOK = "book"
    CHAPTER = "chapter"
    NOTHING = "nothing"


class FooterChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What the person clicked it to."""

    where: Where = Where.USUAL
    left: Left = Left.BOOK

    def shows_page(self, *, is_paged: bool) -> bool:
        """Whether a page is said, of text that goes by page by page (or does not), once pages are counted."""
        return self.where is Where.PAGE or (self.where is Where.USUAL and is_paged)

    def other_where(self, *, is_paged: bool) -> FooterChoice:
        """After a click on how far one is."""
        where = Where.PERCENT if self.shows_page(is_paged=is_paged) else Where.PAGE
        return msgspec.structs.replace(self, where=where)

    def other_left(self) -> FooterChoice:
        """After a click on what is left."""
        following = {Left.BOOK: Left.CHAPTER, Left.CHAPTER: Left.NOTHING, Left.NOTHING: Left.BOOK}
        return msgspec.structs.replace(self, left=following[self.left])


def decoded(kept: str | None) -> FooterChoice:
    """What `encoded` wrote; the usual where nothing or nothing sensible was kept."""
    return decoded_as(FooterChoice, kept)
