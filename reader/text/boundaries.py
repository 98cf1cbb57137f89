"""Where words begin and end, for finding whole words.

After Unicode's text segmentation (UAX #29), with two choices of our own: an apostrophe parts words, so that a name is
found in its genitive; and a Korean word also counts when nothing but particles hang on it, as a reader would say.
Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese, Tibetan) have a border at every character: there
"whole" refuses nothing.
"""

from __future__ import annotations

import re
import unicodedata

_JOINED = "\u3005-\u3007\u3041-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_WITHOUT_SPACES = re.compile(
    f"[{_JOINED}\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f\U00020000-\U0003ffff]"
)
_LONGEST_TAIL = 6
LONGEST_WITHOUT_SPACES = 8
_INSIDE = "'’\u00ad\u200c\u200d"
_HANGUL = re.compile("[\uac00-\ud7a3]")

PLURAL = "들"
CERTAIN_PARTICLES = """
이 가 은 는 을 를 의 에 에게 에게서 에서 에서는 에서도 에는 에도 에의 으로 로 으로는 로는 으로도
로도 으로서 로서 으로써 로써 으로부터 로부터 와 과 와는 과는 와의 과의 와도 과도 하고 도 만 만은 만을
만이 부터 까지 까지도 까지는 마저 조차 처럼 보다 보다도 마다 밖에 뿐 대로 만큼 께 께서 께서는 한테
한테서 이랑 이나 이라도 이라는 이라고 이란 이며 이고 이다 입니다 이었다 이지만 이라면 에게는 에게도
에서의 으로의 로의 에게의 이여 치고 커녕 같이
"""
UNCERTAIN_PARTICLES = "나 고 며 랑 란 라고 라는 라도 라면 였다 인 일 야 아 여 요 다"
"""These end many a word of their own, so they count only behind two syllables."""


def _alternatives(particles: str) -> str:
    return "|".join(sorted(particles.split(), key=len, reverse=True))


_AFTER_ONE = re.compile(f"{PLURAL}?(?:{_alternatives(CERTAIN_PARTICLES)})|{PLURAL}")
_AFTER_TWO = re.compile(f"{PLURAL}?(?:{_alternatives(CERTAIN_PARTICLES + UNCERTAIN_PARTICLES)})|{PLURAL}")


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is one word or several, and no part of a longer one."""
    return is_border(text, start) and (is_border(text, end) or _only_particles_follow(text, start, end))


def is_border(text: str, at: int) -> bool:
    """Whether no word goes on across `at`."""
    if not 0 < at < len(text):
        return True
    before, behind = text[at - 1], text[at]
    return not (_is_of_word(before) and _is_of_word(behind)) or goes_alone(before) or goes_alone(behind)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character) in {"Mn", "Mc", "Me", "Pc"}


def goes_alone(character: str) -> bool:
    """Whether it belongs to a script that is written without spaces."""
    return _WITHOUT_SPACES.match(character) is not None


def _only_particles_follow(text: str, start: int, end: int) -> bool:
    if _HANGUL.match(text[end - 1]) is None:
        return False
    pattern = _AFTER_TWO if end - start > 1 and _HANGUL.match(text[end - 2]) else _AFTER_ONE
    tail = end
    while tail < len(text) and tail - end < _LONGEST_TAIL and _HANGUL.match(text[tail]):
        tail += 1
    return pattern.fullmatch(text, end, tail) is not None and is_border(text, tail)


def without_particles(word: str) -> list[str]:
    """A Korean word without the particles that may hang on it, the longest ones off first."""
    return [
        word[:end]
        for end in range(max(1, len(word) - _LONGEST_TAIL), len(word))
        if (_AFTER_TWO if end > 1 else _AFTER_ONE).fullmatch(word, end)
    ]


def word_around(text: str, at: int) -> tuple[int, int]:
    """The word of `text` that holds the character at `at`: equal numbers where there is none.

    In scripts without spaces it begins at the character and goes on for as long as such a word may be: whoever looks it
    up tries ever shorter ones.
    """
    if not 0 <= at < len(text) or not _is_of_word(text[at]):
        return at, at
    if goes_alone(text[at]):
        end = at + 1
        while end < len(text) and end - at < LONGEST_WITHOUT_SPACES and goes_alone(text[end]):
            end += 1
        return at, end
    start, end = at, at + 1
    while start > 0 and (not is_border(text, start) or _is_held(text, start)):
        start -= 1
    while end < len(text) and (not is_border(text, end) or _is_held(text, end)):
        end += 1
    return start, end


def _is_held(text: str, at: int) -> bool:
    """Whether an apostrophe, a soft hyphen or a joiner there stands inside a word."""
    around = text[at - 1], text[at]
    if not any(each in _INSIDE for each in around):
        return False
    before = text[at - 2] if around[0] in _INSIDE and at > 1 else around[0]
    behind = text[at + 1] if around[1] in _INSIDE and at + 1 < len(text) else around[1]
    return _is_of_word(before) and _is_of_word(behind) and not goes_alone(before) and not goes_alone(behind)
