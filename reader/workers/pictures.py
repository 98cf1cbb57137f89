"""The size that a PNG or JPEG says it has, read from its header alone, without decoding.

PNG: ISO/IEC 15948, 11.2.2 (IHDR comes first). JPEG: ITU-T T.81, B.1 and B.2.2 (frame header).
"""

from __future__ import annotations

import struct

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = struct.Struct(">8sI4sII")
_JPEG_START = b"\xff\xd8"
_JPEG_SEGMENT = struct.Struct(">BBH")
_JPEG_FRAME = struct.Struct(">BHH")
_JPEG_NOT_FRAMES = {0xC4, 0xC8, 0xCC}
_JPEG_SCAN = 0xDA


def picture_size(media_type: str, data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for anything but a PNG or JPEG that begins as it should."""
    try:
        if media_type == "image/png":
            return _png_size(data)
        if media_type == "image/jpeg":
            return _jpeg_size(data)
    except struct.error:  # shorter than its header
        pass
    return None


def _png_size(data: bytes) -> tuple[int, int] | None:
    signature, length, name, width, height = _PNG_HEADER.unpack_from(data)
    if (signature, length, name) != (_PNG_SIGNATURE, 13, b"IHDR"):
        return None
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_JPEG_START):
        return None
    at = len(_JPEG_START)
    while True:
        lead, marker, length = _JPEG_SEGMENT.unpack_from(data, at)
        if lead != 0xFF or marker == _JPEG_SCAN or length < 2:
            return None
        if 0xC0 <= marker <= 0xCF and marker not in _JPEG_NOT_FRAMES:
            _, height, width = _JPEG_FRAME.unpack_from(data, at + _JPEG_SEGMENT.size)
            return width, height
        at += 2 + length
