"""Every change that a process makes to the disk, numbered, so that a test can fail or kill it at each one in turn."""

from __future__ import annotations

import itertools
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

CHANGES = ("write", "fsync", "ftruncate", "mkdir", "rmdir", "unlink", "remove", "rename", "replace", "utime", "chmod")
"""Functions of `os` by which the vault's code changes files; `open` counts too when it makes one."""


def before_each_change(patch: pytest.MonkeyPatch, act: Callable[[int, str], None]) -> None:
    """Have `act(number, name)` called before each change; what it raises is raised in place of the change."""
    numbers = itertools.count()

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            if name != "open" or (len(arguments) > 1 and arguments[1] & os.O_CREAT):
                act(next(numbers), name)
            return real(*arguments, **named)

        return call

    for name in (*CHANGES, "open"):
        patch.setattr(os, name, watched(name, getattr(os, name)))


def fail_at(
    patch: pytest.MonkeyPatch, number: int, error: int, *, only: tuple[str, ...] = (), lasting: bool
) -> list[str]:
    """Let change `number` fail with an errno, and with `lasting` all later ones too; answer a list of what failed.

    `only` counts those changes alone.
    """
    failed: list[str] = []
    counted = itertools.count()

    def act(_: int, name: str) -> None:
        if only and name not in only:
            return
        at = next(counted)
        if at == number or (lasting and at > number):
            failed.append(name)
            raise OSError(error, os.strerror(error), "/home/somebody/secret")

    before_each_change(patch, act)
    return failed


def killed_at_each_change(work: Callable[[], object]) -> Iterator[int]:
    """Run `work` in a child process that is killed at its first change, then in one killed at its second, and so on.

    Yields the number of the change before which the kill came; ends when a child came to the end of its work. Put
    things back between two of them.
    """
    for number in itertools.count():
        if _killed(work, number):
            yield number
        else:
            return


def _killed(work: Callable[[], object], number: int) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads; the child starts none and execs nothing
        child = os.fork()
    if not child:
        _run_and_die(work, number)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return False


def _run_and_die(work: Callable[[], object], number: int) -> None:
    def act(at: int, _: str) -> None:
        if at == number:
            os.kill(os.getpid(), signal.SIGKILL)

    status = 1
    try:
        before_each_change(pytest.MonkeyPatch(), act)
        work()
        status = 0
    finally:
        os._exit(status)
