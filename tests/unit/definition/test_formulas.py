"""A predicate as the formulas of a template's live checks, written out as a spreadsheet holds them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.definition import ALWAYS, Field, Predicate, code_list, days, hours, working_days
from pipeline.definition.excel import Formulas, excel
from pipeline.definition.kinds import OneCode
from pipeline.definition.predicate import Operand
from tests.unit.definition.strategies import COLOUR, END, LEVEL, NOTE, NUMBER, OTHER, OWN, PARTS, READ, SENT, START

MONDAY = date(2020, 1, 6)
COLOURS = COLOUR.codes
SECOND = OneCode("Second colour", name="second", codes=COLOURS)
ODD = OneCode("Odd", name="odd", codes=code_list("odd", **{'A"B': "With a quote"}))
CELLS = {"colour": "C1", "second": "C2", "level": "L1", "parts": "P1", "number": "N1", "other": "N2", "start": "D1"}
CELLS |= {"end": "D2", "sent": "T1", "read": "T2", "note": "W1", "own": "W2", "odd": "O1"}
HAS_COLOUR = 'AND(C1<>"",C1<>"#!")'


def formulas(predicate: Predicate) -> Formulas:
    def cell(operand: Operand) -> str:
        assert isinstance(operand, Field)
        return CELLS[operand.name]

    return excel(predicate, cell)


@pytest.mark.parametrize(
    ("predicate", "true", "false"),
    [
        (ALWAYS, "TRUE", "FALSE"),
        (~ALWAYS, "FALSE", "TRUE"),
        (COLOUR.is_blank(), 'C1=""', HAS_COLOUR),
        (COLOUR == "RED", f'AND({HAS_COLOUR},EXACT(C1,"RED"))', f'AND({HAS_COLOUR},NOT(EXACT(C1,"RED")))'),
        (COLOUR != "RED", f'AND({HAS_COLOUR},NOT(EXACT(C1,"RED")))', f'AND({HAS_COLOUR},EXACT(C1,"RED"))'),
        (ODD == 'A"B', 'AND(AND(O1<>"",O1<>"#!"),EXACT(O1,"A""B"))', 'AND(AND(O1<>"",O1<>"#!"),NOT(EXACT(O1,"A""B")))'),
        (
            COLOUR.is_in("RED", "BLUE"),
            f'AND({HAS_COLOUR},OR(EXACT(C1,"RED"),EXACT(C1,"BLUE")))',
            f'AND({HAS_COLOUR},NOT(OR(EXACT(C1,"RED"),EXACT(C1,"BLUE"))))',
        ),
        (
            COLOUR == SECOND,
            f'AND({HAS_COLOUR},AND(C2<>"",C2<>"#!"),EXACT(C1,C2))',
            f'AND({HAS_COLOUR},AND(C2<>"",C2<>"#!"),NOT(EXACT(C1,C2)))',
        ),
        (
            NOTE != OWN,
            'AND(AND(W1<>"",W1<>"#!"),AND(W2<>"",W2<>"#!"),NOT(EXACT(UPPER(W1),UPPER(W2))))',
            'AND(AND(W1<>"",W1<>"#!"),AND(W2<>"",W2<>"#!"),EXACT(UPPER(W1),UPPER(W2)))',
        ),
        (
            PARTS.contains("A", "C"),
            (
                'AND(AND(P1<>"",P1<>"#!"),AND(ISNUMBER(FIND(";A;",";"&SUBSTITUTE(P1," ","")&";")),'
                'ISNUMBER(FIND(";C;",";"&SUBSTITUTE(P1," ","")&";"))))'
            ),
            (
                'AND(AND(P1<>"",P1<>"#!"),NOT(AND(ISNUMBER(FIND(";A;",";"&SUBSTITUTE(P1," ","")&";")),'
                'ISNUMBER(FIND(";C;",";"&SUBSTITUTE(P1," ","")&";")))))'
            ),
        ),
        (NUMBER == 3, "IF(ISNUMBER(N1),N1=3,FALSE)", "IF(ISNUMBER(N1),N1<>3,FALSE)"),
        (NUMBER < 3, "IF(ISNUMBER(N1),N1<3,FALSE)", "IF(ISNUMBER(N1),N1>=3,FALSE)"),
        (NUMBER <= 3, "IF(ISNUMBER(N1),N1<=3,FALSE)", "IF(ISNUMBER(N1),N1>3,FALSE)"),
        (
            NUMBER >= OTHER,
            "IF(AND(ISNUMBER(N1),ISNUMBER(N2)),N1>=N2,FALSE)",
            "IF(AND(ISNUMBER(N1),ISNUMBER(N2)),N1<N2,FALSE)",
        ),
        # By the day where a side has no time, and by the minute where both have one.
        (
            START > MONDAY,
            "IF(ISNUMBER(D1),INT(D1)>DATE(2020,1,6),FALSE)",
            "IF(ISNUMBER(D1),INT(D1)<=DATE(2020,1,6),FALSE)",
        ),
        (
            SENT != START,
            "IF(AND(ISNUMBER(T1),ISNUMBER(D1)),INT(T1)<>INT(D1),FALSE)",
            "IF(AND(ISNUMBER(T1),ISNUMBER(D1)),INT(T1)=INT(D1),FALSE)",
        ),
        (
            SENT < READ,
            "IF(AND(ISNUMBER(T1),ISNUMBER(T2)),T1<T2,FALSE)",
            "IF(AND(ISNUMBER(T1),ISNUMBER(T2)),T1>=T2,FALSE)",
        ),
        (
            days(START, END) <= 3,
            "IF(AND(ISNUMBER(D1),ISNUMBER(D2)),(INT(D2)-INT(D1))<=3,FALSE)",
            "IF(AND(ISNUMBER(D1),ISNUMBER(D2)),(INT(D2)-INT(D1))>3,FALSE)",
        ),
        (
            hours(SENT, READ) > 24,
            "IF(AND(ISNUMBER(T1),ISNUMBER(T2)),(ROUND((T2-T1)*1440,0)/60)>24,FALSE)",
            "IF(AND(ISNUMBER(T1),ISNUMBER(T2)),(ROUND((T2-T1)*1440,0)/60)<=24,FALSE)",
        ),
        (
            working_days(START, END) <= 1,
            (
                "IF(AND(ISNUMBER(D1),ISNUMBER(D2)),IF(INT(D2)>INT(D1),NETWORKDAYS(INT(D1)+1,INT(D2),bank_holidays),"
                "IF(INT(D2)<INT(D1),-NETWORKDAYS(INT(D2)+1,INT(D1),bank_holidays),0))<=1,FALSE)"
            ),
            (
                "IF(AND(ISNUMBER(D1),ISNUMBER(D2)),IF(INT(D2)>INT(D1),NETWORKDAYS(INT(D1)+1,INT(D2),bank_holidays),"
                "IF(INT(D2)<INT(D1),-NETWORKDAYS(INT(D2)+1,INT(D1),bank_holidays),0))>1,FALSE)"
            ),
        ),
        (COLOUR.is_blank() & LEVEL.is_blank(), 'AND(C1="",L1="")', f'OR({HAS_COLOUR},AND(L1<>"",L1<>"#!"))'),
        (COLOUR.is_blank() | LEVEL.is_blank(), 'OR(C1="",L1="")', f'AND({HAS_COLOUR},AND(L1<>"",L1<>"#!"))'),
        (~COLOUR.is_blank(), HAS_COLOUR, 'C1=""'),
    ],
)
def test_a_predicate_has_a_formula_that_is_true_with_it_and_one_that_is_true_where_it_is_false(
    predicate: Predicate, true: str, false: str
) -> None:
    assert formulas(predicate) == Formulas(true, false)
