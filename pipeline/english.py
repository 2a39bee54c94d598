"""Turns of English that messages share: words in a row, and a guess at what was meant."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a sentence lists them: "1, 2 and 3", or "1, 2 or 3" where ``last`` is "or"."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def first_few(words: Sequence[str], most: int) -> str:
    """The first ``most`` of ``words``, and how many more there are: "1, 2 and 5 more"."""
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return f"{', '.join(words[:most])}{more}"


def number_of(count: int, one: str, many: str = "") -> str:
    """A number of things: "1 return", "2 returns"; ``many`` where that is not ``one`` with an s."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def did_you_mean(near: str | None, otherwise: str = "") -> str:
    """A question about the nearest thing that is known; ``otherwise`` where nothing is near."""
    return f"Did you mean {near}?" if near else otherwise
