"""Processes, their descendants and memory by psutil, for systems without process groups and /proc."""

from __future__ import annotations

import contextlib

import psutil


def exists(pid: int) -> bool:
    """Whether `pid` runs; a zombie does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def available_memory_bytes() -> int:
    """Memory that can be had without pushing others out, and free swap."""
    return int(psutil.virtual_memory().available + psutil.swap_memory().free)


def cpu_seconds(pid: int) -> float:
    """Processor time of `pid`, in its own code and in the system's; 0.0 of one that is gone or says nothing."""
    try:
        used = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(used.user + used.system)


def kill(pid: int) -> None:
    """End `pid`; one that is gone is no error."""
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(pid).kill()


def kill_family(pid: int) -> None:
    """End `pid` and all its descendants, the leader first, so that it starts no more of them."""
    try:
        leader = psutil.Process(pid)
        family = [leader, *leader.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        kill(member.pid)
