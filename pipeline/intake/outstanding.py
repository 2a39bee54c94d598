"""Who still owes what for a quarter, and the text that asks each agency for it: places and questions, never a value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline import audits
from pipeline.calendar.quarter import Quarter, spoken
from pipeline.definition import Audit, Form
from pipeline.definition.when_due import spoken_of
from pipeline.intake import Entry, Intake
from pipeline.partnership.bodies import find, name_of, standing_for, took_over
from pipeline.partnership.here import here
from pipeline.partnership.returns_due import due, reservation
from pipeline.template.layout import answer_sheets
from pipeline.validate.catalogue import OURS, title_of
from pipeline.validate.finding import Finding, spoken_place
from pipeline.validate.validated import Accepted, Status, Validated

MISSING, NOT_DUE, SENT_BACK, NOT_READ, ERASED = "missing", "not due", "sent back", "could not be read", "erased"
SYNTHETIC = "SYNTHETIC: made up for demonstration. Please do not send it to anybody."


@dataclass(frozen=True, eq=False)
class ExpectedReturn:
    """
    One return that an agency is asked for, and what came. ``counts`` is the return that counts, ``last`` the newest.

    ``last`` differs from ``counts`` where a later file was sent back. ``may_be_there``: whether it may lie among what
    was not read, so that nobody can say that the agency has sent nothing.
    """

    audit: type[Audit]
    quarter: Quarter
    agency: str
    due: bool
    counts: Entry | None
    last: Entry | None
    may_be_there: bool = False
    erased: bool = False

    @property
    def status(self) -> str:
        """Accepted, with queries, nil, sent back, missing, could not be read, erased or not due."""
        if self.counts is None:
            return SENT_BACK if self.last else standing_of_none(self.due, self.may_be_there, erased=self.erased)
        if isinstance(self.counts.validated, Accepted) and self.counts.validated.nil:
            return "nil"
        return "accepted" if self.counts.validated.status is Status.ACCEPTED else "with queries"

    @property
    def late(self) -> bool:
        """Whether what counts was sent after the last day: by its own date or, without one, by that of its coming."""
        if self.counts is None:
            return False
        sent = self.counts.validated.submitted or self.counts.submission.first_seen
        came = datetime.fromisoformat(sent).date()
        return came > due(Quarter.parse(self.counts.submission.quarter))

    @property
    def unasked(self) -> bool:
        """Whether something came though nothing is due, and nobody was sent a template."""
        return self.last is not None and not self.audit.sent_out(self.quarter)

    @property
    def owed(self) -> bool:
        """Whether the agency is to send something, again or at last; of what came unasked it need not."""
        return self.status == MISSING or (self.last is not None and not self.last.accepted and not self.unasked)


def standing_of_none(due: bool, may_be_there: bool, *, erased: bool) -> str:
    """What is said of a return of which no file was read."""
    if not due:
        return NOT_DUE
    if erased:
        return ERASED
    return NOT_READ if may_be_there else MISSING


def asked(intake: Intake) -> tuple[ExpectedReturn, ...]:
    """Every return that is asked for, is not due, or came unasked, audit by audit."""
    return tuple(
        _asked(audit, code, intake)
        for audit in audits.running(intake.quarter, intake.came).values()
        for view in audit.returned()
        for code in audit.returners(view, intake.quarter)
    )


def unplaced(intake: Intake) -> tuple[Entry, ...]:
    """The files of which nobody can say whose return they are."""
    return tuple(each for each in intake.entries if each.validated.identity is None)


def texts(intake: Intake, today: date, *, synthetic: bool) -> dict[str, str]:
    """A text for each agency that owes something, by its code, in the order of the codes."""
    owing: dict[str, list[str]] = defaultdict(list)
    beside: dict[str, list[str]] = defaultdict(list)
    expected = asked(intake)
    silent = Counter(each.agency for each in expected if _is_silent(each))
    for each in expected:
        if each.owed and not (each.last and _is_ours(each.last)):
            # With many, what to do is said once, where the last of them is named.
            last = _is_silent(each) and not any(map(_is_silent, _after(each, expected)))
            owing[each.agency].append(_item(each, _fill_in(silent[each.agency]) if last else ""))
        if each.counts and each.counts.validated.errors:
            beside[each.agency].append(_beside(each.audit, each.counts.validated))
    for entry in unplaced(intake):
        known = None if _is_ours(entry) else find(entry.submission.agency_folder)
        if known is None:
            continue
        for body in standing_for(known.code, intake.quarter):
            whose = "your folder" if body == known else f"the folder of {known.name}"
            owing[body.code].append(f"A file that came in {whose} was sent back: {_why(entry)}")
    mark = [SYNTHETIC, ""] if synthetic else []
    return {
        code: "\n".join([*mark, *_lines(code, owing[code], beside[code], intake.quarter, today)]) + "\n"
        for code in sorted(owing)
    }


def _asked(audit: type[Audit], code: str, intake: Intake) -> ExpectedReturn:
    theirs = intake.sent(audit, code)
    counts = next((each for each in theirs if each.counts), None)
    last = theirs[-1] if theirs else None
    due_now, gone = audit.due(intake.quarter), (audit.code, code) in intake.erased
    return ExpectedReturn(audit, intake.quarter, code, due_now, counts, last, intake.may_hold(code), gone)


def _is_silent(each: ExpectedReturn) -> bool:
    return each.owed and each.last is None


def _after(one: ExpectedReturn, expected: Sequence[ExpectedReturn]) -> list[ExpectedReturn]:
    return [each for each in expected[expected.index(one) + 1 :] if each.agency == one.agency]


def _fill_in(count: int) -> str:
    which = "the workbook that was" if count == 1 else f"each of these {count} workbooks that were"
    return f"Please fill in {which} sent to you. If there were no cases, say so on its Cover as a nil return."


def _item(each: ExpectedReturn, fill_in: str) -> str:
    name = f"{each.audit.title} ({each.audit.code}{spoken_of(each.audit, each.quarter)})"
    if each.last is None:
        return f"{name}: nothing has come yet. {fill_in}".rstrip()
    still = " Your earlier return counts until then." if each.counts else ""
    return f"{name}: your newest return was sent back, so nothing in it is counted.{still} {_why(each.last)}"


def _is_ours(entry: Entry) -> bool:
    """Whether it was not taken in for something that whoever runs the quarter is to put right, and no agency."""
    errors = entry.validated.errors
    return not entry.accepted and bool(errors) and errors[0].rule in OURS


def _why(entry: Entry) -> str:
    """The first thing to mend, by its place; how many more there are is in the receipt."""
    errors = entry.validated.errors
    if not errors:
        return "Please see its receipt."
    first = errors[0]
    expected = f"; we expected {first.expected}" if first.expected and not entry.validated.personal else ""
    more = f" Its receipt lists {len(errors) - 1} more." if len(errors) > 1 else " Its receipt says so too."
    where = _place(first, entry.validated.identity.form if entry.validated.identity else None)
    return f"First to mend ({where}): {title_of(first.rule)}{expected}. {first.fix}{more}"


def _place(finding: Finding, form: Form | None) -> str:
    """The place of a finding; the name of a sheet of the agency's own may say too much."""
    if not finding.sheet:
        return "the file as a whole"
    sheet = finding.sheet if finding.sheet in answer_sheets(form) else "a sheet of your own"
    place = spoken_place(sheet, finding.cell).replace("!", ", ")
    return f"{place}: {finding.label}" if finding.label else place


