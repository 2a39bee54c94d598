"""An audit is checked whole when it is built, and its forms have a version that follows what they ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.calendar.quarter import Quarter
from pipeline.definition import (
    ALWAYS,
    Audit,
    Basis,
    Cadence,
    Count,
    Date,
    DateTime,
    Distribution,
    Field,
    MultiCode,
    OneCode,
    Part,
    Polarity,
    Ratio,
    RepeatShare,
    Role,
    Rule,
    Severity,
    Standard,
    Text,
    View,
    Volumes,
    Whole,
    YesNo,
    code_list,
)
from pipeline.definition.parts import minutes
from pipeline.errors import DefinitionError
from tests.forms import ALL
from tests.small_audit import audit_of

SUMMER, WINTER = Quarter(2019, 2), Quarter(2019, 4)
POLICE, COUNCIL = (
    View("Police return", "police", code="police"),
    View("Council's return", "social_care", code="council"),
)
VIEWS = {"police": POLICE, "council": COUNCIL}
ELSEWHERE = View("Another audit's view", "health_provider", code="elsewhere")
STRANGER = YesNo("A question of no audit?", name="stranger")


class Drawn:
    """A small audit of two views, any part of which may be drawn otherwise."""

    def __init__(self, **changes: Any) -> None:
        self.ref = Text(changes.pop("ref_label", "Reference"), name="ref", required=True)
        self.event = Date("Date of the event", name="happened", required=True, on=(POLICE,))
        colours = changes.pop("colours", {"RED": "Red", "GREEN": "Green"})
        self.colour = OneCode("Colour?", name="colour", codes=code_list("colours", **colours), on=(POLICE,))
        self.seen = YesNo(
            changes.pop("seen_label", "Child seen?"), name="seen", on=(POLICE,), **changes.pop("seen", {})
        )
        self.told = YesNo(changes.pop("told_label", "Family told?"), name="told", on=(COUNCIL,))
        self.old = Text("No longer asked", name="old", on=(POLICE,), until=SUMMER)
        self.new = Text("Asked from now on", name="new", on=(POLICE,), since=WINTER)
        self.fields = (self.ref, self.event, self.colour, self.seen, self.told, self.old, self.new)
        blamed = getattr(self, changes.pop("blame", "seen"))
        self.rule = Rule(
            id="seen_red",
            when=self.colour == changes.pop("rule_code", "RED"),
            holds=self.seen == "Y",
            blame=blamed,
            severity=changes.pop("severity", Severity.QUERY),
            fix=changes.pop("fix", "Say whether the child was seen."),
        )
        standard = {
            "id": "T1",
            "title": "Child seen",
            "applies": ALWAYS,
            "met": self.seen == "Y",
            "basis": Basis.LOCAL,
            "source": "The sub-group",
            "headline": True,
        }
        self.standard = Standard(**(standard | changes.pop("standard", {})))
        self.volumes = Volumes(POLICE, (Count(changes.pop("count_label", "Contacts"), name="contacts"),))
        self.changes = changes

    def audit(self, **changes: Any) -> type[Audit]:
        plain = {
            "title": "A test",
            "purpose": "To test.",
            "unit": "one child",
            "units": "children",
            "cadence": Cadence.QUARTERLY,
            "key": self.ref,
            "views": (POLICE, COUNCIL),
            "anchors": {POLICE: (self.event,)},
            "standards": (self.standard,),
            "rules": (self.rule,),
            "linked_by": (self.ref,),
            "volumes": (self.volumes,),
        }
        given = {"parts": (Part("All of it", changes.pop("fields", self.fields)),)} | plain | self.changes | changes
        return audit_of(given.pop("code", "TEST"), **given)


def built(change: Callable[[Drawn], dict[str, Any]]) -> type[Audit]:
    drawn = Drawn()
    return drawn.audit(**change(drawn))


def ratio(volumes: Volumes) -> Ratio:
    return Ratio("Share", volumes, volumes.counts, volumes.counts, id="Tx1")


def other_standard(drawn: Drawn, **changes: Any) -> Standard:
    return replace(drawn.standard, **({"id": "T2", "headline": False} | changes))


WRONG: list[tuple[str, Callable[[Drawn], dict[str, Any]], tuple[str, ...]]] = [
    (
        "a part twice",
        lambda d: {"parts": (Part("The child", d.fields[:3]), Part("The child", d.fields[3:]))},
        ("part The child is there twice",),
    ),
    ("a part without a title", lambda d: {"parts": (Part(" ", d.fields),)}, ("a part has no title", "give it one")),
    (
        "a part without a question",
        lambda d: {"parts": (Part("The child", d.fields), Part("The home"))},
        ("part The home holds no question", "take it out"),
    ),
    ("a question dropped twice", lambda _: {"dropped": ("Why?", "Why?")}, ("dropped question Why? is there twice",)),
    (
        "a dropped question that every view is asked",
        lambda _: {"dropped": ("Reference",)},
        ("'Reference' is dropped and still asked in every view",),
    ),
    (
        "a role in two views",
        lambda _: {"views": (POLICE, COUNCIL, View("More", "police", code="more"))},
        ("role police is there twice",),
    ),
    ("no headline", lambda d: {"standards": (other_standard(d),)}, ("no standard is the headline", "headline=True")),
    (
        "a standard that reads a stranger",
        lambda d: {"standards": (d.standard, other_standard(d, met=STRANGER == "Y"))},
        ("standard T2 reads stranger, which is not a field", "add it or take it out"),
    ),
    (
        "a standard that applies by a stranger",
        lambda d: {"standards": (d.standard, other_standard(d, applies=STRANGER == "Y"))},
        ("standard T2 reads stranger",),
    ),
    (
        "a rule that reads a stranger",
        lambda d: {"rules": (replace(d.rule, when=STRANGER == "Y"),)},
        ("rule seen_red reads stranger",),
    ),
    (
        "a question that depends on a stranger",
        lambda d: {"fields": (*d.fields, Text("Note", name="note", only_when=STRANGER == "Y"))},
        ("field note reads stranger",),
    ),
    (
        "a date of the quarter that is no question",
        lambda _: {"anchors": {POLICE: (Date("Lost", name="lost"),)}},
        ("anchors reads lost",),
    ),
    ("a link by no question", lambda _: {"linked_by": (STRANGER,)}, ("linked_by reads stranger",)),
    ("a key that is no question", lambda _: {"key": Text("Lost", name="lost")}, ("key reads lost",)),
    (
        "a list's reference that is no question",
        lambda _: {"list_ref": Text("Lost", name="lost")},
        ("list_ref reads lost",),
    ),
    (
        "a break-down by a stranger",
        lambda d: {"standards": (d.standard, other_standard(d, by=STRANGER))},
        ("standard T2 (by=) reads stranger",),
    ),
    (
        "a measure of a stranger",
        lambda _: {"context": (Distribution("Odd", STRANGER, ALWAYS, POLICE, id="Tx1"),)},
        ("measure Tx1 reads stranger",),
    ),
    (
        "a measure that applies by a stranger",
        lambda d: {"context": (Distribution("Colours", d.colour, STRANGER == "Y", POLICE, id="Tx1"),)},
        ("measure Tx1 reads stranger",),
    ),
    (
        "a share of a stranger's values",
        lambda _: {"context": (RepeatShare("Again", Text("Lost", name="lost"), POLICE, id="Tx1"),)},
        ("measure Tx1 reads lost",),
    ),
    (
        "a ratio of another audit's counts",
        lambda d: {"volumes": (), "context": (ratio(d.volumes),)},
        ("measure Tx1 adds up contacts", "no Volumes sheet of this audit", "add it"),
    ),
    (
        "counts for each answer of a stranger",
        lambda d: {"volumes": (replace(d.volumes, per=STRANGER),)},
        ("Volumes of police (per=) reads stranger",),
    ),
    (
        "a question of another audit's view",
        lambda d: {"fields": (*d.fields, Text("Note", name="note", on=(ELSEWHERE,)))},
        ("field note (on=) names the view elsewhere", "add it or mend it"),
    ),
    (
        "a standard counted on another audit's view",
        lambda d: {"standards": (d.standard, other_standard(d, counted_on=(ELSEWHERE,)))},
        ("standard T2 (counted_on=) names the view elsewhere",),
    ),
    (
        "a measure counted on another audit's view",
        lambda d: {"context": (Distribution("Colours", d.colour, ALWAYS, ELSEWHERE, id="Tx1"),)},
        ("measure Tx1 (counted_on=) names the view elsewhere",),
    ),
    (
        "a share counted on another audit's view",
        lambda d: {"context": (RepeatShare("Again", d.ref, ELSEWHERE, id="Tx1"),)},
        ("measure Tx1 (counted_on=) names the view elsewhere",),
    ),
    (
        "a Volumes sheet of another audit's view",
        lambda d: {"volumes": (replace(d.volumes, view=ELSEWHERE),)},
        ("Volumes of elsewhere names the view elsewhere",),
    ),
    (
        "a quarter for another audit's view",
        lambda d: {"anchors": {POLICE: (d.event,), ELSEWHERE: (d.event,)}},
        ("anchors names the view elsewhere",),
    ),
    (
        "a view that only looks like the audit's",
        lambda d: {"anchors": {replace(POLICE): (d.event,)}},
        ("anchors names the view police",),
    ),
    (
        "a question that reads an earlier one of its own name",
        lambda d: {"fields": (*d.fields, YesNo("Seen?", name="seen"))},
        ("rule seen_red reads seen, which is not a field of this audit",),
    ),
    (
        "a twin in place of the question itself",
        lambda _: {"key": Text("Reference", name="ref", required=True)},
        ("key reads ref, which is not a field",),
    ),
    (
        "a standard that no one view can count",
        lambda d: {"standards": (d.standard, other_standard(d, met=(d.seen == "Y") & (d.told == "Y")))},
        ("standard T2", "no one view asks all of seen, told", "counted_on="),
    ),
    (
        "a standard that borrows without a link",
        lambda d: {
            "linked_by": (),
            "standards": (other_standard(d, headline=True, applies=d.told == "Y", counted_on=(POLICE,)),),
        },
        ("standard T2", "borrows fields from another view", "say linked_by="),
    ),
]


@pytest.mark.parametrize(("change", "parts"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_a_wrong_audit_says_which_part_and_what_to_do(
    change: Callable[[Drawn], dict[str, Any]], parts: tuple[str, ...]
) -> None:
    with pytest.raises(DefinitionError, match=r"^audit TEST: ") as caught:
        built(change)
    assert [part for part in parts if part not in str(caught.value)] == [], str(caught.value)


def test_conditions_that_meet_again_without_a_circle_are_allowed() -> None:
    drawn = Drawn()
    seen = drawn.seen == "Y"
    left, right = (Text(name.title(), name=name, on=POLICE, only_when=seen) for name in ("left", "right"))
    both = left.answered() & right.answered()
    last = Text("Last", name="last", on=POLICE, required_when=both, expected_when=seen)
    assert drawn.audit(fields=(*drawn.fields, last, left, right)).form(POLICE, SUMMER).has(last)


@pytest.mark.parametrize(
    ("gate", "behind", "message"),
    [
        ({"on": COUNCIL}, {}, "depends on gate, which police is not asked; ask both on the same views"),
        ({"since": SUMMER}, {}, "depends on gate, which is not asked in all of its quarters"),
        ({"until": SUMMER}, {"until": SUMMER.next()}, "depends on gate, which is not asked in all of its quarters"),
        ({"since": SUMMER, "until": SUMMER}, {"since": SUMMER, "until": SUMMER}, ""),
    ],
)
def test_a_question_hangs_only_on_what_whoever_is_asked_it_is_asked_then(
    gate: dict[str, Any], behind: dict[str, Any], message: str
) -> None:
    drawn = Drawn()
    asked = Text("Gate", name="gate", **gate)
    hanging = Text("Behind", name="behind", only_when=asked.answered(), **behind)
    if not message:
        assert drawn.audit(fields=(*drawn.fields, asked, hanging)).code
        return
    with pytest.raises(DefinitionError, match=re.escape(message)):
        drawn.audit(fields=(*drawn.fields, asked, hanging))


def test_every_fault_of_an_audit_is_told_at_once() -> None:
    with pytest.raises(DefinitionError) as caught:
        built(lambda d: {"key": STRANGER, "dropped": ("Why?", "Why?"), "standards": (other_standard(d),)})
    assert len(str(caught.value).splitlines()) == 3


class SMALL(Audit):
    """An audit as its body says it: each thing written once, under its own name."""

    title = "Small"
    purpose = "To test."
    unit = "one case"
    units = "cases"
    cadence = Cadence.QUARTERLY

    council = View("Council's return", role="social_care")

    the_event = Part("The event")
    ref = Text("Reference", required=True)
    happened = Date("Date of the event", required=True)
    the_child = Part("The child")
    seen = YesNo("Child seen?", on=council)
    contacts = Count("Contacts")
    council_volumes = Volumes(council, (contacts,))
    told = YesNo("Family told?", on=(council,), asked_when=seen == "Y")

    told_too_early = Rule(when=told == "Y", holds=seen == "Y", blame=told, severity=Severity.QUERY, fix="Look again.")
    S1 = Standard("Seen", applies=ALWAYS, met=seen == "Y", basis=Basis.LOCAL, source="A test", headline=True)
    Sx1 = Distribution("Told", told, applies=ALWAYS, counted_on=council)
    Sx2 = Ratio("Share", council_volumes, (contacts,), (contacts,))
    Sx3 = RepeatShare("Again", ref, counted_on=council)

    key = ref
    anchors = {council: (happened,)}  # noqa: RUF012 -- nothing is ever made of the class


def test_an_audit_is_collected_from_its_body_in_the_order_written() -> None:
    assert [(part.title, part.fields) for part in SMALL.parts] == [
        ("The event", (SMALL.ref, SMALL.happened)),
        ("The child", (SMALL.seen, SMALL.told)),
    ], "a question belongs to the part that it stands below, and a count to none"
    assert SMALL.fields == (SMALL.ref, SMALL.happened, SMALL.seen, SMALL.told)
    assert (SMALL.views, SMALL.rules, SMALL.standards) == ((SMALL.council,), (SMALL.told_too_early,), (SMALL.S1,))
    assert (SMALL.volumes, SMALL.context) == ((SMALL.council_volumes,), (SMALL.Sx1, SMALL.Sx2, SMALL.Sx3))


def test_everything_in_a_body_is_called_what_it_is_held_as() -> None:
    assert (SMALL.code, SMALL.council.code, SMALL.contacts.name) == ("SMALL", "council", "contacts")
    assert [field.name for field in SMALL.fields] == ["ref", "happened", "seen", "told"]
    assert [each.id for each in (*SMALL.rules, *SMALL.standards, *SMALL.context)] == [
        "told_too_early",
        "S1",
        "Sx1",
        "Sx2",
        "Sx3",
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            {"saw": Drawn().seen, "part": Part("The child")},
            "OneCode 'seen' is held as saw too; hold it under one name.",
        ),
        ({"seen": YesNo("Seen?")}, "field seen stands above the first part; write a Part above it."),
        ({"Seen": YesNo("Seen?")}, "field 'Seen': a name is 2 to 41 of a-z, 0-9 and _, starting with a letter."),
        ({"form": YesNo("Form?")}, "form is a word of every audit; hold it under another name."),
        ({"views": Part("Views")}, "views is a word of every audit; hold it under another name."),
        ({"sampeld": "all"}, "sampeld is neither a setting nor a part of an audit. Did you mean sampled?"),
        (
            {"wording": "all"},
            "wording is neither a setting nor a part of an audit. Begin the name with _ if it is the body's own.",
        ),
    ],
)
def test_a_body_that_cannot_be_collected_says_what_to_do(body: dict[str, object], told: str) -> None:
    settings = {name: value for name, value in vars(SMALL).items() if name in ("title", "purpose", "unit", "units")}
    given = {**settings, "cadence": Cadence.QUARTERLY, "key": SMALL.key, "anchors": {}}
    with pytest.raises(DefinitionError) as caught:
        type("ODD", (Audit,), given | body)
    assert str(caught.value) == f"audit ODD: {told}"


def test_an_audit_that_lacks_settings_is_told_which() -> None:
    with pytest.raises(DefinitionError, match=r"^audit BARE: say its anchors, cadence, key, purpose, unit, units\.$"):
        type("BARE", (Audit,), {"title": "Bare"})


def test_a_question_is_found_by_its_role() -> None:
    child = Text("Child", name="child", role=Role.CHILD)
    drawn = Drawn()
    audit = drawn.audit(fields=(*drawn.fields, child))
    assert audit.in_role(Role.CHILD) is child
    assert audit.in_role(Role.FAMILY) is None


def test_what_only_the_engines_are_told_changes_no_version() -> None:
    def asked(**changes: Any) -> str:
        drawn = Drawn()
        return drawn.audit(fields=(*drawn.fields, Text("Child", name="child", **changes))).form(POLICE, SUMMER).version

    assert asked(role=Role.CHILD) == asked()


@pytest.mark.parametrize(
    ("cadence", "due"),
    [
        (Cadence.QUARTERLY, [1, 2, 3, 4]),
        (Cadence.SIX_MONTHLY, [2, 4]),
        (Cadence.ANNUAL, [4]),
        (Cadence.ONE_OFF, []),
        (Cadence.CONTINUOUS, []),
    ],
)
def test_a_return_is_due_as_often_as_its_cadence_says(cadence: Cadence, due: list[int]) -> None:
    assert [number for number in (1, 2, 3, 4) if cadence.due(Quarter(2019, number))] == due


@pytest.mark.parametrize(
    ("view", "quarter", "asked"),
    [
        ("police", SUMMER, ["ref", "happened", "colour", "seen", "old"]),
        ("police", WINTER, ["ref", "happened", "colour", "seen", "new"]),
        ("police", Quarter(2019, 3), ["ref", "happened", "colour", "seen"]),
        ("council", SUMMER, ["ref", "told"]),
    ],
)
def test_a_form_asks_what_its_view_is_asked_in_that_quarter(view: str, quarter: Quarter, asked: list[str]) -> None:
    form = Drawn().audit().form(VIEWS[view], quarter)
    assert [field.name for field in form.fields] == asked


def test_a_form_s_parts_hold_what_it_asks_and_a_part_of_which_it_asks_nothing_is_left_out() -> None:
    drawn = Drawn()
    parts = (
        Part("The event", (drawn.ref, drawn.event)),
        Part("The child", (drawn.seen, drawn.old)),
        Part("The family", (drawn.told, drawn.new)),
    )
    audit = drawn.audit(parts=parts, rules=())

    def asked(view: View, quarter: Quarter) -> list[tuple[str, list[str]]]:
        return [(part.title, [each.name for each in part.fields]) for part in audit.form(view, quarter).parts]

    assert asked(POLICE, SUMMER) == [("The event", ["ref", "happened"]), ("The child", ["seen", "old"])]
    assert asked(COUNCIL, SUMMER) == [("The event", ["ref"]), ("The family", ["told"])]


@pytest.mark.parametrize("audit", ALL.values(), ids=ALL)
def test_every_question_of_a_form_is_in_one_part_in_the_order_of_the_form(audit: type[Audit]) -> None:
    for view in audit.returned():
        form = audit.form(view, SUMMER)
        assert [field for part in form.parts for field in part.fields] == list(form.fields)
        assert len(form.parts) > 1


def test_a_form_knows_the_questions_that_it_no_longer_asks() -> None:
    audit = Drawn().audit(dropped=("Why?", "Family told?"))
    assert audit.form(POLICE, WINTER).no_longer_asked == {"Why?", "Family told?", "No longer asked"}
    assert audit.form(POLICE, SUMMER).no_longer_asked == {"Why?", "Family told?"}, "the last quarter asks it"
    assert audit.form(COUNCIL, SUMMER).no_longer_asked == {"Why?"}, "this view asks it still"


@pytest.mark.parametrize(
    ("question", "seconds"),
    [
        (DateTime("At", name="at", required=True), 15),
        (Date("Seen", name="seen", required=True), 12),
        (MultiCode("Parts", name="parts", codes=code_list("parts", A="A"), required=True), 15),
        (YesNo("Told?", name="told", required=True), 10),
        (YesNo("Told?", name="told", required_when=ALWAYS), 5),
        (Whole("How many", name="many", required=True), 10),
        (Text("Reference", name="ref", required=True), 8),
        (Text("Words", name="words", free=True, required=True), 60),
        (Text("Words", name="words", free=True), 30),
    ],
)
def test_sixty_questions_take_as_many_minutes_as_one_takes_seconds(question: Field, seconds: int) -> None:
    assert minutes([question] * 60) == seconds


@pytest.mark.parametrize(("codes", "took"), [(0, 1), (2, 1), (8, 1), (9, 2), (14, 2), (15, 2), (16, 3)])
def test_the_time_that_a_record_takes_is_in_whole_minutes_and_at_least_one(codes: int, took: int) -> None:
    assert minutes([YesNo("Told?", name="told", required=True)] * codes) == took


def test_a_form_takes_the_minutes_of_the_questions_that_it_asks() -> None:
    drawn = Drawn()
    audit = drawn.audit(
        fields=(*drawn.fields, *(YesNo("Q?", name=f"q{n}", required=True, on=(COUNCIL,)) for n in range(30)))
    )
    assert (audit.form(POLICE, SUMMER).minutes, audit.form(COUNCIL, SUMMER).minutes) == (1, 5)


def test_a_form_has_the_rules_standards_and_volumes_that_its_questions_allow() -> None:
    drawn = Drawn()
    audit = drawn.audit()
    police, council = audit.form(POLICE, SUMMER), audit.form(COUNCIL, SUMMER)
    assert (police.rules, council.rules) == ((drawn.rule,), ())
    assert (police.standards, council.standards) == ((drawn.standard,), ())
    assert (police.volumes, council.volumes) == (drawn.volumes, None)
    assert (police.anchors, council.anchors) == ((drawn.event,), ())
    assert (police.affected(drawn.seen), police.affected(drawn.event)) == (("T1",), ())
    assert (audit.view_of("SCC-CF", SUMMER), audit.view_of("SOL", SUMMER)) == (COUNCIL, None)


def test_a_standard_is_counted_where_every_question_is_asked_unless_it_says_where() -> None:
    drawn = Drawn()
    lent = other_standard(drawn, applies=drawn.told == "Y", counted_on=(POLICE,))
    audit = drawn.audit(standards=(drawn.standard, lent))
    assert audit.counted_on(drawn.standard) == (POLICE,)
    assert audit.counted_on(lent) == (POLICE,)
    assert [field.name for field in audit.borrowed(lent, POLICE)] == ["told"]
    assert lent in audit.form(COUNCIL, SUMMER).standards, "the council's records are lent to it"


@pytest.mark.parametrize(
    ("since", "until", "in_force"),
    [(None, None, [1, 1]), (WINTER, None, [0, 1]), (None, SUMMER, [1, 0]), (SUMMER, WINTER, [1, 1])],
)
def test_a_standard_is_in_force_from_its_first_quarter_to_its_last(
    since: Quarter | None, until: Quarter | None, in_force: list[int]
) -> None:
    drawn = Drawn()
    dated = other_standard(drawn, since=since, until=until)
    audit = drawn.audit(standards=(drawn.standard, dated))
    assert [dated in audit.standards_in(quarter) for quarter in (SUMMER, WINTER)] == [bool(each) for each in in_force]
    assert [dated in audit.form(POLICE, quarter).standards for quarter in (SUMMER, WINTER)] == [
        bool(each) for each in in_force
    ]


def version(view: str = "police", quarter: Quarter = SUMMER, **changes: Any) -> str:
    return Drawn(**changes).audit().form(VIEWS[view], quarter).version


@pytest.mark.parametrize(
    "change",
    [
        {"seen_label": "Was the child seen?"},
        {"seen": {"help": "By anyone."}},
        {"seen": {"required": True}},
        {"seen": {"not_recorded": True}},
        {"seen": {"required_when": ALWAYS}},
        {"colours": {"RED": "Crimson", "GREEN": "Green"}},
        {"colours": {"GREEN": "Green", "RED": "Red"}},
        {"colours": {"RED": "Red", "GREEN": "Green", "BLUE": "Blue"}},
        {"rule_code": "GREEN"},
        {"severity": Severity.ERROR},
        {"fix": "Look again."},
        {"blame": "colour"},
        {"rules": ()},
        {"standard": {"target": 0.9, "amber": 0.8}},
        {"standard": {"target": 0.95, "amber": 0.75}},
        {"standard": {"applies": ~ALWAYS}},
        {"standard": {"polarity": Polarity.CONTEXT}},
        {"count_label": "Contacts in the month"},
        {"volumes": ()},
        {"anchors": {}},
        {"code": "TEST2"},
    ],
    ids=str,
)
def test_the_version_changes_with_whatever_the_form_asks_or_checks(change: dict[str, Any]) -> None:
    assert version(**change) != version()


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"told_label": "Was the family told?"},
        {"standard": {"target": 0.9, "amber": 0.75}},  # what its basis gives
        {"cadence": Cadence.ANNUAL},
        {"quarter": Quarter(2019, 1)},
    ],
    ids=str,
)
def test_the_version_is_the_same_where_the_form_asks_and_checks_the_same(change: dict[str, Any]) -> None:
    assert version(**change) == version()


def test_a_change_on_one_view_leaves_the_other_view_s_version_alone() -> None:
    assert version("council", seen_label="Was the child seen?", rule_code="GREEN") == version("council")
    assert version("council", told_label="Was the family told?") != version("council")
    assert version("council", ref_label="Number") != version("council")
    assert version("council") != version("police")


def test_the_version_changes_in_the_quarter_in_which_a_question_comes_or_goes() -> None:
    assert len({version(quarter=each) for each in (SUMMER, Quarter(2019, 3), WINTER)}) == 3


@pytest.mark.parametrize("limit", ["minimum", "maximum"])
def test_the_version_changes_with_the_limits_of_a_number(limit: str) -> None:
    def asked(**limits: int) -> str:
        drawn = Drawn()
        return drawn.audit(fields=(*drawn.fields, Whole("Age", name="age", **limits))).form(POLICE, SUMMER).version

    assert asked(**{limit: 17}) != asked()


def test_the_audits_forms_have_versions_of_twelve_digits_and_no_two_alike() -> None:
    forms = [audit.form(view, SUMMER) for audit in ALL.values() for view in audit.views]
    versions = [form.version for form in forms]
    assert len(set(versions)) == len(forms)
    assert all(len(each) == 12 and int(each, 16) >= 0 for each in versions)
    assert versions == [replace(form).version for form in forms], "worked out afresh, it is the same"
