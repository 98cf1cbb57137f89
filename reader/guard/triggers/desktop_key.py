"""A key of the desktop's own, by which it calls on us from every window: for sessions that show us no other's keys.

Off in every profile: the desktop keeps what it has bound, with the name that we give it. It is one chord; three taps of
Shift can't be had from a desktop.
"""

from __future__ import annotations

import select
from typing import ClassVar

from reader.guard.triggers.base import Run, Trigger
from reader.platform.dbus import CALL_LIMIT_S, SESSION_BUS
from reader.platform.shortcut_portal import PortalEvent, ShortcutPortal

_NAME = "Hide"  # what is read in the desktop's settings: any program has such a key
_REASONS = {PortalEvent.BOUND: "", PortalEvent.REFUSED: "refused"}


class DesktopKey(Trigger):
    """By the GlobalShortcuts portal."""

    name = "desktop-key"
    call_limit_s: ClassVar[float] = CALL_LIMIT_S

    def __init__(self, address: str = "", *, app_id: str = "notes", key: str = "F9") -> None:
        """`address` is another bus than the session's; `app_id` the identity's; `key` what is asked for, or ""."""
        super().__init__()
        self._address = address or SESSION_BUS
        self._app_id = app_id
        self._key = key

    def _watch(self, run: Run) -> None:
        try:
            portal = ShortcutPortal(self._address, self.call_limit_s)
        except ConnectionError:
            run.note("no-bus")
            return
        try:
            self._listen(portal, run)
        except ConnectionError:
            run.note("no-bus")
        finally:
            portal.close()

    def _listen(self, portal: ShortcutPortal, run: Run) -> None:
        """Until the run is stopped, or a new session is needed. A refusal is final for this run: nobody is nagged."""
        lack = portal.begin(app_id=self._app_id, name=_NAME, key=self._key)
        run.note(lack or "asking")
        sources: list[ShortcutPortal | Run] = [portal, run]
        while not run.is_stopped:
            for event in portal.hear():
                if event is PortalEvent.PRESSED:
                    run.happened()
                elif event is PortalEvent.ENDED:
                    run.note("no-service")
                    return
                else:
                    run.note(_REASONS[event])
            if lack == "no-portal":
                return  # it may have hung
            select.select(sources, [], [])
