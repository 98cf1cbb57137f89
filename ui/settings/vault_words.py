"""What a check has found and what a rescue has lost, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from reader.store.completeness import Part
from reader.store.copying import LostDocument
from reader.vault.check import FindingKind
from ui.settings.vault_deeds import CheckedFinding
from ui.translations import QT_TRANSLATE_NOOP

_CONTEXT = "VaultWords"

_FINDINGS = {
    FindingKind.PAGE_NOT_GENUINE: QT_TRANSLATE_NOOP(
        "VaultWords", "Part of the file is damaged, or was changed from outside."
    ),
    FindingKind.DATABASE_UNSOUND: QT_TRANSLATE_NOOP("VaultWords", "The order inside the file is damaged."),
    FindingKind.DANGLING_REFERENCE: QT_TRANSLATE_NOOP("VaultWords", "Something points to what is not there."),
    FindingKind.SIZES_DIFFER: QT_TRANSLATE_NOOP(
        "VaultWords", "The two files are not of one size, as after a copy that was cut short."
    ),
    FindingKind.INDEX_DIFFERS: QT_TRANSLATE_NOOP(
        "VaultWords", "Search does not find all that is in the text, or finds what is not. Rebuild the search index."
    ),
    FindingKind.ORPHANED_ROWS: QT_TRANSLATE_NOOP(
        "VaultWords", "Remains of something deleted. They do no harm; a rescue leaves them behind."
    ),
    FindingKind.PARTS_MISSING: QT_TRANSLATE_NOOP("VaultWords", "Parts of it are missing. A rescue keeps the rest."),
    FindingKind.COUNT_DIFFERS: QT_TRANSLATE_NOOP(
        "VaultWords", "It is not of the length that it should be. A rescue keeps what is there."
    ),
}

_PARTS = {
    Part.TEXT: QT_TRANSLATE_NOOP("VaultWords", "text"),
    Part.ENTRY: QT_TRANSLATE_NOOP("VaultWords", "title and authors"),
    Part.ORIGINAL: QT_TRANSLATE_NOOP("VaultWords", "the original file"),
    Part.IMAGES: QT_TRANSLATE_NOOP("VaultWords", "pictures"),
    Part.COVER: QT_TRANSLATE_NOOP("VaultWords", "the cover"),
    Part.CONTENTS: QT_TRANSLATE_NOOP("VaultWords", "table of contents and links"),
    Part.PAGES: QT_TRANSLATE_NOOP("VaultWords", "page numbers"),
    Part.DETAILS: QT_TRANSLATE_NOOP("VaultWords", "details"),
    Part.POSITION: QT_TRANSLATE_NOOP("VaultWords", "where you stopped"),
    Part.MARKS: QT_TRANSLATE_NOOP("VaultWords", "what you marked in it and chose for it"),
    Part.COLLECTIONS: QT_TRANSLATE_NOOP("VaultWords", "the names of its collections"),
}
_UNNAMED = QT_TRANSLATE_NOOP("VaultWords", "A document without a title")
_LIBRARY = QT_TRANSLATE_NOOP("VaultWords", "The library itself")
_GONE = QT_TRANSLATE_NOOP("VaultWords", "Nothing of it could be read.")
_PARTLY = QT_TRANSLATE_NOOP("VaultWords", "Kept, without: {parts}.")


def finding_lines(found: Sequence[CheckedFinding]) -> list[tuple[str, str]]:
    """What the findings are about, and what they mean. What is the same twice is said once."""
    said: dict[tuple[int, str], list[str]] = {}
    for each in found:
        name = each.title or _say(_UNNAMED if each.finding.document else _LIBRARY)
        sentences = said.setdefault((each.finding.document, name), [])
        if (sentence := _say(_FINDINGS[each.finding.kind])) not in sentences:
            sentences.append(sentence)
    return [(name, " ".join(sentences)) for (_document, name), sentences in said.items()]


def lost_lines(lost: Sequence[LostDocument]) -> list[tuple[str, str]]:
    """Each document of which something was lost, and what."""
    return [(each.title or _say(_UNNAMED), _what_is_lost(each)) for each in lost]


def _what_is_lost(lost: LostDocument) -> str:
    if not lost.kept:
        return _say(_GONE)
    return _say(_PARTLY).format(parts=", ".join(_say(_PARTS[part]) for part in lost.parts))


def _say(source: str) -> str:
    return QCoreApplication.translate(_CONTEXT, source)
