"""A quarter's results in one edition: what its pages are handed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import YES, Audit, Field, Role, Severity
from pipeline.definition.fingerprint import version_in
from pipeline.definition.targets import target_of
from pipeline.disclose.child_status import policy_in_words
from pipeline.disclose.editions import Edition
from pipeline.disclose.hiding import for_named_readers, none_or_hidden
from pipeline.disclose.protect.said import SaidLines
from pipeline.english import listed
from pipeline.intake import Entry, Intake
from pipeline.intake.outstanding import standing_of_none
from pipeline.partnership.bodies import name_of
from pipeline.partnership.here import here
from pipeline.partnership.returns_due import due
from pipeline.results.agreement import agreements
from pipeline.results.between import between_failures
from pipeline.results.breakdowns import kept_apart
from pipeline.results.case_led import counts_alone
from pipeline.results.claims import Ruled, claims
from pipeline.results.context import context_results
from pipeline.results.counted import CountedAudit, CountedQuarter, CountedStandard
from pipeline.results.dual_run import other_reading
from pipeline.results.flow import flow, flow_to_come
from pipeline.results.followed.acted import acted
from pipeline.results.followed.as_shown import decisions_shown
from pipeline.results.followed.closing import seen_in
from pipeline.results.followed.decided import agreed_actions, decision_lines, of_this_report, overrides
from pipeline.results.followed.effects import effects
from pipeline.results.followed.recommendations import Followed, recommendation_results
from pipeline.results.ids import with_ids
from pipeline.results.model import AuditResult, QuarterResult, StandardResult
from pipeline.results.programme import rhythm
from pipeline.results.questions import with_questions
from pipeline.results.reach import reach_of
from pipeline.results.reconciled import reconciled
from pipeline.results.return_values import FindingCount, NotReadLine, ReturnLine
from pipeline.results.same_counts import counted_twice
from pipeline.results.sampled import meeting_held, sampled, samples_taken
from pipeline.results.shown_in import edition_of, protected_quarter, shown_in
from pipeline.results.standards import standard_result
from pipeline.results.timing import timing
from pipeline.results.trust import trust
from pipeline.results.versions import judged_by
from pipeline.store.meeting_files import Meetings
from pipeline.store.raw_files import NotRead
from pipeline.validate.validated import Accepted

_FEW = (
    "{audits}: of so few children that every count from 1 to {limit} is hidden there, and every figure from which one "
    "could be worked out."
)

_NOBODYS = "Nobody knows whose"
_THINGS = "Counts of organisations and of activities tell of nobody, and are shown as they are: in {audits}."


def quarter_result(
    counted: CountedQuarter,
    edition: Edition,
    *,
    synthetic: bool,
    printed: Mapping[str, Mapping[str, SaidLines]] | None = None,
) -> QuarterResult:
    """
    Everything that the pages of a ``counted`` quarter show in ``edition``.

    ``printed``: what the released editions print of each line of its audits (`shown_in.protected_quarter`), where it is
    worked out already.
    """
    intake = counted.intake
    protected = printed if printed is not None else protected_quarter(counted)
    rulings = iter(counted.rulings)
    results = tuple(
        _audit(
            each,
            intake,
            edition,
            [next(rulings) for _ in each.standards],
            counted.meetings.of(each.audit.code),
            protected[each.audit.code],
        )
        for each in counted.audits
    )
    results = tuple(with_questions(each, intake.quarter) for each in results)  # once all of their figures are final
    told = [(each.since_last, each.over_year, each.series) for audit in results for each in audit.standards]
    words = here().words(intake.quarter)
    followed = _followed(results, counted, edition)
    return QuarterResult(
        quarter=str(intake.quarter),
        edition=edition.name,
        edition_title=edition.titled(words),
        edition_rule=rule_in_words(edition, [each.audit for each in counted.audits]),
        readers=edition.read_by(words),
        marking=here().markings[edition.name],
        synthetic=synthetic,
        quarters=tuple(str(each) for each in (*counted.before, intake.quarter)),
        audits=results,
        returns=returns_grid(intake, edition),
        not_read=tuple(_not_read(each, edition) for each in intake.not_read),
        report_title=words.report_title,
        claims=claims(counted.comparisons, counted.rulings, told),
        recommendations=recommendation_results(results, intake.quarter, followed, edition),
        decisions=decisions_shown(of_this_report(followed.decisions, intake.quarter), edition),
    )


def _followed(results: Sequence[AuditResult], counted: CountedQuarter, edition: Edition) -> Followed:
    """What is known of what is followed, beside the figures."""
    quarter, decisions = counted.intake.quarter, counted.decisions
    standards = {each.id: each for audit in results for each in audit.standards}
    agreed = agreed_actions(decisions, quarter)
    return Followed(
        counted.told,
        agreed=agreed,
        effects=effects(acted(counted.told, quarter, agreed), counted, standards, edition),
        decisions=decision_lines(decisions, quarter, seen_in(counted, results)),
        overrides=overrides(decisions, quarter),
    )


def rule_in_words(edition: Edition, there: Sequence[type[Audit]]) -> str:
    """The rule of ``edition`` in words, and of which of the audits that are ``there`` it is stricter or hides less."""
    few = [_named(each) for each in there if each.few] if edition.named_readers else []
    things = [_named(each) for each in there if not all(map(each.of_people, each.standards))] if edition.hide else []
    parts = (
        edition.rule,
        _FEW.format(audits=listed(few), limit=edition.of_few().hide) if few else "",
        _THINGS.format(audits=listed(things)) if things else "",
        policy_in_words(edition, [each for audit in there for each in audit.standards]),
    )
    return " ".join(filter(None, parts))


def _named(audit: type[Audit]) -> str:
    return audit.short_title or audit.title


def returns_grid(intake: Intake, edition: Edition) -> tuple[ReturnLine, ...]:
    """One line for each agency and audit, and one for each file that could not be placed at all."""
    there = audits.running(intake.quarter, intake.came).values()
    lines = [line for audit in there for line in _returns(audit, intake, edition, edition_of(audit, edition))]
    unplaced = [each for each in intake.entries if each.validated.identity is None]
    return (*lines, *_as_shown([_line("", "", "", each, intake.quarter) for each in unplaced], edition, edition))


def _not_read(each: NotRead, edition: Edition) -> NotReadLine:
    """What was not read, where it lies: of a file's name and folder, as somebody wrote them, only named readers."""
    if edition.named_readers:
        return NotReadLine(each.place, each.why)
    whose = listed(sorted(map(name_of, each.agencies))) or _NOBODYS
    return NotReadLine(whose, "Whoever runs the audits was told which file it is, and what to do.")


