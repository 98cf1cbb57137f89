"""macOS: the system's frameworks by ctypes. UNTESTED: written from the reference, never run."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

_UTF_8 = 0x08000100  # kCFStringEncodingUTF8 of CFString.h
_INT = 9  # kCFNumberIntType of CFNumber.h
_TEXT_BYTES = 64
Signature = tuple[str, Any, list[Any]]
"""A function's name, result and arguments."""

_CORE_FOUNDATION: tuple[Signature, ...] = (
    ("CFStringCreateWithCString", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]),
    ("CFStringGetCString", ctypes.c_ubyte, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long, ctypes.c_uint32]),
    ("CFDictionaryGetValue", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]),
    ("CFArrayGetCount", ctypes.c_long, [ctypes.c_void_p]),
    ("CFGetTypeID", ctypes.c_ulong, [ctypes.c_void_p]),
    ("CFBooleanGetTypeID", ctypes.c_ulong, []),
    ("CFBooleanGetValue", ctypes.c_ubyte, [ctypes.c_void_p]),
    ("CFNumberGetTypeID", ctypes.c_ulong, []),
    ("CFNumberGetValue", ctypes.c_ubyte, [ctypes.c_void_p, ctypes.c_long, ctypes.c_void_p]),
    ("CFRelease", None, [ctypes.c_void_p]),
    ("CFRunLoopGetCurrent", ctypes.c_void_p, []),
    ("CFRunLoopAddSource", None, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]),
    ("CFRunLoopRemoveSource", None, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]),
    ("CFRunLoopRunInMode", ctypes.c_int32, [ctypes.c_void_p, ctypes.c_double, ctypes.c_ubyte]),
    ("CFMachPortCreateRunLoopSource", ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_long]),
)


def framework(name: str, signatures: Iterable[Signature]) -> Any:
    """A framework of the system with its functions typed. Raises OSError on another system."""
    library = ctypes.CDLL(f"/System/Library/Frameworks/{name}.framework/{name}")
    for function_name, result, arguments in signatures:
        function = getattr(library, function_name)
        function.restype, function.argtypes = result, arguments
    return library


class CoreFoundation:
    """UNTESTED. What the rest here needs of it; `c` has the functions themselves."""

    def __init__(self) -> None:
        """Raises OSError on another system."""
        self.c = framework("CoreFoundation", _CORE_FOUNDATION)
        self.default_mode = ctypes.c_void_p.in_dll(self.c, "kCFRunLoopDefaultMode")

    def truth_in(self, dictionary: int, key: str) -> bool | None:
        """A boolean, or a number as one, of a CFDictionary; None where it has none."""
        name = self.string(key)
        try:
            return self.truth(self.c.CFDictionaryGetValue(dictionary, name))
        finally:
            self.c.CFRelease(name)

    def truth(self, value: int | None) -> bool | None:
        """Of a CFBoolean or a CFNumber; None for anything else."""
        if not value:
            return None
        kind = self.c.CFGetTypeID(value)
        if kind == self.c.CFBooleanGetTypeID():
            return bool(self.c.CFBooleanGetValue(value))
        if kind != self.c.CFNumberGetTypeID():
            return None
        number = ctypes.c_int(0)
        return bool(number.value) if self.c.CFNumberGetValue(value, _INT, ctypes.byref(number)) else None

    def string(self, text: str) -> int:
        """A CFString, to be released."""
        return int(self.c.CFStringCreateWithCString(None, text.encode(), _UTF_8) or 0)

    def text(self, string: int | None) -> str:
        """Of a short CFString; "" for none."""
        room = ctypes.create_string_buffer(_TEXT_BYTES)
        if not string or not self.c.CFStringGetCString(string, room, _TEXT_BYTES, _UTF_8):
            return ""
        return room.value.decode("utf-8", "replace")

    def run_loop(self, limit_s: float) -> None:
        """Let this thread's sources work for at most so long, or until one has."""
        self.c.CFRunLoopRunInMode(self.default_mode, limit_s, 1)
