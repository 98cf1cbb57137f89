"""A guard with its real windows and threads round a stub desk, as a process: for tests that look at whole screens.

Arguments: a folder of its own, the stub's behaviour, the slide as JSON; and where the cover is put: "away"
on the last screen, "astride" of the first two.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402 - a script: the path comes first

from reader.covers.slide import Slide  # noqa: E402
from reader.guard.children import DeskProcess, WatchProcess  # noqa: E402
from reader.guard.identity import NOTES  # noqa: E402
from reader.guard.panic import PanicThread  # noqa: E402
from reader.guard.performer import Wiring  # noqa: E402
from reader.guard.raised_covers import make_covers  # noqa: E402
from reader.guard.raised_slides import RaisedSlides  # noqa: E402
from reader.guard.settings import GuardSettings  # noqa: E402
from reader.guard.states import Event  # noqa: E402
from reader.guard.vault_place import VaultPlace  # noqa: E402
from reader.platform import this_platform  # noqa: E402
from ui.guard_window import GuardWindow, make_application  # noqa: E402

STUB = Path(__file__).with_name("stub_desk.py")


def main(folder: Path, behaviour: str, slide: Slide, where: str = "") -> int:
    """Up to an open desk, as soon as what a panic would show is drawn; end it by a signal."""
    application = make_application(NOTES, GuardSettings())
    window = GuardWindow(application, NOTES, folder / "notes")
    if where == "astride":
        edge = application.screens()[0].geometry().topRight()
        window._cover.setGeometry(edge.x() - 200, edge.y() + 40, 400, 300)
    if where == "away":
        window._cover.setScreen(application.screens()[-1])
        window._cover.move(application.screens()[-1].geometry().topLeft())
        window._cover.showMaximized()
    covers = make_covers(window.theme.paper)
    slides = window.use_slides(
        RaisedSlides(covers.window_ids, window.theme.paper), slide, folder / "screen", lambda _slide: None
    )
    command = (sys.executable, str(STUB), behaviour)
    wiring = Wiring(
        start_desk=functools.partial(DeskProcess, this_platform(), command),
        start_watch=functools.partial(WatchProcess, this_platform()),
        covers=covers,
        place=VaultPlace(folder / "vault", settle=lambda _folder: None, exists=lambda _folder: True),
        tell_ui=window.tell,
        kept_slide=lambda: slides.latest,
    )
    thread = PanicThread(wiring)
    window.connect_to(thread)
    thread.end_on_signals()
    thread.start()
    thread.post(Event.SUMMON)
    status = application.exec()
    thread.join()
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], msgspec.json.decode(sys.argv[3], type=Slide), *sys.argv[4:]))
