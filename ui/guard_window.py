"""The guard's half of the screen: the application object, the cover, and how the panic thread reaches them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from reader.covers.slide import Slide
from reader.guard.identity import Identity
from reader.guard.messages import Placement
from reader.guard.panic import PanicThread
from reader.guard.raised_slides import RaisedSlides
from reader.guard.settings import GuardSettings
from reader.guard.states import Action, Event
from ui.application import identified_application
from ui.covers.choice import CoverChoice
from ui.covers.making import make_cover
from ui.covers.slide_choice import SlideChoice
from ui.covers.slides import Slides
from ui.covers.style import cover_palette
from ui.faces import face_name, speak
from ui.icons import identity_icon
from ui.jobs import Jobs
from ui.placement import PlacementKeeper
from ui.theme import DEFAULT_THEME_NAME, load_theme

_LAST_SAVE_LIMIT_MS = 2000
_LAST_SAVE_STEP_MS = 20


def make_application(identity: Identity, settings: GuardSettings) -> QApplication:
    """The guard's application, in the language of its settings."""
    application = identified_application(identity)
    speak(application, identity, settings.language)
    return application


class GuardWindow(QObject):
    """The cover and the actions that concern it."""

    shown = Signal()  # the cover, and on other screens the slides, are on the screen and drawn

    _told = Signal(Action)

    def __init__(
        self,
        application: QApplication,
        identity: Identity,
        cover_folder: Path,
        *,
        save_cover: Callable[[str], None] = lambda _cover: None,
    ) -> None:
        super().__init__(application)
        self._identity = identity
        self._application = application
        self.theme = load_theme(DEFAULT_THEME_NAME)
        application.setPalette(cover_palette(self.theme))
        application.setWindowIcon(identity_icon(identity))
        self._jobs = Jobs(self, threads=1)
        self._cover = make_cover(identity, cover_folder, self._jobs, self.theme)
        self.choice = CoverChoice(save_cover, identity.cover, self._jobs, self)
        self._placement = PlacementKeeper(self._cover)
        self._deeds = {
            Action.SHOW_COVER: self._show_cover,
            Action.FILL_WITH_COVER: self._fill_with_cover,
            Action.HIDE_COVER: self._put_away,
            Action.DEAFEN_COVER: self._cover.deafen,
            Action.QUIT: self._quit,
        }
        self._slide_choice: SlideChoice | None = None
        self._slides: Slides | None = None
        self._has_painted = False
        self._cover.painted.connect(self._note_painted)
        self._waited_ms = 0
        self._told.connect(lambda action: self._deeds[action](), Qt.ConnectionType.QueuedConnection)

    def tell(self, action: Action) -> None:
        """Have an action done on the UI's thread; called on the panic thread, and returns at once."""
        self._told.emit(action)

    def placement(self) -> Placement:
        """Where the cover is, or was last; called on the panic thread."""
        return self._placement.latest

    def connect_to(self, thread: PanicThread) -> None:
        """Let the cover's wishes reach the panic thread."""
        self._cover.summon_requested.connect(lambda: thread.post(Event.SUMMON))
        self._cover.closed.connect(lambda: thread.post(Event.COVER_CLOSED))
        self.shown.connect(lambda: thread.post(Event.COVER_SHOWN))
        self.choice.settled.connect(lambda: thread.post(Event.COVER_KEPT))
        if self._slide_choice:
            self._slide_choice.settled.connect(lambda: thread.post(Event.SLIDE_KEPT))

    def use_slides(
        self, raised: RaisedSlides, current: Slide, folder: Path, save: Callable[[Slide], None]
    ) -> SlideChoice:
        """Show slides on other screens; call it before `connect_to`. `save` and `folder`: see SlideChoice."""
        self._slide_choice = choice = SlideChoice(save, current, folder, self._jobs, self)
        self._slides = Slides(self._application, choice, raised, self._jobs, title=face_name(self._identity))
        self._slides.painted.connect(self._announce)
        return choice

    def _fill_with_cover(self) -> None:
        self._has_painted = False
        if self._slides and self._slide_choice:
            self._slide_choice.deafen()
            self._slides.show()
            self._leave_walls(self._slides)
        self._cover.show_cover(full_size=True)

    def _leave_walls(self, slides: Slides) -> None:
        """A cover that stands on a screen of the slide's, be it by its edge, would be made to fill that one."""
        if not slides.is_in_the_way(self._cover.geometry()):
            return
        screen = slides.screen_beside(self._cover.screen())
        room = screen.availableGeometry()
        self._cover.showNormal()  # a maximised window would not go
        self._cover.setScreen(screen)
        self._cover.setGeometry(QRect(room.topLeft(), self._cover.size().boundedTo(room.size())))

    def _put_away(self) -> None:
        self._cover.put_away()
        if self._slides:
            self._slides.hide()

    def _note_painted(self) -> None:
        self._has_painted = True
        self._announce()

    def _announce(self) -> None:
        """The raised covers go when all that takes their place is there, or a wall would show what lies below."""
        if self._has_painted and (not self._slides or self._slides.are_painted()):
            self.shown.emit()

    def _show_cover(self) -> None:
        if not self._cover.isVisible():
            self._placement.put_back()
        self._cover.show_cover(full_size=False)

    def _quit(self) -> None:
        """End once the last words are on the disk."""
        self._cover.hide()
        if self._slides:
            self._slides.hide()
        if self._cover.is_saved() or self._waited_ms >= _LAST_SAVE_LIMIT_MS:
            self._jobs.close()
            self._application.quit()
            return
        self._waited_ms += _LAST_SAVE_STEP_MS
        QTimer.singleShot(_LAST_SAVE_STEP_MS, self._quit)
