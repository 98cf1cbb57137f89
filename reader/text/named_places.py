"""Named places: what a document's anchors say besides where its links lead.

Two kinds of names stand among the anchors of a document (`Anchors.targets`), and no link has such a name: `page.LABEL`
is where a page of the printed edition begins (EPUB 3.3, page list; NCX, pageTarget), `start` is where the text proper
does (landmark `bodymatter`, OPF 2 guide `text`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from reader.text.model import Locator

START = "start"
_PLAIN = "page."
_CODED = "page-u."
_PLAIN_LABEL = re.compile(r"[A-Za-z0-9]{1,20}")
_MAX_LABEL_BYTES = 24


def page_name(label: str) -> str:
    """The anchor's name for a printed page's label, or empty when the label is none ("", or a sentence)."""
    label = " ".join(label.split())
    if _PLAIN_LABEL.fullmatch(label):
        return _PLAIN + label
    coded = label.encode("utf-8", "replace")
    return _CODED + coded.hex() if 0 < len(coded) <= _MAX_LABEL_BYTES else ""


def page_label(name: str) -> str:
    """The label of a printed page by its anchor's name; empty for every other anchor."""
    if name.startswith(_PLAIN):
        return name.removeprefix(_PLAIN)
    if not name.startswith(_CODED):
        return ""
    try:
        return bytes.fromhex(name.removeprefix(_CODED)).decode()
    except ValueError:
        return ""


class PrintedPages:
    """The pages of the printed edition, by label and by place."""

    def __init__(self, anchors: Mapping[str, Locator]) -> None:
        labelled = [(target, page_label(name)) for name, target in anchors.items()]
        self._places = sorted((target, label) for target, label in labelled if label)
        self._targets = [target for target, _label in self._places]

    def __len__(self) -> int:
        return len(self._places)

    @property
    def ends(self) -> tuple[str, str]:
        """The labels of the first and the last page, as they stand in the document; empty without a page list."""
        return (self._places[0][1], self._places[-1][1]) if self._places else ("", "")

    def label_at(self, place: Locator) -> str:
        """The label of the printed page that `place` is on; empty before the first and without a page list."""
        index = bisect_right(self._targets, place) - 1
        return self._places[index][1] if index >= 0 else ""

    def place_of(self, label: str) -> Locator | None:
        """Where the page with this label begins; the case of Roman numbers does not matter."""
        wanted = label.strip().casefold()
        return next((target for target, each in self._places if each.casefold() == wanted), None)
