"""A document's facts as lines: what it is called, and what there is to say."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QObject

from reader.text.model import Embedded
from ui.direction_tricks import shown
from ui.information.facts import Facts
from ui.library.wording import kind_name, language_name, pages_line

Line = tuple[str, str]


class FactLines(QObject):
    """Words for the names; a fact that is not known has no line."""

    def of(self, facts: Facts) -> list[Line]:
        """All lines, in the order in which people ask."""
        row, details = facts.row, facts.details
        series = " · ".join(part for part in (details.series, details.series_index) if part)
        published = day(details.published)
        lines = [
            (self.tr("Authors"), ", ".join(row.authors)),
            (self.tr("Series"), series),
            (self.tr("Subjects"), ", ".join(details.subjects)),
            (self.tr("Publisher"), details.publisher),
            (self.tr("Date"), published),
            (self.tr("Language"), language_name(row.language)),
            (self.tr("Kind"), kind_name(row.kind)),
            (self.tr("Length"), self._length(facts)),
            (self.tr("Size of the file"), QLocale().formattedDataSize(row.size_bytes, 1) if row.size_bytes else ""),
            (self.tr("Added"), _moment(row.added_at_s)),
            (self.tr("Collections"), "\n".join(" › ".join(path) for path in facts.collections)),
        ]
        return [(name, shown(value)) for name, value in lines if value.strip()]

    def embedded(self, files: tuple[Embedded, ...]) -> list[Line]:
        """Each file inside the document: its name, then its type and size as far as they are known."""
        return [(shown(file.name) or self.tr("A file without a name"), self._type_and_size(file)) for file in files]

    def _length(self, facts: Facts) -> str:
        if facts.row.page_count:
            return pages_line(facts.row.page_count)
        return self.tr("%Ln section(s)", "", facts.row.section_count)

    def _type_and_size(self, file: Embedded) -> str:
        size = QLocale().formattedDataSize(file.size_bytes, 1) if file.size_bytes >= 0 else ""
        return " · ".join(part for part in (shown(file.media_type), size) if part)


def day(published: str) -> str:
    """A date as files give it (2001-02-03, also with a time behind), as people write it; all else as it stands."""
    found = QDate.fromString(published[:10], "yyyy-MM-dd")
    if not found.isValid():
        return published
    return QLocale().toString(found, _day_format())


def _moment(at_s: int) -> str:
    added = datetime.fromtimestamp(at_s).astimezone().date()
    return QLocale().toString(QDate(added.year, added.month, added.day), _day_format())


def _day_format() -> str:
    """The long way of writing a day in this language, without the day of the week."""
    return QLocale().dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "").strip(" ,،、")
