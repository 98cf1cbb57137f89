"""A window with one open document, for a screen reader to look at."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from tests.ui.reading.fake_library import FakeLibrary, paragraph
from tests.ui.reading.pages import NoPool
from ui.jobs import Jobs
from ui.reading.reading_page import ReadingPage
from ui.theme import load_theme


def main() -> int:
    app = QApplication(sys.argv)
    library = FakeLibrary()
    document = library.add(
        [[paragraph("A chapter", tag="h1"), paragraph("The canary 𝐜ame in Spring. 모든 사람은 자유롭다.")] * 30]
    )
    page = ReadingPage(library, NoPool(), Jobs(app), load_theme("paper"))
    page.resize(900, 700)
    page.show()
    page.open_document(document)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
