import re

import pytest

from reader.reading.typography import setting_for
from reader.text.model import Resource
from ui.reading.markup_walk import fitted
from ui.reading.page_look import PageLook, column_width_px
from ui.reading.piece_loader import decoded
from ui.reading.piece_markup import image_names, prepare
from ui.theme import load_theme


def look(language: str = "en", body_px: int = 32) -> PageLook:
    return PageLook(
        theme=load_theme("paper"), setting=setting_for(language), language=language, body_px=body_px,
        column_px=400, image_height_px=300,
    )  # fmt: skip


def body(html: str, at: PageLook | None = None, images: dict[str, tuple[int, int]] | None = None) -> str:
    return prepare(html, at or look(), images or {}).removeprefix("<body>").removesuffix("</body>")


def test_lengths_grow_with_the_text() -> None:
    assert body('<p style="text-indent:16px;margin-left:-8px">a</p>') == (
        '<p style="text-indent:32px;margin-left:-16px">a</p>'
    )


def test_text_is_never_mistaken_for_a_tag() -> None:
    html = '<p>1 &lt; 2 and margin-left:16px</p><img src="res:a" alt="x > y, 16px">'
    assert "margin-left:16px</p>" in body(html)
    assert 'alt="x > y, 16px"' in body(html)


def test_a_language_brings_its_family() -> None:
    assert "Noto Serif CJK JP" in body('<span lang="ja">直</span>')
    assert "Noto Serif CJK SC" in body('<span lang="zh-Hans">直</span>')
    assert "font-family" not in body('<span lang="en">straight</span>')


def test_right_to_left_is_never_justified() -> None:
    assert "justify" not in body('<p dir="rtl" style="text-align:justify">نص</p>')
    assert "justify" not in body('<p dir="rtl">نص</p>', look("zh"))
    assert "justify" in body('<p dir="ltr">人</p>', look("zh"))


@pytest.mark.parametrize(
    ("natural", "shown"), [((100, 50), (100, 50)), ((800, 200), (400, 100)), ((300, 900), (100, 300)), ((0, 0), (1, 1))]
)
def test_images_fit_and_never_grow(natural: tuple[int, int], shown: tuple[int, int]) -> None:
    assert fitted(natural, 400, 300) == shown


def test_an_image_gets_its_size_and_a_missing_one_a_small_square() -> None:
    images = {"a": (1600, 400)}
    assert 'width="400" height="100"' in body('<img src="res:a">', images=images)
    assert 'width="64" height="64"' in body('<img src="res:gone">', images=images)
    assert image_names('<img src="res:a"><p>x</p><img src="res:b"><img src="res:a">') == ("a", "b")


def test_the_column_keeps_its_measure_and_the_windows_margins() -> None:
    assert column_width_px(setting_for("en"), 20, 1366) == 640
    assert column_width_px(setting_for("ko"), 20, 1366) == 680
    assert column_width_px(setting_for("en"), 20, 500) == 420


@pytest.mark.parametrize(
    ("media_type", "width", "data"),
    [("image/png", 10, b"no image"), ("image/svg+xml", 10, b"<svg/>"), ("image/png", 200_000, b"\x89PNG")],
)
def test_what_is_no_image_is_not_shown(media_type: str, width: int, data: bytes) -> None:
    resource = Resource(name="a", media_type=media_type, width_px=width, height_px=1000, data=data)
    assert decoded(resource) is None


def test_margins_of_a_desktop_s_page_leave_the_text_most_of_the_column() -> None:
    style = "margin-right:240px;margin-left:96px"
    nested = f'<ul dir="ltr" style="{style}"><li dir="ltr"><p dir="ltr">Words</p></li></ul>'
    sides = re.findall(r"margin-(?:left|right):(\d+)px", body(f'<div dir="ltr" style="{style}">{nested}</div>'))
    assert 0 < sum(map(int, sides)) <= 0.4 * look().column_px
    assert "margin-left:64px" in body('<p dir="ltr" style="margin-left:32px">Words</p>')
