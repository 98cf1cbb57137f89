"""A reader who never touches the mouse marks a book, goes about in it, hides all of it, and finds everything again.

What is on the screen is asked of the accessibility bus, as a screen reader asks; what is kept is read from the library
between two desks.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.reading.preferences import PREFERENCES_SETTING, PageMode, ReadingPreferences, decoded
from reader.reading.typefaces import Face
from reader.store.library import Library
from reader.store.mark import Mark, MarkColour, MarkKind
from reader.store.rows import Position
from tests.accessible_tree import accessible_tree
from tests.guard.triggers.fake_bus import private_bus
from tests.hearing import Hearing
from tests.screens import x_server
from tests.stories.page_stage import library_left_alone, open_by_title, page_pixels, panic, settled
from tests.stories.stage import PASSPHRASE, Stage, wait_for

pytestmark = pytest.mark.onscreen

TITLE, SOUGHT, FOOTNOTE = "Milestones", "quokkazanzibar", "The lamp was lit in 1811."
CHAPTERS, MILES = 6, 14
WINDOW = (60, 60, 1000, 640)
COLOURS = {"1": "Yellow", "2": "Green", "3": "Blue", "4": "Pink"}
NOTE, TAGS = "Where the well is", ("well", "water")
LONG_NOTE = " ".join(f"word{number}" for number in range(60))
SEEN_CHARACTERS, KILLED_CHARACTERS = 40, 120


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with private_bus(tmp_path) as bus, x_server() as display, Stage(tmp_path / "home", display) as made:
        made.environment |= {"DBUS_SESSION_BUS_ADDRESS": bus.address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        made.create_vault()
        book = tmp_path / "book.md"
        book.write_text(_book(), encoding="utf-8")
        added = made.command("import", str(made.vault), str(book), passphrase=PASSPHRASE)
        assert added.returncode == 0, added.stderr
        yield made


@pytest.fixture
def reader(stage: Stage) -> Iterator[Hearing]:
    """With the book open and a caret in it."""
    with accessible_tree(stage.environment["DBUS_SESSION_BUS_ADDRESS"]) as tree:
        stage.start()
        stage.summon()
        stage.unlock()
        made = Hearing(tree, stage.environment)
        _open(stage, made)
        made.press("F7")
        yield made


def test_what_was_marked_and_chosen_by_keys_is_there_after_a_panic(stage: Stage, reader: Hearing) -> None:
    for key, colour in COLOURS.items():
        _mark_next_mile(reader, key, colour)
    _write_note(reader)
    marks = _look_at_marks(reader)
    _set_bookmark_and_come_back_to_it(reader)
    _step_from_mark_to_mark(reader)
    _undo(reader, marks)
    _find(reader)
    _look_at_footnote(reader)
    _go_to_percent(stage, reader)
    _choose_typeface(stage, reader)
    _turn_pages(stage, reader)
    before = settled(stage)

    panic(stage)
    place = _look_into_library(stage)
    assert 0.4 < place.progress < 0.6
    stage.summon()
    stage.unlock()
    _open(stage, reader)
    wait_for(lambda: page_pixels(stage) == before, "the page as it was left", timeout_s=15)
    reader.press("m")
    assert _highlights(reader.wait_for_rows("Marks and notes", 5)) == marks


def test_a_note_is_there_as_far_as_it_was_typed_when_all_was_killed(stage: Stage, reader: Hearing) -> None:
    _mark_next_mile(reader, "2", "Green")
    reader.press("n")
    reader.wait_for_keyboard("Write a note")
    field = reader.find("Write a note", "text")
    with subprocess.Popen(["xdotool", "type", "--delay", "20", LONG_NOTE], env=stage.environment) as typing:
        wait_for(lambda: len(reader.tree.text(field)) >= SEEN_CHARACTERS, "the beginning of the note")
        seen = reader.tree.text(field)
        wait_for(lambda: len(reader.tree.text(field)) >= KILLED_CHARACTERS, "more of it")
        stage.desk().kill()
        assert typing.poll() is None, "else it was not killed in the middle"
        typing.kill()
    with closing(library_left_alone(stage)) as vault:
        (mark,) = Library(vault.shelf).marks(1)
    assert LONG_NOTE.startswith(mark.note)
    assert mark.note.startswith(seen), "what had been there for a second and more"
    assert (mark.quote, mark.colour) == ("Mile101", MarkColour.GREEN)

    stage.summon()
    stage.unlock()
    _open(stage, reader)
    reader.press("m")
    assert reader.wait_for_rows("Marks and notes", 1) == [f"Mile101, Green highlight, {mark.note}, Chapter 1"]


# -- the steps


def _mark_next_mile(reader: Hearing, key: str, colour: str) -> None:
    """The first word of the next paragraph."""
    page = reader.find("Page", "document")
    before = reader.tree.caret(page)
    reader.press("ctrl+Down")
    wait_for(lambda: reader.tree.caret(page) > before, "the next paragraph")
    start = reader.tree.caret(page)
    word = reader.tree.text(page)[start:].split()[0]
    reader.press("ctrl+shift+Right")
    reader.hear(f"{word}, selected")
    reader.press(key)
    reader.hear(f"{colour} highlight")


def _write_note(reader: Hearing) -> None:
    """To the mark that was made last."""
    reader.press("n")
    reader.wait_for_keyboard("Write a note")
    reader.type(NOTE)
    reader.press("Tab")
    reader.wait_for_keyboard("Tags")
    reader.type(", ".join(TAGS))
    reader.press("Return")
    reader.wait_for_keyboard("Page")


def _look_at_marks(reader: Hearing) -> list[str]:
    """The rows of the list; then to the second of them."""
    reader.press("m")
    rows = reader.wait_for_rows("Marks and notes", 4)
    written = ["", "", "", ", ".join(["", NOTE])]
    tags = ["", "", "", ", ".join(["", *TAGS])]
    assert rows == [
        f"Mile10{number}, {colour} highlight{written[number - 1]}, Chapter 1{tags[number - 1]}"
        for number, colour in enumerate(COLOURS.values(), 1)
    ]
    reader.wait_for_keyboard("Marks and notes")
    reader.press("Home", "Down", "Return")
    reader.hear("Green highlight")
    reader.press("Escape")
    reader.wait_for_keyboard("Page")
    page = reader.find("Page", "document")
    assert reader.tree.caret(page) == reader.tree.text(page).index("Mile102")
    return rows


def _set_bookmark_and_come_back_to_it(reader: Hearing) -> None:
    reader.press("b")
    reader.hear("A bookmark is set here.")
    reader.press("ctrl+Next", "ctrl+Next")
    reader.find("Chapter 3", "label")
    reader.press("shift+b")
    reader.wait_for_rows("Bookmarks", 1)
    reader.wait_for_keyboard("Bookmarks")
    reader.press("Return", "Escape")
    reader.find("Chapter 1", "label")
    reader.hear("Bookmark")
    reader.wait_for_keyboard("Page")


def _step_from_mark_to_mark(reader: Hearing) -> None:
    reader.press("bracketright")
    reader.hear("Green highlight")
    reader.press("bracketright")
    reader.hear("Blue highlight")
    reader.press("bracketleft")
    reader.hear("Green highlight")


def _undo(reader: Hearing, marks: list[str]) -> None:
    reader.press("ctrl+Next")
    reader.find("Chapter 2", "label")
    _mark_next_mile(reader, "3", "Blue")
    reader.press("m")
    reader.wait_for_rows("Marks and notes", 6)
    reader.press("ctrl+z")
    assert _highlights(reader.wait_for_rows("Marks and notes", 5)) == marks
    reader.press("Escape")
    reader.wait_for_keyboard("Page")


def _highlights(rows: list[str]) -> list[str]:
    return [row for row in rows if "Bookmark" not in row]


def _find(reader: Hearing) -> None:
    reader.press("slash")
    reader.wait_for_keyboard("Find in this document")
    reader.type(SOUGHT)
    reader.find("1 of 3", "label")
    reader.press("F3")
    reader.find("2 of 3", "label")
    reader.press("shift+F3")
    reader.find("1 of 3", "label")
    reader.press("Escape")
    reader.wait_for_keyboard("Page")
    reader.hear(f"{SOUGHT.title()}, selected")


def _look_at_footnote(reader: Hearing) -> None:
    """Its call stands behind what was found."""
    page = reader.find("Page", "document")
    before = reader.tree.caret(page)
    reader.press("ctrl+Right")
    wait_for(lambda: reader.tree.caret(page) > before, "the caret at the call")
    reader.press("Return")
    wait_for(lambda: FOOTNOTE in reader.tree.focused(), "the note beside its call, with the keyboard")
    here = reader.tree.caret(page)
    reader.press("Escape")
    reader.wait_for_keyboard("Page")
    assert reader.tree.caret(page) == here


def _go_to_percent(stage: Stage, reader: Hearing) -> None:
    before = settled(stage)
    reader.press("g")
    reader.wait_for_keyboard("Page or per cent")
    reader.type("50 %")
    reader.press("Return")
    reader.wait_for_keyboard("Page")
    reader.find("Chapter 4", "label")
    wait_for(lambda: page_pixels(stage) != before, "the middle of the book")


def _choose_typeface(stage: Stage, reader: Hearing) -> None:
    reader.press("F7")  # nothing blinks from here on
    before = settled(stage)
    reader.press("a")
    reader.wait_for_keyboard("Size: more")
    reader.press("Tab")
    reader.wait_for_keyboard("Typeface: as the writing asks")
    reader.press("space")
    reader.wait_for_keyboard("Typefaces")
    reader.press("Down", "Down", "Down", "Return")
    reader.wait_for_keyboard("Typeface: monospaced")
    reader.press("Escape")
    reader.wait_for_keyboard("Page")
    wait_for(lambda: page_pixels(stage) != before, "other letters")


def _turn_pages(stage: Stage, reader: Hearing) -> None:
    before = settled(stage)
    reader.press("p")
    wait_for(lambda: page_pixels(stage) != before, "pages")


def _look_into_library(stage: Stage) -> Position:
    """The marks and the choices that are kept, and where reading is."""
    with closing(library_left_alone(stage)) as vault:
        library = Library(vault.shelf)
        marks = library.marks(1)
        preferences = decoded(library.setting(PREFERENCES_SETTING))
        position = library.position(1)
    highlights = [mark for mark in marks if mark.kind is MarkKind.HIGHLIGHT]
    assert [_kept(mark) for mark in highlights] == [
        ("Mile101", MarkColour.YELLOW, "", ()),
        ("Mile102", MarkColour.GREEN, "", ()),
        ("Mile103", MarkColour.BLUE, "", ()),
        ("Mile104", MarkColour.PINK, NOTE, TAGS),
    ]
    assert len(marks) == len(highlights) + 1, "and the bookmark"
    assert preferences == ReadingPreferences(typeface=Face.MONOSPACE, mode=PageMode.PAGED)
    assert position is not None
    return position


def _kept(mark: Mark) -> tuple[str, MarkColour, str, tuple[str, ...]]:
    return mark.quote, mark.colour, mark.note, mark.tags


# -- the book


def _book() -> str:
    words = "The road went on, and with it went the wanderer, who had no mind to stop before the hills were crossed. "
    chapters = [
        f"# Chapter {number}\n\n"
        + "\n\n".join([f"Mile{number}{mile:02} came. " + words * 3 for mile in range(1, MILES)] + _after(number))
        for number in range(1, CHAPTERS + 1)
    ]
    return f"---\ntitle: {TITLE}\n---\n\n" + "\n\n".join(chapters) + f"\n\n[^1]: {FOOTNOTE}\n"


def _after(number: int) -> list[str]:
    """What is sought stands at the ends of three chapters, with a footnote behind the first."""
    return [SOUGHT.title() + (" [^1] and no more." if number == 3 else " again.")] if number in {3, 4, 5} else []


def _open(stage: Stage, reader: Hearing) -> None:
    """In a window of the same size each time, for pages are cut by it; windows are no matter of the program's keys."""
    open_by_title(stage, TITLE)
    reader.wait_for_keyboard("Page")
    (window,) = stage.windows_of(stage.desk())
    stage.move(window, *WINDOW)
    wait_for(lambda: stage.geometry_of(window)[2:] == WINDOW[2:], "a window of that size")
