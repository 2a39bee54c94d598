"""Everything that one audit's agencies return for one quarter: the same cases seen from each of its views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from zlib import crc32

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.calendar.returns_due import due
from pipeline.calendar.working_days import deadline
from pipeline.definition import Audit, Field, Form, View
from pipeline.definition.frame import Array
from pipeline.synthetic.draft import Draft, draft
from pipeline.synthetic.drawing import Respondent, answer
from pipeline.synthetic.draws import Draw, Profile
from pipeline.synthetic.families import cohort, met
from pipeline.synthetic.filling import filled, siblings_alike
from pipeline.synthetic.profiles import profile_of

OF_THE_CHILD = ("child_ref", "family_ref", "unborn", "age_years")


@dataclass(frozen=True, eq=False)
class Return:
    """One agency's return before it is written: its records, and when it is sent."""

    form: Form
    agency: str
    records: Draft
    sent: date
    rng: np.random.Generator

    @property
    def nil(self) -> bool:
        """Whether there were no cases."""
        return not len(self.records)


@dataclass(frozen=True, eq=False)
class Circumstances:
    """What is out of the ordinary in one quarter of one audit: who sends late, who has no cases, what has improved."""

    late: tuple[str, ...] = ()
    nil: tuple[str, ...] = ()
    improved: Mapping[Field, Draw] = field(default_factory=dict)


def stream(seed: int, quarter: Quarter, audit: type[Audit], agency: str) -> np.random.Generator:
    """The chances of one return, which no other return's changes."""
    words = (str(quarter), audit.code, agency)
    return np.random.default_rng(np.random.SeedSequence([seed, *(crc32(word.encode()) for word in words)]))


def chances(seed: int, quarter: Quarter, audit: type[Audit], agency: str) -> Callable[[str], np.random.Generator]:
    """The chances of each question of one return, by its name."""
    return cache(lambda question: stream(seed, quarter, audit, f"{question} answered by {agency}"))


def returns(audit: type[Audit], quarter: Quarter, seed: int, unusual: Circumstances) -> list[Return]:
    """Every return of ``audit`` for ``quarter``, in the order of its views and their agencies."""
    profile = profile_of(audit)
    draws = {**profile.draws, **unusual.improved}
    lead, *others = audit.views
    first = [_led(audit, lead, code, quarter, seed, profile, draws, unusual) for code in lead.agencies]
    sent = list(first)
    known = first[0].records  # where an audit has other views, one agency leads and they see its cases
    for view in others:
        for code in view.agencies:
            chosen = _theirs(view, code, known, profile, stream(seed, quarter, audit, f"{code} cases"))
            sent.append(_seen_again(audit, view, code, quarter, seed, profile, draws, known.chosen(chosen), unusual))
        known = _widened(known, sent, view)
    return sent


def _sent(quarter: Quarter, late: bool, rng: np.random.Generator) -> date:
    if late:
        return deadline(due(quarter), 6)
    day = due(quarter) - timedelta(days=int(rng.integers(0, 12)))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _led(
    audit: type[Audit],
    view: View,
    code: str,
    quarter: Quarter,
    seed: int,
    profile: Profile,
    draws: Mapping[Field, Draw],
    unusual: Circumstances,
) -> Return:
    rng = stream(seed, quarter, audit, code)
    form = audit.form(view, quarter)
    sent = _sent(quarter, code in unusual.late, rng)
    count = 0 if code in unusual.nil else int(rng.integers(profile.cases[0], profile.cases[1] + 1))
    middle = quarter.months[1]
    children = met(seed, count, middle, profile.children, profile.events, rng)
    records = draft(len(children), np.datetime64(sent, "s"))
    hand = Respondent(form, code, draws, chances(seed, quarter, audit, code), _avoided(profile, unusual))
    of_child = cohort(children, middle, profile.unborn, rng)
    fixed = _placed(records, form, {name: of_child[name] for name in OF_THE_CHILD})
    fixed |= _referenced(records, form, profile, quarter, of_child["family_ref"])
    fixed |= _constant(records, form, hand, of_child["child_ref"])
    if profile.siblings_share:
        family = of_child["family_ref"]
        shared = [each.name for each in profile.siblings_share]
        siblings_alike(records, hand, shared, family, fixed)
        filled(records, hand, given={name: np.ones(len(records), dtype=bool) for name in shared}, fixed=fixed)
    else:
        filled(records, hand, fixed=fixed)
    return Return(form, code, records, sent, rng)


