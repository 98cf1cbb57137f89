"""The picture's file, and how it is fitted."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.covers.picture import MAX_FILE_BYTES, PictureStore, fitted, read_picture_file

SIDES = st.integers(1, 100_000)


def test_the_picture_comes_back_and_is_the_only_file(tmp_path: Path) -> None:
    assert PictureStore(tmp_path).load() is None
    PictureStore(tmp_path).save(b"one")
    (tmp_path / "picture.new").write_bytes(b"hal")
    store = PictureStore(tmp_path)
    assert store.load() == b"one"
    store.save(b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["picture.png"]
    assert store.load() == b"two"


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert read_picture_file(tmp_path / "huge") is None
    assert read_picture_file(tmp_path) is None
    assert read_picture_file(tmp_path / "gone") is None


@given(SIDES, SIDES, SIDES, SIDES)
def test_it_fits_in_the_same_shape(width: int, height: int, into_width: int, into_height: int) -> None:
    new_width, new_height = fitted(width, height, into_width, into_height)
    assert 1 <= new_width <= min(width, into_width)
    assert 1 <= new_height <= min(height, into_height)
    assert new_width in {1, width, into_width} or new_height in {1, height, into_height}
