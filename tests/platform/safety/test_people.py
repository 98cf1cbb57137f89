"""What other programs keep: clipboard managers, lists of recent files, input methods, the accessibility bus."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from reader.platform.safety.assistance import look_at_accessibility, look_at_input_method
from reader.platform.safety.clipboard import look_at_clipboard, managers_among_extensions
from reader.platform.safety.finding import NO_ANSWER, Finding
from reader.platform.safety.probe import Probe, look_at
from reader.platform.safety.processes import running
from reader.platform.safety.recent_lists import PersonalFolders, is_named_in, look_at_recent_lists, spelling
from tests import screens
from tests.guard.triggers.fake_bus import FakeService, PrivateBus
from tests.platform.safety.machine import Machine, fill

NO_BUS = "unix:path=/nowhere/bus"
PROPERTIES = "org.freedesktop.DBus.Properties"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)


@pytest.fixture
def person(tmp_path: Path) -> PersonalFolders:
    home = tmp_path / "home"
    home.mkdir()
    return PersonalFolders.of(home, {})


class TestProcesses:
    def test_a_program_is_known_by_its_name_and_shown_by_another(self, machine: Machine) -> None:
        machine.process(1, "init")
        machine.process(7, "gpaste-daemon", "/usr/libexec/gpaste/gpaste-daemon")
        assert running(machine.root, {"gpaste-daemon": "GPaste", "copyq": "CopyQ"}) == ("GPaste",)

    def test_a_long_name_is_cut_by_the_kernel(self, machine: Machine) -> None:
        machine.process(7, "tracker-miner-f")
        assert running(machine.root, {"tracker-miner-fs-3": "Tracker"}) == ("Tracker",)

    def test_a_script_is_known_by_what_runs(self, machine: Machine) -> None:
        machine.process(7, "python3", "/usr/bin/python3", "/usr/bin/clipster", "-d")
        machine.process(8, "vim", "vim", "copyq")
        assert running(machine.root, {"clipster": "Clipster", "copyq": "CopyQ"}) == ("Clipster",)

    def test_without_proc_there_is_no_answer(self, machine: Machine) -> None:
        with pytest.raises(OSError, match="proc"):
            running(machine.root, {})

    def test_what_can_not_be_seen_is_not_none(self, machine: Machine) -> None:
        machine.process(7, "vim")
        machine.hide("proc/8/comm")  # any error but that of a process that has ended
        with pytest.raises(OSError, match="comm"):
            running(machine.root, {"copyq": "CopyQ"})

    def test_in_a_sandbox_nothing_is_said(self, machine: Machine) -> None:
        machine.process(7, "vim")
        machine.write(".flatpak-info", "[Application]\n")
        with pytest.raises(PermissionError):
            running(machine.root, {"copyq": "CopyQ"})

    def test_one_that_has_just_ended_is_passed_over(self, machine: Machine) -> None:
        (machine.root / "proc/7").mkdir(parents=True)
        assert running(machine.root, {"copyq": "CopyQ"}) == ()

    def test_it_sees_this_very_process(self) -> None:
        own = Path("/proc/self/comm").read_text().strip()
        assert running(Path("/"), {own: "this"}) == ("this",)


class TestClipboard:
    def test_a_process_is_enough(self, machine: Machine) -> None:
        machine.process(7, "copyq")
        found = look_at_clipboard(machine.root, NO_BUS)
        assert (found.reason, found.facts) == ("found", ("CopyQ",))

    def test_a_name_on_the_bus_is_enough(self, machine: Machine, bus: PrivateBus) -> None:
        machine.process(1, "init")
        service = FakeService(bus, "org.kde.klipper").appear()
        found = look_at_clipboard(machine.root, bus.address)
        service.die()
        assert (found.reason, found.facts) == ("found", ("Klipper",))

    def test_an_extension_of_the_shell_is_enough(self, machine: Machine, bus: PrivateBus) -> None:
        machine.process(1, "init")
        service = FakeService(bus, "org.gnome.Shell")
        listed = {"clipboard-indicator@tudmotu.com": {"state": ("d", 1.0)}, "dock@other": {"state": ("d", 1.0)}}
        service.methods["/org/gnome/Shell", "ListExtensions"] = ("a{sa{sv}}", (listed,))
        service.appear()
        found = look_at_clipboard(machine.root, bus.address)
        service.die()
        assert (found.reason, found.facts) == ("found", ("clipboard-indicator",))

    def test_one_that_is_switched_off_is_none(self) -> None:
        assert managers_among_extensions({"pano@elhan.io": {"state": ("d", 2.0)}, "clip@x": {}}) == set()

    def test_nothing_was_found_where_all_was_asked(self, machine: Machine, bus: PrivateBus) -> None:
        machine.process(1, "init")
        assert look_at_clipboard(machine.root, bus.address).reason == "none-found"

    def test_nothing_is_said_where_the_bus_can_not_be_asked(self, machine: Machine) -> None:
        machine.process(1, "init")
        with pytest.raises(ConnectionError):
            look_at_clipboard(machine.root, NO_BUS)

    def test_a_bus_that_hangs_is_no_answer_and_hides_no_process(self, machine: Machine, tmp_path: Path) -> None:
        machine.process(1, "init")
        with socket.socket(socket.AF_UNIX) as silent:  # takes connections, and never says a word
            silent.bind(str(tmp_path / "silent"))
            silent.listen()
            address = f"unix:path={tmp_path / 'silent'}"
            looks = [Probe("clipboard", lambda: look_at_clipboard(machine.root, address), limit_s=0.1)]
            assert look_at(looks) == [Finding("clipboard", NO_ANSWER)]
            machine.process(7, "copyq")
            assert look_at_clipboard(machine.root, address).facts == ("CopyQ",)

    @pytest.mark.onscreen
    def test_a_manager_without_a_name_is_seen_by_its_selection(
        self, machine: Machine, bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from Xlib import X

        from reader.platform.x11 import open_display

        machine.process(1, "init")
        with screens.x_server() as name:
            monkeypatch.setenv("DISPLAY", name)
            assert look_at_clipboard(machine.root, bus.address).reason == "none-found"
            display = open_display()
            window = display.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
            window.set_selection_owner(display.intern_atom("CLIPBOARD_MANAGER"), X.CurrentTime)
            display.sync()
            assert look_at_clipboard(machine.root, bus.address).reason == "unnamed"
            assert look_at_clipboard(machine.root, NO_BUS).reason == "unnamed"
            display.close()


class TestRecentLists:
    @pytest.fixture
    def vault(self, person: PersonalFolders) -> Path:
        folder = person.home / "papers" / "my library"
        folder.mkdir(parents=True)
        return folder

    @pytest.mark.parametrize(
        ("file", "text", "shown"),
        [
            (".local/share/recently-used.xbel", '<bookmark href="file://{url}/keys"/>', "recently-used.xbel"),
            (".local/share/RecentDocuments/keys.desktop", "URL[$e]=file://{url}/keys\n", "RecentDocuments"),
            (".config/gtk-3.0/bookmarks", "file://{url} library\n", "GTK"),
            (".bash_history", "ls\npython3 main.py --vault '{path}'\n", "bash"),
            (".zsh_history", ": 1:0;main.py --vault ~/papers/my library", "zsh"),
            (".local/share/zeitgeist/activity.sqlite", "\0\0file://{url}\0", "Zeitgeist"),
        ],
    )
    def test_a_list_that_names_it_is_named(
        self, machine: Machine, person: PersonalFolders, vault: Path, file: str, text: str, shown: str
    ) -> None:
        url = str(vault).replace(" ", "%20")
        fill(person.home, file, text.format(url=url, path=vault))
        found = look_at_recent_lists(machine.root, person, vault)
        assert (found.reason, found.facts) == ("listed", (shown,))

    def test_another_folder_that_begins_so_is_none(
        self, machine: Machine, person: PersonalFolders, vault: Path
    ) -> None:
        machine.process(1, "init")
        fill(person.home, ".bash_history", f"ls '{vault}-old' {vault}2 {vault.parent}\n")
        assert look_at_recent_lists(machine.root, person, vault).reason == "clean"

    def test_a_name_between_two_readings_is_found(self, tmp_path: Path) -> None:
        wanted = spelling(Path("/papers/library"), Path("/home/x"))
        for before in range((1 << 20) - 16, (1 << 20) + 1):
            fill(tmp_path, "list", "-" * before + "/papers/library\n")
            assert is_named_in(tmp_path / "list", wanted), before

    def test_what_can_not_be_read_is_not_called_clean(
        self, machine: Machine, person: PersonalFolders, vault: Path
    ) -> None:
        fill(person.home, ".bash_history", "x")
        with (person.home / ".bash_history").open("r+b") as file:
            file.truncate((64 << 20) + (2 << 20))  # too long to be read to its end
        found = look_at_recent_lists(machine.root, person, vault)
        assert (found.reason, found.facts, found.verdict) == ("unreadable", ("bash",), "unknown")

    def test_an_indexer_counts_where_it_would_look(
        self, machine: Machine, person: PersonalFolders, vault: Path, tmp_path: Path
    ) -> None:
        machine.process(7, "baloo_file")
        assert look_at_recent_lists(machine.root, person, vault).facts == ("Baloo",)
        hidden = person.home / ".local/share/Notes/library"
        for elsewhere in (hidden, tmp_path / "stick"):
            assert look_at_recent_lists(machine.root, person, elsewhere).reason == "clean"

    def test_a_look_leaves_the_time_of_the_last_reading(
        self, machine: Machine, person: PersonalFolders, vault: Path
    ) -> None:
        import os

        machine.process(1, "init")
        fill(person.home, ".bash_history", "ls\n")
        os.utime(person.home / ".bash_history", (1, 2))  # before it was changed: any reading would note it
        look_at_recent_lists(machine.root, person, vault)
        assert (person.home / ".bash_history").stat().st_atime == 1

    def test_a_person_may_keep_them_elsewhere(self, machine: Machine, tmp_path: Path, vault: Path) -> None:
        moved = PersonalFolders.of(
            vault.parent.parent, {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": "x"}
        )
        assert moved.config == moved.home / ".config"
        fill(tmp_path / "data", "recently-used.xbel", f"file://{vault.parent}/my%20library")
        assert look_at_recent_lists(machine.root, moved, vault).reason == "listed"


class TestAssistance:
    @pytest.mark.parametrize(
        ("enabled", "reading", "reason"), [(True, False, "on"), (False, True, "on"), (False, False, "off")]
    )
    def test_the_switch_is_read(self, bus: PrivateBus, enabled: bool, reading: bool, reason: str) -> None:
        service = FakeService(bus, "org.a11y.Bus")
        service.have("/org/a11y/bus", "org.a11y.Status", "IsEnabled", ("b", enabled))
        service.have("/org/a11y/bus", "org.a11y.Status", "ScreenReaderEnabled", ("b", reading))
        service.appear()
        found = look_at_accessibility(bus.address)
        service.die()
        assert found.reason == reason

    def test_no_service_is_off(self, bus: PrivateBus) -> None:
        assert look_at_accessibility(bus.address).reason == "off"

    def test_no_bus_and_no_answer_are_not_off(self, bus: PrivateBus) -> None:
        with pytest.raises(ConnectionError):
            look_at_accessibility(NO_BUS)
        service = FakeService(bus, "org.a11y.Bus").appear()  # it knows no property
        with pytest.raises(ConnectionError):
            look_at_accessibility(bus.address)
        service.die()

    def test_an_input_method_is_named_and_never_trusted(self, machine: Machine) -> None:
        machine.process(1, "init")
        assert look_at_input_method(machine.root).reason == "none-found"
        machine.process(7, "ibus-daemon")
        found = look_at_input_method(machine.root)
        assert (found.facts, found.verdict) == (("IBus",), "unknown")
