"""Timers, places of a vault, the settings file, raw events: the guard's small parts."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.covers.slide import Slide
from reader.errors import PanicKeyUnavailable
from reader.guard.identity import HOME, Identity, identity_of
from reader.guard.messages import WATCH_REASONS
from reader.guard.settings import COVERS, FILE_NAME, GuardSettings, load_settings, save_settings
from reader.guard.states import Event
from reader.guard.timers import Timers
from reader.guard.vault_place import DemoPlace, VaultPlace
from reader.platform.key_event import KeyEvent
from reader.platform.x11 import RawKeys, parse_raw_event


def test_timers_come_in_order_and_once() -> None:
    now = [0.0]
    timers = Timers(lambda: now[0])
    assert timers.wait_s() is None
    timers.start(Event.REFUSAL_ENDED, 3.0)
    timers.start(Event.REST_ENDED, 1.0)
    assert timers.wait_s() == 1.0
    assert timers.due() == []
    now[0] = 3.5
    assert timers.wait_s() == 0.0
    assert timers.due() == [Event.REST_ENDED, Event.REFUSAL_ENDED]
    assert timers.due() == []


def test_a_timer_started_again_begins_anew_and_can_be_stopped() -> None:
    now = [0.0]
    timers = Timers(lambda: now[0])
    timers.start(Event.REFUSAL_ENDED, 3.0)
    now[0] = 2.0
    timers.start(Event.REFUSAL_ENDED, 3.0)
    now[0] = 4.0
    assert timers.due() == []
    timers.stop(Event.REFUSAL_ENDED)
    now[0] = 9.0
    assert timers.due() == []


def test_a_place_settles_the_vault_that_was_chosen(tmp_path: Path) -> None:
    settled: list[Path] = []
    place = VaultPlace(tmp_path / "a", settle=settled.append, exists=Path.exists)
    assert place.prepare() == tmp_path / "a"
    assert place.is_empty()
    place.settle()
    assert settled == [], "there is nothing to settle"
    (tmp_path / "b").mkdir()
    place.choose(tmp_path / "b")
    place.settle()
    assert settled == [tmp_path / "b"]
    assert not place.is_empty()


def test_a_vault_that_was_erased_is_not_missed(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    place = make_place(folder)
    folder.mkdir()
    assert not place.is_empty()
    folder.rmdir()
    assert not place.is_empty(), "pulled out, as far as anybody knows"
    place.forget()
    assert place.is_empty()


def make_place(folder: Path, *, is_named: bool = False) -> VaultPlace:
    return VaultPlace(folder, settle=lambda _folder: None, exists=Path.exists, is_named=is_named)


def test_a_vault_that_was_seen_and_is_gone_is_no_first_run(tmp_path: Path) -> None:
    (tmp_path / "stick" / "library").mkdir(parents=True)
    place = make_place(tmp_path / "stick" / "library")
    place.settle()
    shutil.rmtree(tmp_path / "stick")
    assert not place.is_empty()
    place.choose(tmp_path / "other")
    assert place.is_empty(), "nothing is known of the other"


def test_a_vault_that_was_opened_and_is_gone_is_no_first_run(tmp_path: Path) -> None:
    place = make_place(tmp_path / "library")
    assert place.is_empty()
    place.remember()
    assert not place.is_empty()


def test_a_vault_named_on_a_medium_that_is_not_there_is_no_first_run(tmp_path: Path) -> None:
    assert not make_place(tmp_path / "stick" / "library", is_named=True).is_empty()
    assert make_place(tmp_path / "library", is_named=True).is_empty(), "a folder to be made where there is one"
    assert make_place(tmp_path / "share" / "library").is_empty(), "the usual place, before the first run"


def test_a_demo_uses_a_new_folder_each_time_and_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "demo-of-a-killed-guard").mkdir()
    (tmp_path / "mine").mkdir()
    place = DemoPlace(tmp_path)
    first = place.prepare()
    first.mkdir()
    (first / "keys").write_bytes(b"x")
    assert place.prepare() != first
    place.settle()
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine"]
    assert not place.is_empty()


def test_settings_come_back(tmp_path: Path) -> None:
    save_settings(tmp_path, GuardSettings(language="ko"))
    assert load_settings(tmp_path) == GuardSettings(language="ko")
    assert [entry.name for entry in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b'{"language": 3}', b'{"cover": "chess"}', b"\xff\xfe"])
def test_a_guard_starts_whatever_its_settings_say(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE_NAME).write_bytes(content)
    assert load_settings(tmp_path) == GuardSettings()


def test_every_cover_has_a_face_and_all_have_one_home(tmp_path: Path) -> None:
    faces = [identity_of(cover) for cover in COVERS]
    assert [face.cover for face in faces] == list(COVERS)
    assert {face.home for face in faces} == {HOME}
    assert len({face.name for face in faces}) == len({face.wm_class for face in faces}) == len(faces)
    build = Identity(name="Paper", wm_class="paper", icon_name="notes", cover="notes", home="Paper", is_neutral=True)
    worn = identity_of("calculator", build)
    assert (worn.name, worn.home, worn.is_neutral) == ("Calculator", "Paper", True)
    assert identity_of("chess", build) == build
    save_settings(tmp_path / "new", GuardSettings(cover="calculator"))
    assert load_settings(tmp_path / "new").cover == "calculator"


def test_the_settings_file_knows_nothing_else() -> None:
    assert GuardSettings.__struct_fields__ == ("cover", "language", "second_screen")


def test_what_a_second_screen_shows_is_kept_and_a_later_versions_costs_no_cover(tmp_path: Path) -> None:
    chosen = GuardSettings(cover="sheet", second_screen=Slide(kind="text", colour="#2F5D50", text="곧 돌아옵니다"))
    save_settings(tmp_path, chosen)
    assert load_settings(tmp_path) == chosen
    for field in (
        b'{"kind":"film"}',
        b'{"kind":"colour","colour":"red"}',
        b"7",
        b'{"kind":"text","text":"' + b"a" * 500 + b'"}',
    ):
        (tmp_path / FILE_NAME).write_bytes(b'{"cover":"sheet","language":"ko","second_screen":' + field + b"}")
        assert load_settings(tmp_path) == GuardSettings(cover="sheet", language="ko")


def test_the_settings_file_has_no_word_that_tells(tmp_path: Path) -> None:
    save_settings(tmp_path, GuardSettings(second_screen=Slide(kind="picture")))
    assert (tmp_path / FILE_NAME).read_bytes() == b'{"second_screen":{"kind":"picture"}}'


def raw_event(time_ms: int, code: int, flags: int, *, device: int = 8, source: int = 8) -> bytes:
    """XI2proc, RawEvent, from behind its type: device, time, detail, source, valuators, flags, padding."""
    return struct.pack("=HIIHHI4x", device, time_ms, code, source, 0, flags)


@given(time_ms=st.integers(0, 2**32 - 1), code=st.integers(0, 255))
def test_raw_events_are_read(time_ms: int, code: int) -> None:
    data = raw_event(time_ms, code, 0)
    assert list(parse_raw_event(13, data)) == [KeyEvent(code, True, time_ms)]
    assert list(parse_raw_event(14, data)) == [KeyEvent(code, False, time_ms)]
    assert list(parse_raw_event(15, data)) == [KeyEvent(code, True, time_ms, False)]
    assert list(parse_raw_event(16, data)) == [KeyEvent(code, False, time_ms, False)]


def test_auto_repeats_other_events_and_short_ones_are_nothing() -> None:
    assert list(parse_raw_event(13, raw_event(1, 75, 1 << 16))) == []
    assert list(parse_raw_event(17, raw_event(1, 75, 0))) == []
    assert list(parse_raw_event(13, raw_event(1, 75, 0)[:16])) == []


def test_what_the_servers_own_keyboard_repeats_of_a_real_one_is_nothing() -> None:
    """Three taps of Shift would be six."""
    assert list(parse_raw_event(13, raw_event(1, 75, 0, device=3, source=8))) == []


def test_inside_wayland_the_watch_does_not_claim_to_hear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(PanicKeyUnavailable) as refusal:
        RawKeys()
    assert refusal.value.detail in WATCH_REASONS
