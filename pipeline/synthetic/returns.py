"""Everything that one audit's agencies return for one quarter: the same cases seen from each of its views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from zlib import crc32

import numpy as np

from pipeline.calendar.quarter import Quarter
from pipeline.calendar.working_days import deadline
from pipeline.definition import Audit, Field, Form, Role, View
from pipeline.definition.frame import Array
from pipeline.partnership.bodies import whole_line
from pipeline.partnership.returns_due import due
from pipeline.synthetic.beside import rows_beside
from pipeline.synthetic.draft import Draft, draft, together
from pipeline.synthetic.drawing import Respondent, answer
from pipeline.synthetic.draws import Beside, Draw, Profile, Sharing, otherwise
from pipeline.synthetic.families import NOBODY, cohort, met
from pipeline.synthetic.filling import filled, siblings_alike
from pipeline.synthetic.followed import records_of
from pipeline.synthetic.kinds import kinds, line_of
from pipeline.synthetic.plan import Plan, Wanted, plan
from pipeline.synthetic.profiles import profile_of

_NOT_ON_THE_LIST = 900  # the first number of a reference that nobody was given
OF_THE_CHILD = ("child_ref", "family_ref", "unborn", "age_years")


@dataclass(frozen=True, eq=False)
class Return:
    """
    One agency's return before it is written: its records, and when it is sent.

    ``beside``: its further sheets of records, each as if it were a return.
    """

    form: Form
    agency: str
    kind: str
    records: Draft
    sent: date
    rng: np.random.Generator
    beside: tuple[Return, ...] = ()

    @property
    def sheets(self) -> tuple[Return, ...]:
        """Itself, and its further sheets of records."""
        return (self, *self.beside)

    @property
    def nil(self) -> bool:
        """Whether there were no cases."""
        return not len(self.records)


@dataclass(frozen=True)
class Practice:
    """
    How one area differs from the usual one. ``size``: how many records a return has, for each one that it usually has.

    ``odds``: by the code of an audit, how many times the usual odds its questions are answered otherwise than with yes;
    ``at``: the same of single questions, by audit and name, in place of those of their audit.
    """

    size: float = 1.0
    odds: Mapping[str, float] = field(default_factory=dict)
    at: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def of(self, audit: str, draws: Mapping[Field, Draw]) -> Mapping[Field, Draw]:
        """How an audit's questions are answered there."""
        usual = self.odds.get(audit, 1.0)
        return {asked: otherwise(draw, self.at.get((audit, asked.name), usual)) for asked, draw in draws.items()}


USUAL_PRACTICE = Practice()


@dataclass(frozen=True, eq=False)
class Circumstances:
    """
    What is out of the ordinary in one quarter of one audit: who sends late, who has no cases, what has improved.

    ``least``: the fewest cases that there are, where an audit usually has fewer. ``plan``: what is followed from
    quarter to quarter; where it is not given, one that ends with this quarter and in which nothing is unusual.
    """

    late: tuple[str, ...] = ()
    nil: tuple[str, ...] = ()
    least: int = 0
    improved: Mapping[Field, Draw] = field(default_factory=dict)
    plan: Plan | None = None
    practice: Practice = USUAL_PRACTICE


@dataclass(frozen=True, eq=False)
class _Round:
    """One audit's returns for one quarter, as they are made up: the same ``seed`` makes the same ones."""

    audit: type[Audit]
    quarter: Quarter
    seed: int
    profile: Profile
    unusual: Circumstances

    def stream(self, of: str) -> np.random.Generator:
        """The chances of one agency's return, or of a part of it, which no other's change."""
        words = (str(self.quarter), self.audit.code, of)
        return np.random.default_rng(np.random.SeedSequence([self.seed, *(crc32(word.encode()) for word in words)]))

    def returners(self, view: View) -> tuple[str, ...]:
        """The codes of the agencies of ``view``."""
        return self.audit.returners(view, self.quarter)

    def kind(self, view: View, agency: str) -> str:
        """What kind of agency it is, among those of ``view``."""
        return kinds(self.returners(view))[agency]

    def respondent(self, view: View, agency: str) -> Respondent:
        """Who fills in the return of ``agency``."""
        return Respondent(
            self.audit.form(view, self.quarter),
            self.kind(view, agency),
            self.unusual.practice.of(self.audit.code, {**self.profile.draws, **self.unusual.improved}),
            cache(lambda question: self.stream(f"{question} answered by {line_of(agency)}")),
        )

    def sent(self, agency: str, rng: np.random.Generator) -> date:
        """The day on which ``agency`` sends its return."""
        if agency in self.unusual.late:
            return deadline(due(self.quarter), 6)
        day = due(self.quarter) - timedelta(days=int(rng.integers(0, 12)))
        return day - timedelta(days=max(0, day.weekday() - 4))


