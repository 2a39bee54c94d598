"""What there is to tell of a quarter's files: what was not taken in and why, what could be approved, what not read."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from pipeline.intake import Intake
from pipeline.store.kept_results import LeftOut, NotReadSentence, Told
from pipeline.validate.catalogue import why
from pipeline.validate.tidy import plain
from pipeline.validate.validated import Validated

_STEERS_A_SHELL = set('"$`\\!')


def told(intake: Intake, beside: Sequence[str] = ()) -> Told:
    """What there is to tell of the files of an intake. ``beside``: sentences on what else was not read."""
    return Told(
        left_out=tuple(
            LeftOut(
                f"{each.submission.folder}/{each.submission.file_name}",
                _why(each.validated),
                to_approve(each.validated),
            )
            for each in intake.sent_back()
        ),
        not_read=(
            *(NotReadSentence(each.sentence, each.read) for each in intake.not_read),
            *(NotReadSentence(each, read=False) for each in beside),
        ),
    )


def to_approve(validated: Validated) -> tuple[str, ...]:
    """The command that approves each heading that may be a question's, for whoever can say that it is."""
    identity = validated.identity
    if identity is None:
        return ()
    return tuple(
        f"python -m pipeline approve {identity.agency} {identity.form.audit.code} "
        f"--heading {_quoted(plain(each.suggested))} --field {each.field} --by ROLE"
        for each in validated.findings
        if each.suggested
    )


def _why(validated: Validated) -> str:
    errors = validated.errors
    if not errors:
        return "sent back."
    first = errors[0]
    place = f" ({first.spoken})" if first.cell else ""
    more = f" And {len(errors) - 1} more: see its receipt." if len(errors) > 1 else ""
    return f"{why(first)}{place}. {first.fix}{more}"


def _quoted(text: str) -> str:
    """``text`` as one word of a command line, as easy to read as may be."""
    return shlex.quote(text) if _STEERS_A_SHELL & set(text) else f'"{text}"'
