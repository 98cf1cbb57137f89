"""Worker processes for tests: an honest one with a format of our own, and one that lies.

Run as a program; never imported by the product, which has no such requests.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader import errors  # noqa: E402
from reader.formats import zip_container  # noqa: E402
from reader.formats.contract import PLAIN, Format, ParseOptions  # noqa: E402
from reader.platform import this_platform  # noqa: E402
from reader.text.model import Metadata, PagePixels, PageText, ParseEvent, Piece, Section  # noqa: E402
from reader.text.page_content import Clip, PageContent  # noqa: E402
from reader.workers import worker_main  # noqa: E402
from reader.workers.frames import FrameReader, write_frame  # noqa: E402
from reader.workers.protocol import MAX_REQUEST_BYTES, End, NoSandbox, OpenFixed, Ready, decode_request, encode  # noqa: E402
from reader.workers.sandbox import LIMITS, enter_sandbox  # noqa: E402
from tests.formats.makers_zip import zipped  # noqa: E402


def parse(data: bytes, options: ParseOptions = PLAIN) -> Iterator[ParseEvent]:
    """A script is a list of lines; each is a section, and done as it is said. The whole page has a menu too."""
    _unlock(data, options.password)
    yield Metadata(title="" if data.startswith(b"untitled") else "script")
    for index, line in enumerate(data.decode().splitlines() + ["menu"] * options.whole_page):
        _obey(line)
        yield Section(index=index, pieces=(Piece(html=f"<p>{line}</p>", text=f"{line}\n", start=0),))


def _unlock(data: bytes, password: str) -> None:
    """A script whose first line is "locked WORD" needs that word."""
    match data.decode().splitlines()[0].split():
        case ["locked", word] if password != word:
            raise errors.WrongPassword if password else errors.PasswordNeeded


class ScriptPages:
    """One line, one page."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def close(self) -> None:
        """Nothing is held."""

    def render(self, page: int, scale: float, clip: Clip | None = None, *, dark: bool = False) -> PagePixels:
        if page >= len(self._lines):
            raise errors.DamagedFile
        _obey(self._lines[page])
        side = int(10 * scale) if clip is None else clip.width
        return PagePixels(page=page, width_px=side, height_px=side, stride=4 * side, data=bytes(4 * side * side))

    def content(self, page: int) -> PageContent:
        return PageContent(page=page, x_pt=1, y_pt=2, width_pt=3, height_pt=4)

    def text(self, page: int) -> PageText:
        return PageText(page=page, text=self._lines[page], boxes=(), links=())


_ARCHIVE = zipped(("a", b"x"))

SCRIPT = Format(
    kind="script",
    sniff=lambda head: 1.0,
    parse=parse,
    open=lambda file, password="": ScriptPages(file.read().decode().splitlines()),
)


def _obey(line: str) -> None:
    match line.split():
        case ["spin"]:
            while True:
                pass
        case ["hang"]:
            time.sleep(1000)
        case ["nap"]:
            time.sleep(0.2)
        case ["die"]:
            os._exit(3)
        case ["eat"]:
            bytes(8 * LIMITS.memory_bytes)
        case ["refuse", name]:
            raise getattr(errors, name)("as told")


def recognise(document: bytes | BinaryIO) -> Format:
    """Anything but a document that begins with a question mark; archives are what they are."""
    data = document if isinstance(document, bytes) else document.read(4)
    if data.startswith(b"?"):
        raise errors.UnknownKind
    if data.startswith(b"PK"):
        return zip_container.FORMAT
    return SCRIPT


def lie(frames: list[str]) -> int:
    """Say that all is well, listen to the document, then send `frames` (hexadecimal) as they are."""
    write_frame(1, encode(Ready(enter_sandbox(this_platform()))))
    reader = FrameReader(0, max_frame_bytes=MAX_REQUEST_BYTES)
    while not isinstance(decode_request(reader.read()), End | OpenFixed):
        pass
    for frame in frames:
        os.write(1, bytes.fromhex(frame))
    time.sleep(1000)
    return 0


def main(argv: list[str]) -> int:
    match argv:
        case ["honest"]:
            list(zip_container.unpack(_ARCHIVE))  # loads what it uses, before no file can be opened
            return worker_main.serve(this_platform(), recognise)
        case ["lie", *frames]:
            return lie(frames)
        case ["mute"]:
            time.sleep(1000)
        case ["no-sandbox"]:
            write_frame(1, encode(NoSandbox("as told")))
    return 1


if __name__ == "__main__":
    os._exit(main(sys.argv[1:]))
