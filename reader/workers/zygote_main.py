"""What the process does that forks workers: it has loaded every parser and never reads a byte of a document.

It holds one end of a local socket and nothing else. A request to fork carries the two pipe ends of a worker; the child
takes them in place of the socket, walls itself in and serves its one document, as a worker that was started does. A
child that has ended stays, as a zombie with its own number, until the desk asks for its exit status: so the desk can
never kill or limit a stranger who was given the same number.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
from typing import TYPE_CHECKING

from reader.platform.base import Platform
from reader.workers.worker_main import STDIN, STDOUT, serve
from reader.workers.zygote import ANSWER, FORK, MAX_REQUEST_BYTES, PIPES, REAP, REAP_REQUEST

if TYPE_CHECKING:
    from reader.workers.worker_main import Recognise

_KIB = 1024  # in which getrusage(2) counts ru_maxrss


def serve_forks(platform: Platform, recognise: Recognise) -> int:
    """Fork and reap until the desk is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the command line, which then ends its workers
    platform.prepare_sandbox()
    gc.collect()
    gc.freeze()  # a collection in a child would write to, and so copy, every page that holds an object
    control = socket.socket(fileno=STDIN)
    while True:
        request, pipes, _, _ = socket.recv_fds(control, MAX_REQUEST_BYTES, PIPES)
        if not request:
            return 0
        if request == FORK and len(pipes) == PIPES:
            answer, peak_bytes = _fork(platform, recognise, control, *pipes), 0
        elif request[:1] == REAP:
            (child,) = REAP_REQUEST.unpack(request[1:])
            _, status, usage = os.wait4(child, 0)
            answer, peak_bytes = os.waitstatus_to_exitcode(status), usage.ru_maxrss * _KIB
        else:
            return 2
        control.send(ANSWER.pack(answer, peak_bytes))


def _fork(platform: Platform, recognise: Recognise, control: socket.socket, reading_fd: int, writing_fd: int) -> int:
    """The child's number; 0 when the system has no room for it."""
    zygote = os.getpid()
    try:
        child = os.fork()
    except OSError:
        child = 0
    else:
        if child == 0:
            _be_a_worker(platform, recognise, control, zygote, reading_fd, writing_fd)
    os.close(reading_fd)
    os.close(writing_fd)
    return child


def _be_a_worker(
    platform: Platform,
    recognise: Recognise,
    control: socket.socket,
    zygote: int,
    reading_fd: int,
    writing_fd: int,
) -> None:
    """In the child, which ends here. Its pipes take the place of the socket before anything is read from them."""
    code = 1
    try:
        platform.die_with_parent(zygote)
        os.dup2(reading_fd, control.detach())
        os.dup2(writing_fd, STDOUT)
        os.close(reading_fd)
        os.close(writing_fd)
        code = serve(platform, recognise)
    finally:
        os._exit(code)
