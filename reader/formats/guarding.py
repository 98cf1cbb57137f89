"""Guarding: whatever a broken file makes a parser raise becomes a refusal.

The parsers under a format are a dozen libraries with their own errors, and a worker holds one document and nothing
else; so this is the one place where every exception is caught. It names the class, never the message, which may quote
the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reader.errors import DamagedFile, DocumentRefused, EmptyFile, FileTooLarge
from reader.formats import limits
from reader.formats.contract import PLAIN, Parse, ParseOptions
from reader.formats.shown_names import names_shown
from reader.formats.tidying import tidy
from reader.text.model import ParseEvent


def guarded(parse: Callable[[bytes, ParseOptions], Iterator[ParseEvent]]) -> Parse:
    """`parse`, raising nothing but DocumentRefused, its lines tidied."""

    def guarded_parse(data: bytes, options: ParseOptions = PLAIN) -> Iterator[ParseEvent]:
        if not data:
            raise EmptyFile
        if len(data) > limits.MAX_DOCUMENT_BYTES:
            raise FileTooLarge
        try:
            yield from map(names_shown, map(tidy, parse(data, options)))
        except DocumentRefused:
            raise
        except MemoryError as error:
            raise FileTooLarge("memory") from error
        except Exception as error:
            raise DamagedFile(type(error).__name__) from error
        except BaseException as error:
            if _is_panic(error):
                raise DamagedFile("panic") from error
            raise

    return guarded_parse


def _is_panic(error: BaseException) -> bool:
    """Whether a Rust library gave up; its exception class can't be imported by name."""
    return type(error).__name__ == "PanicException"
