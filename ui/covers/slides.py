"""The slides on other people's screens: drawn anew whenever screens or the choice change, shown after a panic."""

from __future__ import annotations

import time
from functools import partial

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen

from reader.covers.quarantine import InputGate
from reader.covers.slide import Slide
from reader.guard.raised_slides import RaisedSlides
from reader.guard.screens import Screen, external_screens
from ui.covers.slide_choice import SlideChoice
from ui.covers.slide_drawing import draw_slide, pixels_of
from ui.covers.slide_window import SlideWindow
from ui.jobs import Jobs

_CALM_MS = 100  # screens that come or go send a handful of signals


class Slides(QObject):
    """A window for each external screen, and the same picture on the covers that a panic raises."""

    painted = Signal()  # all of them, after `show`
    drawn = Signal()  # what a panic would show is up to date

    def __init__(
        self, application: QGuiApplication, choice: SlideChoice, raised: RaisedSlides, jobs: Jobs, *, title: str
    ) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._raised = raised
        self._jobs = jobs
        self._title = title
        self._gate = InputGate()
        self._is_up = False
        self._windows: dict[QScreen, SlideWindow] = {}
        self._images: dict[tuple[int, int], QImage] = {}
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._draw)
        choice.settled.connect(self._draw)
        application.screenAdded.connect(self._watch)
        application.screenRemoved.connect(self._lose)
        application.primaryScreenChanged.connect(self._calm.start)
        for screen in application.screens():
            screen.geometryChanged.connect(self._calm.start)
        if choice.latest.slide.kind != "none":
            self._draw()

    def show(self) -> None:
        """Put one on each external screen, if any was chosen; `painted` follows, unless `are_painted` already."""
        self._is_up = True
        self._gate.shut(time.monotonic())
        self._arrange()

    def hide(self) -> None:
        """Take them away."""
        self._is_up = False
        self._arrange()

    def are_painted(self) -> bool:
        """Whether each that is to be on a screen has been drawn there."""
        return all(window.has_painted for window in self._windows.values())

    def screen_beside(self, screen: QScreen) -> QScreen:
        """This one if no slide belongs on it, else one of the person's own."""
        walls = self._walls()
        own = [each for each in self._application.screens() if each not in walls]
        return screen if screen not in walls or not own else own[0]

    def is_in_the_way(self, geometry: QRect) -> bool:
        """Whether a window there reaches onto a screen that a slide belongs on."""
        return any(wall.geometry().intersects(geometry) for wall in self._walls())

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._calm.start)
        self._calm.start()

    def _lose(self, screen: QScreen) -> None:
        """At once: Qt would move the window to a screen that is left."""
        self._take_away(screen)
        self._calm.start()

    def _draw(self) -> None:
        """Off this thread: words and pictures of a large screen take longer than a frame."""
        slide, picture = self._choice.latest.slide, self._choice.picture
        sizes = {_size_px(screen) for screen in self._externals()}
        self._jobs.run(partial(self._draw_all, slide, picture, sizes), self._take_drawn, owner=self)

    def _draw_all(
        self, slide: Slide, picture: QImage, sizes: set[tuple[int, int]]
    ) -> tuple[Slide, dict[tuple[int, int], QImage]]:
        if slide.kind == "none":
            self._raised.paint(None)
            return slide, {}
        images = {size: draw_slide(slide, picture, *size) for size in sizes}
        self._raised.paint(
            lambda width, height: pixels_of(images.get((width, height)) or draw_slide(slide, picture, width, height))
        )
        return slide, images

    def _take_drawn(self, drawn: tuple[Slide, dict[tuple[int, int], QImage]]) -> None:
        _slide, self._images = drawn
        self._arrange()
        self.drawn.emit()

    def _arrange(self) -> None:
        """Let the windows be those that there should be now, each with what it should show."""
        slide = self._choice.latest.slide
        wanted = self._walls() if self._is_up else []
        for screen in set(self._windows) - set(wanted):
            self._take_away(screen)
        for screen in wanted:
            if screen not in self._windows:
                self._windows[screen] = self._make_window(screen, slide.colour)
            window = self._windows[screen]
            window.show_image(self._images.get(_size_px(screen), QImage()), slide.colour)
            if not window.isVisible() or window.geometry() != screen.geometry():
                window.setGeometry(screen.geometry())
                window.showFullScreen()

    def _walls(self) -> list[QScreen]:
        """The screens that a slide belongs on."""
        return self._externals() if self._choice.latest.slide.kind != "none" else []

    def _make_window(self, screen: QScreen, colour: str) -> SlideWindow:
        window = SlideWindow(screen, colour, title=self._title)
        window.painted.connect(self._after_paint)
        window.dismissed.connect(self._dismiss)
        return window

    def _after_paint(self) -> None:
        if self.are_painted():
            self.painted.emit()

    def _dismiss(self) -> None:
        """By the person, unless it was meant for what was there before."""
        if self._gate.lets_through(time.monotonic()):
            self.hide()

    def _take_away(self, screen: QScreen) -> None:
        window = self._windows.pop(screen, None)
        if window:
            window.hide()
            window.deleteLater()

    def _externals(self) -> list[QScreen]:
        described = {_described(screen, self._application): screen for screen in self._application.screens()}
        return [described[screen] for screen in external_screens(list(described))]


def _described(screen: QScreen, application: QGuiApplication) -> Screen:
    place = screen.geometry()
    return Screen(
        name=screen.name(),
        x=place.x(),
        y=place.y(),
        width=place.width(),
        height=place.height(),
        is_primary=screen is application.primaryScreen(),
        desktop=application.screens().index(screen.virtualSiblings()[0]),
    )


def _size_px(screen: QScreen) -> tuple[int, int]:
    size = screen.geometry().size() * screen.devicePixelRatio()
    return size.width(), size.height()
