"""What the library keeps of how it is hidden: read back as written, and never a reason to stay unarmed."""

from __future__ import annotations

import pytest

from reader.guard.hiding import HidingSettings, decode, encode, with_desktop_key
from reader.guard.messages import DeedName, PanicKeys, TriggerSettings, WatchState


def test_it_is_read_back_as_written() -> None:
    settings = HidingSettings(
        keys=PanicKeys(key_name="Pause", shift_taps=False),
        triggers=TriggerSettings(profile="at-risk", deeds={"mains-lost": "lock"}, idle_limit_s=120),
    )
    assert decode(encode(settings)) == settings


def test_a_way_to_hide_is_always_left() -> None:
    with pytest.raises(ValueError, match="no gesture"):
        PanicKeys(key_name="", shift_taps=False)
    assert decode('{"keys": {"key_name": "", "shift_taps": false}}') == HidingSettings()


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"triggers": {"profile": "brave"}}', "\ud800"])
def test_what_cannot_be_read_is_the_default(text: str | None) -> None:
    assert decode(text) == HidingSettings()
    assert decode(text).triggers.profile == "careful"


@pytest.mark.parametrize(
    ("state", "deeds", "reason"),
    [
        (WatchState(armed=False, reason="no-display-server"), {"desktop-key": "cover"}, "desktop-key"),
        (WatchState(armed=False, reason="no-display-server"), {"desktop-key": "nothing"}, "no-display-server"),
        (WatchState(armed=False, reason="no-display-server"), {}, "no-display-server"),
        (WatchState(armed=False, reason="watch-died"), {"desktop-key": "lock"}, "watch-died"),
        (WatchState(armed=True), {"desktop-key": "cover"}, ""),
    ],
)
def test_what_is_said_of_the_key_where_the_desktop_has_one(
    state: WatchState, deeds: dict[str, DeedName], reason: str
) -> None:
    said = with_desktop_key(state, TriggerSettings(deeds=deeds))
    assert (said.armed, said.reason) == (state.armed, reason)
