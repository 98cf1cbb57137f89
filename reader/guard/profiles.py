"""What each trigger does, as plain data: three profiles.

Which one holds is the library's own affair, and reaches the guard when it opens. Every deed ends the desk; what differs
is what is on the screen after it. A panic is right wherever somebody else may be looking: no prompt appears by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import msgspec

from reader.guard.messages import ProfileName, TriggerSettings
from reader.guard.states import Event
from reader.guard.triggers.base import Trigger
from reader.guard.triggers.battery import Battery
from reader.guard.triggers.desktop_key import DesktopKey
from reader.guard.triggers.displays import Displays
from reader.guard.triggers.idle import Idle
from reader.guard.triggers.key_medium import KeyMedium
from reader.guard.triggers.lid import Lid
from reader.guard.triggers.mains import Mains
from reader.guard.triggers.medium import Medium
from reader.guard.triggers.network_adapter import NetworkAdapter
from reader.guard.triggers.noticed import NOTICED
from reader.guard.triggers.screensaver import Screensaver
from reader.guard.triggers.session_lock import SessionLock
from reader.guard.triggers.suspend import Suspend
from reader.guard.triggers.user_switch import UserSwitch
from reader.platform.base import Platform


class Deed(Enum):
    """What is done when a trigger reports."""

    NOTHING = "nothing"  # it is not started
    COVER = "cover"  # as the panic key: cover, kill, no prompt
    LOCK = "lock"  # quick-lock: kill, and the prompt in place


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """`deeds` has every trigger's name."""

    deeds: dict[str, Deed]
    idle_limit_s: float


TRIGGERS: tuple[type[Trigger], ...] = (
    SessionLock, UserSwitch, Suspend, Lid, Screensaver, Mains, Battery,
    Medium, KeyMedium, Displays, NetworkAdapter, Idle, DesktopKey,
)  # fmt: skip

_NOWHERE = {
    NetworkAdapter.name: Deed.NOTHING,  # phones and docks bring adapters every day: only whoever asks for it
    DesktopKey.name: Deed.NOTHING,  # the desktop writes down what it has bound: only for whoever asks for it
}
_ALL_COVER = {kind.name: Deed.COVER for kind in TRIGGERS} | _NOWHERE
_RELAXED = (
    {kind.name: Deed.LOCK for kind in TRIGGERS}
    | _NOWHERE
    | {
        Suspend.name: Deed.COVER,  # no quick return: nothing that holds a key may sleep along
        Mains.name: Deed.NOTHING,  # carrying the laptop to the sofa should not cost a passphrase
        Displays.name: Deed.NOTHING,  # nor should putting it on the desk
        Medium.name: Deed.COVER,  # a prompt for a library that is not there helps nobody
        KeyMedium.name: Deed.NOTHING,  # many take the stick out as soon as they are in
    }
)

PROFILES: dict[ProfileName, Profile] = {
    "relaxed": Profile(deeds=_RELAXED, idle_limit_s=30 * 60),
    "careful": Profile(deeds=_ALL_COVER, idle_limit_s=15 * 60),
    "at-risk": Profile(deeds=_ALL_COVER, idle_limit_s=5 * 60),
}

EVENTS: dict[Deed, Event] = {Deed.COVER: Event.PANIC, Deed.LOCK: Event.LOCK}
"""What is posted to the panic thread for a deed; nothing for NOTHING."""


def profile_of(settings: TriggerSettings) -> Profile:
    """The profile, with what the person set otherwise. A trigger that does not exist (any more) is passed over."""
    chosen = PROFILES[settings.profile]
    deeds = {
        name: Deed(settings.deeds[name]) if name in settings.deeds else deed for name, deed in chosen.deeds.items()
    }
    return Profile(deeds=deeds, idle_limit_s=settings.idle_limit_s or chosen.idle_limit_s)


def make_triggers(
    profile: Profile,
    vault: Path,
    key_folder: str = "",
    key_name: str = "",
    *,
    identity: str,
    platform: Platform,
) -> Sequence[Trigger]:
    """The triggers that do something in this profile, not started. `vault` is open, by a key file in `key_folder`.

    `key_name` is the panic key, for which the desktop is asked; "" leaves the choice to the person there.
    """
    triggers = _of_the_system(identity, platform)
    triggers += [Medium([_holder(vault)]), KeyMedium(_key_holders(Path(key_folder), vault) if key_folder else [])]
    triggers += [
        Displays(platform.open_displays),
        NetworkAdapter(),
        Idle(profile.idle_limit_s, platform.open_idle_time),
    ]
    triggers += [DesktopKey(app_id=identity.lower(), key=key_name)]
    return [trigger for trigger in triggers if profile.deeds[trigger.name] is not Deed.NOTHING]


def _of_the_system(identity: str, platform: Platform) -> list[Trigger]:
    """Those that its services tell of: by D-Bus, or as the system itself has it."""
    open_notices = platform.notices()
    if open_notices:
        return [kind(open_notices) for kind in NOTICED]
    return [SessionLock(), UserSwitch(), Suspend(who=identity), Lid(), Screensaver(), Mains(), Battery()]


def _holder(vault: Path) -> Path:
    """What is watched for a vault: not its own folder, which moving and erasing take away while it is open."""
    return vault if vault.is_mount() else vault.parent


def _key_holders(folder: Path, vault: Path) -> list[Path]:
    """The key file's folder; what holds the vault, if that is inside the vault."""
    return [_holder(vault) if folder.is_relative_to(vault) else folder]
