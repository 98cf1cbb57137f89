"""Displays that come, go and are mirrored: the arithmetic, a tree like the kernel's, and real X servers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.guard.triggers.displays import WAKE_S, DisplayMeter, Displays
from reader.platform.displays import Display, KernelDisplays, Layout, is_asleep, open_displays
from reader.platform.x11_displays import X11Displays
from tests.guard.stage import wait_until
from tests.guard.triggers.contract import Clock, Reports, TriggerContract, wait_for_state
from tests.screens import x_server

ROOT = Path(__file__).resolve().parents[3]
PANEL, BEAMER, OTHER_BEAMER = Display("eDP-1", b"a"), Display("HDMI-1", b"b"), Display("HDMI-1", b"c")
MIRRORED = frozenset({frozenset({PANEL.name, BEAMER.name})})


def layout(*displays: Display, mirrored: frozenset[frozenset[str]] = frozenset(), asleep: bool = False) -> Layout:
    return Layout(displays=frozenset(displays), mirrored=mirrored, is_asleep=asleep)


class Desk:
    """What is plugged in, as the test likes it."""

    def __init__(self) -> None:
        self.now = layout(PANEL)
        self.looks = 0
        self.is_gone = False
        self.handles: tuple[int, ...] = ()

    def look(self) -> Layout:
        if self.is_gone:
            raise ConnectionError
        self.looks += 1
        return self.now

    def close(self) -> None:
        pass

    def become(self, now: Layout) -> None:
        self.now = now
        before = self.looks
        wait_until(lambda: self.looks >= before + 2, "a look at the displays")


class TestDisplays(TriggerContract):
    @pytest.fixture
    def source(self) -> Desk:
        return Desk()

    @pytest.fixture
    def trigger(self, source: Desk) -> Displays:
        return Displays(lambda: source, look_s=0.005)

    def cause(self, source: object) -> None:
        assert isinstance(source, Desk)
        source.become(layout(PANEL, BEAMER))

    def calm(self, source: object) -> None:
        assert isinstance(source, Desk)
        source.become(layout(PANEL))

    def test_docking_is_one_report(self, trigger: Displays, source: Desk) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.become(layout(PANEL, BEAMER))
        source.become(layout(PANEL, BEAMER, Display("DP-1")))
        source.become(layout(PANEL, BEAMER, Display("DP-1"), mirrored=MIRRORED))
        reports.wait()
        assert reports.none()

    def test_a_change_while_the_source_was_away_is_seen(self, trigger: Displays, source: Desk) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.is_gone = True
        wait_for_state(trigger, "no-display")
        source.now = layout(PANEL, BEAMER)
        source.is_gone = False
        reports.wait()
        wait_for_state(trigger)


@pytest.mark.parametrize(
    ("before", "after", "is_change"),
    [
        (layout(PANEL), layout(PANEL), False),
        (layout(PANEL), layout(PANEL, BEAMER), True),
        (layout(PANEL, BEAMER), layout(PANEL), True),
        (layout(PANEL, BEAMER), layout(PANEL, OTHER_BEAMER), True),
        (layout(PANEL, BEAMER), layout(PANEL, BEAMER, mirrored=MIRRORED), True),
        (layout(PANEL, BEAMER, mirrored=MIRRORED), layout(PANEL, BEAMER), True),
        (layout(PANEL, BEAMER), layout(PANEL, Display(BEAMER.name)), False),  # it tells no make for a moment
        (layout(PANEL), layout(), True),
        (layout(), layout(PANEL), True),
    ],
)
def test_what_counts_as_a_change(before: Layout, after: Layout, is_change: bool) -> None:
    meter = DisplayMeter(tuple)
    assert not meter.look(before, 0.0), "the state at the start is the calm"
    assert meter.look(after, 1.0) == is_change
    assert not meter.look(after, 2.0), "once"


def test_a_display_that_sleeps_may_vanish_and_come_back() -> None:
    meter = DisplayMeter(tuple)
    told = [
        meter.look(layout(PANEL, BEAMER, mirrored=MIRRORED), 0.0),
        meter.look(layout(PANEL, BEAMER, mirrored=MIRRORED, asleep=True), 1.0),
        meter.look(layout(PANEL, asleep=True), 2.0),
        meter.look(layout(PANEL), 1000.0),
        meter.look(layout(PANEL, BEAMER), 1001.0),
        meter.look(layout(PANEL, BEAMER, mirrored=MIRRORED), 1002.0),
        meter.look(layout(PANEL, BEAMER, mirrored=MIRRORED), 2000.0),
    ]
    assert not any(told)


def test_what_was_taken_away_during_sleep_is_seen_after_it() -> None:
    meter = DisplayMeter(tuple)
    meter.look(layout(PANEL, BEAMER), 0.0)
    assert not meter.look(layout(PANEL, asleep=True), 10.0)
    assert not meter.look(layout(PANEL), 2000.0)
    assert not meter.look(layout(PANEL), 2000.0 + WAKE_S / 2)
    assert meter.look(layout(PANEL), 2000.0 + WAKE_S)
    assert not meter.look(layout(PANEL), 2000.0 + 2 * WAKE_S)


@pytest.mark.parametrize("came", [layout(PANEL, BEAMER, asleep=True), layout(OTHER_BEAMER, asleep=True)])
def test_what_is_plugged_in_during_sleep_counts_at_once(came: Layout) -> None:
    meter = DisplayMeter(tuple)
    meter.look(layout(PANEL, asleep=True), 0.0)
    assert meter.look(came, 1.0)


def test_a_wanted_display_is_no_alarm_but_another_on_its_plug_is() -> None:
    wanted: list[Display] = []
    meter = DisplayMeter(lambda: wanted)
    assert not meter.look(layout(PANEL), 0.0)
    wanted.append(BEAMER)
    assert not meter.look(layout(PANEL, BEAMER, mirrored=MIRRORED), 1.0)
    assert not meter.look(layout(PANEL), 2.0)
    assert meter.look(layout(PANEL, OTHER_BEAMER), 3.0)
    wanted.clear()
    assert meter.look(layout(PANEL), 4.0)


PLUGS = st.frozensets(st.sampled_from([PANEL, BEAMER, OTHER_BEAMER, Display("DP-2")]), max_size=3)


@given(plugs=st.lists(st.tuples(PLUGS, st.booleans(), st.floats(0.0, 20.0)), max_size=20))
def test_nothing_that_comes_is_ever_missed(plugs: list[tuple[frozenset[Display], bool, float]]) -> None:
    """Whatever sleeps and wakes between: a name that was not there counts in the look that finds it."""
    meter = DisplayMeter(tuple)
    meter.look(layout(), 0.0)
    now_s, seen = 0.0, set[str]()
    for displays, asleep, passed_s in plugs:
        now_s += passed_s
        is_told = meter.look(layout(*displays, asleep=asleep), now_s)
        names = {display.name for display in displays}
        assert is_told or names <= seen
        seen |= names
    meter.look(layout(), now_s)
    meter.look(layout(), now_s + 2 * WAKE_S)
    assert meter.look(layout(PANEL), now_s), "and what is gone for good is forgotten"


# --- the kernel ----------------------------------------------------------------------------------------------------


class Tree:
    """What /sys/class/drm looks like."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "card0").mkdir()
        (folder / "version").write_text("drm 1.1.0 20060810\n")
        self.plug("card0-eDP-1")

    def plug(self, name: str, status: str = "connected", *, dpms: str = "On", edid: bytes = b"") -> None:
        connector = self.folder / name
        connector.mkdir(exist_ok=True)
        (connector / "dpms").write_text(f"{dpms}\n")
        (connector / "edid").write_bytes(edid)
        (connector / "status.new").write_text(f"{status}\n")
        (connector / "status.new").rename(connector / "status")  # at once, as the kernel's is


