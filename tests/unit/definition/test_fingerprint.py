"""A form's version is part of a digest, and looks like no number that belongs to somebody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.definition.fingerprint import version_of
from pipeline.personal import kinds

LIKE_AN_NHS_NUMBER = "9721142840"


def test_a_version_is_the_first_twelve_characters_of_the_digest() -> None:
    assert version_of("0123abcdef45" + "f" * 52) == "0123abcdef45"


def test_twelve_characters_that_look_like_somebody_s_number_are_passed_over() -> None:
    digest = LIKE_AN_NHS_NUMBER + "ecab" + "f0" * 25

    assert kinds(digest[:12])
    assert version_of(digest) in digest
    assert not kinds(version_of(digest))


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_version_stands_in_its_digest_and_is_nobody_s(digest: str) -> None:
    version = version_of(digest)

    assert len(version) == 12
    assert version in digest
    assert not kinds(version)
