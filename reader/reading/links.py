"""What a link in canonical markup is, and where it leads. Nothing here opens anything."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from urllib.parse import quote

import msgspec

from reader.text.addresses import host_of, outside_address, written_host
from reader.text.model import Locator

_OUTSIDE_SCHEMES = ("http:", "https:", "mailto:")
_SHOWN_CHARACTERS = 2000


class LinkKind(Enum):
    """INSIDE leads to a place in the document, OUTSIDE to an address that the person may copy, DEAD nowhere."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    DEAD = "dead"


class Link(msgspec.Struct, frozen=True):
    """A link resolved: `target` only when INSIDE, `address` only when OUTSIDE."""

    kind: LinkKind
    target: Locator | None = None
    address: str = ""


class OutsideTarget(msgspec.Struct, frozen=True):
    """Where a link outside leads, for a person to read: `host` and `address` in ASCII, `written` the host's name in
    its own script where it has one, since its letters may look like others."""

    host: str
    address: str
    written: str = ""


DEAD = Link(LinkKind.DEAD)


def resolve(href: str, anchors: Mapping[str, Locator]) -> Link:
    """Say what `href` is. `#NAME` is looked up in the document's anchors; every scheme but three is dead."""
    if href.startswith("#"):
        target = anchors.get(href[1:])
        return Link(LinkKind.INSIDE, target=target) if target is not None else DEAD
    if href.lower().startswith(_OUTSIDE_SCHEMES) and len(href) <= _SHOWN_CHARACTERS and href.isprintable():
        return Link(LinkKind.OUTSIDE, address=href)
    return DEAD


def outside_target(address: str) -> OutsideTarget:
    """What may be shown of an address that a document gave: nothing in it turns text round or passes for another."""
    plain = outside_address(address) or quote(address[:_SHOWN_CHARACTERS], safe="%/:=&?~#+$,;@.-_")
    host = host_of(plain)
    return OutsideTarget(host=host, address=plain, written=written_host(host))
