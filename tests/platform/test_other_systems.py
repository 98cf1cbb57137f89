"""What Windows and macOS send, read by the pure parts of sources that have never run there."""

from __future__ import annotations

import struct
from itertools import count

import pytest

from reader.platform.displays import Display
from reader.platform.key_event import KeyEvent
from reader.platform.macos import MacPlatform
from reader.platform.macos_displays import Online, layout_of
from reader.platform.macos_keys import tap_event
from reader.platform.macos_notices import lid_notices, power_notices, session_notices
from reader.platform.notices import Notice
from reader.platform.windows import WindowsPlatform
from reader.platform.windows_displays import Device, parse_device, read_layout
from reader.platform.windows_idle import idle_seconds
from reader.platform.windows_keys import button_events, hook_event
from reader.platform.windows_notices import (
    GUID_LIDSWITCH_STATE_CHANGE,
    PBT_APMSUSPEND,
    PBT_POWERSETTINGCHANGE,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    status_notices,
    window_notices,
)

LID = GUID_LIDSWITCH_STATE_CHANGE.bytes_le
OTHER = bytes(16)


def setting(identifier: bytes, value: int, size_bytes: int = 4) -> bytes:
    return struct.pack("<16sII", identifier, size_bytes, value)


def test_the_lid_s_number_lies_in_memory_as_the_header_has_it() -> None:
    assert LID.hex() == "4d0f3eba17b89440a2d1d56379e6a0f3"


@pytest.mark.parametrize(
    ("message", "parameter", "data", "expected"),
    [
        (WM_WTSSESSION_CHANGE, 7, b"", [Notice.SCREEN_LOCKED]),
        (WM_WTSSESSION_CHANGE, 8, b"", [Notice.SCREEN_UNLOCKED]),
        (WM_WTSSESSION_CHANGE, 2, b"", [Notice.SESSION_LEFT]),
        (WM_WTSSESSION_CHANGE, 1, b"", [Notice.SESSION_BACK]),
        (WM_WTSSESSION_CHANGE, 99, b"", []),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, b"", [Notice.SLEEP_COMES]),
        (WM_POWERBROADCAST, 7, b"", []),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, setting(LID, 0), [Notice.LID_CLOSED]),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, setting(LID, 1), [Notice.LID_OPEN]),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, setting(LID, 2), []),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, setting(LID, 0, 8), []),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, setting(OTHER, 0), []),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, setting(LID, 0)[:-1], []),
        (0x0012, 7, b"", []),
    ],
)
def test_a_window_s_messages(message: int, parameter: int, data: bytes, expected: list[Notice]) -> None:
    assert list(window_notices(message, parameter, data)) == expected


@pytest.mark.parametrize(
    ("line", "flags", "expected"),
    [
        (1, 1, [Notice.ON_MAINS, Notice.BATTERY_FINE]),
        (0, 4, [Notice.ON_BATTERY, Notice.BATTERY_CRITICAL]),
        (1, 4 | 8, [Notice.ON_MAINS, Notice.BATTERY_CRITICAL]),
        (1, 128, [Notice.ON_MAINS, Notice.NO_BATTERY]),
        (255, 255, []),
        (7, 0, [Notice.BATTERY_FINE]),
    ],
)
def test_mains_and_battery_on_windows(line: int, flags: int, expected: list[Notice]) -> None:
    assert list(status_notices(struct.pack("<BBBBII", line, flags, 50, 0, 0, 0))) == expected


def test_idle_time_outlives_the_wrap_of_the_ticks() -> None:
    assert idle_seconds(struct.pack("<II", 8, 1000), 61_500) == 60.5
    assert idle_seconds(struct.pack("<II", 8, (1 << 32) - 500), 1500) == 2.0


def test_keys_of_the_hook_by_place_and_without_repeats() -> None:
    down: set[int] = set()

    def key(message: int, scan_code: int, flags: int = 0) -> list[KeyEvent]:
        return list(hook_event(message, struct.pack("<IIII", 0, scan_code, flags, 9), down))

    assert key(0x0100, 0x43) == [KeyEvent(0x43, True, 9)]
    assert key(0x0100, 0x43) == []
    assert key(0x0101, 0x43) == [KeyEvent(0x43, False, 9)]
    assert key(0x0104, 0x36, 1) == [KeyEvent(0x136, True, 9)]
    assert key(0x0105, 0x36, 1) == [KeyEvent(0x136, False, 9)]
    assert key(0x0200, 0x43) == []
    assert down == set()
    assert list(hook_event(0x0100, b"short", down)) == []


