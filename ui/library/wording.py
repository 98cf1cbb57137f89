"""A document's facts in the person's words: kind, language, day, second line, and all of it for a screen reader."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from reader.errors import HearthError, UnsupportedKind
from reader.store.rows import DocumentRow
from ui.library.rows import ListRow
from ui.translations import QT_TRANSLATE_NOOP
from ui.words import sentence

_KINDS = {
    "markdown": "Markdown",
    "text": QT_TRANSLATE_NOOP("Wording", "Text"),
    "eml": QT_TRANSLATE_NOOP("Wording", "E-mail"),
    "csv": QT_TRANSLATE_NOOP("Wording", "Table"),
    "mhtml": QT_TRANSLATE_NOOP("Wording", "Web page"),
    "webarchive": QT_TRANSLATE_NOOP("Wording", "Web page"),
    "warc": QT_TRANSLATE_NOOP("Wording", "Web page"),
    "image": QT_TRANSLATE_NOOP("Wording", "Picture"),
    "comic": QT_TRANSLATE_NOOP("Wording", "Comic"),
}
_PLAIN_NAMES = {
    "en": "English",
    "zh": "中文",
    "zh-hans": "简体中文",
    "zh-hant": "繁體中文",
    "es": "español",
    "pt": "português",
}
"""Where the system would name a country's variety instead ("American English")."""
_DAYS_OF_A_WEEK = 7
_KIND = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,15}")
"""What may be said as the name of a kind: it comes from a worker."""


class _Counted(QObject):
    """Phrases with a number in them: pyside6-lupdate sees plurals only in `tr` of an object."""

    def pages(self, count: int) -> str:
        return self.tr("%Ln page(s)", "", count)

    def places(self, count: int) -> str:
        return self.tr("%Ln place(s)", "", count)

    def more_places(self, count: int) -> str:
        return self.tr("more than %Ln place(s)", "", count)


def kind_name(kind: str) -> str:
    """How a format is called."""
    return QCoreApplication.translate("Wording", _KINDS.get(kind, kind.upper()))


def refusal_sentence(error: HearthError) -> str:
    """Why a file was not taken; of a kind that is not read here, which it is."""
    if isinstance(error, UnsupportedKind) and _KIND.fullmatch(error.detail):
        text = QCoreApplication.translate("Wording", "Kind of file: {kind}.")
        return f"{text.format(kind=kind_name(error.detail))} {sentence(error)}"
    return sentence(error)


def untitled() -> str:
    """What stands for a title that a document does not have."""
    return QCoreApplication.translate("DocumentDelegate", "Untitled")


def language_name(code: str) -> str:
    """A language in its own name ("한국어"), or nothing when the document does not say."""
    locale = QLocale(code)
    if not code or locale.language() in (QLocale.Language.C, QLocale.Language.AnyLanguage):
        return ""
    return _PLAIN_NAMES.get(code.lower()) or _PLAIN_NAMES.get(code[:2].lower(), "") or locale.nativeLanguageName()


def kind_line(document: DocumentRow) -> str:
    """Language and kind, as the list's middle column shows them."""
    return " · ".join(part for part in (language_name(document.language), kind_name(document.kind)) if part)


def second_line(row: ListRow) -> str:
    """What stands under the title when there is no snippet: who wrote it, and how long it is."""
    document = row.document
    pages = pages_line(document.page_count) if document.page_count else ""
    return " · ".join(part for part in (", ".join(document.authors), pages) if part)


def pages_line(pages: int) -> str:
    """So many fixed pages."""
    return _Counted().pages(pages)


def places_line(places: int, *, more: bool) -> str:
    """How often the words were found in one document, as far as that was counted."""
    return _Counted().more_places(places) if more else _Counted().places(places)


def relative_day(moment_s: int, today: date) -> str:
    """A day as people say it: today, yesterday, a weekday, or a date."""
    day = datetime.fromtimestamp(moment_s).astimezone().date()
    days_ago = (today - day).days
    if days_ago <= 0:
        return QCoreApplication.translate("Wording", "today")
    if days_ago == 1:
        return QCoreApplication.translate("Wording", "yesterday")
    if days_ago < _DAYS_OF_A_WEEK:
        short = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        # One letter, as in Korean, says too little when it stands alone.
        return short if len(short) > 1 else QLocale().standaloneDayName(day.isoweekday())
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def spoken_row(row: ListRow, today: date) -> str:
    """One line of the list as a screen reader says it."""
    document = row.document
    progress = QCoreApplication.translate("Wording", "{percent} % read").format(percent=round(document.progress * 100))
    parts = (
        document.title,
        row.snippet or second_line(row),
        kind_line(document),
        progress,
        relative_day(document.added_at_s, today),
    )
    return ", ".join(part for part in parts if part)
