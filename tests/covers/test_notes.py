"""The cover's notes on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.covers.notes import MAX_NOTE_BYTES, Note, NotesStore, matching, new_note_name


def test_notes_come_back_the_last_changed_first(tmp_path: Path) -> None:
    store = NotesStore(tmp_path / "notes")
    for number, text in enumerate(["milk", "bread\nand butter", "장보기 목록"]):
        store.save(f"n{number}", text)
        os.utime(tmp_path / "notes" / f"n{number}.txt", (number, number))
    reopened = NotesStore(tmp_path / "notes")
    assert [note.text for note in reopened.notes()] == [
        "장보기 목록",
        "bread\nand butter",
        "milk",
    ]


def test_a_save_replaces_and_a_delete_removes(tmp_path: Path) -> None:
    store = NotesStore(tmp_path)
    name = new_note_name()
    store.save(name, "one")
    store.save(name, "two\r\nlines\n")
    assert [note.text for note in store.notes()] == ["two\r\nlines\n"]
    store.delete(name)
    store.delete(name)
    assert store.notes() == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_kill_left_half_written_is_cleared_and_the_old_text_stays(tmp_path: Path) -> None:
    NotesStore(tmp_path).save("n", "whole")
    (tmp_path / "n.new").write_text("hal")
    assert [note.text for note in NotesStore(tmp_path).notes()] == ["whole"]
    assert not (tmp_path / "n.new").exists()


def test_files_that_are_no_notes_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.txt").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "huge.txt").write_bytes(b"x" * (MAX_NOTE_BYTES + 1))
    (tmp_path / "other.md").write_text("hello")
    (tmp_path / "folder.txt").mkdir()
    assert NotesStore(tmp_path).notes() == []
    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError):
        NotesStore(tmp_path / "file" / "notes")


@pytest.mark.parametrize(
    ("text", "title"), [("", ""), ("\n \n  Plan \nmore", "Plan"), ("x" * 100, "x" * 60), ("\t\n", "")]
)
def test_titles(text: str, title: str) -> None:
    assert Note(name="n", text=text, changed_at_s=0).title == title


@given(st.text(max_size=200))
def test_every_note_is_found_by_its_own_words(text: str) -> None:
    note = Note(name="n", text=text, changed_at_s=0)
    assert matching([note], text.upper().lower()) in ([note], [])
    for word in text.casefold().split():
        if word in text.casefold():
            assert matching([note], word) == [note]


def test_finding_wants_every_word() -> None:
    notes = [Note(name=name, text=text, changed_at_s=0) for name, text in [("a", "Red apple"), ("b", "green apple")]]
    assert [note.name for note in matching(notes, "APPLE")] == ["a", "b"]
    assert [note.name for note in matching(notes, "apple red")] == ["a"]
    assert matching(notes, "") == notes
