"""The status of a return, what happens next, and the severities, in plain words."""

from __future__ import annotations

from pipeline.definition import Severity
from pipeline.partnership.returns_due import due, reservation
from pipeline.template.layout import COVER
from pipeline.validate.catalogue.people import PERSONAL_DATA
from pipeline.validate.finding import Finding
from pipeline.validate.validated import SentBack, Status, Validated

SEVERITIES = {
    Severity.ERROR: ("Error", "Errors", "not used until mended"),
    Severity.QUERY: ("Query", "Queries", "used as it stands: mend it or explain it"),
    Severity.NOTE: ("Note", "Notes", "nothing to do"),
}


def status(validated: Validated) -> str:
    """What became of the return."""
    if isinstance(validated, SentBack):
        return "Sent back: nothing in it is counted yet."
    rows = validated.identity.form.rows
    if validated.status is Status.ACCEPTED_WITH_QUERIES:
        if validated.nil:
            return f"Accepted with queries, as a nil return: your agency looked, and there were no {rows}."
        if validated.aside:
            kept, sent = validated.tally.kept, validated.tally.kept + validated.tally.set_aside
            return (
                f"Accepted with queries: {kept} of {sent} records {'is' if kept == 1 else 'are'} counted, all but the "
                "answers that are listed as errors below. The others are set aside and counted nowhere."
            )
        if validated.errors:
            return "Accepted with queries: it is counted, all but the answers that are listed as errors below."
        return "Accepted with queries: all of it is counted, and some answers are in doubt."
    if validated.nil:
        return f"Accepted as a nil return: your agency looked, and there were no {rows}."
    return "Accepted: all of it is counted."


def next_steps(validated: Validated) -> tuple[str, ...]:
    """What the agency is to do, and what happens if it does nothing."""
    if validated.personal:
        return (
            "The file was not kept. Take out what stands at the places below, and look for more of the same kind.",
            *(["Mend what else is listed too, so that it need not come back once more."] if _others(validated) else []),
            "Then send the return again.",
            _MEANWHILE,
        )
    if isinstance(validated, SentBack):
        return (
            *_begin(validated),
            f"Mend what is listed as errors below and send the return again, {_by(validated)}.",
            _MEANWHILE,
            _WHERE,
        )
    if validated.status is Status.ACCEPTED_WITH_QUERIES:
        return (
            *_begin(validated),
            *(["Mend each error and send the return again."] if validated.errors else []),
            *([_EXPLAIN] if validated.count(Severity.QUERY) else []),
            f"Please do so {_by(validated)}.",
            "If you do nothing, the return counts as it is: answers with errors stay missing, answers in doubt count.",
            _WHERE,
        )
    return ("There is nothing for you to do.", _LATER)


def _others(validated: Validated) -> list[Finding]:
    return [each for each in validated.errors if each.rule != PERSONAL_DATA.id]


def _begin(validated: Validated) -> list[str]:
    """What to mend first: why nothing is counted, or else the one cause that spoils most answers."""
    errors = _others(validated)
    if len(errors) < MANY:
        return []
    sent_back = isinstance(validated, SentBack)
    first = errors[0] if sent_back else max(errors, key=lambda each: each.count)
    return [f"Begin with {first.asked}: {first.fix}"] if sent_back or first.count > 1 else []


MANY = 3  # errors, for it to be said with which to begin
_LATER = "If you find a mistake later, mend it and send the return again: the newest that is accepted counts."
_WHERE = "If marked-up.xlsx came with this receipt: that workbook shows each place, and can itself be mended and sent."
_MEANWHILE = (
    "Until then nothing of this file is counted. An earlier return of yours that was accepted still counts, and all "
    "other agencies’ returns go on as usual."
)
_CAVEATS = next(item.label for item in COVER if item.name == "caveats")
_EXPLAIN = f"Mend each query, or explain it on the Cover under ‘{_CAVEATS}’ and send the return again."


def _by(validated: Validated) -> str:
    if validated.identity is None:
        return "as soon as you can"
    form = validated.identity.form
    quarter = form.quarter
    if not form.audit.sent_out(quarter):
        return "as soon as you can"
    last_day = f"{due(quarter):%d/%m/%Y}{reservation(quarter)}"
    return f"by {last_day} (the last day for {quarter}) or, if that has passed, as soon as you can"


def number(count: int, severity: Severity) -> str:
    """How many findings of one severity, in words."""
    one, many, _ = SEVERITIES[severity]
    return f"{count} {(one if count == 1 else many).lower()}"


def shown(text: str) -> str:
    """``text`` on one line, without the characters that steer a screen or that a workbook's XML cannot hold."""
    return text if text.isprintable() else "".join(each if each.isprintable() else " " for each in text)
