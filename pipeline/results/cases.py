"""The cases of an audit, each with all that every agency's record says of it, for the people who meet to read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pipeline.calendar.quarter import Quarter
from pipeline.definition import YES, Audit, Coded, Field, OneCode, Polarity, Role
from pipeline.english import NO_FIGURE, listed
from pipeline.errors import UsageError
from pipeline.measure.outcomes import Outcome
from pipeline.measure.table import outcome_table
from pipeline.partnership.bodies import name_of
from pipeline.personal import kinds, looks_like_a_name
from pipeline.results.agreement import agreements
from pipeline.results.agreement_values import AgreementResult
from pipeline.results.case_values import (
    NOT_RECORDED,
    Case,
    CaseRecord,
    CasesResult,
    FurtherSheet,
    Grade,
    Moderation,
    StandardAsked,
)
from pipeline.statistics.tiers import FEWEST_FOR_FIRM_RATING
from pipeline.store.meeting_files import Meetings
from pipeline.store.samples import Sample
from pipeline.validate.validated import Accepted

WITHHELD = "withheld: it may name somebody; see the return"
_Row = Mapping[Any, Any]  # the answers of a record, by the name of the question
_Place = tuple[str, str, int]  # of a record: its file's digest, its view and its row


def cases(
    audit: type[Audit], quarter: Quarter, returns: Sequence[Accepted], written: Meetings, samples: Sequence[Sample]
) -> CasesResult:
    """
    The cases of ``audit`` in ``quarter``: the records of its ``returns`` that share a reference, side by side.

    ``written``: what is written down of the meetings; ``samples``: those that were drawn for the audit.
    Raises: UsageError -- if the audit does not ask which case a record is of.
    """
    asked = audit.case_ref()
    if asked is None:
        raise UsageError(f"{audit.code} does not ask which case a record is of, so there are no cases to read.")
    main = [each for each in returns if each.identity.form.view.beside is None]
    outcomes = _outcomes(audit, quarter, returns)
    by_case: dict[str, list[tuple[Accepted, _Row]]] = defaultdict(list)
    without: Counter[str] = Counter()
    for sent in main:
        for row in sent.rows.to_dict("records"):
            reference = _text(row, asked)
            if reference:
                by_case[reference].append((sent, row))
            else:
                without[name_of(sent.identity.agency)] += 1
    agreed = {each.case: each for each in written.agreed}
    every_case = tuple(
        Case(number, reference, tuple(_records(audit, by_case[reference], outcomes)), agreed.get(reference))
        for number, reference in enumerate(sorted(by_case), start=1)
    )
    records = [each for case in every_case for each in case.records]
    return CasesResult(
        audit=audit.code,
        title=audit.short_title or audit.title,
        quarter=str(quarter),
        standards=tuple(
            StandardAsked(each.id, each.titled(quarter), each.headline, each.polarity is Polarity.LOW_GOOD)
            for each in audit.standards_in(quarter)
        ),
        domains=tuple(each.label for each in audit.in_roles(Role.DOMAIN_GRADE)),
        scale=_scale(audit.in_role(Role.GRADE)),
        cases=every_case,
        without=tuple(sorted(without.items())),
        moderation=_moderation(audit, main, records),
        meetings=written,
        drawn=tuple(each for sample in samples for each in sample.drawn),
        immediate=sum(each.immediate for each in records),
    )


def _scale(asked: Field | None) -> tuple[tuple[str, str], ...]:
    return tuple((each.code, each.label) for each in asked.codes) if isinstance(asked, OneCode) else ()


def _outcomes(audit: type[Audit], quarter: Quarter, returns: Sequence[Accepted]) -> dict[_Place, dict[str, str]]:
    """What every standard says of every record; of one that counts within records, how many of how many met it."""
    lines: dict[_Place, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in outcome_table(audit, quarter, returns).to_dict("records"):
        words = NOT_RECORDED if line["not_recorded"] else str(line["outcome"])
        lines[line["sha256"], line["view"], int(line["row"])][line["standard"]].append(words)
    return {place: {name: _together(words) for name, words in theirs.items()} for place, theirs in lines.items()}


def _together(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{words.count(Outcome.MET)} of {len(words)} met"


def _records(
    audit: type[Audit], theirs: Sequence[tuple[Accepted, _Row]], outcomes: Mapping[_Place, Mapping[str, str]]
) -> Iterator[CaseRecord]:
    of_return = Counter((sent.identity.agency, sent.identity.form.view.code) for sent, _ in theirs)
    told: Counter[tuple[str, str]] = Counter()
    for sent, row in sorted(theirs, key=lambda each: (name_of(each[0].identity.agency), int(each[1]["row"]))):
        form, agency = sent.identity.form, sent.identity.agency
        whose = (agency, form.view.code)
        told[whose] += 1
        several = f", record {told[whose]} of {of_return[whose]}" if of_return[whose] > 1 else ""
        yield CaseRecord(
            agency=name_of(agency),
            which=f"{form.view.title}{several}",
            outcomes=outcomes.get((sent.sha256, form.view.code, int(row["row"])), {}),
            domains={
                each.label: grade
                for each in audit.in_roles(Role.DOMAIN_GRADE)
                if (grade := _grade(row, each)) is not None
            },
            own=_grade(row, audit.in_role(Role.GRADE)),
            moderated=_grade(row, audit.in_role(Role.MODERATED_GRADE)),
            why_changed=_words(row, audit.in_role(Role.WHY_OVERRIDDEN)),
            why_not_done=_words(row, audit.in_role(Role.WHY_NOT)),
            evidence=_labels(row, audit.in_role(Role.EVIDENCE)),
            learning=_words(row, audit.in_role(Role.LEARNING)),
            immediate=_text(row, audit.in_role(Role.IMMEDIATE_ACTION)) == YES.code,
            further=tuple(_further(sent, row)),
        )


def _further(sent: Accepted, row: _Row) -> Iterator[FurtherSheet]:
    """Of each further sheet of its workbook the rows that are joined to this record, as its template joins them."""
    for sheet in sent.beside:
        form = sheet.identity.form
        link = [each.name for each in form.link]
        theirs = [
            each
            for each in sheet.rows.to_dict("records")
            if link and all(not pd.isna(each[name]) and each[name] == row.get(name) for name in link)
        ]
        if theirs:
            asked = [each for each in form.fields if isinstance(each, Coded) and each.name not in link]
            yield FurtherSheet(form.view.title, tuple(_told(each, asked) for each in theirs))


def _told(row: _Row, asked: Sequence[Coded]) -> tuple[str, str]:
    """A row's first coded answer, which names it, and the others after their questions; words of one's own never."""
    answers = [(each.label.rstrip("?"), listed(_labels(row, each))) for each in asked]
    told = [(question, answer) for question, answer in answers if answer]
    name = told[0][1] if told else NO_FIGURE
    return name, "; ".join(f"{question}: {answer}" for question, answer in told[1:]) or NO_FIGURE


def _text(row: _Row, asked: Field | None) -> str:
    """The answer to a question; "" where the record has none, or its view does not ask it."""
    answer = None if asked is None else row.get(asked.name)
    return "" if pd.isna(answer) else str(answer)


def _words(row: _Row, asked: Field | None) -> str:
    """Words of the auditor's own, unless they may name somebody: a meeting is told of cases and not of people."""
    text = _text(row, asked)
    return WITHHELD if text and (kinds(text) or looks_like_a_name(text)) else text


