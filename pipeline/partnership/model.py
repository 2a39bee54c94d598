"""A partnership: everything that its folder says, one row of a file as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.agencies import Agency, Register
from pipeline.partnership.child_status import ChildStatus
from pipeline.partnership.folder_files import SETTINGS, digest_of_all, digests_of
from pipeline.partnership.keeping import USUAL, KeepingTime, Kept
from pipeline.partnership.recommendations import Action, Recommendation
from pipeline.partnership.words import Words

_AFTER_COUNTING = ("targets.csv", "recommendations.csv", "actions.csv", "rebases.csv")


@dataclass(frozen=True)
class Dated:
    """What is so from ``since`` to ``until``, both days included; None is no bound. ``row``: in the file."""

    since: date | None = None
    until: date | None = None
    row: int = field(default=0, kw_only=True, compare=False)

    def on(self, day: date) -> bool:
        """Whether it is so on ``day``."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def within(self, quarter: Quarter) -> bool:
        """Whether it is so on any day of ``quarter``."""
        return (self.since is None or self.since <= quarter.end) and (self.until is None or self.until >= quarter.start)


@dataclass(frozen=True, kw_only=True)
class Returner(Dated):
    """A row of ``returns.csv``: who returns in a role, in the audits given (in every one with the role, where none)."""

    role: str
    agency: str
    audits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Planned(Dated):
    """
    A row of ``audits.csv``: an audit that the partnership runs. ``cadence``: "" is the definition's own.

    ``case_led``: whether its cases are read one by one at a meeting, so that pages give counts and no rate. ``due``:
    when an audit is held that is held once; ``reaudit``: when it is planned to be held again, and ``reaudit_why``.
    """

    audit: str
    cadence: str = ""
    sample_size: int | None = None
    sampling: str = ""
    owner: str = ""
    case_led: bool = False
    due: Quarter | None = None
    reaudit: Quarter | None = None
    reaudit_why: str = ""

    @property
    def once(self) -> tuple[Quarter, ...]:
        """The quarters for which returns are due where it has no rhythm."""
        return tuple(each for each in (self.due, self.reaudit) if each is not None)


@dataclass(frozen=True, kw_only=True)
class Target:
    """A row of ``targets.csv``. Units: ``target`` and ``amber`` are proportions (0 to 1). ``row``: in the file."""

    standard: str
    target: float
    amber: float
    since: Quarter | None = None
    until: Quarter | None = None
    decided_by: str = ""
    minute: str = ""
    why: str = ""
    row: int = 0

    def on(self, quarter: Quarter) -> bool:
        """Whether it holds in ``quarter``."""
        return (self.since is None or quarter >= self.since) and (self.until is None or quarter <= self.until)


@dataclass(frozen=True, kw_only=True)
class Rebase:
    """
    A row of ``rebases.csv``: from ``since`` on, the limits of a standard's chart are worked out anew.

    Its quarters stay comparable, and their figures are what they are. ``row``: in the file.
    """

    standard: str
    since: Quarter
    decided_by: str
    minute: str = ""
    why: str = ""
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class Timescale(Dated):
    """
    A row of ``timescales.csv``: how long a step may take, in one version of its source.

    Units: ``limit`` in ``unit``: "working days", "days", "working hours" or "hours". ``checked_by``: the role that has
    read this limit in that source; empty where nobody has, which is said wherever the limit is.
    """

    name: str
    limit: int
    unit: str
    clock_start: str = ""
    basis: str = ""
    source: str = ""
    checked_by: str = ""

    @property
    def by_law(self) -> bool:
        """Whether the law sets it, so that a person is to have read it there."""
        return self.basis.casefold() == "statutory"