class TestKernel(TriggerContract):
    @pytest.fixture
    def source(self, tmp_path: Path) -> Tree:
        tree = Tree(tmp_path)
        tree.plug("card0-HDMI-A-1", "disconnected")
        return tree

    @pytest.fixture
    def looks(self) -> list[Layout]:
        return []

    @pytest.fixture
    def trigger(self, source: Tree, looks: list[Layout], monkeypatch: pytest.MonkeyPatch) -> Displays:
        plain = KernelDisplays.look

        def look(displays: KernelDisplays) -> Layout:
            looks.append(plain(displays))
            return looks[-1]

        monkeypatch.setattr(KernelDisplays, "look", look)
        return Displays(lambda: KernelDisplays(source.folder), look_s=0.005)

    @pytest.fixture(autouse=True)
    def seen(self, looks: list[Layout]) -> None:
        self._looks = looks

    def cause(self, source: object) -> None:
        assert isinstance(source, Tree)
        source.plug("card0-HDMI-A-1")
        self._wait_until_seen()

    def calm(self, source: object) -> None:
        assert isinstance(source, Tree)
        source.plug("card0-HDMI-A-1", "disconnected", dpms="Off")
        self._wait_until_seen()

    def _wait_until_seen(self) -> None:
        before = len(self._looks)
        wait_until(lambda: len(self._looks) >= before + 2, "a look at the connectors")

    @pytest.mark.parametrize("status", ["unknown", "", "1", "Connected", "\x00\x7f", "connected disconnected"])
    def test_nonsense_changes_nothing(self, trigger: Displays, source: Tree, status: str) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        for connector in ("card0-eDP-1", "card0-HDMI-A-1"):
            source.plug(connector, status)
        self._wait_until_seen()
        assert reports.none()
        self.cause(source)
        reports.wait()

    def test_a_graphics_card_that_comes_and_goes_with_its_displays_counts(
        self, trigger: Displays, source: Tree
    ) -> None:
        """As an external one does, or an adapter that is a card of its own."""
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.plug("card1-DVI-I-1")
        reports.wait()
        trigger.start(reports)
        wait_for_state(trigger)
        shutil.rmtree(source.folder / "card1-DVI-I-1")
        reports.wait()

    def test_a_display_that_the_machine_has_switched_off_may_vanish(self, trigger: Displays, source: Tree) -> None:
        reports = Reports()
        source.plug("card0-HDMI-A-1")
        trigger.start(reports)
        wait_for_state(trigger)
        for connector in ("card0-eDP-1", "card0-HDMI-A-1"):
            source.plug(connector, dpms="Off")
        self._wait_until_seen()
        source.plug("card0-HDMI-A-1", "disconnected", dpms="Off")
        self._wait_until_seen()
        assert reports.none()
        source.plug("card0-HDMI-A-1")
        source.plug("card0-eDP-1")
        self._wait_until_seen()
        assert reports.none()

    def test_connectors_that_are_gone_are_said(self, trigger: Displays, source: Tree) -> None:
        trigger.start(Reports())
        wait_for_state(trigger)
        for connector in ("card0-eDP-1", "card0-HDMI-A-1"):
            shutil.rmtree(source.folder / connector)
        wait_for_state(trigger, "no-display")
        source.plug("card0-eDP-1")
        wait_for_state(trigger)


