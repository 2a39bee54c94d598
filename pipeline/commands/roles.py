"""Who decides or signs off, as a command is told it: by role, never by name."""

from __future__ import annotations

from pipeline.errors import UsageError
from pipeline.partnership.here import here
from pipeline.personal import no_role
from pipeline.validate.tidy import plain

_LONGEST = 60  # characters


def is_written(text: str) -> bool:
    """Whether every character of ``text`` can be kept in a file; halves of one, as some consoles give, cannot."""
    return not any("\ud800" <= each <= "\udfff" for each in text)


def needed_role(given: str | None, who: str) -> str:
    """
    The role that --by was given, without which nothing is done. ``who``: what it says, such as "who decides".

    Raises: UsageError -- where none is given or it is no short one, and as `role`.
    """
    if not given or not plain(given) or len(given) > _LONGEST:
        raise UsageError(f"Say {who}, by a role of at most {_LONGEST} characters: --by.")
    return role(given, "--by")


def role(given: str, option: str) -> str:
    """
    The role that ``option`` was given.

    Raises: UsageError -- where it holds personal data or names a person, who is not repeated.
    """
    if not is_written(given):
        raise UsageError(f"{option} holds a character that cannot be kept. Type it again, and not from another window.")
    what = no_role(given)
    if what:
        usual = here().roles["chair"]
        raise UsageError(f"{option} holds what looks like {what}. Give a role alone, such as '{usual}'.")
    return plain(given)
