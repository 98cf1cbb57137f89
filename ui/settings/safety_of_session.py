"""The Safety page on the program and its session: what holds or not, and what to do."""

from __future__ import annotations

from reader.platform.safety.finding import Matter
from ui.translations import QT_TRANSLATE_NOOP

_COVERED = QT_TRANSLATE_NOOP("SafetyWords", "Whatever hides the library covers every screen before it closes it.")
_COVERING_DESKTOPS = QT_TRANSLATE_NOOP(
    "SafetyWords", "Desktops that let a program do that: KDE Plasma, Sway, COSMIC, and every X11 session."
)
_PRESS_IT_HERE = QT_TRANSLATE_NOOP("SafetyWords", "Click into this window before you press it, or choose “Hide”.")
_SEE_TRIGGERS = QT_TRANSLATE_NOOP(
    "SafetyWords", "See which ones do not, and why. Hiding by key works without any of them."
)
_CLOSE_RECORDERS = QT_TRANSLATE_NOOP(
    "SafetyWords", "Before you open the library, close programs that record or share the screen."
)
_COPY_NOTHING = QT_TRANSLATE_NOOP("SafetyWords", "Switch its history off, or copy nothing out of the library.")
_TRUSTED_ONLY = QT_TRANSLATE_NOOP("SafetyWords", "While the library is open, run only programs that you trust.")


OF_SESSION: dict[tuple[Matter, str], tuple[str, str]] = {
    ("deaths", "some"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "How often the library has ended by itself since the program started: {count}. The cover came each time.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "If it happens again, check the library: Library, Health, Check everything."),
    ),
    ("panic-key", "armed"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The keys that hide everything are heard in every window."),
        "",
    ),
    ("panic-key", "not-yet"): (
        QT_TRANSLATE_NOOP("SafetyWords", "What listens for keys has not said yet whether it can."),
        QT_TRANSLATE_NOOP("SafetyWords", "Look again in a moment."),
    ),
    ("panic-key", "no-display-server"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "It is heard in this window only: this system shows no program the keys of other windows."
        ),
        _PRESS_IT_HERE,
    ),
    ("panic-key", "desktop-key"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "It is heard in this window, and in others if the desktop has given us a key for it."
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Whether it has is said where the triggers are. Try it once."),
    ),
    ("panic-key", "no-raw-keys"): (
        QT_TRANSLATE_NOOP("SafetyWords", "It is heard in this window only: this display server does not pass keys on."),
        _PRESS_IT_HERE,
    ),
    ("panic-key", "no-such-key"): (
        QT_TRANSLATE_NOOP("SafetyWords", "This keyboard has no such key."),
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Choose another under “Hiding”. Until then there is the word “Hide”, and, if it is on, Shift tapped three"
            " times.",
        ),
    ),
    ("panic-key", "watch-died"): (
        QT_TRANSLATE_NOOP("SafetyWords", "It is heard in this window only: what listened for it has ended."),
        QT_TRANSLATE_NOOP("SafetyWords", "Lock the library and open it again."),
    ),
    ("panic-key", "window-only"): (
        QT_TRANSLATE_NOOP("SafetyWords", "It is heard in this window only."),
        _PRESS_IT_HERE,
    ),
    ("covers", "layers"): (_COVERED, ""),
    ("covers", "windows"): (_COVERED, ""),
    ("covers", "borrowed-windows"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This desktop lets no program cover everything. Hiding covers what it can, and closes the library at once.",
        ),
        _COVERING_DESKTOPS,
    ),
    ("covers", "none"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "Nothing can be put over the screens here. Hiding closes the library without a cover."
        ),
        _COVERING_DESKTOPS,
    ),
    ("triggers", "all"): (
        QT_TRANSLATE_NOOP("SafetyWords", "All that are switched on work on this machine: {total}."),
        "",
    ),
    ("triggers", "some"): (QT_TRANSLATE_NOOP("SafetyWords", "{working} of {total} work here."), _SEE_TRIGGERS),
    ("triggers", "off"): (
        QT_TRANSLATE_NOOP("SafetyWords", "None is switched on: the library is hidden only by you."),
        QT_TRANSLATE_NOOP("SafetyWords", "Choose a more careful profile."),
    ),
    ("triggers", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Not one of them works here."),
        QT_TRANSLATE_NOOP("SafetyWords", "See why. Hiding by key works without any of them."),
    ),
    ("capture", "excluded"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Screenshots and recordings do not show the windows of the library."),
        QT_TRANSLATE_NOOP("SafetyWords", "A camera does."),
    ),
    ("capture", "admitted"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Screenshots and recordings show the windows, as you wished."),
        QT_TRANSLATE_NOOP("SafetyWords", "When you have presented, keep them out again, below."),
    ),
    ("capture", "impossible"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "Screenshots and recordings show the windows. On this system no program can prevent that."
        ),
        _CLOSE_RECORDERS,
    ),
    ("capture", "refused"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The system did not keep the windows out of screenshots and recordings."),
        _CLOSE_RECORDERS,
    ),
    ("clipboard", "none-found"): (
        QT_TRANSLATE_NOOP("SafetyWords", "No clipboard manager that this program knows is running."),
        "",
    ),
    ("clipboard", "found"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This keeps what is copied: {names}. Copies from the library ask not to be kept and are emptied after 30"
            " seconds, but not every program obeys.",
        ),
        _COPY_NOTHING,
    ),
    ("clipboard", "unnamed"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "A clipboard manager is running. Copies from the library ask not to be kept and are emptied after 30"
            " seconds, but not every program obeys.",
        ),
        _COPY_NOTHING,
    ),
    ("session", "wayland"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Other programs of this Wayland session do not see the keys that you press here, nor the screen without"
            " asking you.",
        ),
        "",
    ),
    ("session", "wayland-open"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Other programs of this Wayland session do not see the keys that you press here, but any of them can record"
            " the screen.",
        ),
        _TRUSTED_ONLY,
    ),
    ("session", "wayland-untold"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "Other programs of this Wayland session do not see the keys that you press here. Whether they can record"
            " the screen can't be told.",
        ),
        _TRUSTED_ONLY,
    ),
    ("session", "x11"): (
        QT_TRANSLATE_NOOP("SafetyWords", "Every program of this X11 session can see the screen and every key."),
        _TRUSTED_ONLY,
    ),
    ("session", "xwayland"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This window is shown by way of Xwayland: programs that are too can see it, and the keys pressed in it.",
        ),
        _TRUSTED_ONLY,
    ),
    ("session", "none"): (
        QT_TRANSLATE_NOOP("SafetyWords", "What kind of display this window is on can't be told."),
        _TRUSTED_ONLY,
    ),
    ("accessibility", "off"): (
        QT_TRANSLATE_NOOP("SafetyWords", "The system's accessibility is off: nobody asks what the windows say."),
        "",
    ),
    ("accessibility", "on"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords", "The system's accessibility is on: programs that use it can read what the windows say."
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "If you need no screen reader, switch it off in the system's settings."),
    ),
    ("input-method", "none-found"): (
        QT_TRANSLATE_NOOP("SafetyWords", "No input method that this program knows is running."),
        "",
    ),
    ("input-method", "found"): (
        QT_TRANSLATE_NOOP(
            "SafetyWords",
            "This is running: {names}. All fields ask it to learn nothing; whether it obeys can't be told.",
        ),
        QT_TRANSLATE_NOOP("SafetyWords", "Switch its learning off in its own settings."),
    ),
}
