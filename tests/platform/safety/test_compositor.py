"""A real Wayland compositor is asked what it offers to anybody."""

from __future__ import annotations

import shutil

import pytest

from reader.platform.safety.session import look_at_session, offered_interfaces
from tests.compositors import sway

pytestmark = [
    pytest.mark.onscreen,
    pytest.mark.skipif(shutil.which("sway") is None, reason="sway is not installed"),
]


def test_sway_lets_anybody_record_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    with sway() as compositor:
        monkeypatch.setenv("WAYLAND_DISPLAY", str(compositor.socket))
        assert "wl_compositor" in offered_interfaces()
        found = look_at_session({"WAYLAND_DISPLAY": "x"}, "wayland", offered_interfaces)
    assert (found.reason, found.verdict) == ("wayland-open", "fails")