def test_a_click_between_two_taps_is_an_event() -> None:
    clicked = [KeyEvent(2, True, 9, is_key=False), KeyEvent(2, False, 9, is_key=False)]
    assert list(button_events([(1, 0), (2, 1), (4, 0)], 9)) == clicked
    assert list(button_events([(2, -0x8000)], 9)) == clicked


def test_monitors_of_one_source_are_mirrored() -> None:
    table = {
        None: [Device("one", "", True), Device("two", "", True), Device("off", "", False)],
        "one": [Device("m", "panel", True), Device("m", "beamer", True), Device("m", "asleep", False)],
        "two": [Device("m", "desk", True)],
        "off": [Device("m", "nowhere", True)],
    }
    layout = read_layout(lambda source, number: dict(zip(count(), table[source])).get(number))
    assert layout.displays == {Display("panel"), Display("beamer"), Display("desk")}
    assert layout.mirrored == {frozenset({"panel", "beamer"})}


def test_a_device_as_windows_writes_it() -> None:
    name, identifier = ("\\\\.\\DISPLAY1".encode("utf-16-le"), "DISPLAY#1".encode("utf-16-le"))
    raw = struct.pack("<I64s256sI256s256s", 840, name, b"", 1, identifier, b"")
    assert parse_device(raw) == Device("\\\\.\\DISPLAY1", "DISPLAY#1", True)


@pytest.mark.parametrize(
    ("is_there", "is_locked", "is_on_console", "expected"),
    [
        (True, None, True, [Notice.SESSION_BACK, Notice.SCREEN_UNLOCKED]),
        (True, True, True, [Notice.SESSION_BACK, Notice.SCREEN_LOCKED]),
        (True, False, False, [Notice.SESSION_LEFT, Notice.SCREEN_UNLOCKED]),
        (False, None, None, [Notice.SESSION_LEFT]),
    ],
)
def test_a_session_of_macos(
    is_there: bool, is_locked: bool | None, is_on_console: bool | None, expected: list[Notice]
) -> None:
    told = session_notices(is_there=is_there, is_locked=is_locked, is_on_console=is_on_console)
    assert list(told) == expected


def test_power_and_lid_of_macos() -> None:
    assert list(power_notices("AC Power", 1, has_battery=True)) == [Notice.ON_MAINS, Notice.BATTERY_FINE]
    assert list(power_notices("Battery Power", 3, has_battery=True)) == [Notice.ON_BATTERY, Notice.BATTERY_CRITICAL]
    assert list(power_notices("", -1, has_battery=True)) == []
    assert list(power_notices("AC Power", 1, has_battery=False)) == [Notice.NO_BATTERY]
    assert [list(lid_notices(closed)) for closed in (None, True, False)] == [
        [Notice.NO_LID], [Notice.LID_CLOSED], [Notice.LID_OPEN],
    ]  # fmt: skip


def test_displays_of_macos() -> None:
    panel, beamer = Online(1, 0, (1, 2, 3), True), Online(2, 1, (4, 5, 6), False)
    layout = layout_of([panel, beamer])
    assert {display.name for display in layout.displays} == {"1", "2"}
    assert len({display.make for display in layout.displays}) == 2
    assert layout.mirrored == {frozenset({"1", "2"})}
    assert not layout.is_asleep
    assert layout_of([panel]).is_asleep


def test_events_of_the_tap() -> None:
    assert tap_event(10, 0x65, 0, 9, is_repeat=False) == KeyEvent(0x65, True, 9)
    assert tap_event(10, 0x65, 0, 9, is_repeat=True) is None
    assert tap_event(11, 0x65, 0, 9, is_repeat=False) == KeyEvent(0x65, False, 9)
    assert tap_event(12, 0x38, 0x2, 9, is_repeat=False) == KeyEvent(0x38, True, 9)
    assert tap_event(12, 0x38, 0x4, 9, is_repeat=False) == KeyEvent(0x38, False, 9), "the other Shift is down"
    assert tap_event(1, 0, 0, 9, is_repeat=False) == KeyEvent(0, True, 9, is_key=False)
    assert tap_event(22, 0, 0, 9, is_repeat=False) is None


@pytest.mark.parametrize("platform", [WindowsPlatform(), MacPlatform()], ids=["windows", "macos"])
def test_elsewhere_a_source_says_that_it_is_not_there(platform: WindowsPlatform | MacPlatform) -> None:
    open_notices = platform.notices()
    assert open_notices is not None
    with pytest.raises(OSError):  # noqa: PT011 - each system's loader has its own words
        open_notices()
    for opening in (platform.open_idle_time, platform.open_displays):
        with pytest.raises(ConnectionError):
            opening()
