"""What the library keeps of how it is hidden: read back as written, and never a reason to stay unarmed."""

from __future__ import annotations

import pytest

from reader.guard.hiding import HidingSettings, decode, encode
from reader.guard.messages import PanicKeys, TriggerSettings


def test_it_is_read_back_as_written() -> None:
    settings = HidingSettings(
        keys=PanicKeys(key_name="Pause", shift_taps=False),
        triggers=TriggerSettings(profile="at-risk", deeds={"mains-lost": "lock"}, idle_limit_s=120),
    )
    assert decode(encode(settings)) == settings


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"triggers": {"profile": "brave"}}', "\ud800"])
def test_what_cannot_be_read_is_the_default(text: str | None) -> None:
    assert decode(text) == HidingSettings()
    assert decode(text).triggers.profile == "careful"
