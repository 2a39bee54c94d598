"""The command ``decide``, from the words typed to what is kept, printed and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipeline.__main__ import main
from pipeline.calendar.quarter import spoken
from pipeline.commands import decide as deciding
from pipeline.commands.stopping import Stoppable
from pipeline.store.decisions import Decision, DecisionKind, decisions
from pipeline.store.workspace import Workspace, locked

READ = "2019-20-Q2"
ASK = ["ask", "Send the return on missed appointments"]
BY = ["--by", "chair", "--on", "2019-12-05"]
OF = ["--of", "Solent", "--due", "28 January 2020"]
FOR = ["--recommendation", "T2.2"]
ACTION = ["action", "Remind every clinic of the guidance"]
OVERRIDE = ["override", "Two clinics alone were audited"]
KEPT = Decision(
    1, DecisionKind.ASK, "2019-20 Q2", "2019-12-05", "chair", "Send the return on missed appointments", agency="SOL",
    due="2020-01-28", closes="words",
)  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A quarter whose report a meeting can have read, and the one before it."""
    for quarter in (READ, "2019-20-Q1"):
        (tmp_path / "data" / "raw" / quarter / "sol").mkdir(parents=True)
    return Workspace(tmp_path)


def typed(workspace: Workspace, *words: str) -> int:
    try:
        return main(["--root", str(workspace.root), "decide", *words])
    except SystemExit as stopped:  # the parser's own way out
        return int(stopped.code or 0)


def kept(workspace: Workspace, *words: str) -> Decision:
    """What a decision that is typed is kept as."""
    assert typed(workspace, READ, *words) == 0
    return decisions(workspace)[-1]


def test_an_ask_is_kept_as_it_was_typed(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert kept(workspace, *ASK, *BY, *OF) == KEPT
    told, next_ = capsys.readouterr().out.splitlines()
    assert told == (
        "Kept as no. 1: Ask (5 December 2019, on 2019-20 Q2, chair): Send the return on missed appointments "
        "[Solent NHS Trust; due 28 January 2020; closes with the words of a meeting]"
    )
    assert next_.startswith("Next: nothing now; it stands in the report of 2019-20 Q3. All that is kept: ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([*ASK, *BY, *OF, "--closed-by", "return wnb"], replace(KEPT, closes="return WNB")),
        ([*ASK, *BY, *OF, "--closed-by", "Return WNB 2019-20 Q2"], replace(KEPT, closes="return WNB 2019-20-Q2")),
        ([*ASK, *BY, *OF, "--closed-by", "standard wnb3"], replace(KEPT, closes="standard WNB3")),
        ([*ASK, *BY, *OF, "--closed-by", "evidence asr-0003"], replace(KEPT, closes="evidence ASR-0003")),
        ([*ASK, *BY, *OF, "--closed-by", "action t2.B2"], replace(KEPT, closes="action T2.b2")),
        ([*ASK, *BY, *OF, *FOR, "--recommendation", "t2.2"], replace(KEPT, recommendations=("T2.2",))),
        ([*ASK, *BY, *OF, "--standard", "wnb3"], replace(KEPT, standards=("WNB3",))),
        ([ASK[0], "  Send\n the return ", *BY, *OF], replace(KEPT, text="Send the return")),
    ],
)
def test_what_is_typed_in_another_way_is_kept_in_ours(
    workspace: Workspace, words: list[str], expected: Decision
) -> None:
    assert kept(workspace, *words) == expected


