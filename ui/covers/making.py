"""Which window wears which identity. Only the chosen cover's modules are loaded."""

from __future__ import annotations

from pathlib import Path

from reader.covers.kept import KeptFiles
from reader.covers.notes import NotesStore
from reader.covers.picture import PictureStore
from reader.guard.identity import BLANK, CALCULATOR, PICTURE, SHEET, Identity
from ui.covers.cover import Cover
from ui.faces import face_name
from ui.jobs import Jobs
from ui.theme import Theme


def make_cover(identity: Identity, folder: Path, jobs: Jobs, theme: Theme) -> Cover:
    """The cover of this identity, hidden; `folder` is its own. Raises OSError."""
    title = face_name(identity)
    if identity.cover == CALCULATOR.cover:
        from ui.covers.calculator_cover import CalculatorCover  # noqa: PLC0415 - see above

        return CalculatorCover(KeptFiles(folder, ".json"), jobs, theme, title=title)
    if identity.cover == SHEET.cover:
        from ui.covers.sheet_cover import SheetCover  # noqa: PLC0415 - see above

        return SheetCover(KeptFiles(folder, ".csv"), jobs, theme, title=title)
    if identity.cover == PICTURE.cover:
        from ui.covers.picture_cover import PictureCover  # noqa: PLC0415 - see above

        return PictureCover(PictureStore(folder), jobs, theme, title=title)
    if identity.cover == BLANK.cover:
        from ui.covers.blank_cover import BlankCover  # noqa: PLC0415 - see above

        return BlankCover(theme, title=title)
    from ui.covers.notes_cover import NotesCover  # noqa: PLC0415 - see above

    return NotesCover(NotesStore(folder), jobs, theme, title=title)