def returns(audit: type[Audit], quarter: Quarter, seed: int, unusual: Circumstances) -> list[Return]:
    """Every return of ``audit`` for ``quarter``, in the order of its views and their agencies."""
    making = _Round(audit, quarter, seed, profile_of(audit), unusual)
    if audit.tracks is not None:
        return _followed(making)
    lead, *others = audit.returned()
    sent = [_led(making, lead, code) for code in making.returners(lead)]
    if not sent:
        return []  # nobody has its role in the quarter, so that there are no cases for others to see
    known = sent[0].records  # where an audit has other views, one agency leads and they see its cases
    of_all = together([each.records for each in sent])
    for view in others:
        if view in making.profile.gathering:
            for code in making.returners(view):
                sent.append(_seen_again(making, view, code, of_all.chosen(_theirs(making, view, code, of_all))))
            continue
        sheet = making.profile.seen_on.get(view)
        seen = known if sheet is None else _further(making, sent[0], audit.form(sheet, quarter)).records
        for code in making.returners(view):
            chosen = _theirs(making, view, code, seen)
            sent.append(_seen_again(making, view, code, seen.chosen(chosen)))
        known = _widened(known, sent, view) if sheet is None else known
    apart = [_apart(making, each, leads=each.form.view is lead) for each in sent]
    return [_with_sheets(making, each) for each in apart]


def _followed(making: _Round) -> list[Return]:
    """The returns of an audit whose rows are followed: each agency's part of the plan."""
    quarter, unusual = making.quarter, making.unusual
    usual = Wanted((quarter,), making.seed, planted=False, least=unusual.least)
    followed = unusual.plan or plan(usual)
    sent = []
    for view in making.audit.returned():
        form = making.audit.form(view, quarter)
        for code in making.returners(view):
            rng = making.stream(line_of(code))
            day = making.sent(code, rng)
            line = () if code in unusual.nil else whole_line(code)
            records = records_of(form, followed, line, day)
            sent.append(Return(form, code, making.kind(view, code), records, day, rng))
    return sent


def _apart(making: _Round, each: Return, *, leads: bool) -> Return:
    """A return as it comes apart from the others: the leader's lacks cases, and others name some otherwise."""
    profile, records = making.profile, each.records
    chances = making.stream(f"{line_of(each.agency)} apart").random(len(records))
    if leads:
        records = records.chosen(chances >= profile.unseen)
        _numbered(records, each.form)
        return replace(each, records=records)
    for asked, written in profile.case_refs.items():
        for place in np.flatnonzero(chances < profile.retyped):
            records.columns[asked.name][place] = _reference(written, making.quarter, _NOT_ON_THE_LIST + int(place))
    return each


def _reference(written: str, quarter: Quarter, number: int) -> str:
    return written.format(year=f"{quarter.year % 100:02d}", quarter=quarter.number, number=number)


def _with_sheets(making: _Round, main: Return) -> Return:
    """``main`` with the further sheets of its workbook, filled in by the same hand."""
    return replace(main, beside=tuple(_further(making, main, form) for form in main.form.beside))


def _further(making: _Round, main: Return, form: Form) -> Return:
    rng = making.stream(f"{form.view.code} of {line_of(main.agency)}")
    known = rows_beside(main.records, form, making.profile.beside.get(form.view, Beside()), rng)
    hand = making.respondent(form.view, main.agency)
    own = {each.name for each in making.profile.own}
    there = {field.name for field in form.fields if field.name in known.columns} - own
    records = filled(known, hand, fixed=there | _numbered(known, form))
    return Return(form, main.agency, hand.kind, records, main.sent, rng)


