"""The Notes cover keeps the contract of every cover; what it does beside stands in test_notes_cover.py."""

from __future__ import annotations

from pathlib import Path

from tests.ui.covers.contract import CoverContract
from ui.covers.cover import Cover
from ui.covers.notes_cover import NotesCover


class TestNotes(CoverContract):
    kind = "notes"
    keys = "aab"

    def prepare(self, folder: Path) -> None:
        (folder / "old.txt").write_text("Old note\nwith text", encoding="utf-8")

    def seen(self, cover: Cover) -> str:
        assert isinstance(cover, NotesCover)
        return cover._editor.toPlainText() + "|" + cover._side.words.text()
