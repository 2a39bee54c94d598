"""A partnership's own questions and standards join the library's audit, and change nothing of what that counts."""

from __future__ import annotations

import pytest

from pipeline import audits
from pipeline.audits.beside import library
from pipeline.audits.neg import NEG
from pipeline.calendar.quarter import Quarter
from pipeline.errors import DefinitionError, WrongPartnership
from pipeline.partnership.here import used
from pipeline.partnership.model import Partnership
from tests.forms import ALL
from tests.unit.audits.drawn_files import beside_neg, with_files

BEFORE, QUARTER = Quarter(2019, 1), Quarter(2019, 2)
STANDARD = (
    'NEGL1 = Standard("Interpreter used", applies=NEG.strategy_held == "Y", met=interpreter == "Y", '
    'basis=Basis.LOCAL, source="Our sub-group")'
)


def refused(partnership: Partnership) -> str:
    """What is said of a partnership whose files cannot be used, without its heading."""
    with used(partnership), pytest.raises(WrongPartnership) as stopped:
        audits.of(QUARTER)
    return "\n".join(stopped.value.mistakes)


def test_a_local_question_and_standard_stand_in_the_library_s_audit_and_say_that_they_are_local() -> None:
    with used(beside_neg(STANDARD)):
        neg = audits.of(QUARTER)["NEG"]
        form = neg.form(neg.views[1], QUARTER)

    assert form.fields[-1].label == "Interpreter used? (local)"
    assert form.parts[-1].title == "What we ask (local)"
    assert [each.title for each in form.standards][-1] == "Interpreter used (local)"
    assert form.standards[-1].caveats[-1].startswith("Asked and counted in this partnership alone")
    assert "“(local)”" in neg.guidance[-1]
    assert [each.id for each in neg.standards] == [*(each.id for each in NEG.standards), "NEGL1"]


def test_a_local_question_is_asked_from_its_quarter_on_so_that_no_earlier_return_is_short_of_it() -> None:
    with used(beside_neg(STANDARD)):
        before, after = (audits.of(quarter)["NEG"] for quarter in (BEFORE, QUARTER))
        view = before.views[1]
        asked = before.form(view, BEFORE), after.form(after.views[1], QUARTER)
    usual = NEG.form(NEG.social_care, BEFORE)

    assert asked[0].version == usual.version
    assert asked[1].version != NEG.form(NEG.social_care, QUARTER).version
    assert len(asked[1].fields) == len(NEG.form(NEG.social_care, QUARTER).fields) + 1


def test_the_library_s_own_things_are_the_very_same_in_the_audit_that_is_read() -> None:
    with used(beside_neg(STANDARD)):
        neg = audits.of(QUARTER)["NEG"]

    assert [each.id for each in neg.rules] == [each.id for each in NEG.rules]
    assert [each.name for each in neg.fields[:-1]] == [each.name for each in NEG.fields]
    assert neg.anchors.keys() == {each for each in neg.views if each.beside is None}
    assert not hasattr(NEG, "interpreter")


def test_two_files_may_stand_beside_one_audit() -> None:
    second = """
        from pipeline.audits import Beside
        from pipeline.definition import Part, YesNo

        class NEG_TOO(Beside, of="NEG", since="2019-20 Q2"):
            more = Part("More")
            told = YesNo("Parents told?", example="Y")
        """
    one = beside_neg(STANDARD)
    both = with_files(neg_local=one.files["audits/neg_local.py"].decode(), other=second)
    with used(both):
        neg = audits.of(QUARTER)["NEG"]

    assert [each.name for each in neg.fields[-2:]] == ["interpreter", "told"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('s47_agreed = YesNo("Agreed?")', "s47_agreed is there already; nothing of the library can be given again."),
        (
            'NEG3 = Standard("Ours", NEG.s47_agreed == "Y", interpreter == "Y", Basis.LOCAL, "us")',
            "NEG3 is there already",
        ),
        (
            'WNB1 = Standard("Ours", NEG.s47_agreed == "Y", interpreter == "Y", Basis.LOCAL, "us")',
            "WNB1 is counted in WNB",
        ),
        ('dropped = ("S47 enquiry agreed?",)', "dropped says something of the whole audit, which is the library's"),
        ('title = "Ours"', "title says something of the whole audit"),
        ('schools = View("Schools", role="schools")', "schools is a view; who is asked is the library's."),
        (
            'strict = Rule(NEG.s47_agreed == "Y", NEG.s47_agreed, Severity.ERROR, "Mend it.")',
            "strict makes the answer to s47_agreed, a question of the library, unusable",
        ),
        ('child = YesNo("Child?", role=Role.CHILD)', "child has a role to the engines"),
        ('ref = Text("Ref", unique=True)', "ref is unique, so that a record could be set aside for it"),
        ('story = Text("Story", free=True)', "story asks for words of one's own"),
        ('again = YesNo("Interpreter used ?")', "again has the same label as interpreter"),
        (
            'ours_too = Count("Ours"); sheet = Volumes(NEG.social_care, (ours_too,))',
            "sheet is a second Volumes sheet of social_care",
        ),
        ("nothing = 3", "nothing is neither a setting nor a part of an audit"),
        (
            'why = YesNo("Why?", on=NEG.police, asked_when=interpreter == "Y")',
            "field why: when it is asked depends on interpreter, which police is not asked",
        ),
    ],
)
def test_what_could_change_what_the_library_counts_is_refused_at_its_line(line: str, message: str) -> None:
    text = refused(beside_neg(line))

    assert text.startswith("audits/neg_local.py line 13: "), text
    assert message in text


