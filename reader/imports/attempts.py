"""Parsing a file that may need a password of its own: without one first, then with each that was given."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing

from reader.errors import PasswordNeeded
from reader.formats.contract import ParseOptions
from reader.store.writer import Wish
from reader.text.model import ParseEvent
from reader.workers.members import Found
from reader.workers.pool import WorkerPool
from reader.workers.protocol import Recognised

Answer = Recognised | ParseEvent | Found


def attempts(
    pool: WorkerPool, chunks: Sequence[bytes], passwords: Iterable[str], cancelled: Callable[[], bool]
) -> Generator[Wish | Answer, None, None]:
    """What `pool.parse` answers; before it, a Wish with the password if it took one.

    Raises PasswordNeeded when none is given, WrongPassword when none fits, and as `pool.parse`. Close it early to stop.
    """
    refused: PasswordNeeded | None = None
    for password in ("", *passwords):
        with closing(pool.parse(chunks, ParseOptions(password=password), cancelled=cancelled)) as answers:
            try:
                beginning = _beginning(answers)
            except PasswordNeeded as error:
                refused = error
                continue
            if password:
                yield Wish(password=password)
            yield from beginning
            yield from answers
            return
    if refused is not None:
        raise refused


def _beginning(answers: Generator[Answer, None, None]) -> list[Answer]:
    """The kind, and the first that follows it: only by then is it known that the file opens."""
    beginning = [next(answers)]
    beginning += [each for each in (next(answers, None),) if each is not None]
    return beginning
