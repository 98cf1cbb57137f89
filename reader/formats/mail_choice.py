"""Which parts of a mail are shown, which are listed, and which can't be read: a message laid out for reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.formats.mail_parts import Part

_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PKCS7 = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_BODIES = frozenset({"text/plain", "text/html"})
_READ_AS_TEXT = frozenset({"message/delivery-status", "text/rfc822-headers", "text/enriched", "text/x-amp-html"})
PGP_TEXT = "-----BEGIN PGP MESSAGE-----"


@dataclass(slots=True)
class Message:
    """One message: its own part, what is shown of it in order, the files with it, and what else is to be said."""

    part: Part
    shown: list[Part | Message] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    beside: list[Part] = field(default_factory=list)
    losses: set[str] = field(default_factory=set)

    def everyone(self) -> Iterator[Message]:
        """This message and all in it, from the outside in."""
        yield self
        for each in self.shown:
            if isinstance(each, Message):
                yield from each.everyone()

    @property
    def is_locked(self) -> bool:
        """Whether nothing of it can be read because it is encrypted."""
        return "encrypted-part" in self.losses and not self.shown


def message_of(part: Part) -> Message:
    """What a message's parts are for."""
    message = Message(part)
    _sort(part, message)
    return message


def _sort(part: Part, message: Message) -> None:
    kind = part.media_type
    if part.problem:
        message.losses.add(part.problem)
    if kind.startswith("multipart/") and not part.children:
        message.shown += [part] if part.body.strip() else []  # no boundary, or one that never comes
    elif kind.startswith("multipart/"):
        _sort_several(part, kind.partition("/")[2], message)
    elif part.children:
        message.shown.append(message_of(part.children[0]))
    elif kind in _PKCS7:
        signed = part.parameter("smime-type") in {"signed-data", "compressed-data", "certs-only"}
        message.losses.add("signed-part" if signed else "encrypted-part")
        message.files.append(part)
    elif _is_body(part) or (kind.startswith("image/") and not part.is_attachment):
        message.shown.append(part)
        if kind.startswith("image/"):
            message.files.append(part)
    else:
        if kind in _TNEF:
            message.losses.add("winmail")
        message.files.append(part)


def _sort_several(part: Part, subtype: str, message: Message) -> None:
    children = part.children
    if subtype == "encrypted":
        message.losses.add("encrypted-part")
        message.files += [child for child in children if child.media_type != "application/pgp-encrypted"]
    elif subtype == "alternative":
        best = _best(children)
        for child in children:
            if child is best:
                _sort(child, message)
            elif not _has_body(child):
                message.files.append(child)
    elif subtype == "related" and children:
        root = _root(part)
        message.beside += [child for child in children if child is not root]
        _sort(root, message)
    elif subtype == "signed" and children:
        _sort(children[0], message)
        message.files += children[1:]
    else:
        for child in children:
            _sort(child, message)


def _best(children: list[Part]) -> Part | None:
    """The alternative to show: the last with HTML, else the last with text (the sender's favourites come last)."""
    for kinds in (frozenset({"text/html"}), _BODIES):
        for child in reversed(children):
            if _has_body(child, kinds):
                return child
    return None


def _has_body(part: Part, kinds: frozenset[str] = _BODIES) -> bool:
    if part.media_type.startswith("multipart/"):
        return any(_has_body(child, kinds) for child in part.children)
    return part.media_type in kinds and _is_body(part)


def _is_body(part: Part) -> bool:
    """Whether a part is text to read; one with a file name of its own is a file."""
    if part.media_type not in _BODIES | _READ_AS_TEXT or part.is_attachment:
        return False
    return not part.mime.get_param("filename", "", header="content-disposition")


def _root(related: Part) -> Part:
    """The part of multipart/related that the others belong to (RFC 2387): the one `start` names, or the first."""
    start = related.parameter("start").strip("<> ")
    named = (child for child in related.children if start and child.content_id.lower() == start)
    return next(named, related.children[0])
