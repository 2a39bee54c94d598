"""What differs between a return and the accepted one that it replaces: records, answers, and met and applicable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from pipeline.definition import Standard
from pipeline.feedback.what_counts import own_standards
from pipeline.measure.counts import Counts, counts
from pipeline.measure.outcomes import outcomes
from pipeline.template.layout import COVER
from pipeline.validate.validated import Accepted, Validated

_LONGEST = 60  # characters of an answer that are shown
_PLACE = ["row", "as_of"]
_ALWAYS_NEW = "date_submitted"

Answer = tuple[str, str, str]  # the question, the answer before and the answer now


@dataclass(frozen=True)
class Changed:
    """One record that was sent again with other answers."""

    record: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Effect:
    """One standard: met and applicable, before and now."""

    id: str
    title: str
    before: tuple[int, int]
    now: tuple[int, int]


@dataclass(frozen=True)
class Changes:
    """Everything that differs."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    cover: tuple[Answer, ...] = ()
    volumes: bool = False
    effects: tuple[Effect, ...] = ()

    @property
    def nothing_new(self) -> bool:
        """Whether every answer is as it was; the date on the Cover may be another."""
        return not (self.added or self.removed or self.changed or self.cover or self.volumes)


def changes(earlier: Accepted, now: Accepted) -> Changes:
    """What ``now`` changes of ``earlier``: two accepted returns of one agency, audit and quarter."""
    before = {key: answers for each in earlier.sheets for key, answers in _answers(each).items()}
    after = {key: answers for each in now.sheets for key, answers in _answers(each).items()}
    labels = {field.name: field.label for form in now.identity.form.sheets for field in form.fields}
    on_cover = {item.name: item.label_on(now.identity.form) for item in COVER}
    return Changes(
        added=tuple(each for each in after if each not in before),
        removed=tuple(each for each in before if each not in after),
        changed=tuple(
            Changed(record, differences)
            for record, answers in after.items()
            if record in before and (differences := tuple(_differences(before[record], answers, labels)))
        ),
        cover=tuple(_differences(earlier.cover, now.cover, on_cover, _ALWAYS_NEW)),
        volumes=_lines(earlier.volumes) != _lines(now.volumes),
        effects=tuple(
            _effect(standard, then, each)
            for then, each in zip(earlier.sheets, now.sheets, strict=False)
            for standard in own_standards(each)
        ),
    )


def sent_on(validated: Validated) -> str:
    """The date that a return gives itself, as an agency writes it; empty where it gives none."""
    return f"{date.fromisoformat(validated.submitted):%d/%m/%Y}" if validated.submitted else ""


def record_names(validated: Validated) -> dict[int, str]:
    """What each record kept is called, by its row: its number, and which one where several share it."""
    if not isinstance(validated, Accepted) or validated.rows.empty:
        return {}
    numbers = validated.rows[validated.identity.form.audit.key.name].astype(str)
    again = numbers.groupby(numbers).cumcount()
    form = validated.identity.form
    where = "" if form.view.beside is None else f"{form.sheet}: "
    names = [
        f"{where}{number} ({turn + 1})" if turn else f"{where}{number}"
        for number, turn in zip(numbers, again, strict=True)
    ]
    return dict(zip(validated.rows["row"].astype(int), names, strict=True))


def _answers(validated: Accepted) -> dict[str, dict[str, str]]:
    """Each record's answers as they would be written, by its name."""
    answers = validated.rows.drop(columns=_PLACE, errors="ignore")
    written = {name: [_written(value) for value in column] for name, column in answers.items()}
    for name, doubted in validated.unusable.items():
        texts = zip(written[name], doubted, strict=True)
        written[name] = [_UNUSABLE if doubt else text for text, doubt in texts]
    named = record_names(validated).values()
    return {each: {str(name): texts[place] for name, texts in written.items()} for place, each in enumerate(named)}


_UNUSABLE = "an answer that could not be used"


def _written(value: object) -> str:
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%d/%m/%Y %H:%M}".removesuffix(" 00:00")
    return str(value)


def _differences(
    before: Mapping[str, str], now: Mapping[str, str], labels: Mapping[str, str], but: str = ""
) -> Iterator[Answer]:
    for name in dict.fromkeys([*before, *now]):
        old, new = before.get(name, ""), now.get(name, "")
        if old != new and name != but:
            question = name.partition(":")[0]  # the column of a field's own codes is that field's too
            yield labels.get(question, question), _shortened(old), _shortened(new)


def _shortened(text: str) -> str:
    return "blank" if not text else text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _lines(volumes: pd.DataFrame) -> list[list[str]]:
    return sorted([_written(value) for value in line] for line in volumes.itertuples(index=False))


def _effect(standard: Standard, earlier: Accepted, now: Accepted) -> Effect:
    before, after = _counted(standard, earlier), _counted(standard, now)
    return Effect(
        standard.id,
        standard.titled(now.identity.form.quarter),
        (before.met, before.applicable),
        (after.met, after.applicable),
    )


def _counted(standard: Standard, validated: Accepted) -> Counts:
    if validated.rows.empty:
        return Counts()
    return counts(outcomes(standard, validated.identity.form.records(validated.rows, validated.unusable)))
