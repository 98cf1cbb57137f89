"""How the library is hidden, as the person chose it: kept inside the library, nowhere else."""

from __future__ import annotations

import msgspec

from reader.guard.messages import PanicKeys, TriggerSettings


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


HIDING_SETTING = "hiding"
