"""Shown names: what a document calls itself and its parts, with the characters shown that turn text round."""

from __future__ import annotations

import msgspec

from reader.text.bidi import show_controls, show_tricks
from reader.text.model import Embedded, Metadata, Outline, ParseEvent, Section


def names_shown(event: ParseEvent) -> ParseEvent:
    """`event` as it may stand in a list, a window or a message; see reader/text/bidi.py."""
    match event:
        case Metadata():
            return _metadata(event)
        case Embedded() if not event.name.isascii():
            return msgspec.structs.replace(event, name=show_controls(event.name))
        case Section() if not event.title.isascii():
            return msgspec.structs.replace(event, title=show_tricks(event.title))
        case Outline() if any(not entry.title.isascii() for entry in event.entries):
            entries = tuple(
                msgspec.structs.replace(entry, title=show_tricks(entry.title)) if not entry.title.isascii() else entry
                for entry in event.entries
            )
            return msgspec.structs.replace(event, entries=entries)
    return event


def _metadata(metadata: Metadata) -> Metadata:
    changes: dict[str, object] = {}
    for name in ("title", "publisher", "published", "series", "series_index"):
        text = getattr(metadata, name)
        if not text.isascii():
            changes[name] = show_tricks(text)
    for name in ("authors", "subjects"):
        texts = getattr(metadata, name)
        if not all(text.isascii() for text in texts):
            changes[name] = tuple(map(show_tricks, texts))
    return msgspec.structs.replace(metadata, **changes) if changes else metadata
