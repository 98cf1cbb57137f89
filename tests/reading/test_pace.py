from reader.reading.pace import minutes_left


def test_the_same_length_takes_longer_in_denser_writing() -> None:
    assert minutes_left(9_500, "en") == 10
    assert minutes_left(9_500, "zh-Hant") > minutes_left(9_500, "ko") > minutes_left(9_500, "en")


def test_a_language_is_guessed_from_the_text() -> None:
    assert minutes_left(5_000, "", "모든 인류 구성원의") == minutes_left(5_000, "ko")


def test_nothing_left_takes_no_time() -> None:
    assert minutes_left(0, "en") == 0
    assert minutes_left(1, "en") == 1
