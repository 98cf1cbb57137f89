"""What every system offers, and null objects for what one of them lacks.

The rest of the program asks a `Platform` and never which system it runs on. A method that a system can't honour does
nothing here, or says so in its answer: a null object must not look like protection.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec
import platformdirs

from reader.errors import PanicKeyUnavailable, SandboxUnavailable
from reader.platform.safety.finding import Matter
from reader.platform.safety.probe import Probe, unknown_probe

if TYPE_CHECKING:  # what only the guard and the watch need is loaded by them alone
    from reader.platform.displays import DisplayList
    from reader.platform.idle_time import IdleTime
    from reader.platform.notices import OpenNotices
    from reader.platform.raw_keys import RawKeys
    from reader.platform.speech import SpeechFacts, SpeechService

PRIVATE_FOLDER_MODE = 0o700
_BACKGROUND_NICENESS = 10
PROBED_MATTERS: tuple[Matter, ...] = (
    "swap", "hibernation", "disk", "clipboard", "recent", "memory", "dumps",
    "session", "covers", "accessibility", "input-method",
)  # fmt: skip
"""What a platform is asked about; of the rest the program knows by itself."""


class WorkerLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What one worker process may use up, set by itself before it sees a byte of a document."""

    memory_bytes: int
    cpu_s: int = 3 * 3600
    """Of processor time, for a document that stays open; whoever starts a parse sets less from outside."""


class SandboxReport(msgspec.Struct, frozen=True, kw_only=True):
    """The walls that really stand round a worker, for the Safety page. A limit of 0 is none.

    `landlock_abi` 0: not this kernel. `system_sandbox`: what stands on Windows and macOS in place of both Linux walls.
    `absent` names what a worker should have and has not: "landlock", "memory", "network" (it is not kept from it).
    """

    system_calls_filtered: bool
    landlock_abi: int
    no_new_privileges: bool
    memory_limit_bytes: int
    cpu_limit_s: int = 0
    starts_processes: bool = True
    system_sandbox: Literal["", "seatbelt", "restricted-token"] = ""
    absent: tuple[str, ...] = ()

    @property
    def is_confined(self) -> bool:
        """Whether a wall stands at all. Without one nothing is parsed: limits alone keep nobody from a file."""
        return self.system_calls_filtered or bool(self.system_sandbox)


class StartedWorker(Protocol):
    """A worker's process, and the two ends of its pipes that are ours, as reader/workers/launcher.py uses them."""

    platform: Platform
    peak_bytes: int

    @property
    def pid(self) -> int: ...

    @property
    def writing_fd(self) -> int: ...

    @property
    def reading_fd(self) -> int: ...

    def has_ended(self) -> bool: ...

    def kill(self) -> None: ...

    def reap(self) -> int: ...

    def close_pipes(self) -> None: ...


