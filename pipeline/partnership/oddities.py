"""What is odd about a partnership's files though nothing in them is wrong, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from pipeline.calendar.bank_holidays import LAST_YEAR
from pipeline.calendar.quarter import Quarter, spoken
from pipeline.english import first_few, listed
from pipeline.partnership.agencies import AgencyType, folded
from pipeline.partnership.model import Dated, Partnership, kinds
from pipeline.partnership.proposed import lacking
from pipeline.partnership.recommendations import Action, Recommendation, ShownBy
from pipeline.partnership.returns_due import due
from pipeline.partnership.words import MEANINGS

_SHOWN = 8  # names in one line
_SOURCES = 3  # in one line
_LONG_PAST = 10  # years
_BY_ASSURANCE = 3  # the highest level that documents can reach without an audit


class Weight(IntEnum):
    """How much an oddity matters, the heaviest first."""

    MEND = 1
    LOOK = 2
    KNOW = 3


@dataclass(frozen=True, order=True)
class Oddity:
    """One thing that is odd: where, and in a sentence or two what is so and what to do."""

    weight: Weight
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def oddities(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    """What is odd about the files as of ``quarter``. To be asked while this process works for ``partnership``."""
    yield from _successions(partnership, quarter)
    yield from _never_asked(partnership)
    yield from _names_of_others(partnership, quarter)
    yield from _documents(partnership, quarter)
    yield from _unchecked(partnership, quarter)
    yield from _lacking(partnership)
    yield from _targets(partnership)
    yield from _recommendations(partnership, quarter)
    yield from _actions(partnership, quarter)
    yield from _words(partnership)
    yield from _child_status(partnership)
    yield from _long_past(partnership, quarter)
    yield from _holidays(quarter)


def rows(numbers: Sequence[int], one: str = "row") -> str:
    """Rows of a file, or whatever else ``one`` of them is, as a message names them: "row 3", "rows 3-5 and 9"."""
    spans: list[list[int]] = []
    for each in sorted({*numbers}):
        if spans and each == spans[-1][-1] + 1:
            spans[-1][1:] = [each]
        else:
            spans.append([each])
    named = ["-".join(str(end) for end in span) for span in spans]
    return f"{one}{'s' if len({*numbers}) > 1 else ''} {listed(named)}"


def _successions(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    asked = {each.agency for each in partnership.returners if each.on(quarter.end)}
    for each in partnership.agencies:
        ended = each.valid_to is not None and each.valid_to <= quarter.end
        successor = partnership.agencies.agency(each.successor)
        place = f"agencies.csv {each.code}"
        if each.valid_to is not None and ended and successor is None:
            weight = Weight.MEND if each.code in asked else Weight.KNOW
            todo = "Write its successor" + (", or end its rows in returns.csv." if each.code in asked else ".")
            yield Oddity(weight, place, f"it ended on {spoken(each.valid_to)}, and nobody took over. {todo}")
        elif each.valid_to is not None and successor is not None and successor.valid_from is not None:
            gap = successor.valid_from - each.valid_to - timedelta(days=1)
            if gap:
                yield Oddity(
                    Weight.LOOK,
                    place,
                    f"it ends on {spoken(each.valid_to)}, and {successor.code}, which takes over, begins on "
                    f"{spoken(successor.valid_from)}. See which of the two days is right.",
                )


def _never_asked(partnership: Partnership) -> Iterator[Oddity]:
    named = {each.agency for each in partnership.returners}
    named |= {code for each in partnership.recommendations for code in each.leads}
    named |= {code for each in partnership.actions for code in each.leads}
    named |= {each.returns_through for each in partnership.agencies if each.returns_through}
    lines = {code for name in named for code in partnership.agencies.line(name)}
    idle = [each.code for each in partnership.agencies if each.code not in lines]
    if idle:
        yield Oddity(
            Weight.KNOW,
            "agencies.csv",
            f"{first_few(idle, _SHOWN)}: nothing is ever asked of them, and they lead nothing. A row in returns.csv "
            "would ask them for returns.",
        )


def _names_of_others(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    """The names of agencies that are the word for somebody else: who is meant then?"""
    words = dict(partnership.words(quarter))
    there = [each.agency for each in partnership.returners if each.role == "front_door"]
    front_door = {code for each in there for code in partnership.agencies.line(each)}
    for each in partnership.agencies:
        theirs = {
            "cait": each.type is AgencyType.POLICE,
            "mash": each.code in front_door,
            "board": each.type is AgencyType.BOARD,
        }
        for word, its in theirs.items():
            both = {folded(words[word]), folded(words[f"{word}_short"])}
            called = next((name for name in each.names if folded(name) in both), "")
            if called and not its:
                yield Oddity(
                    Weight.LOOK,
                    f"agencies.csv {each.code}",
                    f"it is also called {called!r}, which is the word for {MEANINGS[word][0]} ({word} in "
                    "partnership.toml). Take the name from one of them.",
                )


def _documents(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    for kind in kinds(partnership.documents):
        dated = [each for each in partnership.versions(kind) if each.dated]
        last = dated[-1] if dated else None
        if last is not None and last.until is not None and last.until <= quarter.end:
            yield Oddity(
                Weight.LOOK,
                f"documents.csv row {last.row}",
                f"the {kind} {last.version!r} ended on {spoken(last.until)}, and no version follows. Add the next one, "
                "or empty its to.",
            )
    waiting = [each for each in partnership.documents if not each.dated]
    if waiting:
        names = first_few([f"{each.kind} ({each.version})" for each in waiting], _SHOWN)
        yield Oddity(
            Weight.KNOW,
            f"documents.csv {rows([each.row for each in waiting])}",
            f"no day is known yet from which these hold: {names}. Write it in from when it is.",
        )


def _unchecked(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    unchecked = [each for each in partnership.timescales if each.on(quarter.end) and not each.checked_by]
    by_law = [each for each in unchecked if each.by_law]
    others = [each for each in unchecked if each not in by_law]
    printed = ", so pages say “unchecked”"  # of the law's alone
    for weight, theirs, so in ((Weight.LOOK, by_law, printed), (Weight.KNOW, others, "")):
        if theirs:
            sources = first_few(list(dict.fromkeys(each.source for each in theirs)), _SOURCES)
            yield Oddity(
                weight,
                f"timescales.csv {rows([each.row for each in theirs])}",
                f"nobody has checked {first_few([each.name for each in theirs], _SHOWN)} against the source "
                f"({sources}){so}. Read the limit there, and write in checked_by which role did.",
            )


def _lacking(partnership: Partnership) -> Iterator[Oddity]:
    names = list(lacking(partnership))
    if names:
        yield Oddity(
            Weight.LOOK,
            "timescales.csv",
            f"it has no row for {first_few(names, _SHOWN)}, which audits read. Until it has, what comes with the "
            "audits is used, and pages say that nobody here has decided it. python -m pipeline upgrade prints the "
            "rows to add.",
        )


def _targets(partnership: Partnership) -> Iterator[Oddity]:
    without = [each for each in partnership.targets if not each.minute]
    if without:
        yield Oddity(
            Weight.LOOK,
            f"targets.csv {rows([each.row for each in without])}",
            f"{first_few([each.standard for each in without], _SHOWN)}: the minute of the decision is not given. Write "
            "the day and the item in minute.",
        )


def _recommendations(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    """What a recommendation lacks, and what it asks for that nothing can show."""
    audit, both, assurance = ShownBy
    lacking: tuple[tuple[str, str, Callable[[Recommendation], object]], ...] = (
        ("no audit is to show them", "Name the audits in audits, built or not.", lambda each: each.instruments),
        ("no standard or measure shows them yet", "Name those that do in standards.", lambda each: each.standards),
        ("no action answers them", "Add one to actions.csv.", lambda each: partnership.actions_of(each.id)),
        (
            "what is to be different for children or families is not said",
            "Write it in intention.",
            lambda each: each.intention,
        ),
        (
            "how good their evidence must be is not decided",
            "Write a level from 0 to 5 in level_required.",
            lambda each: each.level_required is not None,
        ),
        ("who must test them is not said", "Write it in tested_by.", lambda each: each.tested_by),
        (
            "an audit is to show them, and no standard decides how they stand",
            "Name one to four of their standards in key_standards.",
            lambda each: each.shown_by is assurance or each.key_standards,
        ),
        (
            "a document is to show them, and none is named",
            "Write in assurance which would.",
            lambda each: each.shown_by is audit or each.assurance,
        ),
        (
            "the day by which they were to be shown has passed",
            "recommendations.html says how they stand. If a meeting gave them more time, write the new day in due.",
            lambda each: each.due is None or each.due >= quarter.end,
        ),
    )
    for what, todo, has in lacking:
        theirs = [each for each in partnership.recommendations if not has(each)]
        yield from _of(theirs, "recommendations.csv", Weight.KNOW, f"{what}. {todo}")
    out_of_reach = [
        each
        for each in partnership.recommendations
        if each.shown_by is assurance and (each.level_required or 0) > _BY_ASSURANCE
    ]
    todo = f"Write {_BY_ASSURANCE} or less in level_required, or name the audit that is to show them and write "
    text = f"assurance alone cannot reach the level that they require. {todo}{both} in shown_by."
    yield from _of(out_of_reach, "recommendations.csv", Weight.LOOK, text)


def _actions(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    """What an action lacks, and those that are past their day."""
    published = partnership.report_published
    planned = [each for each in partnership.actions if not each.taken]
    yield from _of(
        [each for each in partnership.actions if not each.recommendations],
        "actions.csv",
        Weight.LOOK,
        "they answer no recommendation, so no page tells of them. Name those that they answer in recommendations, or "
        "take the rows out.",
    )
    yield from _of(
        [each for each in partnership.actions if not each.standards],
        "actions.csv",
        Weight.KNOW,
        "no standard would show that they made a difference. Name in standards those that they are to move; where "
        "there is none, only the assurance return can tell of them.",
    )
    yield from _of(
        [each for each in planned if each.due and each.due < quarter.end and each.done is None],
        "actions.csv",
        Weight.KNOW,
        "the day by which they were to be done has passed, and done is empty. What their agencies return of them goes "
        "before; of those that nobody returns, write in done when it was, or the new day in due.",
    )
    yield from _of(
        [each for each in planned if each.agreed and published and each.agreed < published],
        "actions.csv",
        Weight.KNOW,
        f"agreed before the report was published ({spoken(published) if published else ''}). See whether the day is "
        "right.",
    )
    if published is None and any(each.due or each.done for each in partnership.actions):
        text = "it does not say when your report was published, so no day of an action is held against that. Write "
        yield Oddity(Weight.KNOW, "partnership.toml", f"{text}report_published = 2026-04-01 above the first [table].")


def _of(theirs: Sequence[Recommendation] | Sequence[Action], file: str, weight: Weight, text: str) -> Iterator[Oddity]:
    """One oddity of all of ``theirs``, if there are any."""
    if theirs:
        named = first_few([each.id for each in theirs], _SHOWN)
        yield Oddity(weight, f"{file} {rows([each.row for each in theirs])}", f"{named}: {text}")


def _words(partnership: Partnership) -> Iterator[Oddity]:
    _, first = partnership.words_from[0]
    general = [name for name, _ in first if name not in first.given]
    if general:
        yield Oddity(
            Weight.KNOW,
            "partnership.toml [words]",
            f"not given, so said in general words: {listed([f'{each} (“{MEANINGS[each][1]}”)' for each in general])}.",
        )


def _child_status(partnership: Partnership) -> Iterator[Oddity]:
    if partnership.child_status is None:
        yield Oddity(
            Weight.KNOW,
            "partnership.toml [disclosure]",
            "child_status is not given, so the sub-group is shown small counts of what children are, such as on a "
            'plan. Decide it, and write "shown" or "hidden": docs/partnership-files.md.',
        )


def _long_past(partnership: Partnership, quarter: Quarter) -> Iterator[Oddity]:
    before = quarter.end.year - _LONG_PAST
    files: tuple[tuple[str, Sequence[Dated]], ...] = (
        ("returns.csv", partnership.returners),
        ("audits.csv", partnership.audits),
        ("timescales.csv", partnership.timescales),
    )
    past = {name: [each.row for each in rows if each.until and each.until.year < before] for name, rows in files}
    past["targets.csv"] = [each.row for each in partnership.targets if each.until and each.until.year < before]
    for name, numbers in past.items():
        if numbers:
            yield Oddity(
                Weight.KNOW,
                f"{name} {rows(numbers)}",
                f"ended more than {_LONG_PAST} years ago. Nothing is wrong with that; older quarters need them.",
            )


def _holidays(quarter: Quarter) -> Iterator[Oddity]:
    following = quarter
    for _ in range(5):
        if due(following).year > LAST_YEAR:
            yield Oddity(
                Weight.KNOW,
                "bank holidays",
                f"those after {LAST_YEAR} are worked out by rule until they are published, so the last day for returns "
                f"of {following} may move. It says so wherever it stands.",
            )
            return
        following = following.next()
