"""Themes: high contrast is AAA, own ones can be read, are kept in the library only, and are gone through by the key."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.own_theme import LEAST_INK, OwnTheme, decoded_themes, encoded_themes, free_name, mixed, theme_of
from ui.stylesheet import contrast, stylesheet
from ui.theme import DEFAULT_THEME_NAME, HIGH_CONTRAST_NAMES, THEME_NAMES, Theme, load_theme
from ui.themes import Themes

AAA_TEXT, AAA_LARGE = 7.0, 4.5  # WCAG 2.2, 1.4.6
GRAPHICS = 3.0  # WCAG 2.2, 1.4.11
MARKS = ("mark", "yellow", "green", "blue", "pink", "spoken")
FOREST = OwnTheme(name="own-1", title="Forest", paper="#10231A", ink="#DDE8DF", ember="#7FC8A0")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@pytest.mark.parametrize("name", HIGH_CONTRAST_NAMES)
def test_high_contrast_is_aaa(name: str) -> None:
    theme = load_theme(name)
    assert {theme.paper, theme.ink} == {"#000000", "#FFFFFF"}
    for text in ("ink", "soft", "faint", "ember"):
        for ground in ("paper", "panel"):
            assert contrast(getattr(theme, text), getattr(theme, ground)) >= AAA_TEXT, (text, ground)
    for ground in ("selection", *MARKS):
        assert contrast(theme.ink, getattr(theme, ground)) >= AAA_TEXT, ground
    assert contrast(theme.soft, theme.selection) >= AAA_TEXT
    assert contrast(theme.ember, theme.selection) >= AAA_LARGE
    assert contrast(theme.on_ember, theme.ember) >= AAA_TEXT
    assert contrast(theme.line, theme.paper) >= GRAPHICS


@pytest.mark.parametrize("name", THEME_NAMES)
def test_text_can_be_read_on_every_mark(name: str) -> None:
    theme = load_theme(name)
    for ground in MARKS:
        assert contrast(theme.ink, getattr(theme, ground)) >= 4.5, ground


@given(COLOURS, COLOURS, COLOURS)
def test_whatever_is_chosen_can_be_read_as_far_as_its_ink_can(paper: str, ink: str, ember: str) -> None:
    own = OwnTheme(name="own-1", paper=paper, ink=ink, ember=ember)
    theme = theme_of(own)
    best = contrast(ink, paper)
    for ground in ("selection", *MARKS):
        assert contrast(theme.ink, getattr(theme, ground)) >= min(4.5, best) - 0.01
    if best >= 7:
        for ground in ("paper", "panel", "selection"):
            assert contrast(theme.soft, getattr(theme, ground)) >= 4.5
        assert contrast(theme.faint, theme.paper) >= 3.0
    assert contrast(theme.on_ember, theme.ember) >= 4.5
    assert "$" not in stylesheet(theme)


def test_a_theme_like_one_that_comes_with_hearth_looks_like_it() -> None:
    night = load_theme("night")
    made = theme_of(OwnTheme(name="own-1", paper=night.paper, ink=night.ink, ember=night.ember))
    assert made.is_dark
    assert not theme_of(msgspec.structs.replace(FOREST, paper="#FFFFFF", ink="#000000")).is_dark
    assert contrast(made.panel, night.panel) < 1.2


def test_mixing() -> None:
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#123456", "#FFFFFF", 0) == "#123456"


def test_they_come_back_and_what_is_none_is_left_out() -> None:
    assert decoded_themes(encoded_themes((FOREST,))) == (FOREST,)
    kept = (
        '[{"name":"own-2","paper":"#fff","ink":"#000000","ember":"#000000"},3,{"name":"paper","paper":"#FFFFFF",'
        '"ink":"#000000","ember":"#000000"},{"name":"own-3","paper":"#FFFFFF","ink":"#FFFFFF","ember":"#000000"},'
        '{"name":"own-4","title":"x","paper":"#FFFFFF","ink":"#000000","ember":"#000000","glow":1}]'
    )
    assert [own.name for own in decoded_themes(kept)] == ["own-4"]


@given(st.text())
def test_nothing_that_was_kept_breaks_them(kept: str) -> None:
    assert isinstance(decoded_themes(kept), tuple)


def test_names_are_free_and_end(qtbot: QtBot) -> None:
    themes = Themes()
    for _ in range(20):
        if themes.has_room:
            themes.put(themes.begin(load_theme("paper")))
    assert len({own.name for own in themes.own}) == len(themes.own) == 12
    assert free_name(themes.own) not in themes.names
    themes.put(msgspec.structs.replace(FOREST, name="own-99"))
    assert len(themes.own) == 12


def test_the_key_goes_through_all_and_own_ones(qtbot: QtBot) -> None:
    themes = Themes()
    themes.put(FOREST)
    seen = [DEFAULT_THEME_NAME]
    while (following := themes.next_after(seen[-1])) != DEFAULT_THEME_NAME:
        seen.append(following)
    assert seen == [*THEME_NAMES, "own-1"]
    assert themes.next_after("gone") == DEFAULT_THEME_NAME
    assert themes.theme("gone").name == DEFAULT_THEME_NAME


def test_putting_one_keeps_it_and_wears_it(qtbot: QtBot) -> None:
    themes = Themes()
    kept: list[str] = []
    worn: list[str] = []
    themes.kept.connect(kept.append)
    themes.chosen.connect(worn.append)
    themes.put(FOREST)
    themes.put(msgspec.structs.replace(FOREST, title=" Wood ", ember="#FFFFFF"))
    assert themes.title("own-1") == "Wood"
    assert themes.theme("own-1").ember == "#FFFFFF"
    assert decoded_themes(kept[-1]) == themes.own
    themes.remove("own-1")
    assert worn == ["own-1", "own-1", DEFAULT_THEME_NAME]
    assert decoded_themes(kept[-1]) == ()
    assert "own-1" not in themes.names


def test_what_could_not_be_read_is_not_kept(qtbot: QtBot) -> None:
    themes = Themes()
    themes.put(msgspec.structs.replace(FOREST, ink=FOREST.paper))
    assert themes.own == ()
    assert not msgspec.structs.replace(FOREST, ink=FOREST.paper).is_usable
    assert FOREST.ink_contrast > LEAST_INK


def test_no_file_is_written(qtbot: QtBot, own_home: Path) -> None:
    before = sorted(own_home.rglob("*"))
    themes = Themes()
    themes.put(FOREST)
    assert isinstance(themes.theme("own-1"), Theme)
    assert sorted(own_home.rglob("*")) == before
