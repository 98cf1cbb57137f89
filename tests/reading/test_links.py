import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.links import DEAD, LinkKind, OutsideTarget, outside_target, resolve
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


@pytest.mark.parametrize(
    ("address", "host", "shown", "written"),
    [
        ("https://a.example/x", "a.example", "https://a.example/x", ""),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com/", "аррӏе.com"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com/", "аррӏе.com"),
        ("https://xn--zzzzzz/", "xn--zzzzzz", "https://xn--zzzzzz/", ""),
        ("https://good.example@b.example/", "b.example", "https://good.example@b.example/", ""),
        ("https://good.example\\@b.example/", "good.example", "https://good.example/@b.example/", ""),
        ("https://a.example/\u202etxt.exe", "a.example", "https://a.example/%E2%80%AEtxt.exe", ""),
        ("https://a.example/\u2066\u200f", "a.example", "https://a.example/%E2%81%A6%E2%80%8F", ""),
        ("mailto:x@b.example?subject=<b>", "b.example", "mailto:x@b.example?subject=%3Cb%3E", ""),
        ("https://a.example:8080/", "a.example", "https://a.example:8080/", ""),
        ("https://\u202e/", "%e2%80%ae", "https://%E2%80%AE/", ""),
    ],
)
def test_what_is_shown_of_an_address(address: str, host: str, shown: str, written: str) -> None:
    target = outside_target(address)
    assert target == OutsideTarget(host=host, address=shown, written=written)
    assert target.address.isascii()


@given(st.text(max_size=60))
def test_no_address_escapes(words: str) -> None:
    for address in (words, f"https://{words}", f"https://a.example/{words}", f"mailto:{words}"):
        target = outside_target(address)
        assert target.address.isascii()
        assert target.address.isprintable()
        assert target.host.isascii()
        assert not set(target.written) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