def _avoided(profile: Profile, unusual: Circumstances) -> dict[str, Sequence[str]]:
    """Answers that nobody gives in this quarter, because the agency they belong to has no cases."""
    avoided: dict[str, Sequence[str]] = {}
    for sharing in profile.sharing.values():
        for code in unusual.nil:
            avoided[sharing.by.name] = (*avoided.get(sharing.by.name, ()), *sharing.agencies.get(code, ()))
    return avoided


def _placed(records: Draft, form: Form, columns: Mapping[str, Array]) -> set[str]:
    """Write columns that are known before anything is drawn; gives the questions of the form that they answer."""
    records.columns.update(columns)
    return {field.name for field in form.fields if field.name in columns}


def _referenced(records: Draft, form: Form, profile: Profile, quarter: Quarter, family: Array) -> set[str]:
    count = len(records)
    _, which = np.unique(family, return_inverse=True)
    columns = {field.name: (form_of, np.arange(count)) for field, form_of in profile.case_refs.items()}
    columns |= {field.name: (form_of, which) for field, form_of in profile.family_refs.items()}
    references = {
        name: np.array(
            [form_of.format(year=quarter.year % 100, quarter=quarter.number, number=n + 1) for n in numbers],
            dtype=object,
        )
        for name, (form_of, numbers) in columns.items()
    }
    return _placed(records, form, references) | _numbered(records, form)


def _numbered(records: Draft, form: Form) -> set[str]:
    key = form.audit.key
    numbers = [f"{form.audit.code}-{n:04d}" for n in range(1, len(records) + 1)]
    return _placed(records, form, {key.name: np.array(numbers, dtype=object)})


def _constant(records: Draft, form: Form, hand: Respondent, child: Array) -> set[str]:
    """The child's status, the same on each of its records."""
    status = next((each for each in form.fields if each.name == "sc_status"), None)
    if status is None:
        return set()
    answer(status, np.ones(len(records), dtype=bool), records, hand)
    _, first, which = np.unique(child, return_index=True, return_inverse=True)
    return _placed(records, form, {status.name: records.texts(status.name)[first][which]})


def _theirs(view: View, code: str, known: Draft, profile: Profile, rng: np.random.Generator) -> Array:
    """Which of the known cases ``code`` returns."""
    sharing = profile.sharing.get(view)
    if sharing is not None:
        return np.isin(known.texts(sharing.by.name).astype(str), sharing.agencies.get(code, ()))
    if len(view.agencies) > 1:
        return np.asarray(np.arange(len(known)) % len(view.agencies) == view.agencies.index(code))
    return rng.random(len(known)) >= profile.missed


def _seen_again(
    audit: type[Audit],
    view: View,
    code: str,
    quarter: Quarter,
    seed: int,
    profile: Profile,
    draws: Mapping[Field, Draw],
    records: Draft,
    unusual: Circumstances,
) -> Return:
    rng = stream(seed, quarter, audit, code)
    form = audit.form(view, quarter)
    sent = _sent(quarter, code in unusual.late, rng)
    records.columns["as_of"] = np.full(len(records), np.datetime64(sent, "s"))
    sharing = profile.sharing.get(view)
    the_same = {*OF_THE_CHILD, "sc_status", *(each.name for each in (*profile.case_refs, *profile.family_refs))}
    the_same |= {sharing.by.name} if sharing else set()
    fixed = {each.name for each in form.fields if each.name in the_same and each.name in records.columns}
    fixed |= _numbered(records, form)
    hand = Respondent(form, code, draws, chances(seed, quarter, audit, code))
    own = {each.name for each in profile.own}
    given = {
        each.name: hand.rng(each).random(len(records)) >= profile.differ
        for each in form.fields
        if each.name in records.columns and each.name not in own and each.name not in fixed
    }
    fresh = [each.name for each in profile.siblings_share if form.has(each) and each.name not in records.columns]
    if fresh and "family_ref" in records.columns:
        siblings_alike(records, hand, fresh, records.texts("family_ref"), fixed)
        given |= {name: np.ones(len(records), dtype=bool) for name in fresh}
    return Return(form, code, filled(records, hand, given=given, fixed=fixed), sent, rng)


def _widened(known: Draft, sent: Sequence[Return], view: View) -> Draft:
    """What is known of the cases once ``view`` has answered its own questions too, where one agency saw them all."""
    seen = [each.records for each in sent if each.form.view is view]
    if len(seen) != 1 or len(seen[0]) != len(known):
        return known
    fresh = {name: column for name, column in seen[0].columns.items() if name not in known.columns}
    return Draft(known.rows, columns={**known.columns, **fresh})
