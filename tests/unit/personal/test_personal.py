"""What looks like personal data and what does not: forms with a check, words beside a date, and ordinary prose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.personal import A_LIKENESS, lines, phrases
from pipeline.personal import asks_for_birth, is_day, kinds, links, looks_like_a_name, names_somebody, safely_named
from tests.source import ROOT

FOUND = {
    "an NHS number": [
        "943 476 5919",
        "9434765919",
        "943-476-5919",
        "943\u00a0476\u00a05919",
        "no. 9434765919.",
        "943–476–5919",
        "９４３４７６５９１９",
        "943\u200b4765919",
    ],
    "a unique pupil number": ["P207000016049", "B801200005001", "UPN: P207000016049"],
    "a national insurance number": ["AB 12 34 56 C", "AB123456C", "NI no AB 123456 C"],
    "a postcode": ["Lives at SO14 7DU now", "SO147DU", "ZZ99 3VZ", "ZZ993VZ", "PO1 2AB", "W1A 1HQ"],
    "an e-mail address": ["someone@example.org", "write to a.b+c@nhs.example"],
    "a telephone number": [
        "so call 023 8083 3000",
        "+44 7700 900123",
        "(023) 8083 3000",
        "07700900123",
        "+44 (0)23 8083 3000",
        "07700-900-123",
    ],
    "a date of birth": [
        "DOB: 03/04/2017",
        "born on 3/4/17",
        "d.o.b. 3.4.2017",
        "D O B 03-04-2017",
        "Date of birth is 2017-04-03",
        "born 3rd April 2017",
        "child (born 3 Apr 2017)",
        "3 April 2017 (DOB)",
        "Birthday 3 April 2017",
    ],
    "a person's name": [
        "Seen by Dr Example",
        "with Mrs. Example present",
        "Miss O'Sample rang",
        "PC Example attended",
        "Sgt Specimen",
        "Mx Sample",
        "DI Example-Smith",
    ],
    "an officer's number": ["PC 1234 attended", "DS4567", "PCSO 12345"],
    "a police occurrence number": ["see 44190123456", "(44190123456)"],
}

# As practitioners write in a return, with the dates, scores, codes and counts that such writing holds.
PROSE = """\
The child was seen alone at home on 03/07/2019 and spoke about school.
Strategy discussion held on 3 July 2019 at 14:05; police, health and social care attended.
Home conditions were poor: no food in the fridge, no bedding, and one broken window.
Mother said that she would engage; the plan was agreed and is due for review on 12/09/2019.
No record that the father was invited, although he holds parental responsibility.
Two of the four appointments were missed in the 2018-19 financial year.
The GCP2 was completed in May and again in August; scores moved from 4 to 3.
MASH received the contact at 09:40 and it was graded Amber within 4 hours.
The health visitor recorded the weight on the 0.4th centile, falling from the 9th.
A letter went out on 01-07-2019 14:05 and a second one on 08-07-2019 09:30.
School attendance was 71.5 per cent, against 95.2 per cent for the year group.
Miss School often; says that mornings are hard.
The referral was made under section 47 of the Children Act 1989.
Working Together 2018 asks for a response within 1 working day.
The family moved from another county in March 2019 and records followed after 27 days.
Sibling group of 3, aged 4, 7 and 11 years; the baby was born in the spring.
Born at 29 weeks, the baby came home after 63 days.
An unborn baby, expected in the next quarter; a pre-birth assessment is under way.
The DS team passed it to the duty desk, and PC Support logged the call.
Dental decay was noted twice, in 2017 and 2018, with no follow-up either time.
Records checked: 12. Records with a chronology: 9. Records with the child's voice: 7.
Threshold document version 3.2 was in use, page 14, level 3 of 4.
The case closed on 30/09/2019 and reopened 11 days later on 11/10/2019.
Reference AUD19Q2-014 was reviewed by the practice lead and by the named nurse.
Policy 2019/20-17 says that a second missed appointment is followed up in 10 days.
See NEG-0007, WNB-0123 and the earlier return of 2018-19 Q4.
Room 101 had no heating; the landlord was told 3 times.
Police attended at 02:15 with two officers, and a body-worn camera was used.
The panel met on Monday 8 July 2019 and agreed 5 actions, 2 of them late.
BMI was 31.4 at age 11; the dietitian's referral was not taken up.
Contact with the GP practice took 6 calls over 9 days.
A CSE risk assessment scored 12 of 24; the next is due in 28 days.
Costs of about £1,250.00 were agreed for a deep clean and a skip.
Budget code 000123 was used for the taxi to the clinic.
Toxic trio noted: domestic abuse, mental ill health and substance misuse.
The worker saw all 3 bedrooms, 0 of which had a carpet or curtains.
MS Excel file was sent in place of the template; it was copied over in full.
Form C110A was filed in week 26, and the final hearing took 2 days.
Over 1000000 contacts were made nationally, as the 2019 report says.
Immunisations: 8 of 14 given; the 12-month and 40-month boosters are outstanding.
""".splitlines()


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in FOUND.items() for text in texts])
def test_personal_data_is_known_by_its_form(what: str, text: str) -> None:
    assert what in set(kinds(text))


@pytest.mark.parametrize(
    "mark", ["\u200e", "\u202c", "\u2066", "\ufe0f", "\u3164", "\u034f", "\U000e0041", "\u2009", "\x07"]
)
@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("an NHS number", "943~476~5919"),
        ("a postcode", "SO14~7DU"),
        ("an e-mail address", "~someone@example.org~"),
        ("a date of birth", "DOB~03/04/2017"),
        ("a person's name", "Mrs~Example"),
        ("an officer's number", "PC~1234"),
    ],
)
def test_nothing_is_hidden_by_a_character_that_nobody_sees(what: str, text: str, mark: str) -> None:
    assert what in kinds(text.replace("~", mark))


def test_there_are_forty_sentences_of_prose() -> None:
    assert len(PROSE) == 40


@pytest.mark.parametrize("text", PROSE)
def test_ordinary_professional_prose_raises_no_alarm(text: str) -> None:
    assert list(kinds(text)) == []
    assert list(links(text)) == []


def test_the_prose_together_raises_no_alarm_either() -> None:
    assert list(kinds(" ".join(PROSE))) == []


@pytest.mark.parametrize(
    "text",
    [
        "9434765910",
        "1111111111",
        "P207000016048",
        "A801200005001",
        "BG 12 34 56 C",
        "GB123456A",
        "XX99 9XX",
        "2019-20 Q2",
        "CRUELTY_NEGLECT",
        "03/07/2019 14:05",
        "C3F90A21B",
        "DS_DI",
        "1234567890",
        "Drafted again",
        "44 hours",
        "F0B17",
        "Strategy held 03/07/2019",
        "Child seen; plan agreed",
        "",
    ],
)
def test_what_only_resembles_it_raises_no_alarm(text: str) -> None:
    assert list(kinds(text)) == []


def check_digit(nine: str) -> int:
    return -sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11


@given(st.from_regex(r"[4679][0-9]{8}", fullmatch=True))
def test_of_ten_digits_only_those_with_the_right_last_one_are_an_nhs_number(nine: str) -> None:
    accepted = [last for last in "0123456789" if "an NHS number" in set(kinds(nine + last))]

    right = check_digit(nine)
    assert accepted == ([] if right == 10 else [str(right)])


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_of_all_letters_one_makes_a_pupil_number(digits: str) -> None:
    accepted = [each for each in "ABCDEFGHJKLMNPQRTUVWXYZ" if "a unique pupil number" in set(kinds(each + digits))]

    assert len(accepted) == 1


@given(st.text(), st.sampled_from(["943 476 5919", "someone@example.org", "SO14 7DU"]), st.text())
def test_any_text_can_be_searched_and_words_apart_hide_nothing(before: str, item: str, after: str) -> None:
    assert list(kinds(f"{before} . {item} . {after}"))


@pytest.mark.parametrize(
    "heading",
    [
        "DOB",
        "D.O.B.",
        "Date of birth",
        "Child's date of birth *",
        "birth date",
        "DOB (dd/mm/yyyy)",
        "DOB of child",
        "Child DOB/EDD",
        "Date of birth (child)",
        "DOB (if known)",
        "DOB - child",
        "DOB\n(child)",
        "Date of Birth / Age",
        "Birthday",
        "Born",
        "Date born",
        "When was the child born?",
        "Date_of_birth",
        "date  of  birth",
        "D/O/B",
        "DateOfBirth",
        "PatientDOB",
        "DOB 2",
        "Safeguarded sibling's date of birth",
        "DOB & age",
        "DOB YP",
        "Date of child's birth",
    ],
)
def test_a_heading_that_asks_for_a_date_of_birth_is_known(heading: str) -> None:
    assert asks_for_birth(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Was the date of birth checked with the school?",
        "Birth weight",
        "Unborn",
        "",
        "Born before arrival?",
        "Unborn at the time?",
        "Newborn visit date",
        "New born visit",
        "Date the DOB was confirmed",
        "DOB - date checked",
        "Date of first visit after birth",
        "Place of birth",
        "Pre-birth assessment date",
        "School gave no DOB",
        "DOB withheld",
    ],
)
def test_other_headings_are_not(heading: str) -> None:
    assert not asks_for_birth(heading)


@pytest.mark.parametrize(
    "answer",
    [
        "01/02/2013",
        "1 Feb 2013",
        "1st February 2013",
        "01 02 2013",
        "Feb 1, 2013",
        "1\u00a0Feb\u00a02013",
        "Fri 1 Feb 2013",
        "2013-02-01",
        "01022013",
        "41306",
    ],
)
def test_a_day_is_known_in_whatever_shape(answer: str) -> None:
    assert is_day(answer)


@pytest.mark.parametrize("answer", ["", "Y", "12", "3 years", "not known", "4321 cases", "123456789"])
def test_other_answers_are_no_days(answer: str) -> None:
    assert not is_day(answer)


@pytest.mark.parametrize(("text", "count"), [("see https://example.org/x", 1), ("www.example.org", 1), ("no web", 0)])
def test_a_web_address_is_seen_apart(text: str, count: int) -> None:
    assert len(list(links(text))) == count
    assert list(kinds(text)) == []


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("NEG 2019-20-Q2.xlsx", "NEG 2019-20-Q2.xlsx"),
        ("Copy of return FINAL v2 (01-07-2019).xlsx", "Copy of return FINAL v2 (01-07-2019).xlsx"),
        ("9434765919.xlsx", "file abcdefabcdef.xlsx"),
        ("neg_Dr_Example.xlsx", "file abcdefabcdef.xlsx"),
        ("9434765919", "file abcdefabcdef"),
        ("ref.9434765919", "file abcdefabcdef"),
        ("Mrs.Example", "file abcdefabcdef"),
        ("DOB_01_02_2013.xlsx", "file abcdefabcdef.xlsx"),
        ("NEG 2019-20-Q2 v1.2", "NEG 2019-20-Q2 v1.2"),
    ],
)
def test_a_file_is_spoken_of_by_its_name_unless_that_names_somebody(name: str, spoken: str) -> None:
    assert safely_named(name, "abcdef" * 10) == spoken


LISTED = phrases()
# How the list's reason begins where it is known that nothing is found, or that an innocent phrase seems to hold a name.
NOT_FOUND, ALARM = "not found: ", "raises an alarm: "


def test_the_list_is_long_and_most_of_it_is_innocent() -> None:
    assert len({each.text for each in LISTED}) == len(LISTED) >= 500
    assert sum(not each.holds for each in LISTED) >= 250


@pytest.mark.parametrize("kind", [*sorted(set().union(*(each.holds for each in LISTED))), ""])
def test_each_phrase_of_the_list_is_judged_as_it_is_labelled_but_for_what_is_known_not_to_be_found(kind: str) -> None:
    of_kind = [each for each in LISTED if kind in (each.holds or {""})]
    known = {NOT_FOUND: frozenset[str](), ALARM: frozenset({A_LIKENESS})}

    for each in of_kind:
        expected = next((missed for why, missed in known.items() if each.why.startswith(why)), each.holds)
        assert (each.text, each.found) == (each.text, expected)


def test_the_page_on_personal_data_gives_the_figures_that_are_measured() -> None:
    page = (ROOT / "docs" / "personal-data.md").read_text(encoding="utf-8")

    assert "\n".join(lines(LISTED)) in page


@pytest.mark.parametrize(
    "name",
    [
        "Jane Smith",
        "J. Smith",
        "Smith J",
        "JANE SMITH",
        "jane smith",
        "Smith, Jane",
        "J.S.",
        "Jane",
        "Jane Smith, Chair",
        "Chair: Jane Smith",
        "Team Manager (Zbigniew)",
        "Okonkwo Chidi",
        "Sampleton Bloggs",
    ],
)
def test_a_person_in_place_of_a_role_is_seen(name: str) -> None:
    assert names_somebody(name)


@pytest.mark.parametrize(
    "role",
    [
        "Chair, quality-assurance sub-group",
        "Audit lead",
        "Detective Sergeant",
        "QA",
        "Head of Nursing, Solent",
        "Lead",
        "Named GP",
        "Named Nurse, St Mary's",
        "Lead Nurse - Portsmouth",
        "Caldicott Guardian",
        "Ops Mgr",
        "Team Manager MASH",
        "Senior Practitioner, Victoria Road",
        "AD Quality",
        "Performance and Data Analyst",
        "DCI, Protection",
    ],
)
def test_a_role_names_nobody(role: str) -> None:
    assert not names_somebody(role)


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "1",
        "a_",
        "A.",
        "Sarah ",
        "born Abc ",
        "SO1",
        "a@",
        "A\u200b",
        "DOB ",
        "a-",
        "a@b. ",
        "1-",
        "9\u0336",
        ", Mr ",
        "a. b. 1/1/11 ",
    ],
)
def test_the_longest_text_that_a_cell_can_hold_is_searched_in_a_moment(part: str) -> None:
    longest = (part * 32_767)[:32_767]
    begun = time.process_time()

    kinds(f"{longest} at @")
    looks_like_a_name(longest)
    asks_for_birth(longest)

    assert time.process_time() - begun < 5


@given(st.text(max_size=60))
def test_any_text_can_be_asked_about_and_a_titled_name_looks_like_one(text: str) -> None:
    assert looks_like_a_name(text) in (True, False)
    assert looks_like_a_name(f"{text} . Mrs Example")


@pytest.mark.parametrize("name", ["9434765919.9434765919", "v1.9434765919.xlsx", "2.943 476 5919.xlsx"])
def test_no_number_in_a_name_is_taken_for_an_amount(name: str) -> None:
    assert safely_named(name, "abcdef" * 10).startswith("file abcdefabcdef")
    assert safely_named("MASH 2019.20 v1.2.3.xlsx", "") == "MASH 2019.20 v1.2.3.xlsx"


@pytest.mark.parametrize(
    "place",
    [
        r"C:\Users\jsmith\Documents\audit.docx",
        r"c:\users\jane.smith\qa",
        r"\\server\home\smithj\QA",
        "/home/jsmith/qa",
        "https://example.sharepoint.com/personal/j_smith_example_org/Documents",
        r"C:\Documents and Settings\jsmith\Desktop",
    ],
)
def test_a_folder_of_somebodys_own_looks_like_a_name(place: str) -> None:
    assert looks_like_a_name(place)


@pytest.mark.parametrize(
    "place",
    [
        r"C:\Users\Public\QA 12",
        r"S:\Safeguarding\QA 12\2019",
        "Records system, folder QA 12",
        "Children's home/personal education plans",
        "home/school agreement",
        "seen at school/home/clinic",
        "family/personal/health matters",
        r"\\server\shared\home visits",
    ],
)
def test_a_folder_of_many_peoples_names_nobody(place: str) -> None:
    assert not looks_like_a_name(place)
