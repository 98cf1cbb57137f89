"""Which screens others look at: decided from names, the primary mark, and what lies over what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.guard.screens import Screen, external_screens


def screen(name: str, x: int = 0, width: int = 1920, *, is_primary: bool = False, desktop: int = 0) -> Screen:
    return Screen(name=name, x=x, y=0, width=width, height=1080, is_primary=is_primary, desktop=desktop)


def names(*screens: Screen) -> list[str]:
    return [each.name for each in external_screens(screens)]


def test_the_only_screen_is_the_persons() -> None:
    assert names(screen("HDMI-1")) == names(screen("HDMI-1", is_primary=True)) == names() == []


def test_a_laptops_panel_is_not_external_and_all_others_are() -> None:
    assert names(screen("HDMI-1", 1920), screen("eDP-1"), screen("DP-2", 3840)) == ["HDMI-1", "DP-2"]


def test_the_primary_one_is_the_persons_even_beside_a_panel() -> None:
    """A laptop on a desk with a large monitor: nothing may cover what the person works on."""
    assert names(screen("eDP-1"), screen("DP-1", 1920, is_primary=True), screen("DP-2", 3840)) == ["DP-2"]


def test_where_nothing_is_said_the_first_is_the_persons() -> None:
    assert names(screen("HDMI-1"), screen("HDMI-2", 1920), screen("HDMI-3", 3840)) == ["HDMI-2", "HDMI-3"]


def test_a_mirror_shows_what_the_person_looks_at() -> None:
    assert names(screen("eDP-1"), screen("HDMI-1", width=1280), screen("DP-1", 1920)) == ["DP-1"]


def test_screens_of_another_desktop_lie_over_nothing() -> None:
    assert names(screen("screen", is_primary=True), screen("screen", desktop=1)) == ["screen"]


@pytest.mark.parametrize("name", ["eDP", "eDP-1", "eDP1", "LVDS", "LVDS-1", "LVDS-1-1", "DSI-1", "XWAYLAND-eDP-1"])
def test_panels(name: str) -> None:
    assert screen(name).is_built_in


@pytest.mark.parametrize(
    "name", ["HDMI-1", "DP-1", "VGA-1", "DVI-D-1", "Virtual-1", "WL-1", "XWAYLAND0", "", "DisplayPort-0"]
)
def test_others(name: str) -> None:
    assert not screen(name).is_built_in


_SCREENS = st.lists(
    st.builds(
        Screen,
        name=st.sampled_from(["eDP-1", "LVDS-1", "HDMI-1", "DP-1", "screen", ""]),
        x=st.integers(0, 8000),
        y=st.integers(0, 4000),
        width=st.integers(1, 4000),
        height=st.integers(1, 3000),
        is_primary=st.booleans(),
        desktop=st.integers(0, 1),
    ),
    max_size=6,
)


@given(_SCREENS)
def test_one_at_least_stays_the_persons(screens: list[Screen]) -> None:
    external = external_screens(screens)
    assert len(external) < len(screens) or not screens
    assert not [each for each in external if each.is_primary or each.is_built_in]