def _beside(audit: type[Audit], validated: Validated) -> str:
    """What is to be mended in a return that counts."""
    errors = validated.errors
    count = sum(finding.count for finding in errors)
    answers = f"{count} answer is" if count == 1 else f"{count} answers are"
    where = _place(errors[0], validated.identity.form if validated.identity else None)
    return f"{audit.title} ({audit.code}) is counted, but {answers} left out until mended: see {where}."


def _lines(code: str, owing: list[str], beside: list[str], quarter: Quarter, today: date) -> Iterator[str]:
    last_day, name, through = spoken(due(quarter)), name_of(code), here().sends_for(code, quarter)
    yield f"To: {through.name}, for {name}" if through else f"To: {name}"
    board, many = here().words(quarter).board_short, "one" if len(owing) == 1 else len(owing)
    yield f"Subject: Audit returns for {quarter} ({board}): {many} outstanding"
    yield from ("", "Dear colleague,", "")
    yield f"Thank you for taking part in the audits. For {quarter} we still need the following from you:"
    yield ""
    for number, each in enumerate(owing, start=1):
        yield f"{number}. {each}"
    if told := took_over(code, quarter):
        yield from ("", told)
    if beside:
        yield from ("", "When you have it open anyway:", "", *(f"- {each}" for each in beside))
    yield ""
    if today > due(quarter):
        yield f"It was due on {last_day}. Please send it as soon as you can; what comes later counts from then on."
    else:
        yield f"It is due on {last_day}{reservation(quarter)}."
    yield (
        "Save the workbook as .xlsx and send it as you sent the last one, by the secure way that we agreed. Please put "
        "no names, addresses or NHS numbers in it, nor in your answer to this message."
    )
    yield "If you cannot send it, or think that the mistake is ours, please tell us by answering."
    yield from ("", "With thanks", f"The audit team, {here().words(quarter).board}")
