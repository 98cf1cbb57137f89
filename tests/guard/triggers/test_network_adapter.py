"""Network adapters that appear: a tree like the kernel's, and real interfaces where a test may make one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.guard.triggers.network_adapter import INTERFACES, Adapters, NetworkAdapter, hardware_of
from tests.guard.stage import wait_until
from tests.guard.triggers.contract import Reports, TriggerContract, wait_for_state

TEST_INTERFACE = "hearthtest0"


class Tree:
    """What /sys/class/net and /sys/devices look like."""

    def __init__(self, folder: Path) -> None:
        self.interfaces, self._devices = folder / "net", folder / "devices"
        self.interfaces.mkdir()
        self._numbers = 0
        self.add("lo")
        self.add("eth0", "pci0/0000:00:03.0")

    def add(self, name: str, device: str = "", *, number: str = "") -> Path:
        self._numbers += 1
        made = self.interfaces.parent / f"{name}.new"
        made.mkdir()
        (made / "ifindex").write_text(f"{number or self._numbers}\n")
        if device:
            (self._devices / device).mkdir(parents=True, exist_ok=True)
            (made / "device").symlink_to(self._devices / device)
        return made.rename(self.interfaces / name)  # at once, as the kernel's is

    def remove(self, name: str) -> None:
        shutil.rmtree((self.interfaces / name).rename(self.interfaces.parent / f"{name}.old"))


class TestNetworkAdapter(TriggerContract):
    @pytest.fixture
    def source(self, tmp_path: Path) -> Tree:
        return Tree(tmp_path)

    @pytest.fixture
    def trigger(self, source: Tree, monkeypatch: pytest.MonkeyPatch) -> NetworkAdapter:
        self._looks = 0
        plain = NetworkAdapter._find

        def find(adapter: NetworkAdapter) -> Adapters:
            try:
                return plain(adapter)
            finally:
                self._looks += 1

        monkeypatch.setattr(NetworkAdapter, "_find", find)
        return NetworkAdapter(source.interfaces, look_s=0.005)

    def cause(self, source: object) -> None:
        assert isinstance(source, Tree)
        source.add("usb0", "usb1/1-1")
        self._wait_until_seen()

    def calm(self, source: object) -> None:
        assert isinstance(source, Tree)
        source.remove("usb0")
        self._wait_until_seen()

    def _wait_until_seen(self) -> None:
        before = self._looks
        wait_until(lambda: self._looks >= before + 2, "a look at the interfaces")

    def test_one_that_goes_is_no_alarm(self, trigger: NetworkAdapter, source: Tree) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        source.remove("eth0")
        self._wait_until_seen()
        assert reports.none()
        source.add("eth0", "pci0/0000:00:03.0")
        reports.wait()

    def test_what_is_made_of_software_does_not_count(self, trigger: NetworkAdapter, source: Tree) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        for name in ("tun0", "docker0", "veth1a2b3c"):
            source.add(name)
        self._wait_until_seen()
        assert reports.none()

    def test_another_name_or_a_second_interface_is_no_new_adapter(self, trigger: NetworkAdapter, source: Tree) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        (source.interfaces / "eth0").rename(source.interfaces / "enp0s3")
        source.add("p2p-enp0s3-0", "pci0/0000:00:03.0")
        self._wait_until_seen()
        assert reports.none()

    def test_a_dongle_exchanged_between_two_looks_is_seen(self, trigger: NetworkAdapter, source: Tree) -> None:
        """On the same plug: the kernel never gives a number twice."""
        reports = Reports()
        source.add("usb0", "usb1/1-1")
        trigger.start(reports)
        wait_for_state(trigger)
        source.remove("usb0")
        source.add("usb0", "usb1/1-1")
        reports.wait()

    @pytest.mark.parametrize("number", ["", "-4", "0", "many", "3.5", "\x80"])
    def test_nonsense_is_no_reading(self, trigger: NetworkAdapter, source: Tree, number: str) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        (source.interfaces / "eth0" / "ifindex").write_text(f"{number}\n")
        wait_for_state(trigger, "no-reading")
        source.add("usb0", "usb1/1-1")
        self._wait_until_seen()
        (source.interfaces / "eth0" / "ifindex").write_text("2\n")
        wait_for_state(trigger)
        assert reports.wait() == trigger.name, "seen as soon as it can be"

    def test_a_list_that_is_gone_is_said_and_found_again(self, trigger: NetworkAdapter, source: Tree) -> None:
        reports = Reports()
        trigger.start(reports)
        wait_for_state(trigger)
        away = source.interfaces.rename(source.interfaces.parent / "away")
        wait_for_state(trigger, "no-adapter-list")
        away.rename(source.interfaces)
        wait_for_state(trigger)
        assert reports.none()
        self.cause(source)
        reports.wait()

    def test_one_that_goes_while_it_is_looked_at_is_passed_over(self, trigger: NetworkAdapter, source: Tree) -> None:
        (source.add("usb0", "usb1/1-1") / "ifindex").unlink()
        trigger.start(Reports())
        wait_for_state(trigger)


@pytest.fixture
def real_interface() -> Iterator[list[str]]:
    """The command that makes a real one, which it is up to the test to run; removed after it."""
    if os.geteuid() or shutil.which("ip") is None:
        pytest.skip("only root makes interfaces")
    remove = ["ip", "link", "delete", TEST_INTERFACE]
    for kind in ("dummy", "bridge", "veth"):
        make = ["ip", "link", "add", TEST_INTERFACE, "type", kind]
        if subprocess.run(make, capture_output=True, check=False).returncode == 0:
            subprocess.run(remove, check=True)
            yield make
            subprocess.run(remove, check=False, capture_output=True)
            return
    pytest.skip("this system lets no test make an interface")


@pytest.mark.skipif(not INTERFACES.is_dir(), reason="a system without sysfs")
def test_a_real_interface_is_seen_and_known_to_be_software(real_interface: list[str]) -> None:
    everything, hardware = Reports(), Reports()
    names, devices = NetworkAdapter(device_of=lambda folder: folder.name, look_s=0.01), NetworkAdapter(look_s=0.01)
    names.start(everything)
    devices.start(hardware)
    wait_for_state(names)
    wait_for_state(devices)
    subprocess.run(real_interface, check=True)
    assert everything.wait() == names.name
    assert hardware_of(INTERFACES / TEST_INTERFACE) == ""
    devices.stop()
    names.stop()
    assert hardware.none()
