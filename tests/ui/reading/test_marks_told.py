"""Marks, bookmarks, selections and the popover of the typeface, for somebody who hears the page, over the bus alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.accessible_tree import accessible_tree
from tests.guard.triggers.fake_bus import private_bus
from tests.hearing import Hearing
from tests.stories.stage import wait_for

pytestmark = pytest.mark.onscreen

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def hearing(tmp_path: Path) -> Iterator[Hearing]:
    with private_bus(tmp_path) as bus, accessible_tree(bus.address) as tree:
        app = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.reading.atspi_story_app"],
            cwd=ROOT,
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"},
        )
        try:
            made = Hearing(tree, os.environ)
            made.find("Page", "document")
            made.wait_for_keyboard("Page")
            yield made
        finally:
            app.kill()
            app.wait()


def row_of(name: str) -> str:
    """What a choice is a choice of."""
    return name.partition(":")[0]


def test_what_is_selected_marked_and_come_upon_is_said(hearing: Hearing) -> None:
    hearing.press("F7", "ctrl+Down")
    wait_for(lambda: hearing.tree.caret(hearing.find("Page", "document")) == len("The land\n"), "the second line")
    hearing.press("ctrl+shift+Right")
    hearing.hear("Here, selected")
    hearing.press("ctrl+shift+Right")
    hearing.hear("stands, selected")
    hearing.press("ctrl+shift+Left")
    hearing.hear("stands, no longer selected")
    hearing.press("2")
    hearing.hear("Green highlight")
    hearing.press("4")
    hearing.hear("Pink highlight")
    hearing.press("n")
    hearing.wait_for_keyboard("Write a note")
    hearing.type("water")
    hearing.press("Escape")
    hearing.wait_for_keyboard("Page")
    hearing.press("ctrl+Down", "ctrl+Down", "bracketleft")
    hearing.hear("Pink highlight, water")
    hearing.press("Delete")
    hearing.hear("The mark is removed.")


def test_bookmarks_and_marks_are_lists_that_say_what_they_hold(hearing: Hearing) -> None:
    hearing.press("F7", "ctrl+Down", "ctrl+shift+Right", "3")
    hearing.hear("Blue highlight")
    hearing.press("b")
    hearing.hear("A bookmark is set here.")
    hearing.press("shift+b")
    hearing.wait_for_keyboard("Bookmarks")
    (said,) = hearing.wait_for_rows("Bookmarks", 1)
    assert said.startswith("The land")
    assert "Bookmark" in said
    hearing.press("m")
    hearing.wait_for_keyboard("Marks and notes")
    assert "Here, Blue highlight, The land" in hearing.wait_for_rows("Marks and notes", 2)
    hearing.press("Escape")
    hearing.wait_for_keyboard("Page")


def test_whatever_the_typography_popover_offers_has_a_name_and_is_reached_by_keys(hearing: Hearing) -> None:
    hearing.press("a")
    hearing.wait_for_keyboard("Size: more")
    panel = hearing.find("Typeface, size and lines", "panel")
    wait_for(lambda: len(hearing.tree.stops(panel)) > 20, "its controls")
    controls = hearing.tree.stops(panel)
    assert all(controls), "each has a name"
    assert len(set(controls)) == len(controls), "and one of its own"
    reached = ["Size: more, 20"]
    while reached[-1] != reached[0] or len(reached) == 1:
        hearing.press("Tab")
        wait_for(lambda: hearing.tree.focused() != reached[-1], f"the keyboard to leave {reached[-1]!r}")
        reached.append(hearing.tree.focused())
    missed = {name for name in controls if name not in reached}
    assert {row_of(name) for name in missed} == {"Justified lines", "Paragraphs", "Pages"}
    assert {row_of(name) for name in missed} <= {row_of(name) for name in reached}, "arrows go from choice to choice"
    hearing.wait_for_keyboard("Size: more")
    hearing.press("Right")
    hearing.hear("Size: 22")
    hearing.press("Escape")
    hearing.wait_for_keyboard("Page")
