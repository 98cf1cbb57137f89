"""All that is read from the library to begin showing a document, in one job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from reader.reading import fixed_preferences
from reader.reading.fixed_preferences import FIXED_SETTING, NIGHT_SETTING, FixedPreferences, NightPages, night_pages
from reader.reading.focus import FOCUS_SETTING, FocusSettings
from reader.reading.focus import decoded as decoded_focus
from reader.reading.footer_choice import FOOTER_SETTING, FooterChoice
from reader.reading.footer_choice import decoded as decoded_footer
from reader.reading.pace import PACE_SETTING, KeptPace
from reader.reading.pace import decoded as decoded_pace
from reader.reading.positions import PageMap, PieceSpan
from reader.reading.preferences import PREFERENCES_SETTING, ReadingPreferences, decoded
from reader.store.access import ShelfAccess
from reader.store.mark import Mark
from reader.store.rows import DocumentRow, PieceInfo, Position, SectionInfo
from reader.text.dictionary import Article, Entry
from reader.text.model import Direction, Locator, OutlineEntry, PageSize
from ui.reading.piece_loader import PieceSource

_SAMPLE_CHARACTERS = 4000


class ReadingLibrary(PieceSource, Protocol):
    """What the reading page needs of reader.store's Library; it calls it in jobs only."""

    def document(self, document: int) -> DocumentRow: ...
    def sections(self, document: int) -> list[SectionInfo]: ...
    def pieces(self, document: int) -> list[PieceInfo]: ...
    def section_text(self, document: int, section: int) -> str: ...
    def original_size_bytes(self, document: int) -> int: ...
    def original_chunk(self, document: int, number: int) -> bytes: ...
    def document_password(self, document: int) -> str: ...
    def outline(self, document: int) -> list[OutlineEntry]: ...
    def anchors(self, document: int) -> dict[str, Locator]: ...
    def fixed_pages(self, document: int) -> list[PageSize]: ...
    def position(self, document: int) -> Position | None: ...
    def set_position(self, document: int, position: Position) -> None: ...
    def setting(self, name: str) -> str | None: ...
    def set_setting(self, name: str, value: str) -> None: ...
    def document_setting(self, document: int, name: str) -> str | None: ...
    def dictionaries_on(self) -> list[tuple[int, str]]: ...
    def entries(self, dictionary: int, word: str, *, most: int = 50) -> list[Entry]: ...
    def entries_beginning(self, dictionary: int, word: str, *, most: int = 20) -> list[Entry]: ...
    def article(self, dictionary: int, entry: Entry) -> Article | None: ...
    def set_document_setting(self, document: int, name: str, value: str | None) -> None: ...
    def marks(self, document: int) -> list[Mark]: ...
    def replace_marks(self, document: int, put: Iterable[Mark], removed: Iterable[int]) -> None: ...
    def mark_tags(self) -> list[str]: ...
    def change_marks(self, document: int, change: Callable[[list[Mark]], Sequence[Mark]]) -> list[Mark]: ...
    def sha256(self, document: int) -> bytes: ...
    @property
    def shelf(self) -> ShelfAccess: ...


class StoredOriginal:
    """A document's file in the library, read part by part in jobs while its pages are shown."""

    def __init__(self, library: ReadingLibrary, document_id: int) -> None:
        self._library = library
        self._document_id = document_id
        self._size_bytes: int | None = None

    @property
    def size_bytes(self) -> int:
        if self._size_bytes is None:
            self._size_bytes = self._library.original_size_bytes(self._document_id)
        return self._size_bytes

    def chunk(self, number: int) -> bytes:
        return self._library.original_chunk(self._document_id, number)


class OpenedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document's frame: everything but its text. `sample` is some of text that flows, to choose the writing by."""

    row: DocumentRow
    sections: Sequence[SectionInfo]
    pages: PageMap
    outline: Sequence[OutlineEntry]
    anchors: Mapping[str, Locator]
    fixed_pages: Sequence[PageSize]
    position: Position | None
    preferences: ReadingPreferences
    focus: FocusSettings
    fixed: FixedPreferences
    night_pages: NightPages
    sample: str
    preferences_for_all: ReadingPreferences = ReadingPreferences()
    has_own_preferences: bool = False
    pace: KeptPace = KeptPace()
    footer: FooterChoice = FooterChoice()

    @property
    def language(self) -> str:
        """The language that sets the page: the document's, else that of its first section that names one."""
        return self.row.language or next((info.language for info in self.sections if info.language), "")

    @property
    def direction(self) -> Direction:
        """The direction of the whole page: the document's, else its sections' if they all agree."""
        if self.row.direction is not Direction.AUTO:
            return self.row.direction
        said = {info.direction for info in self.sections if info.direction is not Direction.AUTO}
        return said.pop() if len(said) == 1 else Direction.AUTO


def read_document(library: ReadingLibrary, document_id: int) -> OpenedDocument:
    """Read the frame of a document. Blocks. Raises NoSuchDocument and other StoreErrors."""
    infos = library.pieces(document_id)
    fixed_pages = library.fixed_pages(document_id)
    own, for_all = _preferences(library, document_id)
    return OpenedDocument(
        row=library.document(document_id),
        sections=library.sections(document_id),
        pages=PageMap([PieceSpan(info.section, info.number, info.start, info.length) for info in infos]),
        outline=library.outline(document_id),
        anchors=library.anchors(document_id),
        fixed_pages=fixed_pages,
        position=library.position(document_id),
        preferences=own or for_all,
        focus=decoded_focus(library.setting(FOCUS_SETTING)),
        fixed=fixed_preferences.decoded(library.document_setting(document_id, FIXED_SETTING)),
        night_pages=night_pages(library.setting(NIGHT_SETTING)),
        sample="" if fixed_pages else _sample(library, document_id, infos),
        preferences_for_all=for_all,
        has_own_preferences=own is not None,
        pace=decoded_pace(library.setting(PACE_SETTING)),
        footer=decoded_footer(library.setting(FOOTER_SETTING)),
    )


def _sample(library: ReadingLibrary, document_id: int, infos: Sequence[PieceInfo]) -> str:
    longest = max(infos[:20], key=lambda info: info.length, default=None)
    text = library.piece(document_id, longest.section, longest.number).text if longest is not None else ""
    return text[:_SAMPLE_CHARACTERS]


def _preferences(library: ReadingLibrary, document_id: int) -> tuple[ReadingPreferences | None, ReadingPreferences]:
    """Those for this document alone, if it has any, and those for all."""
    own = decoded(library.document_setting(document_id, PREFERENCES_SETTING))
    return own, decoded(library.setting(PREFERENCES_SETTING)) or ReadingPreferences()
