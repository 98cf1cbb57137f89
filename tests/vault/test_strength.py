"""The estimate is honest: never kind to what is short or common, and no script is weak for being unknown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.vault.strength import Strength, guessing_bits, strength


@pytest.mark.parametrize(
    ("passphrase", "level"),
    [
        ("", Strength.EMPTY),
        ("   ", Strength.WEAK),
        ("a", Strength.WEAK),
        ("Tr0ub4d", Strength.WEAK),
        ("p4ssw0rd1234!", Strength.WEAK),
        ("iloveyou iloveyou2026", Strength.WEAK),
        ("qwertyuiopasdfghjkl", Strength.WEAK),
        ("1212121212121212121212", Strength.WEAK),
        ("the the the the the the the", Strength.WEAK),
        ("river lamp onion bread", Strength.FAIR),
        ("river-lamp-onion-bread", Strength.FAIR),
        ("five honest words make a key", Strength.STRONG),
        ("hX7#kLp9mQ2$", Strength.STRONG),
    ],
)
def test_levels_of_latin(passphrase: str, level: Strength) -> None:
    assert strength(passphrase) is level


@pytest.mark.parametrize(
    "word",
    [
        "비밀번호", "사랑해요", "密码", "我爱你", "パスワード", "пароль", "пароль2026", "любовь", "كلمةالسر", "סיסמה",
        "κωδικός", "รหัสผ่าน", "गुप्तशब्द", "གསང་གྲངས",
    ],
)  # fmt: skip
def test_one_short_word_is_weak_in_every_script(word: str) -> None:
    assert strength(word) is Strength.WEAK


@pytest.mark.parametrize(
    "passphrase",
    [
        "강물 등불 양파 빵집 연필 구름",
        "河水 灯笼 洋葱 面包 铅笔 云彩",
        "川の流れ 灯り 玉ねぎ パン屋 鉛筆 雲",
        "река лампа лук хлеб карандаш облако",
        "نهر مصباح بصل خبز قلم سحابة",
        "נהר מנורה בצל לחם עיפרון ענן",
        "ποτάμι λάμπα κρεμμύδι ψωμί μολύβι σύννεφο",
        "नदी दीपक प्याज रोटी कलम बादल",
        "แม่น้ำตะเกียงหัวหอมขนมปังดินสอ",
    ],
)
def test_six_words_are_strong_in_every_script(passphrase: str) -> None:
    assert strength(passphrase) is Strength.STRONG


@pytest.mark.parametrize(
    "passphrase",
    [
        "가나다라마바사아자차카타파하",
        "йцукенгшщзхъфывапролдж",
        "あいうえおかきくけこさしすせそ",
        "가가가가가가가가가가가가가가가",
        "我我我我我我我我我我我我",
    ],
)
def test_going_on_is_worth_nothing(passphrase: str) -> None:
    assert strength(passphrase) is Strength.WEAK


@pytest.mark.parametrize("character", ["a", "가", "1 ", "ы"])
@pytest.mark.parametrize("length", [72, 73, 10_000])
def test_length_alone_is_no_strength(character: str, length: int) -> None:
    assert strength(character * length) is Strength.WEAK


def test_a_hundred_words_are_strong() -> None:
    words = ["lamp", "river", "onion", "bread", "cloud", "pencil", "window", "garden", "copper", "seldom"]
    assert strength(" ".join(first + second for first in words for second in words)) is Strength.STRONG


def test_both_ways_to_write_an_accent_are_one() -> None:
    assert guessing_bits("rivie\u0300re lampe") == guessing_bits("rivi\u00e8re lampe")


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_has_a_level(passphrase: str) -> None:
    assert (strength(passphrase) is Strength.EMPTY) == (not passphrase)


@given(st.text(alphabet="abcdefghijklmnop가나다강물ыжц", min_size=1, max_size=8))
@settings(deadline=None)
def test_saying_it_twice_gains_at_most_a_little(word: str) -> None:
    assert guessing_bits(f"{word} {word}") <= guessing_bits(word) + 11


def test_nobody_pays_for_its_dictionaries_before_asking() -> None:
    asked = "import sys, reader.vault.strength; sys.exit('zxcvbn' in sys.modules or 'mnemonic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
