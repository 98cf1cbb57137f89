"""All that can be found out on Linux by an ordinary user."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from reader.platform.dbus import SESSION_BUS
from reader.platform.safety.assistance import look_at_accessibility, look_at_input_method
from reader.platform.safety.clipboard import look_at_clipboard
from reader.platform.safety.disk import look_at_disk
from reader.platform.safety.hibernation import look_at_hibernation
from reader.platform.safety.own_process import look_at_dumps, look_at_memory, this_process
from reader.platform.safety.probe import Probe
from reader.platform.safety.recent_lists import PersonalFolders, look_at_recent_lists
from reader.platform.safety.session import covers_finding, look_at_session, offered_interfaces
from reader.platform.safety.storage import Storage
from reader.platform.safety.swap import look_at_swap
from reader.platform.session import session_facts


def linux_probes(
    folder: Path,
    window_system: str,
    root: Path = Path("/"),
    bus: str = SESSION_BUS,
    environment: Mapping[str, str] = os.environ,
) -> tuple[Probe, ...]:
    """`folder` is the vault's, `window_system` Qt's name for what the windows are on; `root` is where /proc is."""
    storage = Storage(root)
    personal = PersonalFolders.of(Path.home(), environment)
    return (
        Probe("swap", lambda: look_at_swap(root, storage)),
        Probe("hibernation", lambda: look_at_hibernation(root, storage)),
        Probe("disk", lambda: look_at_disk(root, storage, folder)),
        Probe("clipboard", lambda: look_at_clipboard(root, bus)),
        Probe("recent", lambda: look_at_recent_lists(root, personal, folder.absolute())),
        Probe("memory", lambda: look_at_memory(root, this_process())),
        Probe("dumps", lambda: look_at_dumps(root, this_process())),
        Probe("session", lambda: look_at_session(environment, window_system, offered_interfaces)),
        Probe("covers", lambda: covers_finding(session_facts().covers.value)),
        Probe("accessibility", lambda: look_at_accessibility(bus)),
        Probe("input-method", lambda: look_at_input_method(root)),
    )
