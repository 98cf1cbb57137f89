"""A folder and a medium that go away: real folders, and real mounts where the system lets a test mount."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.guard.triggers import medium
from reader.guard.triggers.key_medium import KeyMedium
from reader.guard.triggers.medium import Medium, devices_below, is_built_in
from reader.platform.mounts import Mount, device_of, mount_of, parse_mounts
from tests.guard.stage import wait_until
from tests.guard.triggers.contract import Reports, TriggerContract, wait_for_state

ROOT = Path(__file__).resolve().parents[3]


class TestFolder(TriggerContract):
    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        library = tmp_path / "library"
        library.mkdir()
        return library

    @pytest.fixture
    def trigger(self, source: Path) -> Medium:
        return Medium([source], block_devices=source.parent / "none")  # whatever disk the tests run on

    @pytest.fixture(autouse=True)
    def watched(self, trigger: Medium) -> None:
        self._trigger = trigger

    def cause(self, source: object) -> None:
        assert isinstance(source, Path)
        wait_for_state(self._trigger)
        source.rmdir()
        wait_for_state(self._trigger, "no-medium")

    def calm(self, source: object) -> None:
        assert isinstance(source, Path)
        source.mkdir()
        wait_for_state(self._trigger)

    def test_a_folder_exchanged_for_another_is_no_alarm(
        self, trigger: Medium, source: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As replacing a library does: it is missing for less than the second look."""
        reports, looked = Reports(), [0]
        trigger.start(reports)
        wait_for_state(trigger)

        def is_there(_path: Path) -> bool:
            looked[0] += 1
            return looked[0] % 2 == 0  # missing, and there again

        monkeypatch.setattr(medium, "_is_there", is_there)
        wait_until(lambda: looked[0] >= 4, "alarms that were not confirmed")
        assert reports.none()


class TestKeyMedium(TestFolder):
    @pytest.fixture
    def trigger(self, source: Path) -> Medium:
        return KeyMedium([source], block_devices=source.parent / "none")

    def test_without_a_key_file_there_is_nothing_to_watch(self, source: Path) -> None:
        trigger, reports = KeyMedium([]), Reports()
        trigger.start(reports)
        wait_for_state(trigger, "no-key-file")
        source.rmdir()
        assert reports.none()
        assert not trigger.state.works
        trigger.stop()


@pytest.mark.parametrize("is_back", [False, True])
def test_a_device_pulled_out_is_seen_before_it_is_unmounted(tmp_path: Path, is_back: bool) -> None:
    """The mount stays, and what the kernel remembers of the folder; the device leaves sysfs, or is another one."""
    library = tmp_path / "library"
    library.mkdir()
    disk = tmp_path / "sys" / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    (disk / "sdb1" / "partition").write_text("1")
    (disk / "diskseq").write_text("9")
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"36 25 8:17 / {tmp_path} rw - ext4 /dev/sdb1 rw\n")
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / "8:17").symlink_to(disk / "sdb1")
    trigger, reports = Medium([library], mounts=mounts, block_devices=tmp_path / "block"), Reports()
    trigger.start(reports)
    wait_for_state(trigger)
    assert reports.none()
    if is_back:
        (disk / "diskseq").write_text("10")
    else:
        shutil.rmtree(disk)
    reports.wait()
    trigger.stop()


