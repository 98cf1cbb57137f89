"""Addresses: what a link outside leads to, in letters that can't pass for others. Nothing here opens anything."""

from __future__ import annotations

import re
from urllib.parse import quote

from reader.text.bidi import has_override

_OUTSIDE = re.compile(r"(https?://|mailto:)[\x21-\x7e]{1,2000}", re.IGNORECASE)
_AUTHORITY = re.compile(r"(https?://)([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?")
_SAFE = "%/:=&?~#+!$,;'@()*[]_.-|"
_DROPPED = str.maketrans("", "", "\t\n\r")
_NAMED_HOST = re.compile(
    r"(?P<sure>(?:https?\s*:\s*[/\\]{1,3}|www\.)\s*)?(?:[^\s/@:]{1,64}@)?(?P<host>(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62})",
    re.IGNORECASE,
)
_ENDINGS_OF_FILES = frozenset(
    {
        "js",
        "ts",
        "txt",
        "html",
        "htm",
        "pdf",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "exe",
        "php",
        "css",
        "json",
        "xml",
        "csv",
        "doc",
        "docx",
    }
)
_LONGEST_WORDS = 500


def outside_address(href: str) -> str:
    """`href` as an address that a person can be asked about, in ASCII; empty when it is none of the web or of mail."""
    href = href.translate(_DROPPED).strip()
    parts = _AUTHORITY.fullmatch(href.replace("\\", "/"))
    if parts:
        authority = parts[2] if parts[2].isascii() else _ascii_authority(parts[2])
        if not _HOST.fullmatch(authority.rpartition("@")[2]):
            return ""
        href = f"{parts[1].lower()}{authority}{parts[3]}"
    elif href[:7].lower() == "mailto:":
        href = "mailto:" + href[7:]
    href = quote(href, safe=_SAFE)
    return href if _OUTSIDE.fullmatch(href) else ""


def host_of(address: str) -> str:
    """The host of an address in ASCII, or of a mail address; empty when it has none."""
    parts = _AUTHORITY.fullmatch(address)
    if parts:
        host = parts[2].rpartition("@")[2]
        return ascii_host(re.sub(r":\d*$", "", host))
    if address[:7].lower() == "mailto:":
        return ascii_host(address[7:].partition("?")[0].rpartition("@")[2])
    return ""


def ascii_host(host: str) -> str:
    """A host name in the form that the network knows (RFC 3490), lower case."""
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return quote(host.lower(), safe=".-")


def written_host(host: str) -> str:
    """How a host's name looks in its own script, or empty where that is no other."""
    if "xn--" not in host:
        return ""
    try:
        written = host.encode("ascii").decode("idna")
    except UnicodeError:
        return ""
    return written if written != host and ascii_host(written) == host else ""


def true_target(words: str, address: str) -> str:
    """The host that a link leads to, where its words name another or one in letters that could be others'."""
    if has_override(words):
        return host_of(address)
    named = _NAMED_HOST.search(words.strip()[:_LONGEST_WORDS])
    if not named:
        return ""
    if not named["sure"] and (
        not words.strip().startswith(named[0]) or named["host"].rpartition(".")[2].lower() in _ENDINGS_OF_FILES
    ):
        return ""
    host, said = host_of(address), ascii_host(named["host"]).removeprefix("www.")
    if not host or (named["host"].isascii() and (host.removeprefix("www.") == said or host.endswith("." + said))):
        return ""
    return host


def _ascii_authority(authority: str) -> str:
    user, at, host = authority.rpartition("@")
    name, colon, port = host.partition(":")
    return quote(user, safe=":") + at + ascii_host(name) + colon + quote(port, safe="")
