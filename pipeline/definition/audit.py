"""An audit: a class whose body holds its views, questions, rules, standards and measures; and the forms it asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from pipeline.calendar.quarter import QUARTERS_OF_A_YEAR, Quarter
from pipeline.definition.agreement import Agreement
from pipeline.definition.body import collected
from pipeline.definition.cadence import Cadence
from pipeline.definition.consistency import problems
from pipeline.definition.fields import Field, Role, View, in_force, several
from pipeline.definition.flow import Flow
from pipeline.definition.form import Form
from pipeline.definition.kinds import Date, OneCode, Text
from pipeline.definition.parts import Part
from pipeline.definition.reconciled import Reconciled
from pipeline.definition.references import References
from pipeline.definition.same_count import SameCount
from pipeline.definition.standards import Amount, Context, Distribution, Ratio, Rule, Standard, Volumes
from pipeline.definition.tracked import Tracked
from pipeline.errors import DefinitionError
from pipeline.partnership.defining import read_for
from pipeline.partnership.here import here

TAKEN_TOGETHER = (QUARTERS_OF_A_YEAR, 2 * QUARTERS_OF_A_YEAR)


class Audit:
    """
    One audit, complete: ``class NEG(Audit):``, whose body says all of it, in the order of the form.

    The class itself is the audit; nothing is ever made of it. Its body holds views, questions below the part of the
    form that they belong to, rules, standards, Volumes sheets, context measures, raters compared, records of two
    agencies reconciled, what becomes of its records, and the settings below. Python calls `__init_subclass__` once the
    body has been read: each of those things then takes for its own the name that it stands under in the body, they are
    collected by kind into ``views``, ``parts``, ``fields``, ``rules``, ``standards``, ``volumes``, ``context``,
    ``agreements``, ``reconciled``, ``same_counts`` and ``flow``, and the whole is checked (`consistency`). So a name is
    written once, and one that is misspelt is a NameError where it is used. A name that begins with ``_`` is the body's
    own shorthand; a question that is called as one of the words of every audit stands under that word with ``_``
    behind it: ``title_``.

    ``place``: its place in the report, the lowest first. ``unit``: what one row is; ``units``: what figures count.
    ``row``: what one row is called in a word or two, where "case" does not fit: "missed appointment", "course". Not
    whom it is of: a child can have several of most.
    ``key``: the field that names a record within one return. ``anchors``: for each view the dates that decide the
    quarter, the first given counting; none where a view's records are placed by the record they are linked to.
    ``once``: the questions whose answers no two records of a return should share, such as the course that numbers of
    staff are of, where a record has no reference that tells it. ``linked_by``: the fields that pair the same case in
    two views. ``list_ref``: the field that must be answered where
    the Cover says that the cases came from the board's list. ``sampled``: how the cases of a sample are named.
    ``dropped``: the labels of questions that were asked once, of some view or of all, and are no more.
    ``few``: it is of so few children that its small counts are hidden from named readers too.
    ``short_title``: its heading among other audits. ``read_by``: the kinds of document that say what all of its
    answers mean, where the rows of ``documents.csv`` do not say which figures they change.
    ``meant``: what `lint` says of the audit that is so on purpose, and why: ``{"NEG3 often hidden": "..."}``.
    ``shipped``: whether it comes with the software, so that a partnership runs it only where its files say so.
    ``tracks``: what its rows are, where they are followed from quarter to quarter and are no cases.
    ``carried``: whether a template comes filled with what its agency returned last, to be brought up to date.
    ``taken_together``: how many of the last quarters an edition that hides small counts takes together, so that success
    can be read where a quarter by itself would give a few away; the next number where it cannot be of the one before.
    Raises: DefinitionError -- if a part of the audit makes no sense beside the others.
    """

    place: ClassVar[int] = 1000
    title: ClassVar[str]
    short_title: ClassVar[str] = ""
    purpose: ClassVar[str]
    unit: ClassVar[str]
    units: ClassVar[str]
    row: ClassVar[str] = ""
    cadence: ClassVar[Cadence]
    key: ClassVar[Text]
    anchors: ClassVar[Mapping[View, tuple[Date, ...]]]
    once: ClassVar[tuple[Field, ...]] = ()
    linked_by: ClassVar[tuple[Field, ...]] = ()
    list_ref: ClassVar[Text | None] = None
    sampled: ClassVar[References | None] = None
    sampling: ClassVar[str] = ""
    guidance: ClassVar[tuple[str, ...]] = ()
    dropped: ClassVar[tuple[str, ...]] = ()
    read_by: ClassVar[tuple[str, ...]] = ()
    few: ClassVar[bool] = False
    meant: ClassVar[Mapping[str, str]] = {}
    shipped: ClassVar[bool] = False
    tracks: ClassVar[Tracked | None] = None
    carried: ClassVar[bool] = False
    taken_together: ClassVar[tuple[int, ...]] = TAKEN_TOGETHER

    code: ClassVar[str]
    views: ClassVar[tuple[View, ...]]
    parts: ClassVar[tuple[Part, ...]]
    fields: ClassVar[tuple[Field, ...]]
    rules: ClassVar[tuple[Rule, ...]]
    standards: ClassVar[tuple[Standard, ...]]
    volumes: ClassVar[tuple[Volumes, ...]]
    context: ClassVar[tuple[Context, ...]]
    agreements: ClassVar[tuple[Agreement, ...]]
    reconciled: ClassVar[tuple[Reconciled, ...]]
    same_counts: ClassVar[tuple[SameCount, ...]]
    flow: ClassVar[Flow | None]
    _forms: ClassVar[dict[tuple[View, Quarter], Form]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        try:
            for name, things in collected(cls, Audit).items():
                setattr(cls, name, things)
        except DefinitionError as error:
            raise DefinitionError(f"audit {cls.__name__}: {error}") from None
        cls.code = cls.__name__
        cls.fields = tuple(field for part in cls.parts for field in part.fields)
        cls._forms = {}
        _on_the_sheets_returned(cls)
        _as_the_partnership_has_it(cls)
        misfits = problems(cls)
        if misfits:
            raise DefinitionError(f"audit {cls.code}: " + "\n  ".join(misfits))

    @classmethod
    def returned(cls) -> tuple[View, ...]:
        """The views that are returned, each as a workbook; the others are further sheets in these."""
        return tuple(view for view in cls.views if view.beside is None)

    @classmethod
    def in_role(cls, role: Role) -> Field | None:
        """The question that is ``role`` to the engines, or None where the audit asks none."""
        return next((field for field in cls.fields if field.role is role), None)

    @classmethod
    def in_roles(cls, role: Role) -> tuple[Field, ...]:
        """Every question that is ``role`` to the engines."""
        return tuple(field for field in cls.fields if field.role is role)

    @classmethod
    def about(cls) -> tuple[Field, ...]:
        """The question whom a record is of: the child, or the family in an audit of families."""
        return cls.in_roles(Role.CHILD) or cls.in_roles(Role.FAMILY)

    @classmethod
    def counted_on(cls, standard: Standard) -> tuple[View, ...]:
        """The views whose records ``standard`` is counted on."""
        given = several(standard.counted_on)
        return given or tuple(view for view in cls.views if not cls.borrowed(standard, view))

    @classmethod
    def of_people(cls, counted: Standard | Distribution | Amount) -> bool:
        """
        Whether what ``counted`` counts may tell of somebody: its rows, by their view, or numbers within them, always.
        """
        if isinstance(counted, Standard):
            return counted.part is not None or any(view.of_people for view in cls.counted_on(counted))
        return any(view.of_people for view in several(counted.counted_on))

    @classmethod
    def borrowed(cls, standard: Standard, view: View) -> tuple[Field, ...]:
        """The fields of ``standard`` that ``view`` does not ask, so that they come from a linked record."""
        return tuple(field for field in standard.fields() if not field.asked_on(view))

    @classmethod
    def lent(cls, standard: Standard, view: View, lender: View) -> tuple[Field, ...]:
        """The fields of ``standard`` that ``view`` does not ask and takes from the linked records of ``lender``."""
        fields = tuple(field for field in cls.borrowed(standard, view) if field.asked_on(lender))
        main = view.beside
        if main is not None and lender is not main:  # another agency's return lends what the main sheet does not ask
            fields = tuple(field for field in fields if not field.asked_on(main))
        return fields

    @classmethod
    def timed_on(cls, standard: Standard) -> tuple[View, ...]:
        """The views whose own records say how long the cases of ``standard`` took."""
        return tuple(view for view in cls.counted_on(standard) if not cls.borrowed(standard, view))

    @classmethod
    def returners(cls, view: View, quarter: Quarter) -> tuple[str, ...]:
        """The codes of the agencies that return ``view`` for ``quarter``: the bodies in force on its last day."""
        return tuple(each.code for each in here().returns_for(view.role, cls.code, quarter))

    @classmethod
    def view_of(cls, agency_code: str, quarter: Quarter) -> View | None:
        """The view that an agency returns for ``quarter``, or None where it returns nothing for this audit."""
        return next((view for view in cls.returned() if agency_code in cls.returners(view, quarter)), None)

    @classmethod
    def view_ever(cls, agency_code: str) -> View | None:
        """The view that an agency returns in some quarter, or None where it never does."""
        return next((each for each in cls.returned() if agency_code in here().ever_returns(each.role, cls.code)), None)

    @classmethod
    def runs(cls, quarter: Quarter) -> bool:
        """Whether the partnership runs it in ``quarter``: by its row in ``audits.csv``, if the audit is `shipped`."""
        rows = [each for each in here().audits if each.audit == cls.code]
        return any(each.on(quarter.end) for each in rows) if rows else not cls.shipped

    @classmethod
    def run(cls, quarter: Quarter) -> Cadence:
        """How often it is due in ``quarter``, as the partnership says or else the definition."""
        now = here().planned(cls.code, quarter)
        return Cadence.named(now.cadence) if now and now.cadence else cls.cadence

    @classmethod
    def due(cls, quarter: Quarter) -> bool:
        """Whether returns are due for ``quarter``, as the partnership runs the audit or else by its own cadence."""
        now = here().planned(cls.code, quarter)
        return cls.runs(quarter) and cls.run(quarter).due(quarter, now.once if now else ())

    @classmethod
    def sent_out(cls, quarter: Quarter) -> bool:
        """Whether templates go out for ``quarter``: where returns are due, or come all the time."""
        return cls.due(quarter) or (cls.runs(quarter) and cls.run(quarter) is Cadence.CONTINUOUS)

    @classmethod
    def case_led(cls, quarter: Quarter) -> bool:
        """Whether the partnership reads its cases one by one in ``quarter``, so that pages give counts and no rate."""
        now = here().planned(cls.code, quarter)
        return now is not None and now.case_led

    @classmethod
    def case_ref(cls) -> Text | None:
        """The question that says which case a record is of, the same for every agency; None where there is none."""
        return cls.list_ref or (cls.sampled.field if cls.sampled else None)

    @classmethod
    def which_cases(cls, quarter: Quarter) -> str:
        """Which cases are audited, as the partnership says or else the definition: `sampling`."""
        now = here().planned(cls.code, quarter)
        return now.sampling if now and now.sampling else cls.sampling

    @classmethod
    def form(cls, view: View, quarter: Quarter) -> Form:
        """What ``view`` is asked in ``quarter``; made once, since its version takes time to work out."""
        return cls._forms.setdefault((view, quarter), Form(cls, view, quarter))

    @classmethod
    def recoded(cls) -> dict[str, tuple[date, Mapping[str, str]]]:
        """By the name of a question, from which day codes that are still asked are judged as others, and as which."""
        return {
            each.name: (each.codes.recoded.day, each.codes.into)
            for each in cls.fields
            if isinstance(each, OneCode) and each.codes.passing and each.codes.recoded and each.codes.recoded.day
        }

    @classmethod
    def standards_in(cls, quarter: Quarter) -> tuple[Standard, ...]:
        """The standards in force in ``quarter``."""
        return tuple(each for each in cls.standards if in_force(quarter, each.since, each.until))


def _on_the_sheets_returned(audit: type[Audit]) -> None:
    """
    Ask what names no view of every view that is returned, and of a further sheet only what its rows are known by.

    These are the key, the child or the family, and what pairs records; whatever else a further sheet asks names it.
    """
    if audit.returned() == audit.views:
        return
    known_by = (audit.key, *audit.linked_by, *audit.about())
    for each in audit.fields:
        if not each.views and all(each is not other for other in known_by):
            object.__setattr__(each, "on", audit.returned())


def _as_the_partnership_has_it(audit: type[Audit]) -> None:
    """Say of each standard and measure what the partnership's files say of it, and not its definition."""
    partnership, _ = read_for()
    for each in (*audit.standards, *audit.context):
        if each.id in partnership.sources and isinstance(each, Standard):
            object.__setattr__(each, "source", partnership.sources[each.id])
        if each.id in partnership.expected and isinstance(each, Ratio):
            object.__setattr__(each, "expected", partnership.expected[each.id])
        if linked := partnership.recommended_by(each.id):
            object.__setattr__(each, "recommendations", linked)
