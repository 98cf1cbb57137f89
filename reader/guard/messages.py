"""What the guard and the desk say to each other. A panic is none of these: it is one byte on a pipe of its own.

No message carries a passphrase, a key, a title or a text. The vault's folder travels here because a process's
arguments can be read by every other process of the machine.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec

from reader.covers.slide import Slide


class PanicKeys(msgspec.Struct, frozen=True, kw_only=True):
    """What the watch listens for while the library is open; `key_name` is the X11 keysym's name, as F9 or Pause.

    "" is no key; then it must be the taps. Raises ValueError for neither.
    """

    key_name: str = "F9"
    shift_taps: bool = True

    def __post_init__(self) -> None:
        if not (self.key_name or self.shift_taps):
            raise ValueError("no gesture is left")


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """Where a window is, in pixels as Qt counts them, without its frame; of a maximised one, where it was before.

    A size of 0 is unknown.
    """

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    is_maximised: bool = False


CoverName: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[a-z]{1,16}$")]
"""A cover as the settings file names it. No room for more: what a desk says of it outlives that desk in the guard."""


ProfileName: TypeAlias = Literal["relaxed", "careful", "at-risk"]
"""What the triggers do (reader/guard/profiles.py). Kept nowhere outside the library."""

DeedName: TypeAlias = Literal["nothing", "cover", "lock"]
"""What one trigger does; `reader.guard.profiles.Deed` by name."""

TriggerName: TypeAlias = Annotated[str, msgspec.Meta(pattern="^[a-z-]{1,32}$")]
"""As `Trigger.name`. One that this guard does not know is passed over."""


class TriggerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """A profile, and what the person set otherwise; `idle_limit_s` 0 is the profile's."""

    profile: ProfileName = "careful"
    deeds: dict[TriggerName, DeedName] = {}
    idle_limit_s: Annotated[int, msgspec.Meta(ge=0, le=24 * 3600)] = 0


class TriggerFact(msgspec.Struct, frozen=True, kw_only=True):
    """One trigger that is armed: whether it works on this machine now, and if not, why (triggers/base.py `REASONS`)."""

    name: TriggerName
    works: bool
    reason: str = ""


# --- guard to desk -------------------------------------------------------------------------------------------------


