"""Which language a text in Latin letters is in, by its most frequent small words: enough to divide its words by.

Where no language stands out, none is named: a word that is divided as in another language reads worse than a whole one.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 40
_LEAST_SHARE = 0.16
"""So much of any prose is its twenty smallest words; a text in a language that is not listed has far less."""

_FEWEST_KINDS = 6
"""A list of names may have many a "de" and "e" in it, and nothing else."""

_LEAST_LEAD = 1.35
_SMALL_WORDS = {
    "en": "the of and to in is that it was for as with his on be at by had not are but from or have this which",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an er hat",
    "fr": "de la le et les des en un du une que est pour qui dans par au sur pas plus ne se ce il sont à",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más o pero sus",
    "it": "di e il la che in un per è non una del sono con le si da come più della dei nel alla ma gli",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ou à",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij uit die",
    "sv": "och att det i en som är av för på den till med inte har de ett om var jag från så men",
    "da": "og i at det er en til af på som med for de den der ikke har et om var sig fra men",
    "nb": "og i det er en til av på som med for at de den ikke har et om var seg fra men jeg",
    "pl": "i w na z do się nie że to jest o jak po co za od przez ale jego tak dla był czy są",
    "cs": "a se v na je že s z do o to i za by jako ale podle jeho tak pro byl po nebo které",
    "hu": "a az és hogy nem is egy van ez meg csak de volt már ha mint azt el még ki vagy",
    "ro": "de și în la a cu pe nu o că un din este mai care pentru ce se sau prin sunt fi au",
    "fi": "ja on ei se että hän oli ovat mutta joka kun niin kuin myös tai sen hänen ole jos",
    "tr": "ve bir bu da de için ile çok olarak daha olan gibi kadar ne o var sonra her en ama",
    "id": "yang dan di dari untuk dengan pada tidak ini dalam adalah akan itu juga atau oleh sebagai",
    "vi": "và của là có được cho không trong các một với những người để này đã khi từ về ở",
    "sw": "ya na wa kwa ni katika la za cha yake kila au mtu hii kama huo hiyo haki",
}


def _languages_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _SMALL_WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


_LANGUAGES_OF = _languages_of()


def latin_language(sample: str) -> str:
    """The language of a text in Latin letters, "" if none stands out."""
    words = _WORD.findall(sample.lower())
    if len(words) < _FEWEST_WORDS:
        return ""
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(_LANGUAGES_OF.get(word, ()))
    (best, first), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    kinds = sum(best in _LANGUAGES_OF.get(word, ()) for word in set(words))
    stands_out = first >= _LEAST_SHARE * len(words) and first >= _LEAST_LEAD * second
    return best if stands_out and kinds >= _FEWEST_KINDS else ""