def _led(making: _Round, view: View, code: str) -> Return:
    profile, quarter, rng = making.profile, making.quarter, making.stream(line_of(code))
    sent = making.sent(code, rng)
    usual = 0 if code in making.unusual.nil else int(rng.integers(profile.cases[0], profile.cases[1] + 1))
    usual = round(usual * making.unusual.practice.size)
    count = max(usual, making.unusual.least) if usual else 0
    middle = quarter.months[1]
    of_children = any(making.audit.in_role(role) for role in (Role.CHILD, Role.FAMILY))
    children = (
        met(making.seed, count, middle, profile.children, profile.events, rng) if of_children else [NOBODY] * count
    )
    records = draft(len(children), sent, making.audit.form(view, quarter).period.end)
    hand = replace(making.respondent(view, code), avoid=_avoided(making))
    form = hand.form
    of_child = cohort(children, middle, profile.unborn, rng)
    family = of_child["family_ref"]
    fixed = _placed(records, form, of_child)
    fixed |= _referenced(records, form, profile, quarter, family)
    fixed |= _constant(records, form, hand, of_child["child_ref"])
    shared = [each.name for each in profile.siblings_share]
    if shared:
        siblings_alike(records, hand, shared, family, fixed)
    filled(records, hand, given=_kept(shared, records), fixed=fixed)
    return Return(form, code, hand.kind, records, sent, rng)


def _avoided(making: _Round) -> dict[str, Sequence[str]]:
    """Answers that nobody gives in this quarter, because the agency they belong to has no cases."""
    avoided: dict[str, Sequence[str]] = {}
    for view, sharing in making.profile.sharing.items():
        theirs = kinds(making.returners(view))
        for kind in (theirs[code] for code in making.unusual.nil if code in theirs):
            avoided[sharing.by.name] = (*avoided.get(sharing.by.name, ()), *sharing.kinds.get(kind, ()))
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
        name: np.array([_reference(form_of, quarter, int(n) + 1) for n in numbers], dtype="O")
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


def _theirs(making: _Round, view: View, code: str, known: Draft) -> Array:
    """Which of the known cases ``code`` returns."""
    sharing, codes = making.profile.sharing.get(view), making.returners(view)
    if sharing is not None:
        kinds_there = {each: _shared_kind(sharing, making.kind(view, each)) for each in codes}
        alike = [each for each in codes if kinds_there[each] == kinds_there[code]]
        of_kind = np.isin(known.texts(sharing.by.name).astype(str), sharing.kinds.get(kinds_there[code], ()))
        return np.asarray(of_kind & (np.cumsum(of_kind) % len(alike) == alike.index(code)))
    if len(codes) > 1:
        return np.asarray(np.arange(len(known)) % len(codes) == codes.index(code))
    return making.stream(f"{line_of(code)} cases").random(len(known)) >= making.profile.missed


def _shared_kind(sharing: Sharing, kind: str) -> str:
    """The kind whose cases an agency has: its own, or that of the first of its type, with which it takes turns."""
    return kind if kind in sharing.kinds else kind.rstrip(" 0123456789")


def _seen_again(making: _Round, view: View, code: str, records: Draft) -> Return:
    profile, rng = making.profile, making.stream(line_of(code))
    sent = making.sent(code, rng)
    records.columns["as_of"] = np.full(len(records), np.datetime64(sent, "s"))
    hand = making.respondent(view, code)
    form, known = hand.form, set(records.columns)
    the_same = {*OF_THE_CHILD, "sc_status", *(each.name for each in (*profile.case_refs, *profile.family_refs))}
    if sharing := profile.sharing.get(view):
        the_same.add(sharing.by.name)
    fixed = {each.name for each in form.fields if each.name in the_same & known} | _numbered(records, form)
    left = known - fixed - {each.name for each in profile.own}
    given = {
        each.name: hand.rng(each).random(len(records)) >= profile.differ for each in form.fields if each.name in left
    }
    fresh = [each.name for each in profile.siblings_share if form.has(each) and each.name not in known]
    if fresh and "family_ref" in known:
        siblings_alike(records, hand, fresh, records.texts("family_ref"), fixed)
        given |= _kept(fresh, records)
    return Return(form, code, hand.kind, filled(records, hand, given=given, fixed=fixed), sent, rng)


def _kept(names: Sequence[str], records: Draft) -> dict[str, Array]:
    """The questions ``names``, whose answers are kept on every record."""
    return {name: np.ones(len(records), dtype=bool) for name in names}


def _widened(known: Draft, sent: Sequence[Return], view: View) -> Draft:
    """What is known of the cases once ``view`` has answered its own questions too, where one agency saw them all."""
    seen = [each.records for each in sent if each.form.view is view]
    if len(seen) != 1 or len(seen[0]) != len(known):
        return known
    fresh = {name: column for name, column in seen[0].columns.items() if name not in known.columns}
    return Draft(known.rows, columns={**known.columns, **fresh})
