"""The two tokens with which a worker starts on Windows. NEVER RUN: written from the Win32 reference.

The process gets a token of which every group is good for denying only, with no privilege, and with the restricting
SID S-1-0-0, which nobody grants anything: whatever it opens by itself is refused. To load its code its main thread
begins with another one, which may what the person may (restricted to the person's own SIDs, since a restricted
process is not let impersonate one that is not). Both are of low integrity: they write nothing of the person's, and
can't open the desk. Browsers start their renderers so.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from reader.platform.windows_job import demand
from reader.platform.windows_sandbox import LOW, SidAndAttributes, open_own_token, set_integrity

_TOKEN_ALL_NEEDED = 0x0001 | 0x0002 | 0x0008 | 0x0080  # assign primary, duplicate, query, adjust default
_MAXIMUM_ALLOWED = 0x02000000
_DISABLE_MAX_PRIVILEGE = 0x1
_TOKEN_USER = 1
_TOKEN_GROUPS = 2
_SECURITY_IMPERSONATION = 2
_TOKEN_IMPERSONATION = 2
_SE_GROUP_INTEGRITY = 0x20
_SE_GROUP_LOGON_ID = 0xC0000000
NULL_SID = "S-1-0-0"


class Tokens:
    """`lockdown` for the process, `start` for its main thread. To be closed. Raises OSError."""

    def __init__(self, kernel32: Any, advapi32: Any) -> None:
        self._kernel32, self._advapi32 = kernel32, advapi32
        own = open_own_token(kernel32, advapi32, _TOKEN_ALL_NEEDED)
        user, user_memory = _members(advapi32, own, _TOKEN_USER)
        groups, group_memory = _members(advapi32, own, _TOKEN_GROUPS)
        everybody = [*user, *(group for group in groups if not group.attributes & _SE_GROUP_INTEGRITY)]
        deniable = [each for each in everybody if each.attributes & _SE_GROUP_LOGON_ID != _SE_GROUP_LOGON_ID]
        nobody = ctypes.c_void_p()
        demand(advapi32.ConvertStringSidToSidW(ctypes.c_wchar_p(NULL_SID), ctypes.byref(nobody)))
        self.lockdown = self._restricted(own, _DISABLE_MAX_PRIVILEGE, deniable, [SidAndAttributes(nobody, 0)])
        same_access = self._restricted(own, 0, [], everybody)
        self.start = self._impersonation(same_access)
        for token in (self.lockdown, self.start):
            set_integrity(advapi32, token, LOW)
        del user_memory, group_memory  # the SIDs above point into them until here
        self._close(own, same_access)

    def close(self) -> None:
        """Once the process has both."""
        self._close(self.lockdown, self.start)

    def _restricted(
        self, own: int, flags: int, denied: Sequence[SidAndAttributes], restricting: Sequence[SidAndAttributes]
    ) -> int:
        made = ctypes.c_void_p()
        demand(
            self._advapi32.CreateRestrictedToken(
                ctypes.c_void_p(own),
                ctypes.c_uint32(flags),
                ctypes.c_uint32(len(denied)),
                _array(denied),
                ctypes.c_uint32(0),
                None,
                ctypes.c_uint32(len(restricting)),
                _array(restricting),
                ctypes.byref(made),
            )
        )
        return made.value or 0

    def _impersonation(self, token: int) -> int:
        made = ctypes.c_void_p()
        demand(
            self._advapi32.DuplicateTokenEx(
                ctypes.c_void_p(token),
                ctypes.c_uint32(_MAXIMUM_ALLOWED),
                None,
                _SECURITY_IMPERSONATION,
                _TOKEN_IMPERSONATION,
                ctypes.byref(made),
            )
        )
        return made.value or 0

    def _close(self, *tokens: int) -> None:
        for token in tokens:
            self._kernel32.CloseHandle(ctypes.c_void_p(token))


def _members(advapi32: Any, token: int, kind: int) -> tuple[list[SidAndAttributes], object]:
    """The user or the groups of a token, and the memory that their SIDs lie in. Raises OSError."""
    size = ctypes.c_uint32(0)
    advapi32.GetTokenInformation(ctypes.c_void_p(token), kind, None, size, ctypes.byref(size))
    memory = ctypes.create_string_buffer(demand(size.value))
    demand(advapi32.GetTokenInformation(ctypes.c_void_p(token), kind, memory, size, ctypes.byref(size)))
    if kind == _TOKEN_USER:
        return [SidAndAttributes.from_buffer_copy(memory)], memory
    count = ctypes.c_uint32.from_buffer_copy(memory).value
    begin, step = ctypes.sizeof(ctypes.c_void_p), ctypes.sizeof(SidAndAttributes)  # TOKEN_GROUPS aligns its array
    return [SidAndAttributes.from_buffer_copy(memory, begin + step * number) for number in range(count)], memory


def _array(members: Sequence[SidAndAttributes]) -> Any:
    """Restricting SIDs must have attributes of 0, and denied ones may."""
    plain = [SidAndAttributes(member.sid, 0) for member in members]
    return (SidAndAttributes * len(plain))(*plain) if plain else None
