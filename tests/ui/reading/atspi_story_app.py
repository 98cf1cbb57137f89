"""A window with a book of several parts and a link, for a screen reader to find its way in."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from reader.text.model import Locator, OutlineEntry
from reader.text.pieces import Block, Run, Tag
from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import NoPool
from ui.jobs import Jobs
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme

LINES = 3000
"""Of three pieces."""


def main() -> int:
    app = QApplication(sys.argv)
    library = FakeLibrary()
    link = Block(
        (Tag("p", ' dir="ltr"'),),
        (Run("Here stands "), Run("a way to the sea", (Tag("a", ' href="#sea"'),)), Run(" and no more.")),
    )
    land = [paragraph("The land", tag="h1"), link, *[paragraph(f"Land line {number}.") for number in range(LINES)]]
    sea = [paragraph("The sea", tag="h1"), *[paragraph(f"Sea line {number}, a canary.") for number in range(40)]]
    outline = [
        OutlineEntry(title="The land", target=Locator(0), level=1),
        OutlineEntry(title="The sea", target=Locator(1), level=1),
    ]
    document = library.add([land, sea], outline=outline, anchors={"sea": Locator(1)})
    page = ReadingPage(library, NoPool(), Jobs(app), load_theme("paper"))
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    page.open_document(document)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
