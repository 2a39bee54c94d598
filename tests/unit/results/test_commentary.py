"""The analyst's words: written once, kept through every run, published without anything that could do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.quarter import Quarter
from pipeline.errors import UsageError
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.here import here
from pipeline.results.commentary import (
    BRIEFING,
    GENERAL,
    SO_WHAT,
    WORKING,
    Open,
    earlier,
    explains,
    html,
    in_plain_text,
    not_read,
    path,
    published,
    read,
    skeleton,
)
from pipeline.store.workspace import Workspace, write_atomically

QUARTER = Quarter(2019, 2)
NEG5 = f"{SO_WHAT}NEG5"
KNOWN = (*GENERAL, NEG5)


# As analysts write: organisations, places, tools and job titles, and nobody's name.
HONEST = """\
The Trust's Named Nurse will lead a thematic review with Solent NHS Trust by 31 March.
Portsmouth Hospitals changed its Was Not Brought policy in May 2019.
Early Help Hub staff and Children's Social Care agreed a joint standard.
Hampshire Constabulary's Child Abuse Investigation Team now attends all strategy discussions.
We ask the Board to endorse the Neglect Strategy 2019-22.
The Named Nurse for Safeguarding will report to the quality-assurance sub-group in June.
Nine of the 25 children (36%) were seen alone.
The Director of Children's Services has asked for a deep dive.
Signs of Safety training reached 120 staff; Graded Care Profile 2 was used in 8 of 20 cases.
Isle of Wight and Portsmouth colleagues shared their WNB templates.
CAMHS Single Point of Access triage moved to 5 days.
The Designated Nurse for Looked After Children chairs the task group.
Ofsted's focused visit found the front door timely.
NHS England and the Integrated Care Board funded two posts.
The Chair, quality-assurance sub-group, will write to all GP practices.
Southern Health did not send a return; University Hospital Southampton did.
Working Together to Safeguard Children 2018 sets the 15 working days.
The Hampshire, Isle of Wight, Portsmouth and Southampton Neglect Toolkit is to be used.
Practitioners said that Christmas closure delayed visits.
St Mary's Hospital and Queen Alexandra Hospital use different systems.
The Princess Anne Hospital maternity unit flagged this.
A Serious Case Review of Child M was published in 2018.
Weston Shore, Millbrook and Redbridge localities have most contacts.
Bitterne and Shirley health centres share one Health Visiting team.
Adult Social Care was invited; it did not attend.
The Youth Offending Service, Housing and Education were consulted.
Police Protection powers were used twice; EPOs were granted.
Section 47 enquiries led to an Initial Child Protection Conference in 12 cases.
Ethnicity: White British 15, Asian 3, Mixed 2.
Themes: Recording; Voice; Supervision.
Microsoft Teams was used for meetings from April.
A FGM Protection Order was obtained in the High Court.
Health Visitors completed the 27-month review.
Mother Tongue interpreters were used in two cases.
Sure Start Children's Centres offered Incredible Years.
Duty Social Workers rang back the same day.
The Fire and Rescue Service offers home safety visits.
The Family Nurse Partnership ended in March.
A Child Arrangements Order was in place; a Special Guardianship Order was sought.
The Royal College of Paediatrics and Child Health sets this standard.
Mothers' GPs, Health Visitors and Midwives were told.
The Teenage Parent Pathway was followed.
The Joint Agency Response Meeting was held the same day.
The Bruising Protocol for Non-Mobile Babies was not known to two practices.
The Prevent referral went to the Channel Panel.
ACEs and Trauma Informed Practice were named as themes.
The Elective Home Education Team and the Inclusion Manager will meet in September.
Rivermead School and Oakwood Primary sent no chronology.
Cafcass and the Local Family Justice Board have been asked.
The Emergency Department at Southampton General Hospital now flags missed appointments.
The Lullaby Trust's Safe Sleep week was shared with Solent and Housing.
Was Not Brought replaces Did Not Attend in all letters.
Performance is Amber; Red in Quarter 4.
The Safeguarding Adults Board shares this priority.
Action for Children and Barnardo's run Young Carers groups.
We will know by Easter, and report at the May meeting.
No Further Action was taken in 4 of 12; Early Help in 5.
Level 3 training: Designated Safeguarding Leads 92%, General Practitioners 71%.
The Multi-Agency Safeguarding Hub grades contacts Red, Amber or Green.
Detective Inspectors, Team Managers and the Independent Reviewing Officer agreed.
Child Q's school was told; Child R's was not.
The Local Medical Committee wrote to West Hampshire practices.
Domestic Abuse: 14 of 40; Parental Mental Health: 9; Substance Misuse: 11.
**What will change:** *supervision* is recorded from October.
""".splitlines()


def put(root: Path, text: str) -> Workspace:
    file = root / "data" / "commentary" / "2019-20-Q2" / "neg.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Workspace(root)


def test_no_file_means_no_words(tmp_path: Path) -> None:
    assert read(Workspace(tmp_path), QUARTER, "NEG", KNOWN) == {}


def test_a_skeleton_lists_what_needs_explaining_and_counts_as_nothing_written(tmp_path: Path) -> None:
    place, added = skeleton(Workspace(tmp_path), QUARTER, "NEG", "Neglect", [Open(NEG5, "10 of 25 (40%): Red")])

    assert (place, added) == ("data/commentary/2019-20-Q2/neg.md", 1)
    assert (tmp_path / place).read_text(encoding="utf-8") == (
        "# Neglect, 2019-20 Q2\n\n## So what: NEG5\n\n<!-- 10 of 25 (40%): Red -->\n"
    )
    assert read(Workspace(tmp_path), QUARTER, "NEG", KNOWN) == {}


def test_what_was_written_survives_and_only_new_sections_are_added(tmp_path: Path) -> None:
    workspace = put(tmp_path, "## So what: NEG5\n\nThreshold **agreed** in May.\n")

    _, added = skeleton(workspace, QUARTER, "NEG", "Neglect", [Open(NEG5, "x"), Open(GENERAL[0], "y")])
    _, again = skeleton(workspace, QUARTER, "NEG", "Neglect", [Open(NEG5, "x"), Open(GENERAL[0], "y")])

    assert (added, again) == (1, 0)
    assert read(workspace, QUARTER, "NEG", KNOWN) == {NEG5: "<p>Threshold <strong>agreed</strong> in May.</p>"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "## So what: NEG55\n\nWords.\n",
            "line 1: there is no section 'So what: NEG55'. Did you mean '## So what: NEG5'?",
        ),
        ("## So what: NEG5\n\nA\n\n## So what: NEG5\n\nB\n", "line 5: the section 'So what: NEG5' is there twice"),
        ("Words first.\n## So what: NEG5\n", "line 1: words before the first"),
        ("<!-- a\nreminder -->\n\n## Nowhere near\n", "line 4: there is no section"),
        ("## So what: NEG5\n\nRing 023 8083 3000.\n", "line 3 holds what looks like a telephone number"),
        ("## So what: NEG5\n\n<!-- ask Dr Example -->\n", "line 3 holds what looks like a person's name"),
        ("## So what: NEG5\n\nAsk\nKwame Example.\n", "line 4 holds what looks like a person's name. Write the role"),
    ],
)
def test_what_cannot_be_published_is_refused_with_its_line_and_never_repeated(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read(put(tmp_path, text), QUARTER, "NEG", KNOWN)

    assert message in str(refused.value)
    assert "8083" not in str(refused.value)
    assert "Example" not in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://a.example/x.png)",
        "<b onclick=x>y</b>",
        "[here](https://a.example)",
        "<https://a.example>",
        "`<i>`",
        "# <u>title</u>",
    ],
)
def test_nothing_in_the_words_becomes_a_tag_a_link_or_a_picture(words: str) -> None:
    as_html = html(words)

    assert not any(f"<{tag}" in as_html for tag in ("script", "img", "a ", "b ", "i>", "u>"))
    assert "href" not in as_html


@given(st.text(max_size=200))
def test_whatever_is_written_only_known_tags_come_out(words: str) -> None:
    written = html(words)
    for tag in ("p", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote", "hr /", "br /"):
        written = written.replace(f"<{tag}>", "").replace(f"</{tag}>", "")

    assert "<" not in written.replace('<ol start="', "").replace('<pre><code class="language-', "")


def test_honest_words_about_organisations_places_and_roles_pass(tmp_path: Path) -> None:
    assert len(HONEST) >= 60
    for sentence in HONEST:
        assert read(put(tmp_path, f"## So what: NEG5\n\n{sentence}\n"), QUARTER, "NEG", KNOWN), sentence


SAVED_OTHERWISE = {
    "cp1252": ("cp1252", 4),
    "UTF-16 with its mark": ("utf-16", 1),
    "UTF-16 without": ("utf-16-le", 1),
    "UTF-32": ("utf-32", 1),
}


@pytest.mark.parametrize(("encoding", "line"), SAVED_OTHERWISE.values(), ids=SAVED_OTHERWISE.keys())
@pytest.mark.parametrize("ask", ["read", "skeleton", "published"])
def test_a_file_saved_in_another_encoding_is_named_by_its_line_and_left_as_it_is(
    workspace: Workspace, encoding: str, line: int, ask: str
) -> None:
    place = workspace.root / path(QUARTER, "NEG")
    place.parent.mkdir(parents=True)
    place.write_bytes(f"# Neglect\n\n## {WORKING}\nA café for zq-parents.\n".encode(encoding))
    before = place.read_bytes()
    asked = {
        "read": lambda: read(workspace, QUARTER, "NEG", KNOWN),
        "skeleton": lambda: skeleton(workspace, QUARTER, "NEG", "Neglect", [Open(NEG5, "Explain.")]),
        "published": lambda: published(workspace, QUARTER, "NEG"),
    }

    with pytest.raises(UsageError, match=f"neg.md, line {line}: the file is not UTF-8. Save it as UTF-8") as told:
        asked[ask]()
    assert "zq" not in str(told.value)
    assert place.read_bytes() == before


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_whichever_editor_saved_it(workspace: Workspace, newline: str, mark: bytes) -> None:
    place = workspace.root / path(QUARTER, "NEG")
    place.parent.mkdir(parents=True)
    place.write_bytes(mark + f"# Neglect\n\n## {WORKING}\nA café for parents.\n".replace("\n", newline).encode())

    assert read(workspace, QUARTER, "NEG", KNOWN) == {WORKING: "<p>A café for parents.</p>"}


def test_a_file_beside_the_words_that_no_page_reads_is_named_with_the_name_that_was_meant(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    folder = workspace.commentary / QUARTER.folder
    for name in ("wnb.md", "overview.board.md", ".neg.md.swp", "neg.md~", "NEG.md", "notes.docx"):
        write_atomically(folder / name, "# Words")
    (folder / "mash.md").mkdir()
    told = not_read(workspace, QUARTER)
    assert [each.split(": ")[0] for each in told] == [
        f"data/commentary/2019-20-Q2/{name}" for name in ("NEG.md", "mash.md", "notes.docx")
    ]
    assert told[0].endswith("it is no page's file of words, so it was not read. Did you mean neg.md?")
    assert not_read(workspace, QUARTER.next()) == []


SO_NEG4 = f"{SO_WHAT}NEG4"


def test_one_heading_may_be_for_several_standards(tmp_path: Path) -> None:
    workspace = put(tmp_path, "## So what: NEG4, NEG5\n\nThe same form.\n")

    assert read(workspace, QUARTER, "NEG", (*KNOWN, SO_NEG4)) == dict.fromkeys((SO_NEG4, NEG5), "<p>The same form.</p>")
    assert skeleton(workspace, QUARTER, "NEG", "Neglect", [Open(NEG5, "x"), Open(SO_NEG4, "y")])[1] == 0
    with pytest.raises(UsageError, match="line 1: there is no section 'So what: NEG4'"):
        read(workspace, QUARTER, "NEG", KNOWN)


def test_a_standard_may_not_stand_under_two_headings(tmp_path: Path) -> None:
    workspace = put(tmp_path, "## So what: NEG4, NEG5\n\nOnce.\n\n## So what: NEG5\n\nTwice.\n")

    with pytest.raises(UsageError, match="line 5: the section 'So what: NEG5' is there twice"):
        read(workspace, QUARTER, "NEG", (*KNOWN, SO_NEG4))


@pytest.mark.parametrize(
    ("words", "explained"),
    [
        ("Noted: the form changes in May.", True),
        ("Noted, no action: two late cases.", True),
        ("The form changes.", True),
        ("Noted", False),
        ("*Noted*, no action.", False),
        ("Noted: later", False),
    ],
)
def test_what_is_only_noted_needs_a_reason(words: str, explained: bool) -> None:
    assert explains(html(words)) is explained


def test_a_briefing_names_no_agency_and_any_other_section_may(tmp_path: Path) -> None:
    name = next(each.name for each in here().agencies if each.type is not AgencyType.BOARD)
    workspace = put(tmp_path, f"## Briefing\n\nSpeak to the child.\nWhat {name.upper()} does is good.\n")

    with pytest.raises(UsageError, match="line 4 names an agency, and the briefing goes to the practitioners of all"):
        read(workspace, QUARTER, "NEG", (*KNOWN, BRIEFING))
    board = next(each.name for each in here().agencies if each.type is AgencyType.BOARD)
    assert read(put(tmp_path, f"## Briefing\n\nThe {board} asks.\n"), QUARTER, "NEG", (*KNOWN, BRIEFING))
    assert read(put(tmp_path, f"## {WORKING}\n\nWhat {name} does is good.\n"), QUARTER, "NEG", KNOWN)


def test_words_of_the_four_quarters_before_are_read_whatever_their_sections_are_called(tmp_path: Path) -> None:
    workspace = put(tmp_path, "## So what: NEG99\n\nWords.\n")

    told = earlier(workspace, QUARTER.next().next().next().next(), "subgroup")
    assert [quarter for quarter, _ in told] == ["2020-21 Q1", "2019-20 Q4", "2019-20 Q3", "2019-20 Q2"]
    assert told[-1][1]["NEG"] == {"So what: NEG99": "<p>Words.</p>"}
    assert not any(told[0][1].values())


def test_what_was_answered_in_earlier_quarters_is_refused_as_other_words_are(tmp_path: Path) -> None:
    workspace = put(tmp_path, "## Question: NEG4: below target\n\nRing 023 8083 3000.\n")

    with pytest.raises(UsageError, match=r"2019-20-Q2/neg\.md, line 3 holds what looks like a telephone number"):
        earlier(workspace, QUARTER.next(), "subgroup")


def test_an_answer_as_a_reminder_is_plain_text_on_one_line_that_closes_no_reminder() -> None:
    assert in_plain_text(html("A *b*\n\n* c --> d")) == "A b c –> d"
