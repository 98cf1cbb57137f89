"""Findings: what follows from a reason, looks that hang or fail, and what the program knows of itself."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from reader.guard.messages import WATCH_REASONS
from reader.platform import this_platform
from reader.platform.base import PROBED_MATTERS, Platform, SandboxReport
from reader.platform.macos import MacPlatform
from reader.platform.safety.finding import FAILED, NO_ANSWER, REASONS, Finding
from reader.platform.safety.hearth import (
    capture_finding,
    deaths_finding,
    panic_key_finding,
    sandbox_finding,
    triggers_finding,
)
from reader.platform.safety.own_process import OwnProcess, look_at_dumps, look_at_memory
from reader.platform.safety.probe import Probe, look_at
from reader.platform.safety.session import covers_finding, look_at_session
from reader.platform.windows import WindowsPlatform
from tests.platform.safety.machine import Machine

ROOT = Path(__file__).resolve().parents[3]


def test_what_was_not_told_never_holds() -> None:
    for matter, reasons in REASONS.items():
        assert reasons[NO_ANSWER] == reasons[FAILED] == "unknown"
        assert Finding(matter, "a reason that nobody knows").verdict == "unknown"


def test_a_look_that_hangs_holds_up_no_other() -> None:
    never = threading.Event()

    def hang() -> Finding:
        never.wait()
        return Finding("swap", "none")

    probes = [Probe("swap", hang, limit_s=0.05), Probe("disk", lambda: Finding("disk", "plain"))]
    assert look_at(probes) == [Finding("swap", NO_ANSWER), Finding("disk", "plain")]
    never.set()


def test_a_look_that_fails_is_not_told() -> None:
    def fail() -> Finding:
        raise PermissionError

    assert look_at([Probe("swap", fail)]) == [Finding("swap", FAILED)]


@pytest.mark.parametrize("platform", [Platform(), WindowsPlatform(), MacPlatform()], ids=lambda platform: platform.name)
def test_a_system_that_nobody_has_asked_tells_nothing(platform: Platform, tmp_path: Path) -> None:
    found = look_at(platform.safety_probes(tmp_path, "windows"))
    assert [finding.matter for finding in found] == list(PROBED_MATTERS)
    assert {finding.verdict for finding in found} == {"unknown"}


def test_this_system_answers_about_every_matter(tmp_path: Path) -> None:
    found = look_at(this_platform().safety_probes(tmp_path, "xcb"))
    assert [finding.matter for finding in found] == list(PROBED_MATTERS)
    assert all(finding.reason in REASONS[finding.matter] for finding in found)


def test_looking_changes_no_file(own_home: Path, tmp_path: Path) -> None:
    for name in (".bash_history", ".local/share/recently-used.xbel"):
        (own_home / name).write_text(str(tmp_path))
    before = {path: path.lstat().st_mtime_ns for path in own_home.rglob("*")}
    found = {finding.matter: finding for finding in look_at(this_platform().safety_probes(tmp_path, "xcb"))}
    assert {path: path.lstat().st_mtime_ns for path in own_home.rglob("*")} == before
    assert found["recent"].reason in {"listed", FAILED}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_a_hardened_process_says_so_and_another_does_not() -> None:
    code = (
        "from pathlib import Path; from reader.platform import this_platform\n"
        "from reader.platform.safety.own_process import this_process\n"
        "print(this_process().is_dumpable); this_platform().harden_process(); print(this_process().is_dumpable)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


@pytest.mark.parametrize(
    ("dumpable", "administrator", "scope", "reason"),
    [
        (False, False, "0", "closed"),
        (False, False, "", "closed"),
        (True, False, "1", "closed"),
        (True, False, "0", "open"),
        (True, False, "", "open"),
        (False, True, "1", "administrator"),
    ],
)
def test_memory(machine: Machine, dumpable: bool, administrator: bool, scope: str, reason: str) -> None:
    if scope:
        machine.write("proc/sys/kernel/yama/ptrace_scope", f"{scope}\n")
    assert look_at_memory(machine.root, OwnProcess(dumpable, administrator)).reason == reason


@pytest.mark.parametrize(
    ("dumpable", "crash", "reason"),
    [(True, "0", "on"), (False, "1", "kernel"), (False, "0", "off"), (False, "", "off")],
)
def test_dumps(machine: Machine, dumpable: bool, crash: str, reason: str) -> None:
    if crash:
        machine.write("sys/kernel/kexec_crash_loaded", f"{crash}\n")
    assert look_at_dumps(machine.root, OwnProcess(dumpable, is_administrator=False)).reason == reason


@pytest.mark.parametrize(
    ("windows", "wayland", "offered", "reason"),
    [
        ("xcb", "", (), "x11"),
        ("xcb", "wayland-0", (), "xwayland"),
        ("wayland", "wayland-0", ("wl_compositor", "xdg_wm_base"), "wayland"),
        ("wayland-egl", "wayland-0", ("wl_compositor",), "wayland"),
        ("wayland", "wayland-0", ("wl_compositor", "zwlr_screencopy_manager_v1"), "wayland-open"),
        ("wayland", "wayland-0", ("ext_image_copy_capture_manager_v1",), "wayland-open"),
        ("wayland", "wayland-0", (), "wayland-untold"),
        ("offscreen", "wayland-0", (), "none"),
    ],
)
def test_session(windows: str, wayland: str, offered: tuple[str, ...], reason: str) -> None:
    assert look_at_session({"WAYLAND_DISPLAY": wayland}, windows, lambda: offered).reason == reason


@pytest.mark.parametrize(
    ("covers", "verdict"),
    [("layers", "holds"), ("windows", "holds"), ("borrowed-windows", "fails"), ("none", "fails"), ("new", "unknown")],
)
def test_covers(covers: str, verdict: str) -> None:
    assert covers_finding(covers).verdict == verdict


def test_every_reason_of_the_watch_is_known() -> None:
    for reason in WATCH_REASONS:
        found = panic_key_finding(is_known=True, is_armed=False, reason=reason)
        assert (found.reason, found.verdict) == (reason, "fails")
    assert panic_key_finding(is_known=True, is_armed=False, reason="a new one").reason == "window-only"
    assert panic_key_finding(is_known=True, is_armed=True, reason="").verdict == "holds"
    assert panic_key_finding(is_known=False, is_armed=False, reason="").verdict == "unknown"


@pytest.mark.parametrize(
    ("working", "total", "reason", "verdict"),
    [(9, 9, "all", "holds"), (8, 9, "some", "fails"), (0, 9, "none", "fails"), (0, 0, "off", "fails")],
)
def test_triggers(working: int, total: int, reason: str, verdict: str) -> None:
    found = triggers_finding(working, total)
    assert (found.reason, found.verdict) == (reason, verdict)


def report(*, filtered: bool = True, landlock: int = 0, **more: Any) -> SandboxReport:
    return SandboxReport(
        system_calls_filtered=filtered, landlock_abi=landlock, no_new_privileges=False, memory_limit_bytes=0, **more
    )


def test_sandbox() -> None:
    assert sandbox_finding(report(landlock=4)).reason == "two-walls"
    assert sandbox_finding(report(absent=("landlock",))).reason == "one-wall"
    assert sandbox_finding(report(filtered=False, landlock=4)).verdict == "fails"
    assert sandbox_finding(None).verdict == "fails"
    assert sandbox_finding(report(filtered=False, system_sandbox="seatbelt")).reason == "system-wall"
    windows = sandbox_finding(report(filtered=False, system_sandbox="restricted-token", absent=("network",)))
    assert (windows.reason, windows.verdict, windows.facts) == ("open-network", "fails", ("restricted-token",))


def test_each_wall_is_a_fact_and_what_is_not_there_is_none() -> None:
    whole = SandboxReport(
        system_calls_filtered=True,
        landlock_abi=7,
        no_new_privileges=True,
        memory_limit_bytes=1024,
        cpu_limit_s=60,
        starts_processes=False,
    )
    assert sandbox_finding(whole).facts == (
        "system-calls", "landlock-signals:7", "no-new-privileges", "processes", "memory:1024", "cpu:60",
    )  # fmt: skip
    assert sandbox_finding(report()).facts == ("system-calls",)
    assert sandbox_finding(report(absent=("memory",))).facts == ("system-calls", "no-memory-limit")


@pytest.mark.parametrize(
    ("abi", "wall"),
    [
        (1, "landlock-files:1"),
        (3, "landlock-files:3"),
        (4, "landlock-tcp:4"),
        (6, "landlock-signals:6"),
        (10, "landlock-network:10"),
    ],
)
def test_landlock_is_said_by_what_it_covers(abi: int, wall: str) -> None:
    assert sandbox_finding(report(landlock=abi)).facts[1] == wall


@pytest.mark.parametrize(
    ("possible", "admitted", "done", "reason"),
    [
        (False, False, True, "impossible"),
        (False, True, True, "impossible"),
        (True, True, True, "admitted"),
        (True, False, True, "excluded"),
        (True, False, False, "refused"),
    ],
)
def test_capture(possible: bool, admitted: bool, done: bool, reason: str) -> None:
    assert capture_finding(is_possible=possible, is_admitted=admitted, is_done=done).reason == reason


def test_deaths() -> None:
    assert (deaths_finding(3).facts, deaths_finding(3).verdict) == (("3",), "fails")