def test_real_mounts_that_go_and_are_swapped(tmp_path: Path) -> None:
    namespace = ["unshare", "--user", "--map-root-user", "--mount"]
    probe = ["mount", "-t", "tmpfs", "none", str(tmp_path)]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*namespace, *probe], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system lets no test mount anything")
    stage = subprocess.run(
        [*namespace, sys.executable, "-m", "tests.guard.triggers.mount_stage", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert stage.returncode == 0, stage.stderr
    assert stage.stdout.split() == ["covered", "removed", "swapped"]


def test_an_encrypted_medium_stands_on_the_stick_below(tmp_path: Path) -> None:
    stick, mapped = tmp_path / "sdb", tmp_path / "dm-0"
    (stick / "sdb1").mkdir(parents=True)
    (stick / "sdb1" / "partition").write_text("1")
    (mapped / "slaves").mkdir(parents=True)
    (mapped / "slaves" / "sdb1").symlink_to(stick / "sdb1")
    assert devices_below(mapped) == {mapped, stick, stick / "sdb1"}
    assert devices_below(tmp_path / "0:53") == set()


def test_mounts_are_read_as_the_kernel_writes_them() -> None:
    lines = [
        "25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw",
        r"90 25 8:17 / /media/a\040b rw,nosuid - vfat /dev/sdb1 rw",
        "91 25 8:33 / /media rw - tmpfs none rw",
        "92 25 8:49 / /media rw - tmpfs none rw",
        "garbage",
    ]
    mounts = list(parse_mounts(lines))
    assert mounts[1] == Mount("90", "8:17", "/media/a b", "/dev/sdb1")
    assert [mount_of(Path(path), mounts) for path in ("/media/a b/x", "/media/ab", "/x")] == [
        mounts[1], mounts[3], mounts[0],
    ]  # fmt: skip
    assert mount_of(Path("/x"), []) is None


def test_a_file_system_with_a_number_of_its_own_has_a_device_all_the_same() -> None:
    assert device_of(Mount("90", "8:17", "/media", "/dev/sdb1")) == "8:17"
    assert device_of(Mount("90", "0:53", "/media", "none")) == "0:53"
    assert device_of(Mount("90", "0:53", "/media", "/dev/null")) == "0:53", "no block device"
    for device in Path("/dev").iterdir():
        if device.is_block_device():
            number = device.stat().st_rdev
            assert device_of(Mount("90", "0:53", "/media", str(device))) == f"{os.major(number)}:{os.minor(number)}"


@pytest.mark.parametrize(
    ("place", "above", "removable", "expected"),
    [
        ("pci0000:00/0000:00:1f.2/ata1/host0/block/sda", "", "0", True),
        ("pci0000:00/0000:00:1f.2/ata1/host0/block/sr0", "", "1", False),
        ("pci0000:00/0000:00:14.0/usb2/2-1/host6/block/sdb", "", "0", False),
        ("pci0000:00/0000:00:1a.0/mmc_host/mmc0/mmc0:0001/block/mmcblk0", "", "0", False),
        ("pci0000:00/0000:05:00.0/nvme/nvme1/nvme1n1", "removable", "0", False),
        ("pci0000:00/0000:05:00.0/nvme/nvme0/nvme0n1", "fixed", "0", True),
        ("virtual/block/loop0", "", "0", False),
        ("pci0000:00/0000:00:1f.2/ata1/host0/block/sdc", "", "", False),
    ],
)
def test_a_disk_inside_the_machine_is_told_from_one_that_can_be_pulled_out(
    tmp_path: Path, place: str, above: str, removable: str, expected: bool
) -> None:
    disk = tmp_path / place
    disk.mkdir(parents=True)
    if removable:
        (disk / "removable").write_text(f"{removable}\n")
    if above:
        (disk.parents[1] / "removable").write_text(f"{above}\n")
    mapped = tmp_path / "virtual" / "block" / "dm-0"
    (mapped / "slaves").mkdir(parents=True)
    (mapped / "removable").write_text("0\n")
    (mapped / "slaves" / disk.name).symlink_to(disk)
    assert is_built_in([(disk, "9"), (mapped, "8")]) is expected
    assert not is_built_in([])


def test_on_a_disk_inside_the_machine_it_watches_and_does_not_claim_that_it_can_be_pulled_out(tmp_path: Path) -> None:
    library, disk, mounts = tmp_path / "library", tmp_path / "ata1" / "sda", tmp_path / "mountinfo"
    library.mkdir()
    disk.mkdir(parents=True)
    (disk / "removable").write_text("0\n")
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / "8:0").symlink_to(disk)
    mounts.write_text(f"36 25 8:0 / {tmp_path} rw - ext4 /dev/sda rw\n")
    trigger, reports = Medium([library], mounts=mounts, block_devices=tmp_path / "block"), Reports()
    trigger.start(reports)
    wait_for_state(trigger, "built-in")
    library.rmdir()
    reports.wait()
    trigger.stop()


def test_a_system_without_mountinfo_still_looks(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    trigger, reports = Medium([tmp_path / "library"], mounts=tmp_path / "none"), Reports()
    trigger.start(reports)
    wait_for_state(trigger)
    (tmp_path / "library").rmdir()
    reports.wait()
    trigger.stop()