def _audit(
    counted: CountedAudit,
    intake: Intake,
    edition: Edition,
    rulings: Sequence[Ruled],
    written: Meetings,
    printed: Mapping[str, SaidLines],
) -> AuditResult:
    """
    The result of one audit. ``rulings``: what the report's rule makes of the comparisons of each standard.

    ``written``: what is written down of the meetings on its cases. ``printed``: what each released edition prints of
    its lines.
    """
    audit, quarter, returns = counted.audit, intake.quarter, counted.returns
    shown_by = shown_in(counted, edition)
    of_report, edition = edition, edition_of(audit, edition)
    rows = [each.rows for each in returns if len(each.rows) and each.identity.form.view.beside is None]
    every_row = [each.rows for each in returns if len(each.rows)]

    def standard(own: CountedStandard, rule: Ruled) -> StandardResult:
        shown = shown_by[own.standard.id]
        result = standard_result(
            own.standard,
            own.outcomes,
            own.before,
            quarter,
            shown,
            own.around,
            (own.compared, rule),
            shapes=own.shapes,
            lists=counted.lists,
            printed=printed if audit.of_people(own.standard) else {},
        )
        days = for_named_readers(shown, lambda: timing(audit, own.standard, returns))
        rare = for_named_readers(shown, lambda: between_failures(own.runs, result))
        other = None
        if own.other is not None:
            aim = target_of(own.standard, quarter)
            other = other_reading(own.other.dual, own.other.counts, aim, shown, own.other.shape)
        result = replace(
            result,
            timing=days,
            between=rare,
            sampled=sampled(own.outcomes, counted.samples, result.total, shown),
            judged_by=judged_by(audit, own.standard, quarter),
            reach=reach_of(audit, own.standard, quarter),
            version=version_in(quarter, own.standard),
            other_reading=other,
        )
        return with_ids(result, str(quarter))

    standards = tuple(standard(*each) for each in zip(counted.standards, rulings, strict=True))
    context = context_results(audit, returns, edition, counted.context)
    lines = _returns(audit, intake, of_report, edition)
    result = AuditResult(
        code=audit.code,
        quarter=str(quarter),
        title=audit.title,
        short_title=audit.short_title or audit.title,
        purpose=audit.purpose,
        unit=audit.unit,
        units=audit.units,
        row=audit.row or "record",
        due=audit.due(quarter),
        rhythm=rhythm(audit, quarter),
        standards=kept_apart(audit, standards, context, edition.hide_by_child),
        context=context,
        returns=tuple(lines),
        findings=for_named_readers(edition, lambda: _findings(returns, audit)),
        records=sum(len(each) for each in rows) if edition.left_out else None,
        children=for_named_readers(edition, lambda: _distinct(audit.in_role(Role.CHILD), rows)),
        immediate_actions=_immediate(audit.in_role(Role.IMMEDIATE_ACTION), every_row, edition),
        sampling=audit.which_cases(quarter),
        least_for_percent=edition.least_for_percent,
        agreement=for_named_readers(edition, lambda: agreements(audit, returns)),
        reconciled=reconciled(audit, returns, edition),
        same_counts=counted_twice(audit, returns, edition),
        flow=for_named_readers(edition, lambda: flow(audit, returns)),
        flow_to_come=for_named_readers(edition, lambda: flow_to_come(audit, returns)),
        samples=samples_taken(audit, returns, counted.samples, edition),
        meeting=meeting_held(written, edition),
    )
    shown = [*(each.id for each in result.standards), *(each.id for each in result.context)]
    result = replace(result, trust=trust(counted, intake, lines, shown, edition))
    return counts_alone(result) if audit.case_led(quarter) else result


