"""Which of the system's voices says a text: by its language, and by what the person chose for that language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reader.reading.read_aloud import is_written_in


class Voice(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A voice as the system names it; `language` as a BCP 47 tag ("pt-BR"), `locale` as the system writes it."""

    language: str
    name: str
    locale: str


def primary(language: str) -> str:
    """The language without its country and script."""
    return language.partition("-")[0].lower()


def voices_for(voices: Iterable[Voice], language: str) -> list[Voice]:
    """Those that speak the language, the same country first, in the system's order."""
    wanted = primary(language)
    speaking = [voice for voice in voices if primary(voice.language) == wanted]
    return sorted(speaking, key=lambda voice: voice.language.lower() != language.lower())


def choose_voice(
    voices: Sequence[Voice], text: str, languages: Sequence[str], chosen: Mapping[str, str]
) -> Voice | None:
    """The voice for `text`: of the first of `languages`, or of another of them that is written in such letters.

    `chosen` are names of voices by language, as the person chose them. None: no voice here can say it.
    """
    for number, language in enumerate(languages):
        if not language or (number and not is_written_in(text, language)):
            continue
        speaking = voices_for(voices, language)
        if speaking:
            name = chosen.get(primary(language), "")
            return next((voice for voice in speaking if voice.name == name), speaking[0])
    return None