def test_a_rule_that_only_asks_about_a_library_question_is_allowed() -> None:
    with used(beside_neg('asks = Rule(NEG.s47_agreed == "Y", NEG.s47_agreed, Severity.QUERY, "Look again.")')):
        assert audits.of(QUARTER)["NEG"].rules[-1].id == "asks"


def test_a_file_that_reaches_into_the_library_is_refused() -> None:
    reaching = """
        from pipeline.audits import library

        object.__setattr__(library("WNB").WNB12, "met", library("WNB").policy_followed != "N")
        """

    # What it changed here is this process's; a class of its own, read for other words, is what it reaches into.
    wnb = audits.of(QUARTER)["WNB"].WNB12  # type: ignore[attr-defined]
    met = wnb.met
    try:
        assert "it changes WNB of the library, which no file of a partnership may do." in refused(
            with_files(reaching=reaching)
        )
    finally:
        object.__setattr__(wnb, "met", met)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("from pipeline.audits import library\nNEG = library('NEGG')\n", "line 2: the library has no audit 'NEGG'"),
        ("class X(\n", "line 1: this is no Python: '(' was never closed."),
        ("x = 1\x00\n", "null bytes"),
        ("y = 1\n\nprint(yy)\n", "line 3: nothing is called yy here. Did you mean y?"),
        ("import nowhere_at_all\n", "line 1: No module named 'nowhere_at_all' (ModuleNotFoundError). Mend the line."),
        ("import sys\nsys.exit()\n", "line 2: it ends the program, which a definition may not do."),
        ("x = 1 / 0\n", "line 1: division by zero (ZeroDivisionError)."),
        (
            "from pipeline.audits import Beside\nclass N(Beside, of='NEGG', since='2019-20 Q2'):\n    pass\n",
            "line 2: the lib",
        ),
        ("from pipeline.audits import Beside\nclass N(Beside, of='NEG', since='soon'):\n    pass\n", "line 2: since: "),
        ("from pipeline.audits import Beside\nclass N(Beside, of='NEG'):\n    pass\n", "line 2: "),
        ("def f():\n    return f()\nf()\n", "(RecursionError)"),
        (
            "from pipeline.definition import Audit\nclass Ssd(Audit):\n    title = 'A'\n",
            "audit Ssd: say its ",
        ),
    ],
)
def test_a_mistake_in_a_file_is_told_in_one_line_with_its_place(source: str, message: str) -> None:
    text = refused(with_files(mistaken=source))

    assert text.startswith("audits/mistaken.py")
    assert message in text, text


def test_the_mistakes_of_every_file_are_told_at_once() -> None:
    text = refused(with_files(one="x = 1 / 0\n", two="y\n"))

    assert [line.split(" ")[0] for line in text.splitlines()] == ["audits/one.py", "audits/two.py"]


def test_an_audit_of_a_partnership_s_own_cannot_take_a_library_code_or_count_a_library_standard() -> None:
    own = """
        from datetime import date
        from pipeline.audits import core
        from pipeline.definition import ALWAYS, Audit, Basis, Cadence, Date, Part, Standard, View, YesNo

        class {code}(Audit):
            title = purpose = unit = units = "Ours"
            cadence = Cadence.QUARTERLY
            panel = View("Panel's return", role="audit_panel")
            the_record = Part("The record")
            record_ref = core.record_ref("OWN")
            seen = Date("Seen", required=True, example=date(2019, 8, 1))
            done = YesNo("Done?", required=True, example="Y")
            {standard} = Standard("Done", ALWAYS, done == "Y", Basis.LOCAL, "us", headline=True)
            key = record_ref
            anchors = {{panel: (seen,)}}
        """

    with used(with_files(own=own.format(code="OWN", standard="OWN1"))):
        assert list(audits.of(QUARTER)) == [*ALL, "OWN"]
        assert audits.codes() == (*ALL, "OWN")
    assert "NEG is an audit of the library" in refused(with_files(own=own.format(code="NEG", standard="OWN1")))
    assert "WNB1 is counted in WNB already" in refused(with_files(own=own.format(code="OWN", standard="WNB1")))
    assert "Own is no code of an audit" in refused(with_files(own=own.format(code="Own", standard="OWN1")))
    twice = {name: own.format(code="OWN", standard=f"OWN{name[-1]}") for name in ("own_1", "own_2")}
    assert "OWN is defined twice" in refused(with_files(**twice))


def test_the_library_is_there_for_a_partnership_s_files_alone() -> None:
    with pytest.raises(DefinitionError, match=r"library\(\) is for the files in the folder audits of a partnership"):
        library("NEG")
