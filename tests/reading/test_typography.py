import pytest

from reader.reading import typography


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("ko", "Noto Serif CJK KR"), ("ko-KR", "Noto Serif CJK KR"), ("kor", "Noto Serif CJK KR"),
        ("zh", "Noto Serif CJK SC"), ("zh-Hant-TW", "Noto Serif CJK TC"), ("zh_TW", "Noto Serif CJK TC"),
        ("zh-HK", "Noto Serif CJK HK"), ("ja", "Noto Serif CJK JP"), ("ar-EG", "Noto Naskh Arabic"),
        ("ur", "Noto Naskh Arabic"), ("en", "Noto Serif"), ("", "Noto Serif"),
    ],
)  # fmt: skip
def test_a_language_picks_its_family(language: str, family: str) -> None:
    assert typography.setting_for(language).families[0] == family


@pytest.mark.parametrize(
    ("sample", "language"),
    [
        ("모든 인류 구성원의 천부의 존엄성", "ko"), ("人类家庭所有成员的固有尊严", "zh"),
        ("すべての人間は、生まれながらにして自由", "ja"), ("React는 UI 라이브러리입니다. Use hooks", "ko"),
        ("الإقرار بما لجميع", "ar"), ("All human beings are born free", ""), ("Все люди рождаются", ""), ("", ""),
    ],
)  # fmt: skip
def test_without_a_language_the_letters_decide(sample: str, language: str) -> None:
    assert typography.language_of(sample) == language


def test_a_declared_language_is_believed_before_the_letters() -> None:
    assert typography.setting_for("ja", "人类家庭所有成员").families[0] == "Noto Serif CJK JP"


def test_measures_stay_within_good_practice() -> None:
    for language in ("en", "ko", "zh", "ja", "ar", "th"):
        setting = typography.setting_for(language)
        low, high = (34, 38) if language in {"ko", "zh", "ja"} else (30, 33)
        assert low <= setting.column_em <= high


def test_right_to_left_scripts_are_ragged() -> None:
    assert not any(typography.setting_for(language).justified for language in ("ar", "fa", "ur", "he"))


def test_sizes_step_and_stop_at_the_ends() -> None:
    assert typography.larger(20) == 22
    assert typography.smaller(20) == 19
    assert typography.larger(typography.BODY_SIZES_PX[-1]) == typography.BODY_SIZES_PX[-1]
    assert typography.smaller(typography.BODY_SIZES_PX[0]) == typography.BODY_SIZES_PX[0]


def test_a_template_language_is_overruled_by_most_of_the_letters_only() -> None:
    assert typography.setting_for("en", "모든 인류 구성원의 천부의 존엄성").families[0] == "Noto Serif CJK KR"
    assert typography.setting_for("en", "A word, 역사 진실, in an English text").families[0] == "Noto Serif"


@pytest.mark.parametrize("language", ["", "en", "ko-KR", "zh-Hant-TW", "ar", "xx", "kor"])
@pytest.mark.parametrize(
    "sample", ["", "Only Latin letters", "모든 인간은 태어날 때부터", "يولد جميع الناس", "人人生而自由，在尊严"]
)
def test_the_writing_says_what_language_and_sample_say(language: str, sample: str) -> None:
    for home in ("", "ja"):
        found = typography.setting_for(typography.writing_of(language, sample), home=home)
        assert found == typography.setting_for(language, sample, home=home)
