"""Puts on the tracer's filter, hands over its listener, and becomes the program to be traced.

python3 -m tests.canary.traced SOCKET_FD PROGRAM [ARGUMENT…]
"""

from __future__ import annotations

import array
import ctypes
import os
import socket
import sys

import pyseccomp  # type: ignore[import-untyped]

from tests.canary.tracer import CALLS

# include/uapi/linux: prctl.h, seccomp.h, filter.h
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER = 1
_NEW_LISTENER = 1 << 3
_INSTRUCTION_BYTES = 8


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def main(channel_fd: int, command: list[str]) -> None:
    """Never returns."""
    arch = pyseccomp.system_arch()
    numbers = {name: pyseccomp.resolve_syscall(arch, name) for name in CALLS}
    known = {name: number for name, number in numbers.items() if number >= 0}
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    for name in known:
        rules.add_rule(pyseccomp.NOTIFY, name)
    program = _compiled(rules)
    channel = socket.socket(fileno=channel_fd)
    listener = array.array("i", [_load(program, pyseccomp.resolve_syscall(arch, "seccomp"))])
    channel.sendmsg(
        [" ".join(f"{name}={number}" for name, number in known.items()).encode()],
        [(socket.SOL_SOCKET, socket.SCM_RIGHTS, listener)],
    )
    channel.close()
    os.close(listener[0])
    os.execv(command[0], command)  # noqa: S606 - the test says which program


def _compiled(rules: object) -> bytes:
    """The filter as the kernel takes it: an array of struct sock_filter."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as output:
        with os.fdopen(writing, "wb") as pipe:
            rules.export_bpf(pipe)  # type: ignore[attr-defined]
        return output.read()


def _load(program: bytes, seccomp_call: int) -> int:
    """Put the filter on this process and its children to come; the listener's descriptor (seccomp(2))."""
    libc = ctypes.CDLL(None, use_errno=True)
    code = ctypes.create_string_buffer(program, len(program))
    header = _Program(len(program) // _INSTRUCTION_BYTES, ctypes.addressof(code))
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    listener = libc.syscall(seccomp_call, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(header))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return int(listener)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
