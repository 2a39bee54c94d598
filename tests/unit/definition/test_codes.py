"""What is read as a code: the code itself, its spellings, its label, and code and label together."""

from __future__ import annotations

from pipeline.definition.codes import Code, read_as

FIT, ILL, OUT = Code("A", "Fit"), Code("B", "Ill", spellings=("unwell",)), Code("C", "Out")
ALSO_OUT = Code("D", "Out")


def as_code(code: str, *codes: Code) -> set[str]:
    """The texts, folded, that are read as ``code``."""
    return {text for text, read in read_as(codes).items() if read == code}


def test_a_code_its_spellings_its_label_and_the_two_together_are_read_as_it() -> None:
    assert as_code("A", FIT, ILL) == {"A", "FIT", "A-FIT", "A FIT"}
    assert as_code("B", FIT, ILL) == {"B", "UNWELL", "ILL", "B-ILL", "B ILL"}


def test_a_label_that_two_codes_share_is_read_as_neither() -> None:
    assert as_code("C", OUT, ALSO_OUT) == {"C", "C-OUT", "C OUT"}
    assert as_code("D", OUT, ALSO_OUT) == {"D", "D-OUT", "D OUT"}