def _grade(row: _Row, asked: Field | None) -> Grade | None:
    code = _text(row, asked)
    if not isinstance(asked, OneCode) or code not in asked.codes:
        return None
    return Grade(asked.codes.values().index(code), asked.codes.label(code))


def _labels(row: _Row, asked: Field | None) -> tuple[str, ...]:
    if not isinstance(asked, Coded):
        return ()
    return tuple(asked.codes.label(code) for code in _text(row, asked).split(";") if code)


def _moderation(audit: type[Audit], returns: Sequence[Accepted], records: Sequence[CaseRecord]) -> Moderation:
    """What moderation did to the grades of the ``records``, and how far the two graders agree."""
    grade, moderated = audit.in_role(Role.GRADE), audit.in_role(Role.MODERATED_GRADE)
    why = audit.in_role(Role.WHY_OVERRIDDEN)
    asked = why is not None and any(each.identity.form.has(why) for each in returns)
    ids = {each.id for each in audit.agreements if each.first.question is grade and each.second.question is moderated}
    both = [(each.own.place, each.moderated.place) for each in records if each.own and each.moderated]
    return Moderation(
        moderated=len(both),
        poorer=sum(after > before for before, after in both),
        better=sum(after < before for before, after in both),
        unexplained=sum(each.changed and not each.why_changed for each in records) if asked else 0,
        compared=tuple(_few(each) for each in agreements(audit, returns) if each.id in ids),
    )


def _few(compared: AgreementResult) -> AgreementResult:
    """Two graders compared, as counts alone where they graded few cases."""
    return compared if compared.cases >= FEWEST_FOR_FIRM_RATING else replace(compared, lower=None, upper=None)
