"""Colour profiles that tests make themselves (ICC.1:2022)."""

from __future__ import annotations

import struct

from PIL import ImageCms


def profile(name: str = "sRGB") -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()  # type: ignore[arg-type]


def swapped_profile() -> bytes:
    """sRGB with the red and the blue primary exchanged: applying it swaps red and blue."""
    data = bytearray(profile())
    count = struct.unpack_from(">I", data, 128)[0]
    tags = {data[132 + 12 * n : 136 + 12 * n].decode(): 132 + 12 * n for n in range(count)}
    for one, other in (("rXYZ", "bXYZ"),):
        a, b = tags[one] + 4, tags[other] + 4
        data[a : a + 8], data[b : b + 8] = data[b : b + 8], data[a : a + 8]
    return bytes(data)


def grey_profile(gamma: float) -> bytes:
    """A grey profile with a power for its curve."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"grey\0" + bytes(79)
    tags = {b"desc": text + bytes(-len(text) % 4), b"wtpt": white, b"kTRC": curve}
    at = 128 + 4 + 12 * len(tags)
    directory, body = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        directory += struct.pack(">4sII", name, at + len(body), len(tag))
        body += tag
    header = struct.pack(">I4sI4s4s4s12x4s", at + len(body), b"lcms", 0x02100000, b"mntr", b"GRAY", b"XYZ ", b"acsp")
    illuminant = struct.pack(">iii", round(0.9642 * 65536), 65536, round(0.8249 * 65536))
    return header.ljust(68, b"\0") + illuminant + bytes(48) + directory + body
