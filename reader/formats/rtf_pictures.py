"""Pictures in RTF: hexadecimal or binary data in `\\pict`. PNG and JPEG are taken, Windows' drawings named as lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.formats import limits

_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]+")
_LOST = {
    "emfblip": "drawing-wmf",
    "wmetafile": "drawing-wmf",
    "pmmetafile": "drawing-wmf",
    "macpict": "drawing-wmf",
    "dibitmap": "drawing-wmf",
    "wbitmap": "drawing-wmf",
}
_TAKEN = frozenset({"pngblip", "jpegblip"})


@dataclass(slots=True)
class PictureData:
    """A picture's bytes, and the width that it is to be shown at (0: its own)."""

    data: bytes
    width_twips: int


@dataclass(slots=True)
class PictureReader:
    """Collects the pictures of one file, up to a limit on all of them."""

    taken: list[PictureData] = field(default_factory=list)
    losses: set[str] = field(default_factory=set)
    _hexadecimal: list[bytes] = field(default_factory=list)
    _binary: bytes = b""
    _kind: str = ""
    _numbers: dict[str, int] = field(default_factory=dict)
    _bytes: int = 0

    def begin(self) -> None:
        self._hexadecimal, self._binary, self._kind, self._numbers = [], b"", "", {}

    def word(self, word: str, number: int | None) -> None:
        """A control word in the picture's group."""
        if word in _TAKEN or word in _LOST:
            self._kind = word
        elif word in {"picwgoal", "picscalex"}:
            self._numbers[word] = number or 0

    def hexadecimal(self, data: bytes) -> None:
        self._bytes += len(data)
        if self._kind in _TAKEN and self._bytes <= limits.MAX_IMAGE_BYTES_TOTAL:
            self._hexadecimal.append(data)

    def binary(self, data: bytes) -> None:
        self._bytes += len(data)
        if self._kind in _TAKEN and self._bytes <= limits.MAX_IMAGE_BYTES_TOTAL:
            self._binary = data

    def end(self) -> tuple[int, int] | None:
        """The picture's number and width in twips, or None when it can't be shown."""
        if self._kind in _LOST:
            self.losses.add(_LOST[self._kind])
        digits = _NOT_HEX.sub(b"", b"".join(self._hexadecimal))
        data = self._binary or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        scale = self._numbers.get("picscalex", 100)
        width = max(0, self._numbers.get("picwgoal", 0)) * (scale if 0 < scale <= 1000 else 100) // 100
        self.begin()
        if not data or len(self.taken) >= limits.MAX_IMAGES:
            return None
        self.taken.append(PictureData(data, width))
        return len(self.taken) - 1, width
