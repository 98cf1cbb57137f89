"""How the library is hidden, as the person chose it: kept inside the library, nowhere else."""

from __future__ import annotations

import msgspec

from reader.guard.messages import PanicKeys, TriggerSettings, WatchState
from reader.guard.triggers.desktop_key import DesktopKey


class HidingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The panic key and the triggers."""

    keys: PanicKeys = PanicKeys()
    triggers: TriggerSettings = TriggerSettings()


def encode(settings: HidingSettings) -> str:
    """As one line of JSON, for the library's setting `HIDING_SETTING`."""
    return msgspec.json.encode(settings).decode()


def decode(text: str | None) -> HidingSettings:
    """What `encode` wrote. What can't be read, or was never written, is the default: hiding never fails to be armed."""
    try:
        return msgspec.json.decode(text or "{}", type=HidingSettings)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        return HidingSettings()


def with_desktop_key(state: WatchState, settings: TriggerSettings) -> WatchState:
    """What the desk is to say of the panic key where the person has chosen the desktop's own for other windows."""
    is_chosen = settings.deeds.get(DesktopKey.name, "nothing") != "nothing"
    if is_chosen and state.reason == "no-display-server":
        return WatchState(armed=False, reason="desktop-key")
    return state


HIDING_SETTING = "hiding"