class Configure(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Sent once, first. The desk opens nothing yet: it imports, builds its windows hidden, and answers DeskReady."""

    vault: str  # absolute; may not exist yet
    is_demo: bool = False
    language: str = ""  # "" is the system's
    identity: str = "Notes"
    cover: CoverName = "notes"  # the next start's
    slide: Slide = Slide()
    deaths: int = 0  # how often a desk has ended of itself since the program started


class ShowPrompt(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Show the unlock prompt, or the welcome when there is no vault yet, and take the focus; answer PromptShown."""

    first_run: bool = False
    has_keeper: bool = False  # a keeper lives: the PIN may be asked for. KeeperState tells when it does no more
    keys: PanicKeys = PanicKeys()  # of the library that was open last: whoever comes back knows those
    placement: Placement = Placement()  # the cover's: the desk appears in its place, as the same program would
    activation_token: str = ""  # for xdg-activation; "" where the platform has none
    timestamp_ms: int = 0  # the display server's time of the key that asked, for focus; 0 is unknown


class RaiseDesk(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The program was launched a second time while the desk shows a window: bring that window to the front."""

    activation_token: str = ""


class HideDesk(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The cover is before you, because you did not answer: when you do, no switcher of windows shall show yours."""


class WatchState(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Whether the panic key works in every window, and if not, why: the desk says it plainly and names its own key."""

    armed: bool
    reason: str = ""  # "", or one of `WATCH_REASONS`


WATCH_REASONS = (
    "no-display-server",  # nothing here lets a program see keys of other windows (Wayland, or no display)
    "desktop-key",  # as before, but the person has chosen the trigger of that name
    "no-raw-keys",  # the display server has no XInput 2
    "no-such-key",  # no key of this keyboard bears the chosen name
    "watch-died",  # the process that watches ended
)


class CoverKept(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What the guard's settings file says after a CoverChosen: that cover, or the one before if it can't be written."""

    cover: CoverName


class SlideKept(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What the guard's settings say after a SlideChosen: that, or what was before and why it stayed."""

    slide: Slide = Slide()
    problem: Literal["", "picture", "disk", "too-soon"] = ""


class TriggerReport(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The answer to TriggersAsked: every trigger that is armed, as of now."""

    triggers: tuple[TriggerFact, ...] = ()


class KeeperState(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Whether there is a keeper: the answer to KeeperRequested, and sent by itself when one has ended."""

    alive: bool


class SpeechNoted(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The answer to SpeechRequested: from now on the guard silences the speech service when this desk ends."""


# --- guard to watch, which answers the first with a WatchState ------------------------------------------------------


class ArmWatch(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Listen for these keys from now on."""

    keys: PanicKeys


class DisarmWatch(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Listen to nothing."""


HEARTBEAT_S = 1.0

# --- desk to guard -------------------------------------------------------------------------------------------------


class DeskReady(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Imports done, windows made, nothing open: a prompt can appear at once."""


class PromptShown(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A window of the desk is on the screen: the cover may go."""


class PromptCancelled(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The person left the prompt or closed it. The desk has hidden it and stays warm; the cover comes back."""


class VaultChosen(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Sent before the desk touches a vault other than the configured one, so that the guard settles the right one."""

    vault: str


class VaultErased(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The whole vault was erased, as asked: that nothing is in its place is no sign of a medium pulled out."""


class Opened(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The library is open, or was just created: arm the panic key and the triggers. The answer is WatchState.

    Sent again when the person has chosen others. `key_file` is the folder of the key file that opened it; "" says
    nothing new. The guard keeps it in memory, and only while the library is open.
    """

    keys: PanicKeys = PanicKeys()
    triggers: TriggerSettings = TriggerSettings()
    key_file: str = ""


class Alive(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The UI thread runs: sent every `HEARTBEAT_S` while the desk has a window on the screen."""


class TriggersAsked(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Which triggers work? The answer is TriggerReport."""


class FiringRequested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Do what this trigger does, as if it had happened: to try it. One that is not armed does nothing."""

    trigger: TriggerName


class CoverChosen(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The next start shall wear this cover; the guard saves it, if it knows it, and answers CoverKept."""

    cover: CoverName


class SlideChosen(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Other screens shall show this while nobody reads; the guard saves it and answers SlideKept.

    `picture` is a file, and "" the one that is kept already. A picture itself is too long for a message.
    """

    slide: Slide
    picture: Annotated[str, msgspec.Meta(max_length=4096)] = ""


class KeeperRequested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Quick return is on: start a keeper, a new one if there is one. The answer is KeeperState.

    What it shall keep goes to it directly (reader/guard/keeper_link.py); it never comes here.
    """


class KeeperDismissed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The person has switched quick return off, or goes to another library: end the keeper."""


class SpeechRequested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Something is going to be read aloud by the system's speech service. No word goes to it before the answer.

    It holds no text, no language and no voice; the guard silences the service without knowing any.
    """


class LockRequested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Quick-lock: the desk is killed and a new one's prompt takes its place."""


class CloseRequested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The person closed the library's window: the desk is killed and the cover comes back."""


class QuitRequested(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The person asked to end the program: the desk is killed, the vault settled, and the guard ends too."""


ToDesk: TypeAlias = (
    Configure
    | ShowPrompt
    | RaiseDesk
    | HideDesk
    | WatchState
    | CoverKept
    | SlideKept
    | TriggerReport
    | KeeperState
    | SpeechNoted
)
ToWatch: TypeAlias = ArmWatch | DisarmWatch
ToGuard: TypeAlias = (
    DeskReady
    | PromptShown
    | PromptCancelled
    | VaultChosen
    | VaultErased
    | Opened
    | Alive
    | TriggersAsked
    | FiringRequested
    | CoverChosen
    | SlideChosen
    | KeeperRequested
    | KeeperDismissed
    | SpeechRequested
    | LockRequested
    | CloseRequested
    | QuitRequested
)