@dataclass(frozen=True, kw_only=True)
class Document(Dated):
    """
    A row of ``documents.csv``: one version of a document of a ``kind``. ``dated``: whether its first day is known.

    ``audits`` and ``standards``: those whose figures it changes. ``dual_run``: the quarters in which figures are shown
    both by it and by the version before.
    """

    kind: str
    version: str
    audits: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    what_changes: str = ""
    source: str = ""
    dual_run: tuple[Quarter, ...] = ()
    dated: bool = True

    def on(self, day: date) -> bool:
        """Whether it is in force on ``day``."""
        return self.dated and super().on(day)

    def within(self, quarter: Quarter) -> bool:
        """Whether it is in force on any day of ``quarter``."""
        return self.dated and super().within(quarter)


@dataclass(frozen=True, eq=False, kw_only=True)
class Partnership:
    """
    Who a board is, from its folder; ``digest`` is that of the folder's files, each by its name.

    ``folder``: where it was read from; ``files``: the bytes of each file, by its name there. ``returns_within``:
    working days after a quarter's end that its returns have. ``markings``: the protective marking of each edition.
    ``expected``: what is said beside a context measure, by its id. ``sources``: where a standard comes from, by its
    id, in place of what its definition says. ``local_audits``: the files of definitions that the partnership adds.
    ``report_published``: the day from which its recommendations are followed; None where it is not given. ``keeping``:
    how long each kind of what is kept may be kept.
    ``child_status``: whether named readers are shown small counts of what children are; None where nothing is said.
    """

    folder: Path
    digest: str
    name: str
    short_name: str
    area: str
    default_edition: str
    returns_within: int
    roles: Mapping[str, str]
    markings: Mapping[str, str]
    words_from: tuple[tuple[date | None, Words], ...]
    agencies: Register
    returners: tuple[Returner, ...]
    audits: tuple[Planned, ...]
    targets: tuple[Target, ...]
    timescales: tuple[Timescale, ...]
    documents: tuple[Document, ...]
    themes: Mapping[str, str]
    recommendations: tuple[Recommendation, ...]
    actions: tuple[Action, ...]
    expected: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    local_audits: tuple[Path, ...] = ()
    rebases: tuple[Rebase, ...] = ()
    report_published: date | None = None
    keeping: Mapping[Kept, KeepingTime] = field(default_factory=lambda: USUAL)
    child_status: ChildStatus | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def hides_child_status(self) -> bool:
        """Whether small counts of what children are (on a plan, say) are hidden from named readers too."""
        return self.child_status is ChildStatus.HIDDEN

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 of each of its files, by name."""
        return digests_of(self.files)

    @cached_property
    def counting(self) -> str:
        """
        The digest of what decides what a return says and counts for.

        Targets and rebases do not. Of recommendations and actions it is their ids and the standards that they name,
        since returns choose among them; of the settings only words, sources, the days allowed and the report's day.
        """
        files = {name: digest for name, digest in self.digests.items() if name not in (SETTINGS, *_AFTER_COUNTING)}
        words = [[str(since), list(words)] for since, words in self.words_from]
        shown = {name for each in self.recommendations for name in each.standards}
        deciding = {name for each in self.recommendations for name in each.key_standards}
        moved = {name for each in self.actions for name in each.standards}
        ids = [{each.id for each in self.recommendations}, {each.id for each in self.actions}]
        chosen = [*ids, shown, deciding, moved]
        return digest_of_all(
            {
                **files,
                "settings": repr(
                    [words, sorted(self.sources.items()), self.returns_within, str(self.report_published)]
                ),
                "recommendations": repr([sorted(each) for each in chosen]),
            }
        )

    @cached_property
    def around(self) -> str:
        """The digest of what pages may print beside figures: of all files but those that the figures hold."""
        return digest_of_all({name: each for name, each in self.digests.items() if name not in _AFTER_COUNTING})

    def words(self, quarter: Quarter) -> Words:
        """What things are called in ``quarter``, by its last day."""
        return next(words for since, words in reversed(self.words_from) if since is None or since <= quarter.end)

    def returns_for(self, role: str, audit: str, quarter: Quarter) -> tuple[Agency, ...]:
        """
        Who returns in ``role`` for ``audit`` and ``quarter``: the bodies in force on its last day.

        Where a body ended, that is whoever took over from it.
        """
        there: dict[str, Agency] = {}
        for each in self.returners:
            if each.role == role and (not each.audits or audit in each.audits) and each.on(quarter.end):
                body = self.agencies.in_force(each.agency, quarter)
                if body is not None:
                    there.setdefault(body.code, body)
        return tuple(there.values())

    def begins_after(self, role: str, audit: str, quarter: Quarter) -> bool:
        """Whether somebody is to return in ``role`` for ``audit`` from a day after ``quarter`` on."""
        theirs = [each for each in self.returners if each.role == role and (not each.audits or audit in each.audits)]
        return any(each.since is not None and each.since > quarter.end for each in theirs)

    def ever_returns(self, role: str, audit: str) -> frozenset[str]:
        """The codes of all who ever return in ``role`` for ``audit``, with those before and after them."""
        rows = (each for each in self.returners if each.role == role)
        first = {each.agency for each in rows if not each.audits or audit in each.audits}
        last = {each for code in first for each in self.agencies.line(code)}
        return frozenset(each for code in last for each in self.agencies.line(code))

    def sends_for(self, agency: str, quarter: Quarter) -> Agency | None:
        """The body that sends the returns of ``agency`` in ``quarter``; None where it sends its own."""
        known = self.agencies.agency(agency)
        through = known.returns_through if known else ""
        codes = [each.agency for each in self.returners if each.role == through and each.on(quarter.end)] or [through]
        return next((body for code in codes if (body := self.agencies.in_force(code, quarter))), None)

    def planned(self, audit: str, quarter: Quarter) -> Planned | None:
        """How an audit is run in ``quarter``; None where no row says so."""
        return next((each for each in self.audits if each.audit == audit and each.on(quarter.end)), None)

    def versions(self, kind: str) -> tuple[Document, ...]:
        """The versions of the document of ``kind``, in the order in which they came; those without a date last."""
        theirs = [each for each in self.documents if each.kind == kind]
        return tuple(sorted(theirs, key=lambda each: (not each.dated, each.since or date.min)))

    def target(self, standard: str, quarter: Quarter) -> Target | None:
        """The row that sets the target of a standard in ``quarter``; None where its definition does."""
        return next((each for each in self.targets if each.standard == standard and each.on(quarter)), None)

    def rebases_of(self, standard: str) -> tuple[Rebase, ...]:
        """The rows at which the limits of a standard begin anew, in the order of time."""
        return tuple(sorted((each for each in self.rebases if each.standard == standard), key=lambda each: each.since))

    def recommended_by(self, measure: str) -> tuple[str, ...]:
        """The ids of the recommendations that a standard or a measure shows."""
        return tuple(each.id for each in self.recommendations if measure in each.standards)

    def timescale(self, name: str) -> tuple[Timescale, ...]:
        """The versions of one time limit, in the order in which they came."""
        theirs = [each for each in self.timescales if each.name == name]
        return tuple(sorted(theirs, key=lambda each: each.since or date.min))

    def recommendation(self, recommendation_id: str) -> Recommendation:
        """The recommendation with this id. Raises: KeyError -- if there is none."""
        return {each.id: each for each in self.recommendations}[recommendation_id]

    def actions_of(self, recommendation_id: str) -> tuple[Action, ...]:
        """The actions that answer a recommendation, those taken first."""
        theirs = [each for each in self.actions if recommendation_id in each.recommendations]
        return tuple(sorted(theirs, key=lambda each: not each.taken))

    def without_action(self) -> tuple[Recommendation, ...]:
        """The recommendations that no action answers: a finding in itself."""
        return tuple(each for each in self.recommendations if not self.actions_of(each.id))


def kinds(documents: Iterable[Document]) -> Iterator[str]:
    """The kinds of ``documents``, each once."""
    yield from dict.fromkeys(each.kind for each in documents)