class Platform:
    """The null object: portable behaviour where there is one, nothing where there is none."""

    name = "unknown"

    def harden_process(self) -> None:
        """Keep this process's memory out of core dumps and other processes, its files to their owner."""
        os.umask(0o077)

    def die_with_parent(self, expected_parent_pid: int) -> None:
        """See to it that this process ends when its parent does. Without help from the system: the end of the pipe."""

    def data_folder(self, identity: str) -> Path:
        """The folder for what `identity` keeps, made if need be, its owner's alone. Raises OSError."""
        return private_folder(Path(platformdirs.user_data_dir(identity, appauthor=False)))

    def runtime_folder(self, identity: str) -> Path:
        """The folder for sockets that end with the session, made if need be, its owner's alone. Raises OSError."""
        return private_folder(Path(platformdirs.user_runtime_dir(identity, appauthor=False)))

    def free_bytes(self, path: Path) -> int:
        """How many bytes this user may still write where `path` is. Raises OSError."""
        return shutil.disk_usage(path).free

    def available_memory_bytes(self) -> int:
        """How much memory a process may still take before the system runs short, swap included."""
        from reader.platform import process_tree  # noqa: PLC0415 - psutil takes 3 MB, and Linux needs none of it

        return process_tree.available_memory_bytes()

    def exchange_folders(self, one: Path, other: Path) -> bool:
        """Let two paths of one file system change places in one step that no cut divides. False: can't be done here."""
        return False

    def process_exists(self, pid: int) -> bool:
        """Whether `pid` is a process that still runs: one that died and was not yet waited for does not."""
        from reader.platform import process_tree  # noqa: PLC0415 - as above

        return process_tree.exists(pid)

    def kill_process(self, pid: int) -> None:
        """End `pid` at once, without asking it. One that is gone is no error."""
        from reader.platform import process_tree  # noqa: PLC0415 - as above

        process_tree.kill(pid)

    def kill_group(self, pgid: int) -> None:
        """End a leader and all its descendants at once. Systems without process groups walk the tree."""
        from reader.platform import process_tree  # noqa: PLC0415 - as above

        process_tree.kill_family(pgid)

    def child_environment(self) -> dict[str, str]:
        """The least environment with which a child process can start."""
        return {}

    def give_way(self) -> None:
        """Let this process run only where others leave room: nothing it does may delay a panic."""
        if hasattr(os, "nice"):
            os.nice(_BACKGROUND_NICENESS)

    def return_freed_memory(self) -> None:
        """Have large blocks given back to the system as soon as they are free, where it can be asked for.

        Call it early. Pixels of drawn pages come and go by the megabyte; what they leave would be kept otherwise, with
        the pixels still in it.
        """

    def hold_child(self, pid: int) -> None:
        """See to it, from the parent's side, that the child `pid` ends with this process. Raises OSError."""

    def limit_cpu(self, pid: int, seconds: int) -> None:
        """End the child `pid` once it has used `seconds` of processor time. Without help: never."""

    def cpu_seconds(self, pid: int) -> float:
        """Processor time that the process `pid` has used so far, all its threads together; 0.0 of one that is gone."""
        from reader.platform import process_tree  # noqa: PLC0415 - as above

        return process_tree.cpu_seconds(pid)

    def is_cpu_limit(self, exit_status: int) -> bool:
        """Whether a child that ended so was stopped by `limit_cpu`; `exit_status` as subprocess gives it."""
        return False

    @property
    def can_exclude_from_capture(self) -> bool:
        """Whether `exclude_from_capture` is worth asking for, and worth a switch."""
        return False

    def exclude_from_capture(self, window_id: int) -> bool:
        """Keep a window of this process out of screen recordings. False: the system can't, or did not.

        `window_id` is what Qt's `winId` says. Call it on the thread of the windows.
        """
        return False

    def admit_to_capture(self, window_id: int) -> bool:
        """Take `exclude_from_capture` back. False: the system can't, or did not."""
        return False

    def safety_probes(self, folder: Path, window_system: str) -> tuple[Probe, ...]:
        """How to find out what holds on this machine; `folder` is the vault's, `window_system` Qt's platform name."""
        return tuple(map(unknown_probe, PROBED_MATTERS))

    def clock_with_sleep_s(self) -> float:
        """Seconds that only rise, on a clock that goes on while the machine sleeps. Without one: it stops in sleep."""
        return time.monotonic()

    def lock_memory(self) -> bool:
        """Keep what this process holds now out of the swap; False when not all of it is."""
        return False

    def start_worker(self, command: Sequence[str], limits: WorkerLimits) -> StartedWorker | None:
        """Start a worker where a process can't give all its rights up from inside. None: it can. Raises OSError."""
        return None

    @property
    def forks_workers(self) -> bool:
        """Whether a process that has loaded all parsers can fork its workers, and be handed their pipes."""
        return False

    def prepare_sandbox(self) -> None:
        """Do ahead, in a process that will fork its workers, what `enter_sandbox` would do in each of them."""

    def enter_sandbox(self, limits: WorkerLimits) -> SandboxReport:
        """Give up, for ever, what parsing a document does not need. Raises SandboxUnavailable."""
        raise SandboxUnavailable("this system has no sandbox that Hearth knows")

    def open_raw_keys(self) -> RawKeys:
        """The keys of every window. Raises PanicKeyUnavailable and DisplayUnavailable."""
        raise PanicKeyUnavailable("no-display-server")

    def open_idle_time(self) -> IdleTime:
        """Since when nobody has touched anything. Raises ConnectionError and DisplayUnavailable."""
        raise ConnectionError("this system does not tell")

    def open_displays(self) -> DisplayList:
        """Which displays there are. Raises ConnectionError and DisplayUnavailable."""
        raise ConnectionError("this system does not tell")

    def speech_service(self) -> SpeechService:
        """What the guard silences when a desk ends that has read aloud."""
        from reader.platform.speech import SpeechService  # noqa: PLC0415 - for the guard alone

        return SpeechService()

    def speech_facts(self) -> SpeechFacts:
        """What becomes of text that is handed to the system's voices. Reads files: not on the UI thread."""
        from reader.platform.speech import SpeechFacts  # noqa: PLC0415 - for who reads aloud

        return SpeechFacts()

    def notices(self) -> OpenNotices | None:
        """Opens the system's own words on session, power and lid. None: they come by D-Bus, or not at all."""
        return None


def private_folder(folder: Path) -> Path:
    """Make `folder` if need be and see that only its owner can look into it. Raises OSError."""
    folder.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o777 != PRIVATE_FOLDER_MODE:
        folder.chmod(PRIVATE_FOLDER_MODE)
    return folder
