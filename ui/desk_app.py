"""The desk's process: started by the guard, killed by the guard. This is its composition root."""

from __future__ import annotations

import argparse
import gc
import sys

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from reader.guard.client import GuardClient
from reader.guard.identity import NOTES, Identity, identity_of
from reader.guard.keeper_link import KeeperLink
from reader.guard.messages import Opened, ToGuard
from reader.guard.relay import start_relay
from reader.platform import this_platform
from reader.platform.session import uses_wayland
from ui.application import identified_application
from ui.desk import Desk
from ui.icons import identity_icon
from ui.widgets.selection_warden import SelectionWarden

_SWITCH_INTERVAL_S = 0.0001
"""How long a job may keep the interpreter while the UI thread waits for it. Painting takes it back some fifty times:
with Python's own 5 ms a turn of the event loop took up to 120 ms beside a job that sorts 100,000 rows, with this 25."""
_FROZEN_GENERATION = 50_000
"""Young objects before the collector looks: a library of 100,000 rows must not set it off in the middle of a scroll."""


class _Post(QObject):
    """Brings the guard's messages from the reading thread to the UI thread."""

    arrived = Signal(object)  # ToDesk


def main(argv: list[str]) -> int:
    """Run until killed. `argv`: see `_options`. Standard streams lead to the guard."""
    return compose(argv).exec()


def compose(argv: list[str]) -> QApplication:
    """Harden the process, build the desk and connect it to its guard; what is left is to run the application."""
    options = _options(argv)
    platform = this_platform()
    platform.harden_process()
    platform.return_freed_memory()
    platform.die_with_parent(options.parent_pid)
    identity = identity_of(options.cover)
    relay = start_relay(panic_fd=options.panic_fd) if uses_wayland() else None
    app = make_application(identity)
    post = _Post(app)
    guard = GuardClient.from_standard_streams(post.arrived.emit, panic_fd=options.panic_fd)
    keeper = KeeperLink(options.keeper_fd) if options.keeper_fd is not None else None

    def send(message: ToGuard) -> None:
        if relay and isinstance(message, Opened):
            relay.listen_for(message.keys)
        guard.send(message)

    desk = Desk(app, send, guard.panic, identity=identity, keeper=keeper)
    post.arrived.connect(desk.receive, Qt.ConnectionType.QueuedConnection)
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    gc.freeze()  # all that is imported stays for good; the collector need not walk it again
    gc.set_threshold(_FROZEN_GENERATION, 20, 20)
    guard.start()
    return app


def make_application(identity: Identity) -> QApplication:
    """The desk's application: the face that both processes share, and a warden over PRIMARY."""
    app = identified_application(identity)
    app.setWindowIcon(identity_icon(identity))
    SelectionWarden(app)
    return app


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="desk", add_help=False)
    parser.add_argument("--signal-fd", dest="panic_fd", type=int, required=True)
    parser.add_argument("--parent-pid", type=int, required=True)
    parser.add_argument("--keeper-fd", type=int)  # none where the system can't hand a socket over
    parser.add_argument("--cover", default=NOTES.cover)  # before any message: a window's class is that of the process
    return parser.parse_args(argv)