def _answers(question: Field | None, rows: Sequence[pd.DataFrame]) -> list[pd.Series]:
    return [each[question.name] for each in rows if question is not None and question.name in each.columns]


def _distinct(question: Field | None, rows: Sequence[pd.DataFrame]) -> int | None:
    answers = _answers(question, rows)
    return int(pd.concat(answers).nunique()) if answers else None


def _immediate(question: Field | None, rows: Sequence[pd.DataFrame], edition: Edition) -> int | None:
    count = sum(int((each == YES.code).sum()) for each in _answers(question, rows))
    return none_or_hidden(count, edition)


def _returns(audit: type[Audit], intake: Intake, of_report: Edition, edition: Edition) -> list[ReturnLine]:
    """A line for each return of an audit; ``edition``: how that of the report shows the audit."""
    lines = []
    for view in audit.returned():
        for code in audit.returners(view, intake.quarter):
            theirs = intake.sent(audit, code)
            # Those that count, or failing that the last one sent.
            shown = [each for each in theirs if each.counts] or [None, *theirs][-1:]
            due_now = audit.due(intake.quarter)
            nothing = standing_of_none(due_now, intake.may_hold(code), erased=(audit.code, code) in intake.erased)
            for each in shown:
                line = _line(audit.code, code, view.title, each, intake.quarter, nothing)
                named = f"{line.agency_name}, sent as {name_of(each.sender)}" if each and len(shown) > 1 else ""
                beside = {other.sender for other in shown if other and other is not each}
                versions = {
                    other.validated.sha256
                    for other in theirs
                    if other.accepted and not other.repeats and other.sender not in beside
                }
                title = audit.short_title or audit.title
                lines.append(
                    replace(
                        line,
                        agency_name=named or line.agency_name,
                        revised=len(versions) > 1,
                        title=title,
                        beside=each is not None and not due_now,
                    )
                )
    return _as_shown(lines, of_report, edition)


def _as_shown(lines: Sequence[ReturnLine], of_report: Edition, edition: Edition) -> list[ReturnLine]:
    """
    The lines without their numbers of rows, where the edition does not say how many records there were.

    Of how much was in error, and what the files are called, only named readers are told.
    """
    if not edition.left_out:
        lines = [replace(line, rows_seen=None, records=None, set_aside=None) for line in lines]
    if of_report.named_readers:
        return list(lines)
    return [
        replace(
            line,
            agency_name=line.agency_name if line.agency else _NOBODYS,
            errors=None,
            queries=None,
            notes=None,
            file_name="",
        )
        for line in lines
    ]


def _line(audit: str, code: str, view: str, entry: Entry | None, quarter: Quarter, nothing: str = "") -> ReturnLine:
    """The line of one return; ``nothing``: its status where no file of it was read."""
    name = name_of(code)
    if entry is None:
        return ReturnLine(audit, code, name, view, nothing)
    validated = entry.validated
    nil = isinstance(validated, Accepted) and validated.nil
    first = next(iter(validated.errors), None)
    return ReturnLine(
        audit=audit,
        agency=code,
        agency_name=name or entry.submission.folder,
        view=view,
        status="nil" if nil else str(validated.status),
        late=bool(validated.submitted) and date.fromisoformat(validated.submitted) > due(quarter),
        rows_seen=validated.tally.seen,
        records=validated.tally.kept,
        set_aside=validated.tally.set_aside,
        errors=validated.count(Severity.ERROR),
        queries=validated.count(Severity.QUERY),
        notes=validated.count(Severity.NOTE),
        submitted=validated.submitted,
        file_name=entry.submission.file_name,
        sha256=validated.sha256,
        # Rules say what is wrong in words that hold no value; what was seen stays in the agency's own feedback.
        reason=first.rule if first and not entry.accepted else "",
        next_step=first.fix if first and not entry.accepted else "",
    )


def _findings(returns: Sequence[Accepted], audit: type[Audit]) -> tuple[FindingCount, ...]:
    counted: Counter[tuple[str, str, str, str, str]] = Counter()
    # Those of a further sheet are among its return's own.
    for each in (sent for sent in returns if sent.identity.form.view.beside is None):
        for finding in each.findings:
            place = (each.identity.agency, finding.severity.value, finding.rule, finding.label, finding.expected)
            counted[place] += finding.count
    order = [each.value for each in Severity]
    lines = [FindingCount(audit.code, *place, count) for place, count in counted.items()]
    return tuple(
        sorted(lines, key=lambda each: (order.index(each.severity), -each.count, each.agency, each.rule, each.label))
    )