def test_an_action_is_given_its_number_in_the_plan(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    agreed = kept(workspace, *ACTION, *BY, "--lead", "SOL", "--due", "2020-03-31", *FOR, "--standard", "WNB3")
    assert (agreed.action, agreed.closes, agreed.standards) == ("M2019Q2.1", "action M2019Q2.1", ("WNB3",))
    assert "Action agreed M2019Q2.1 (5 December 2019" in capsys.readouterr().out


def test_an_override_holds_to_the_next_report_unless_it_says_another(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*BY, *FOR, "--colour", "amber"]
    usual = kept(workspace, *OVERRIDE, *words)
    assert (usual.colour, usual.until, usual.text) == ("Amber", "2019-20 Q3", OVERRIDE[1])
    assert (
        capsys.readouterr()
        .out.splitlines()[-1]
        .startswith("Next: that report with the colour that was set: python -m pipeline run 2019-20-Q2")
    )
    assert kept(workspace, *OVERRIDE, *words, "--until", "2020-21-Q1").until == "2020-21 Q1"
    assert kept(workspace, "override", *words, "--why", OVERRIDE[1]).text == OVERRIDE[1]


def test_a_decision_with_a_day_is_closed_by_words_and_one_without_awaits_nothing(workspace: Workspace) -> None:
    plain = ["decision", "The year's audits stay as planned", *BY]
    assert kept(workspace, *plain).closes == ""
    assert kept(workspace, *plain, "--due", "2020-03-31").closes == "words"


def test_the_day_of_the_meeting_is_today_where_nobody_says(workspace: Workspace) -> None:
    assert kept(workspace, "decision", "As planned", "--by", "chair").on == date.today().isoformat()


def test_an_action_of_an_agencys_own_is_taken_with_a_note(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kept(workspace, *ASK, *BY, *OF, "--closed-by", "action S7").closes == "action S7"
    assert "Note: no action S7 is in the plan." in capsys.readouterr().out
    kept(workspace, *ACTION, *BY, *OF, *FOR)
    kept(workspace, *ASK, *BY, *OF, "--closed-by", "action M2019Q2.1")
    kept(workspace, *ASK, *BY, *OF, "--closed-by", "action T2.b2")
    assert "Note" not in capsys.readouterr().out


TOMORROW = date.today() + timedelta(days=1)
REFUSED: list[tuple[list[str], str]] = [
    ([], "Say which quarter's report the meeting read, then what was decided; or ask for --list."),
    ([READ], "Say what it is, after the quarter: decision, ask, action or override."),
    ([READ, "ask"], "Say in a sentence what was decided, in quotation marks."),
    ([READ, "ask", " ", *BY, *OF], "Say in a sentence what was decided, in quotation marks."),
    (["2018-19-Q2", *ASK, *BY, *OF], "so no meeting can have read its report. There are: 2019-20-Q1, 2019-20-Q2."),
    ([READ, "wish", "x"], "invalid choice: 'wish' (choose from 'decision', 'ask', 'action', 'override')"),
    ([READ, *ASK, *OF], "Say who decides, by a role of at most 60 characters: --by."),
    ([READ, *ASK, *OF, "--by", "Jane Sampleton"], "--by holds what looks like a person's name."),
    ([READ, "ask", "Ring Jane Sampleton", *BY, *OF], "The text holds what looks like a person's name. Write the role"),
    ([READ, "ask", "Ring 023 8000 0000", *BY, *OF], "The text holds what looks like a telephone number. Take it out"),
    ([READ, "ask", "x" * 401, *BY, *OF], "The text has 401 characters, and at most 400 are kept."),
    ([READ, *ASK, *OF, "--by", "chair", "--on", "2019-09-30"],
     "No meeting on 30 September 2019 can have read the report of 2019-20 Q2, which ended on 30 September 2019."),
    ([READ, *ASK, *OF, "--by", "chair", "--on", TOMORROW.isoformat()], f"{spoken(TOMORROW)} is still to come."),
    ([READ, *ASK, *OF, "--by", "chair", "--on", "soon"], "'soon' is no day. Write it as 2020-01-31"),
    ([READ, *ASK, *BY, *OF[2:]], "An ask is to say who is asked: --of."),
    ([READ, *ASK, *BY, *OF[:2]], "An ask is to say by when, such as 2020-01-31: --due."),
    ([READ, *ASK, *BY, "--of", "Solnt", *OF[2:]], "Did you mean SOL, Solent NHS Trust?"),
    ([READ, *ASK, *BY, *OF[:2], "--due", "2019-12-04"],
     "4 December 2019 is before the meeting, which was on 5 December 2019. Mend --due."),
    ([READ, *ASK, *BY, *OF, "--recommendation", "T2.22"], "There is no recommendation 'T2.22'. Did you mean T2.2?"),
    ([READ, *ASK, *BY, *OF, "--recommendation", "zzz"], "There is no recommendation 'zzz'. There are: T1.1, T1.2,"),
    ([READ, *ASK, *BY, *OF, "--standard", "WNB33"], "There is no standard 'WNB33'. Did you mean WNB3?"),
    ([READ, *ASK, *BY, *OF, "--closed-by", "retrun WNB"], "'retrun WNB' closes nothing. Write one of: return NEG"),
    ([READ, *ASK, *BY, *OF, "--closed-by", "return"], "'return' closes nothing."),
    ([READ, *ASK, *BY, *OF, "--closed-by", "words enough"], "'words enough' closes nothing."),
    ([READ, *ASK, *BY, *OF, "--closed-by", "return XXX"], "There is no audit 'XXX'."),
    ([READ, *ASK, *BY, *OF, "--closed-by", "return WNB soon"], "'soon' is not a quarter."),
    ([READ, *ASK, *BY, "--of", "HC", *OF[2:], "--closed-by", "return WNB"], "is not asked for WNB."),
    ([READ, *ASK, *BY, *OF, "--closed-by", "evidence 3"], "'3' is no number of a piece of evidence."),
    ([READ, *ASK, *BY, *OF, "--closed-by", "action the one"], "'the one' is no number of an action."),
    ([READ, *ASK, *BY, *OF, "--closed-by", "standard WNB33"], "There is no standard 'WNB33'."),
    ([READ, "decision", "x", *BY, "--closed-by", "return WNB"], "Say whose return closes it: --of."),
    ([READ, "decision", "x", *BY, "--closed-by", "evidence ASR-0003"], "Say whose evidence closes it: --of."),
    ([READ, *ASK, *BY, *OF, "--colour", "Red"], "An ask has no --colour. Leave it away"),
    ([READ, *ASK, *BY, *OF, "--why", "x"], "An ask has no --why."),
    ([READ, *ACTION, *BY, *OF], "An action is to say which recommendation it is for, such as T2.2: --recommendation."),
    ([READ, *ACTION, *BY, *FOR], "An action is to say who leads it: --lead."),
    ([READ, *OVERRIDE, *BY, "--colour", "Red"], "An override is to say which recommendation it is for"),
    ([READ, *OVERRIDE, *BY, *FOR], "An override is to say which colour it sets (Blue, Green, Amber, Red or Grey)"),
    ([READ, *OVERRIDE, *BY, *FOR, "--colour", "ambr"], "There is no colour 'ambr'. Did you mean Amber?"),
    ([READ, *OVERRIDE, *FOR, "--colour", "Red"], "Say who decides, by a role"),
    ([READ, "override", *BY, *FOR, "--colour", "Red"], "Say in a sentence why the colour is overridden: --why"),
    ([READ, *OVERRIDE, *BY, *FOR, "--colour", "Red", "--why", "x"], "An override has one text, which is its reason"),
    ([READ, *OVERRIDE, *BY, *FOR, "--colour", "Red", "--until", "2019-20-Q1"],
     "An override on the report of 2019-20 Q2 cannot end before it, with 2019-20 Q1. Mend --until."),
    ([READ, *OVERRIDE, *BY, *FOR, "--colour", "Red", *OF], "An override has no --of."),
    (["--close", "1", *BY], "Say in a sentence why it is closed: --why."),
    (["--close", "1", "--by", "chair", "--why", " "], "Say in a sentence why it is closed: --why."),
    (["--close", "1", "--why", "x"], "Say who closes it, by a role"),
    (["--close", "1", *BY, "--why", "Jane Sampleton rang"], "The reason holds what looks like a person's name."),
    (["--close", "1", "--by", "chair", "--why", "x", "--on", TOMORROW.isoformat()], "is still to come."),
    (["--close", "1", *BY, "--why", "done"], "There is no decision no. 1 in force. See decide --list."),
    (["--close", "nought"], "expected a whole number of at least 1"),
    (["--withdraw", "1"], "Say who withdraws it, by a role"),
    (["--withdraw", "1", *BY], "There is no decision no. 1 in force."),
    ([READ, *ASK, "--withdraw", "1", *BY], "Decide something new, or close or withdraw what was decided"),
    (["--list", "--close", "1"], "not allowed with"),
    (["--list", READ, "ask"], "--list takes a quarter or nothing."),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), REFUSED)
def test_what_cannot_be_is_refused_with_the_way_out_and_nothing_is_kept(
    workspace: Workspace, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(workspace, *words) == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert not (workspace.processed / "decisions.jsonl").exists()


def test_nothing_that_seems_personal_is_repeated(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    typed(workspace, READ, "ask", "Ring Jane Sampleton", *BY, *OF)
    printed = capsys.readouterr()
    assert "Sampleton" not in printed.out + printed.err


@pytest.mark.parametrize(
    "words",
    [
        [*ASK, *BY, "--of", "Solent", "--due", "Jane Sampleton"],
        [*ASK, *BY, "--of", "Jane Sampleton", "--due", "28 January 2020"],
        [*ASK, *BY, *OF, "--closed-by", "Jane Sampleton"],
        [*ASK, *BY, *OF, "--closed-by", "action Jane Sampleton"],
        [*ASK, *BY, *OF, "--closed-by", "evidence Jane Sampleton"],
        [*ACTION, *BY, *OF, "--recommendation", "Jane Sampleton"],
    ],
)
def test_a_name_in_place_of_something_else_is_not_repeated_either(
    words: list[str], workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(workspace, READ, *words) == 2
    printed = capsys.readouterr()
    assert "was typed" in printed.err
    assert "Sampleton" not in printed.out + printed.err


def test_what_is_closed_or_withdrawn_shows_so_in_the_list(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        kept(workspace, *ASK, *BY, *OF)
    assert typed(workspace, "--close", "1", "--by", "audit lead", "--on", "2020-02-05", "--why", "It came by post") == 0
    assert typed(workspace, "--withdraw", "2", "--by", "chair") == 0
    capsys.readouterr()

    assert typed(workspace, "--list") == 0

    listed, next_ = capsys.readouterr().out.splitlines()
    assert listed.endswith("due 28 January 2020; closed 5 February 2020, audit lead: It came by post]")
    assert next_.startswith("Next: close what is done: python -m pipeline decide --close <number>")
    assert typed(workspace, "--close", "1", *BY, "--why", "done") == 2
    assert "No. 1 is closed already (by audit lead, 5 February 2020)." in capsys.readouterr().err


def test_the_list_of_one_quarter_is_of_the_meetings_on_its_report(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(workspace, *ASK, *BY, *OF)
    capsys.readouterr()
    typed(workspace, "--list", "2019-20-Q1")
    typed(workspace, "--list", READ)
    told = [each for each in capsys.readouterr().out.splitlines() if not each.startswith("Next")]
    assert told[0] == "No decision is kept of a meeting on the report of 2019-20 Q1."
    assert told[1].startswith("no. 1: Ask (5 December 2019, on 2019-20 Q2, chair): Send the return")


def test_a_list_of_nothing_says_so(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(workspace, "--list") == 0
    assert capsys.readouterr().out.splitlines()[0] == "No decision is kept."


def test_a_command_that_finds_another_at_work_waits_and_keeps_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(deciding, "A_WHILE", 0.1)
    with locked(workspace):
        assert typed(workspace, READ, *ASK, *BY, *OF) == 1
    assert capsys.readouterr().err.startswith("Another run (process ")
    assert decisions(workspace) == ()


def test_a_sentence_is_not_repeated_where_the_command_is_stopped_before_it_was_read() -> None:
    sentence = Stoppable("decide", [READ, "ask", "Ring Jane Sampleton", *BY]).sentence
    assert sentence.endswith("type the same command again.")


@pytest.mark.parametrize(
    "words", [["decision", "Half \udc80 of it", *BY], ["decision", "So it is", "--by", "chair\ud800"]]
)
def test_a_character_that_no_file_can_hold_is_refused_before_it_is_kept(
    words: list[str], workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(workspace, READ, *words) == 2
    assert "holds a character that cannot be kept" in capsys.readouterr().err
    assert decisions(workspace) == ()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31 December 2091"])
def test_a_day_in_a_year_that_no_return_could_name_is_refused(
    day: str, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(workspace, READ, *ASK, *BY, "--of", "Solent", "--due", day) == 2
    assert "Mend the year: --due" in capsys.readouterr().err


def test_evidence_by_a_number_that_no_assurance_return_can_have_closes_nothing(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(workspace, READ, *ASK, *BY, *OF, "--closed-by", "evidence ASR-1") == 2
    assert "such as ASR-0003" in capsys.readouterr().err
    assert kept(workspace, *ASK, *BY, *OF, "--closed-by", "evidence asr-0003").closes == "evidence ASR-0003"


def test_what_closes_a_decision_can_be_kept_too(workspace: Workspace) -> None:
    assert typed(workspace, READ, *ASK, *BY, *OF, "--closed-by", "action T9\ud800") == 2
    assert decisions(workspace) == ()
