"""Pictures of the page: `python3 dev.py gallery FOLDER [NAME…]`. NAME picks shots whose names contain it.

Every picture is a PNG in FOLDER, sheets of six of them in FOLDER/sheets. What a machine can see to be wrong goes to
stderr, and the exit status is 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.gallery.documents import documents
from tests.gallery.shots import Shot, shots


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    folder, names = Path(arguments[0]).resolve(), arguments[1:]
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [shot for shot in shots() if not names or any(name in shot.name for name in names)]
    group = os.environ.get("GALLERY_GROUP")
    if group is not None:
        return _take([shot for shot in wanted if _key(shot) == group], folder)
    groups = dict.fromkeys(_key(shot) for shot in wanted)
    status = max((_in_process(group, arguments) for group in groups), default=0)
    _lay_out_sheets(folder, [shot.name for shot in wanted])
    return status


def _key(shot: Shot) -> str:
    return f"{shot.group[0]}-{shot.group[1]}"


def _in_process(group: str, arguments: list[str]) -> int:
    """Scale and language hold for a process."""
    environment = {
        **os.environ,
        "GALLERY_GROUP": group,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": group.partition("-")[0],
    }
    return subprocess.call([sys.executable, "-m", "tests.gallery", *arguments], env=environment)


def _take(wanted: list[Shot], folder: Path) -> int:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from reader.workers.pool import WorkerPool
    from tests.gallery.stage import Stage
    from ui.translations import install_language

    app = QApplication(sys.argv[:1])
    language = wanted[0].interface
    install_language(app, "ko" if language == "ko" else "en")
    if language == "ar":  # nobody has translated it yet: English, mirrored
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    pool = WorkerPool()
    stage, made, faults = Stage(app, pool), documents(), []
    for shot in wanted:
        if not stage.has(shot.document):
            stage.add(shot.document, made[shot.document]())
        print(shot.name, file=sys.stderr)
        faults += stage.take(shot, folder)
    stage.close()
    pool.close()
    print("\n".join(faults), file=sys.stderr)
    return 1 if faults else 0


def _lay_out_sheets(folder: Path, names: list[str]) -> None:
    from PIL import Image, ImageDraw

    sheets = folder / "sheets"
    sheets.mkdir(exist_ok=True)
    for first in range(0, len(names), 6):
        sheet = Image.new("RGB", (2 * 910, 3 * 520), "#808080")
        pen = ImageDraw.Draw(sheet)
        for at, name in enumerate(names[first : first + 6]):
            x, y = at % 2 * 910, at // 2 * 520
            with Image.open(folder / f"{name}.png") as picture:
                picture.thumbnail((900, 490))
                sheet.paste(picture, (x + 5, y + 25))
            pen.text((x + 8, y + 4), name, fill="#FFFFFF", font_size=16)
        sheet.save(sheets / f"{first // 6 + 1:03}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