def test_the_only_display_pulled_out_while_it_is_on_does_not_sleep() -> None:
    assert not is_asleep({}, was_asleep=False)
    assert is_asleep({}, was_asleep=True)
    assert is_asleep({"DP-1": False}, was_asleep=False)
    assert not is_asleep({"DP-1": False, "eDP-1": True}, was_asleep=True)


def test_who_has_the_kernel_asked_and_who_the_x_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("reader.platform.displays.KernelDisplays", lambda: asked.append("kernel"))
    monkeypatch.setattr("reader.platform.x11_displays.X11Displays", lambda: asked.append("X"))
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    open_displays()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    open_displays()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.delenv("DISPLAY")
    open_displays()
    assert asked == ["X", "kernel", "kernel"]
    monkeypatch.undo()
    with pytest.raises(ConnectionError):
        KernelDisplays(tmp_path)


# --- the X server --------------------------------------------------------------------------------------------------


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Does not look for a server that died: python-xlib leaves each socket to the garbage collector, with a warning."""
    monkeypatch.setattr(Displays, "retry_s", 3600.0)


@pytest.mark.onscreen
def test_real_outputs_are_plugged_in_mirrored_and_parted_again() -> None:
    """In a process of its own: python-xlib mixes up the events of two different servers."""
    for program in ("sway", "swaymsg", "Xwayland", "xhost"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    stage = subprocess.run(
        [sys.executable, "-m", "tests.guard.triggers.sway_stage"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert stage.returncode == 0, stage.stderr
    assert stage.stdout.split() == ["plugged", "mirrored", "parted", "moved", "gone"]


@pytest.mark.usefixtures("patient")
@pytest.mark.onscreen
@pytest.mark.parametrize("outputs", ["none", "screen"], ids=["without-outputs", "in-an-outputs-place"])
def test_a_monitor_that_somebody_makes_counts_and_its_end(outputs: str) -> None:
    """Seen by the event alone: the trigger looks by itself only in an hour."""
    with x_server() as display:
        trigger, reports, clock = Displays(lambda: X11Displays(display), look_s=3600.0), Reports(), Clock()
        trigger._now = clock
        trigger.start(reports)
        wait_for_state(trigger)
        for change in (f"--setmonitor half 400/130x600/200+0+0 {outputs}", "--delmonitor half"):
            subprocess.run(["xrandr", "-d", display, *change.split()], check=True)
            reports.wait()
            clock.pass_quiet()
        trigger.stop()


@pytest.mark.usefixtures("patient")
@pytest.mark.onscreen
def test_another_resolution_and_a_server_that_dies_are_no_alarm() -> None:
    with x_server() as display:
        trigger, reports = Displays(lambda: X11Displays(display)), Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source = X11Displays(display)
        for change in (
            "--newmode small 38 800 832 912 1024 600 603 607 624",
            "--addmode screen small",
            "--output screen --mode small",
        ):
            subprocess.run(["xrandr", "-d", display, *change.split()], check=True)
        assert source.look() == layout(Display("screen"))
        assert reports.none()
    wait_for_state(trigger, "no-display")
    with pytest.raises(ConnectionError):
        source.look()
    assert reports.none()
    trigger.stop()
    source.close()
