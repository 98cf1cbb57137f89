import pytest

from reader.reading.links import DEAD, LinkKind, resolve
from reader.text.model import Locator


def test_an_anchor_leads_inside() -> None:
    link = resolve("#note1", {"note1": Locator(2, 30)})
    assert link.kind is LinkKind.INSIDE
    assert link.target == Locator(2, 30)


@pytest.mark.parametrize("href", ["https://example.org/a", "HTTP://example.org", "mailto:someone@example.org"])
def test_an_address_leads_outside(href: str) -> None:
    assert resolve(href, {}).address == href


@pytest.mark.parametrize(
    "href",
    ["#nowhere", "", "file:///etc/passwd", "javascript:alert(1)", "res:cover", "data:text/html,x", "//example.org",
     "https://example.org/\n", "https://" + "a" * 3000],
)  # fmt: skip
def test_everything_else_is_dead(href: str) -> None:
    assert resolve(href, {}) == DEAD
