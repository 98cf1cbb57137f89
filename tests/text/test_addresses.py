"""Addresses are written so that nothing in them passes for something else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.addresses import ascii_host, host_of, outside_address, true_target, written_host
from reader.text.markup import clean


@given(st.text(max_size=80))
def test_an_outside_address_is_plain_and_stays(words: str) -> None:
    for href in (words, f"https://{words}", f"http://a.example/{words}", f"mailto:{words}"):
        address = outside_address(href)
        assert address.isascii()
        assert address.isprintable()
        assert " " not in address
        assert outside_address(address) == address
        if address:
            assert address.startswith(("http://", "https://", "mailto:"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_and_any_target(words: str, href: str) -> None:
    assert true_target(words, href).isascii()


def test_a_clean_link_keeps_its_target() -> None:
    address = outside_address("https://пример.example/ü?q=<x>&r='1'")
    link = f'<a href="{address.replace("&", "&amp;")}">x</a>'
    assert clean(link) == link


def test_hosts() -> None:
    assert ascii_host("BÜCHER.example") == "xn--bcher-kva.example"
    assert ascii_host("a" * 70 + "ü") == "a" * 70 + "%C3%BC", "no name of the network: too long"
    assert host_of("https://user:pw@[::1]:80/x") == "[::1]"
    assert host_of("mailto:a@b.example?cc=x@y.example") == "b.example"
    assert host_of("nothing") == ""
    assert written_host("xn--bcher-kva.example") == "bücher.example"
    assert written_host("plain.example") == ""
