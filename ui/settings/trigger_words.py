"""Triggers in plain words: what each is, what it does, whether it works here. The unknown has a general sentence."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from reader.guard.profiles import PROFILES, Deed
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "TriggerWords"
_MINUTE_S = 60

_NAMES = {
    "session-lock": QT_TRANSLATE_NOOP("TriggerWords", "The session is locked"),
    "user-switch": QT_TRANSLATE_NOOP("TriggerWords", "Another user takes the screen"),
    "screensaver": QT_TRANSLATE_NOOP("TriggerWords", "The screen saver comes up"),
    "suspend": QT_TRANSLATE_NOOP("TriggerWords", "The machine goes to sleep"),
    "lid": QT_TRANSLATE_NOOP("TriggerWords", "The lid is closed"),
    "mains-lost": QT_TRANSLATE_NOOP("TriggerWords", "The power cable is pulled, or the mains fail"),
    "battery-critical": QT_TRANSLATE_NOOP("TriggerWords", "The battery is almost empty"),
    "medium-removed": QT_TRANSLATE_NOOP("TriggerWords", "The medium that holds the library is pulled out"),
    "key-removed": QT_TRANSLATE_NOOP("TriggerWords", "The medium that holds the key file is pulled out"),
    "display-changed": QT_TRANSLATE_NOOP("TriggerWords", "A display is connected, taken away or mirrored"),
    "network-adapter": QT_TRANSLATE_NOOP("TriggerWords", "A network adapter appears"),
    "desktop-key": QT_TRANSLATE_NOOP("TriggerWords", "A key that the desktop itself keeps for this is pressed"),
    "idle": QT_TRANSLATE_NOOP("TriggerWords", "Nobody touches the keyboard or the mouse"),
}
_NOTES = {
    "key-removed": QT_TRANSLATE_NOOP("TriggerWords", "Leave it in while you read, or switch this off."),
    "network-adapter": QT_TRANSLATE_NOOP("TriggerWords", "As when a phone or an adapter is plugged in."),
    "desktop-key": QT_TRANSLATE_NOOP(
        "TriggerWords",
        "For desktops that show no program the keys of others. The desktop lists it among its own keys, as “Hide”.",
    ),
}
_UNKNOWN_NAME = QT_TRANSLATE_NOOP("TriggerWords", "Something else happens to the machine ({name})")

_GROUPS: tuple[tuple[str, Collection[str]], ...] = (
    (
        QT_TRANSLATE_NOOP("TriggerWords", "Session and sleep"),
        ("session-lock", "user-switch", "screensaver", "suspend", "lid"),
    ),
    (QT_TRANSLATE_NOOP("TriggerWords", "Power"), ("mains-lost", "battery-critical")),
    (QT_TRANSLATE_NOOP("TriggerWords", "Media"), ("medium-removed", "key-removed")),
    (QT_TRANSLATE_NOOP("TriggerWords", "Other displays and adapters"), ("display-changed", "network-adapter")),
    (QT_TRANSLATE_NOOP("TriggerWords", "Nobody there"), ("idle",)),
    (QT_TRANSLATE_NOOP("TriggerWords", "A key of the desktop"), ("desktop-key",)),
)
_OTHERS = QT_TRANSLATE_NOOP("TriggerWords", "Others")

_REASONS = {
    "not-started": QT_TRANSLATE_NOOP("TriggerWords", "It is just being started."),
    "no-bus": QT_TRANSLATE_NOOP("TriggerWords", "The system does not answer. Some systems tell no program about this."),
    "no-service": QT_TRANSLATE_NOOP(
        "TriggerWords", "Nothing on this system tells programs about it. As soon as something does, it works."
    ),
    "no-session": QT_TRANSLATE_NOOP("TriggerWords", "The system knows of no session that you are logged in to."),
    "no-reading": QT_TRANSLATE_NOOP("TriggerWords", "The system has the means to tell, but tells nothing of use."),
    "no-battery": QT_TRANSLATE_NOOP("TriggerWords", "This machine has no battery, or does not tell of it."),
    "no-lid": QT_TRANSLATE_NOOP("TriggerWords", "This machine has no lid, or does not tell when it is closed."),
    "no-display": QT_TRANSLATE_NOOP("TriggerWords", "There is no display that could be asked."),
    "no-idle-time": QT_TRANSLATE_NOOP(
        "TriggerWords", "This desktop does not tell when somebody last touched anything."
    ),
    "built-in": QT_TRANSLATE_NOOP(
        "TriggerWords", "It lies on a disk inside this machine. On a stick or another disk of its own it works."
    ),
    "no-medium": QT_TRANSLATE_NOOP("TriggerWords", "Where the medium should be there is nothing to watch."),
    "no-adapter-list": QT_TRANSLATE_NOOP("TriggerWords", "The system does not tell which network adapters there are."),
    "no-key-file": QT_TRANSLATE_NOOP("TriggerWords", "No key file opened the library."),
    "no-messages": QT_TRANSLATE_NOOP("TriggerWords", "The system does not send this program its messages."),
    "no-portal": QT_TRANSLATE_NOOP("TriggerWords", "No program can ask this desktop for a key."),
    "asking": QT_TRANSLATE_NOOP("TriggerWords", "The desktop has been asked for it, and asks you."),
    "refused": QT_TRANSLATE_NOOP(
        "TriggerWords", "You or the desktop have refused it. It is asked again when the library is opened again."
    ),
    "failed": QT_TRANSLATE_NOOP("TriggerWords", "Something went wrong with it. It is tried again every few seconds."),
}
_LOGIND = ("session-lock", "user-switch", "suspend", "lid")
_UPOWER = ("mains-lost", "battery-critical")
_REMEDIES = {
    "no-bus": QT_TRANSLATE_NOOP("TriggerWords", "Install and start the package dbus, then log in again."),
    **dict.fromkeys(
        (f"no-service {name}" for name in _LOGIND),
        QT_TRANSLATE_NOOP("TriggerWords", "systemd-logind or elogind would: install and start one of them."),
    ),
    **dict.fromkeys(
        (f"no-service {name}" for name in _UPOWER),
        QT_TRANSLATE_NOOP("TriggerWords", "UPower would: install the package upower."),
    ),
    "no-session": QT_TRANSLATE_NOOP("TriggerWords", "Log in by the system's own login screen."),
}
"""By the reason, or by reason and trigger: what can be done about it."""
_UNDER_WAY = frozenset({"not-started", "asking"})
_NOTHING_TO_WATCH = frozenset({"no-battery", "no-lid", "no-key-file", "built-in"})
_UNKNOWN_REASON = QT_TRANSLATE_NOOP("TriggerWords", "The system does not allow it, for a reason that has no name here.")

_DEEDS = {
    Deed.NOTHING: QT_TRANSLATE_NOOP("TriggerWords", "Nothing"),
    Deed.COVER: QT_TRANSLATE_NOOP("TriggerWords", "Hide"),
    Deed.LOCK: QT_TRANSLATE_NOOP("TriggerWords", "Lock"),
}

_PROFILES = {
    "relaxed": (
        QT_TRANSLATE_NOOP("TriggerWords", "Relaxed"),
        QT_TRANSLATE_NOOP(
            "TriggerWords",
            "Mostly locks, so that the prompt is there when you come back; after {minutes} with nobody there too. "
            "Everyday things, as a pulled power cable, do nothing.",
        ),
    ),
    "careful": (
        QT_TRANSLATE_NOOP("TriggerWords", "Careful"),
        QT_TRANSLATE_NOOP(
            "TriggerWords",
            "Hides when something happens to the machine that others may be behind, and after {minutes} with nobody "
            "there. Now and then it will hide for nothing.",
        ),
    ),
    "at-risk": (
        QT_TRANSLATE_NOOP("TriggerWords", "At risk"),
        QT_TRANSLATE_NOOP(
            "TriggerWords",
            "For days when somebody may come to the door. As Careful, but already after {minutes} with nobody there.",
        ),
    ),
}


def _say(source: str) -> str:
    return QCoreApplication.translate(_CONTEXT, source)


def trigger_name(name: str) -> str:
    """What happens, as a sentence without its full stop."""
    return _say(_NAMES[name]) if name in _NAMES else _say(_UNKNOWN_NAME).format(name=name)


def trigger_note(name: str) -> str:
    """What else is good to know of it; mostly nothing."""
    return _say(_NOTES[name]) if name in _NOTES else ""


def is_under_way(reason: str) -> bool:
    """Whether it is not known yet how it will do."""
    return reason in _UNDER_WAY


def is_fault(reason: str) -> bool:
    """Whether something is wrong where that is the reason; where there is nothing to watch, nothing is."""
    return reason not in _NOTHING_TO_WATCH


def reason_sentence(reason: str) -> str:
    """Why a trigger does not work here."""
    return _say(_REASONS.get(reason, _UNKNOWN_REASON))


def remedy_sentence(name: str, reason: str) -> str:
    """What to do about it; "" where nothing is known to help."""
    remedy = _REMEDIES.get(reason) or _REMEDIES.get(f"{reason} {name}")
    return _say(remedy) if remedy else ""


def deed_name(deed: Deed) -> str:
    """What is done, by the names of the buttons that do the same."""
    return _say(_DEEDS[deed])


def profile_words(name: str) -> tuple[str, str]:
    """A profile's name and its sentence."""
    title, about = (_say(text) for text in _PROFILES[name])
    return title, about.format(minutes=duration(PROFILES[name].idle_limit_s))  # type: ignore[index]  # same names


def duration(limit_s: float) -> str:
    """So many minutes, or seconds below one."""
    if limit_s < _MINUTE_S:
        return QCoreApplication.translate("TriggerWords", "{count} s").format(count=round(limit_s))
    return QCoreApplication.translate("TriggerWords", "{count} min").format(count=round(limit_s / _MINUTE_S))


def grouped(names: Collection[str]) -> list[tuple[str, list[str]]]:
    """Headings, each with those of `names` that belong below it. What has no group comes last."""
    known = {name for _heading, members in _GROUPS for name in members}
    groups = [(_say(heading), [name for name in members if name in names]) for heading, members in _GROUPS]
    groups.append((_say(_OTHERS), [name for name in names if name not in known]))
    return [(heading, members) for heading, members in groups if members]


def has_words(name: str) -> bool:
    """Whether a trigger has a name of its own here."""
    return name in _NAMES


def has_reason(reason: str) -> bool:
    """Whether a reason has a sentence of its own here."""
    return reason in _REASONS
