"""Landlock, the kernel's own wall behind the filter of system calls.

A ruleset without a rule denies all that it handles, and it handles all that the kernel's ABI knows. Constants and the
structure are those of include/uapi/linux/landlock.h; what came with which ABI stands in
Documentation/userspace-api/landlock.rst. Rights of ABI 9 and 10 have never met a kernel here: the newest was 7.
"""

from __future__ import annotations

import ctypes
import errno
import os

import msgspec

# System calls; their numbers are the same on every processor that Python runs on.
_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_CREATE_RULESET_VERSION = 1 << 0
_LOG_SAME_EXEC_OFF = 1 << 0
_LOG_SUBDOMAINS_OFF = 1 << 2
_FIRST_ABI_THAT_LOGS = 7

_FILES = (1 << 13) - 1
"""LANDLOCK_ACCESS_FS_EXECUTE to _MAKE_SYM, which the first ABI knows."""
_NEW_FILE_RIGHTS = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15, 9: 1 << 16}
"""_REFER, _TRUNCATE, _IOCTL_DEV, _RESOLVE_UNIX."""
_NEW_NETWORK_RIGHTS = {4: 0b11, 10: 0b1100}
"""LANDLOCK_ACCESS_NET_BIND_TCP and _CONNECT_TCP; _BIND_UDP and _CONNECT_SEND_UDP."""
_NEW_SCOPES = {6: 0b11}
"""LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET and _SIGNAL."""
_NEWEST_ABI = 10


class Handled(msgspec.Struct, frozen=True):
    """Three masks of rights, all of them denied. Those of no right at all are not sent to the kernel."""

    files: int
    network: int
    scopes: int


class _RulesetAttributes(ctypes.Structure):
    """struct landlock_ruleset_attr; an older kernel takes a longer one if what it doesn't know is zero."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def kernel_abi() -> int:
    """What this kernel speaks; 0 if it was built without Landlock (ENOSYS) or started without (EOPNOTSUPP)."""
    try:
        return _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_CREATE_RULESET_VERSION))
    except OSError:
        return 0


def handled_by(abi: int) -> Handled:
    """All that `abi` can deny."""
    return Handled(_FILES | _until(abi, _NEW_FILE_RIGHTS), _until(abi, _NEW_NETWORK_RIGHTS), _until(abi, _NEW_SCOPES))


def restriction_flags(abi: int) -> int:
    """A denied try writes no audit line, which would have a date. Kernels before ABI 7 write none, and know no flag."""
    return _LOG_SAME_EXEC_OFF | _LOG_SUBDOMAINS_OFF if abi >= _FIRST_ABI_THAT_LOGS else 0


def deny_everything(abi: int) -> int:
    """Deny this thread, and all that comes of it, whatever `abi` can deny. Returns the ABI in force, 0 for none.

    `abi` is the kernel's or an older one. New privileges must have been given up before.
    """
    for spoken in range(min(abi, _NEWEST_ABI), 0, -1):
        try:
            _enforce(spoken)
        except OSError as error:
            if error.errno == errno.EINVAL:  # a right that this kernel does not know after all
                continue
            return 0
        return spoken
    return 0


def _enforce(abi: int) -> None:
    handled = handled_by(abi)
    attributes = _RulesetAttributes(handled.files, handled.network, handled.scopes)
    size = ctypes.c_size_t(ctypes.sizeof(attributes))
    ruleset = _call(_CREATE_RULESET, ctypes.byref(attributes), size, ctypes.c_uint32(0))
    try:
        _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(restriction_flags(abi)))
    finally:
        os.close(ruleset)


def _until(abi: int, rights: dict[int, int]) -> int:
    return sum(mask for since, mask in rights.items() if since <= abi)


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
