"""The guard's composition root: builds the cover, the panic thread and the command socket, and connects them."""

from __future__ import annotations

import argparse
import ctypes
import functools
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import platformdirs

from reader.errors import DisplayUnavailable, GuardError, LibraryMissing
from reader.guard.children import DESK_COMMAND, DeskProcess, WatchProcess
from reader.guard.identity import NOTES, Identity, identity_of
from reader.guard.keeper_process import KeeperProcess
from reader.guard.panic import PanicThread
from reader.guard.performer import Wiring
from reader.guard.profiles import make_triggers
from reader.guard.raised_covers import Covers, make_covers
from reader.guard.raised_slides import RaisedSlides
from reader.guard.relay import start_relay
from reader.guard.settings import GuardSettings, load_settings, save_settings
from reader.guard.socket import CommandSocket, send_command
from reader.guard.states import Event
from reader.guard.vault_place import DemoPlace, VaultPlace
from reader.platform import this_platform
from reader.platform.base import Platform
from reader.platform.session import choose_windows, uses_wayland
from reader.vault.files import KEYS_NAME
from reader.vault.replacing import finish_replacing
from reader.vault.settle import settle

if TYPE_CHECKING:
    from ui.covers.slide_choice import SlideChoice
    from ui.guard_window import GuardWindow

VAULT_FOLDER_NAME = "library"
SLIDE_FOLDER_NAME = "screen"
_PROGRAM_FOLDER = Path(__file__).resolve().parent.parent
_SWITCH_INTERVAL_S = 0.0005  # how long a busy UI thread may keep the panic thread from running Python
_FROZEN_GENERATION = 10_000
"""New objects before a young collection. All that was there at the start is frozen: a full collection held the
interpreter for 13 to 30 ms, and a panic key pressed meanwhile waited for it."""
_END_LIMIT_S = 3.0  # for ending in order when the compositor has died
_NOT_STARTED, _ANSWERED_BY_ANOTHER = 1, 0


def main(argv: list[str]) -> int:
    """Run the guard until the program ends; its exit status."""
    arguments = _parse(argv)
    platform = this_platform()
    platform.harden_process()
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    try:
        _check_display(platform)
        return _run(arguments, platform, NOTES)
    except GuardError as error:
        sys.stderr.write(f"{error.detail}\n")
        return _NOT_STARTED


def _run(arguments: argparse.Namespace, platform: Platform, build: Identity) -> int:
    commands = CommandSocket.listen(build.home, platform)
    if commands is None and send_command("launch", build.home, platform):
        return _ANSWERED_BY_ANOTHER
    settings = load_settings(_config_folder(build))
    identity = identity_of(settings.cover, build)
    from ui.guard_window import GuardWindow, make_application  # noqa: PLC0415 - Qt only once it is known to be needed

    relay = start_relay(linger_s=_END_LIMIT_S) if uses_wayland() else None
    application = make_application(identity, settings)
    window = GuardWindow(
        application,
        identity,
        platform.data_folder(identity.home) / identity.cover,
        save_cover=lambda cover: _change_settings(build, cover=cover),
    )
    covers = make_covers(window.theme.paper, identity.wm_class)
    slides = window.use_slides(
        RaisedSlides(covers.window_ids, window.theme.paper),
        settings.second_screen,
        platform.data_folder(identity.home) / SLIDE_FOLDER_NAME,
        lambda slide: _change_settings(build, second_screen=slide),
    )
    place = _vault_place(arguments, platform, identity)
    thread = PanicThread(_wiring(platform, identity, settings, place, window, covers, slides), commands)
    window.connect_to(thread)
    thread.end_on_signals()
    thread.start()
    if place.is_demo or (place.is_empty() and not identity.is_neutral):
        thread.post(Event.SUMMON)
    gc.freeze()
    gc.set_threshold(_FROZEN_GENERATION, 0, 0)  # the few old ones with the young: each panic leaves some 900 of them
    status = application.exec()
    thread.join()
    del relay  # held until here, as long as its process runs
    return status


def _change_settings(build: Identity, **changes: object) -> None:
    """One job at a time does it: what another has saved meanwhile stays. Raises OSError."""
    folder = _config_folder(build)
    save_settings(folder, msgspec.structs.replace(load_settings(folder), **changes))


def _wiring(
    platform: Platform,
    identity: Identity,
    settings: GuardSettings,
    place: VaultPlace,
    window: GuardWindow,
    covers: Covers,
    slides: SlideChoice,
) -> Wiring:
    return Wiring(
        start_desk=functools.partial(DeskProcess, platform, (*DESK_COMMAND, "--cover", identity.cover)),
        start_watch=functools.partial(WatchProcess, platform),
        start_keeper=functools.partial(KeeperProcess, platform),
        covers=covers,
        place=place,
        make_triggers=functools.partial(make_triggers, identity=identity.name, platform=platform),
        tell_ui=window.tell,
        placement=window.placement,
        choose_cover=window.choice.choose,
        next_cover=lambda: window.choice.latest,
        choose_slide=slides.choose,
        kept_slide=lambda: slides.latest,
        speech=platform.speech_service(),
        language=settings.language,
        identity=identity.name,
    )


def _vault_place(arguments: argparse.Namespace, platform: Platform, identity: Identity) -> VaultPlace:
    if arguments.demo:
        return DemoPlace(platform.runtime_folder(identity.home))
    beside = _PROGRAM_FOLDER / VAULT_FOLDER_NAME
    if arguments.vault:
        folder = Path(arguments.vault).absolute()
    elif _holds_vault(beside):
        folder = beside
    else:
        folder = platform.data_folder(identity.home) / VAULT_FOLDER_NAME
    return VaultPlace(folder, settle=settle, exists=_holds_vault, is_named=bool(arguments.vault))


def _holds_vault(folder: Path) -> bool:
    """Enough to choose by: the vault's own test would bring cryptography into a process that has no use for it."""
    finish_replacing(folder)
    return (folder / KEYS_NAME).is_file()


def _config_folder(identity: Identity) -> Path:
    return Path(platformdirs.user_config_dir(identity.home, appauthor=False))


def _check_display(platform: Platform) -> None:
    """Qt ends the process with a core dump where a person needs a sentence. Raises GuardError."""
    choose_windows(os.environ)
    if platform.name != "linux" or os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb":
        return
    if not os.environ.get("DISPLAY"):
        raise DisplayUnavailable("There is no display to show a window on (DISPLAY is not set).")
    from reader.platform.x11 import open_display  # noqa: PLC0415 - python-xlib is installed on Linux only

    open_display().close()
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        raise LibraryMissing("A library that windows need is missing: libxcb-cursor0.") from error


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="main.py")
    parser.add_argument("--vault", metavar="FOLDER", help="open this library instead of the one in its usual place")
    parser.add_argument("--demo", action="store_true", help="open a throw-away library with a few texts")
    return parser.parse_args(argv)
