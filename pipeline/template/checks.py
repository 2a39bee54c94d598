"""
The checks that a template works out by itself: the intake's own, compiled from the same predicates.

One list of them is the source of the hidden Checks sheet, of what is said beside each record and of "Ready to send".
Each goes by the names that the intake gives its findings; what only the intake can see is said in its
catalogue of checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from pipeline.definition import ALWAYS, Date, DateTime, Field, Form, Meaning, OneCode, Role, Severity
from pipeline.definition.codebook import kind
from pipeline.definition.excel import UNUSABLE, excel
from pipeline.definition.words import quoted, words
from pipeline.english import listed
from pipeline.template import checks_grid, layout
from pipeline.template.checks_grid import Grid
from pipeline.template.layout import BOARD_LIST, COVER

# Of an answer's own cell. In free words a formula cannot tell what became a date from a number.
CELL = tuple(
    """
    unknown_code several_codes became_a_date not_a_number out_of_range not_a_date date_out_of_range on_a_weekend
    date_impossible date_two_digit_year date_us_order date_unreadable too_long pattern formula_error digits_lost
    """.split()
)
COVER_ITEMS = {item.name: item for item in COVER}
# Made on records that are set aside too.
ON_EVERY_RECORD = ("key_missing", "row_repeated", "key_reused", "outside_quarter", "anchor_missing", "no_time")


@dataclass(frozen=True)
class Check:
    """
    One check of a record.

    ``rules``: the intake's names for what it finds; ``field``: whose cell is marked; ``words``: the rule in words.
    ``formula``: TRUE on a record that breaks it, as it reads in the first row; None where the answer's own cell says
    so (see `answer_formulas`). ``column``: the column, from 0, that tells whether it is broken.
    """

    rules: tuple[str, ...]
    field: Field
    words: str
    formula: str | None = None
    severity: Severity = Severity.ERROR
    column: int = 0

    @property
    def fault(self) -> str:
        """What is said of the cell that is marked."""
        return layout.FAULTS[self.rules[0].partition(":")[0]]

    @property
    def must(self) -> bool:
        """Whether the return is not ready before it is mended."""
        return self.severity is Severity.ERROR


def checks(form: Form, cells: Grid) -> tuple[Check, ...]:
    """
    Every check of ``form``: what must be mended first, then what is only doubted; the record before its answers.

    The answer's own column tells whether it can be used; each other check has one after them all.
    """
    every_check = [*_placing(form, cells)]
    for field in form.fields:
        every_check += [_usable(field), *_answer(field, form, cells)]
    every_check += [*_rules(form, cells), *_one_family(form, cells)]
    free = count(cells.end)
    return tuple(
        replace(each, column=cells.column(each.field) if each.formula is None else next(free))
        for each in sorted(every_check, key=lambda each: not each.must)
    )


def _usable(field: Field) -> Check:
    return Check(CELL, field, f"{quoted(field)} takes {kind(field)}")


def _placing(form: Form, cells: Grid) -> Iterator[Check]:
    key = form.audit.key
    name, key_cell = quoted(key), cells(key)
    used, again = f"{cells.cell(checks_grid.USED)}=1", f"{cells.cell(checks_grid.AGAIN)}=1"
    yield Check(
        rules=("key_missing",),
        field=key,
        words=f"Every record has its own {name}",
        formula=f'AND({used},{key_cell}="")',
    )
    yield Check(
        rules=("row_repeated",),
        field=key,
        words="No record is there twice",
        formula=again,
        severity=Severity.QUERY,
    )
    others = f"SUMPRODUCT(EXACT({cells.all(cells.column(key))},{key_cell})*({cells.all(checks_grid.AGAIN)}=0))"
    yield Check(
        rules=("key_reused",),
        field=key,
        words=f"No two records have the same {name}",
        formula=f'IF(AND({key_cell}<>"",{key_cell}<>"{UNUSABLE}",NOT({again})),{others}>1,FALSE)',
        severity=Severity.QUERY,
    )
    if form.link:
        yield _belonging(form, cells)
    before: list[str] = []
    for anchor in form.anchors:
        first, last = form.period.start, form.period.end
        decides = ",".join([*before, _dated(cells(anchor))])
        yield Check(
            rules=("outside_quarter",),
            field=anchor,
            words=f"{quoted(anchor)} is from {first:%d/%m/%Y} to {last:%d/%m/%Y}: it decides the {form.period.kind}",
            formula=f"IF(AND({decides}),NOT({within(anchor, form, cells)}),FALSE)",
        )
        before += [f"NOT({_dated(cells(anchor))})", f'{cells(anchor)}<>"{UNUSABLE}"']
    if before:
        listed = " or ".join(quoted(each) for each in form.anchors)
        yield Check(
            rules=("anchor_missing",),
            field=form.anchors[0],
            words=f"Every record has {listed}: it decides the {form.period.kind}",
            formula=f"AND({used},{','.join(before)})",
        )


def _belonging(form: Form, cells: Grid) -> Check:
    """That a row of a further sheet belongs to a record of the main one."""
    main = "" if form.view.beside is None else form.view.beside.sheet
    ours = [cells(each) for each in form.link]
    alike = "*".join(f"EXACT({checks_grid.link_name(each)},{cells(each)})" for each in form.link)
    unusable = ",".join(f'{each}="{UNUSABLE}"' for each in ours)
    blank = ",".join(f'{each}=""' for each in ours)
    return Check(
        rules=("no_such_record",),
        field=form.link[0],
        words=f"{listed([quoted(each) for each in form.link])} as a record that counts on the sheet {main} has it",
        formula=f"IF(OR({unusable}),FALSE,IF(OR({blank}),TRUE,SUMPRODUCT({alike}*({checks_grid.KEPT_NAME}=1))=0))",
        severity=Severity.QUERY,
    )


def _one_family(form: Form, cells: Grid) -> Iterator[Check]:
    """That a child has the same family in every row of the sheet; of other sheets and returns only the intake knows."""
    child, family = (
        next((each for each in form.fields if each.role is role), None) for role in (Role.CHILD, Role.FAMILY)
    )
    if child is None or family is None:
        return
    children, families = cells.all(cells.column(child)), cells.all(cells.column(family))
    given = ",".join(f'{cells(each)}<>"",{cells(each)}<>"{UNUSABLE}"' for each in (child, family))
    alike = f"EXACT({children},{cells(child)})"
    other = f'({families}<>"")*({families}<>"{UNUSABLE}")*(1-EXACT({families},{cells(family)}))'
    kept = f"({cells.all(checks_grid.KEPT)}=1)"
    yield Check(
        rules=("child_in_two_families",),
        field=family,
        words=f"Rows with the same {quoted(child)} have the same {quoted(family)}",
        formula=f"IF(AND({given}),IF(SUMPRODUCT(--{alike})>1,SUMPRODUCT({alike}*{other}*{kept})>0,FALSE),FALSE)",
        severity=Severity.QUERY,
    )


def within(anchor: Date, form: Form, cells: Grid) -> str:
    """TRUE where a date that is given lies in the quarter."""
    first, last = form.period.start, form.period.end
    begins, ends = (f"DATE({day.year},{day.month},{day.day})" for day in (first, last))
    return f"AND(INT({cells(anchor)})>={begins},INT({cells(anchor)})<={ends})"


def in_quarter(form: Form, cells: Grid) -> str:
    """TRUE on a record that the quarter counts; the first of the dates that is given decides."""
    formula = "TRUE" if not form.anchors else "FALSE"
    for anchor in reversed(form.anchors):
        later = f'IF({cells(anchor)}="{UNUSABLE}",FALSE,{formula})'
        formula = f"IF({_dated(cells(anchor))},{within(anchor, form, cells)},{later})"
    return formula


def _dated(cell: str) -> str:
    return f"ISNUMBER({cell})"


def _answer(field: Field, form: Form, cells: Grid) -> Iterator[Check]:
    name, blank = quoted(field), f'{cells(field)}=""'
    missing = ("required_missing",)
    if field is form.audit.key:
        blank = "FALSE"  # where it is missing the whole record is set aside
    elif field.required:
        yield Check(missing, field, words=f"{name} is always answered", formula=blank)
    elif field is form.audit.list_ref:
        from_list = f'EXACT({cells.cover(COVER_ITEMS["sampling_method"])},"{BOARD_LIST}")'
        yield Check(
            rules=missing,
            field=field,
            words=f"{name} is answered where the Cover says that the cases came from the board's list",
            formula=f"AND({blank},{from_list})",
        )
    for severity, rules, when, word in (
        (Severity.ERROR, missing, field.required_when, "is answered"),
        (Severity.QUERY, ("expected_missing",), field.expected_when, "is expected"),
    ):
        if when is not None and blank != "FALSE":
            yield Check(
                rules=rules,
                field=field,
                words=f"{name} {word} where {words(when)}",
                formula=f"AND({blank},{excel(when, cells).true})",
                severity=severity,
            )
    if field.only_when is not None:
        answered = f'{cells(field)}<>"",{cells(field)}<>"{UNUSABLE}"'
        yield Check(
            rules=("not_expected_answer",),
            field=field,
            words=f"{name} is left empty except where {words(field.only_when)}",
            formula=f"AND({answered},{excel(field.only_when, cells).false})",
            severity=Severity.QUERY,
        )
    if isinstance(field, OneCode) and field.na_when is not None:
        not_applicable = excel(field.is_in(*field.meaning(Meaning.NOT_APPLICABLE)), cells).true
        yield Check(
            rules=("not_applicable_refused",),
            field=field,
            words=f"{name} is “Not applicable” only where {words(field.na_when)}",
            formula=f"AND({not_applicable},{excel(field.na_when, cells).false})",
        )
    if isinstance(field, DateTime):
        raw = cells.raw_answer(field)
        yield Check(
            rules=("no_time",),
            field=field,
            words=f"{name} has a time of day",
            formula=f'IF({_dated(cells(field))},IF(ISNUMBER({raw}),INT({raw})={raw},ISERROR(FIND(":",{raw}))),FALSE)',
            severity=Severity.QUERY,
        )


def _rules(form: Form, cells: Grid) -> Iterator[Check]:
    for rule in form.rules:
        when = rule.when if rule.when is not None else ALWAYS
        clause = f", where {words(when)}" if rule.when is not None else ""
        yield Check(
            rules=(f"rule:{rule.id}",),
            field=rule.blame,
            words=f"{words(rule.holds)}{clause}. {rule.fix}",
            formula=f"AND({excel(when, cells).true},{excel(rule.holds, cells).false})",
            severity=rule.severity,
        )
