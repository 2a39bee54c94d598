"""The words an audit is defined with, and the three renderers of a predicate: `frame`, `excel` and `words`."""

from pipeline.definition.agreement import Agreement, Rater
from pipeline.definition.audit import Audit
from pipeline.definition.body import Bundle
from pipeline.definition.cadence import Cadence
from pipeline.definition.codes import (
    NO,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_RECORDED,
    PENDING,
    YES,
    Code,
    CodeList,
    Meaning,
    code_list,
)
from pipeline.definition.fields import RECORDS, Field, Role, Severity, View, Views, fields_of
from pipeline.definition.flow import Flow, Step
from pipeline.definition.form import Form
from pipeline.definition.kinds import Coded, Count, Date, DateTime, MultiCode, OneCode, Text, Whole, WithCodes, YesNo
from pipeline.definition.parts import Part
from pipeline.definition.predicate import (
    ALWAYS,
    AS_OF,
    LAST_DAY,
    Predicate,
    Timed,
    days,
    hours,
    working_days,
    working_hours,
)
from pipeline.definition.questions import Prompt
from pipeline.definition.reconciled import MOST_DAYS, Alike, Reconciled, Side
from pipeline.definition.references import References
from pipeline.definition.same_count import Counter, SameCount
from pipeline.definition.standards import (
    Amount,
    Basis,
    Distribution,
    Polarity,
    Ratio,
    Reading,
    RepeatShare,
    Rule,
    Standard,
    Version,
    Volumes,
)
from pipeline.definition.tracked import Tracked

__all__ = [
    "ALWAYS",
    "AS_OF",
    "LAST_DAY",
    "MOST_DAYS",
    "NO",
    "NOT_APPLICABLE",
    "NOT_KNOWN",
    "NOT_RECORDED",
    "PENDING",
    "RECORDS",
    "YES",
    "Agreement",
    "Alike",
    "Amount",
    "Audit",
    "Basis",
    "Bundle",
    "Cadence",
    "Code",
    "CodeList",
    "Coded",
    "Count",
    "Counter",
    "Date",
    "DateTime",
    "Distribution",
    "Field",
    "Flow",
    "Form",
    "Meaning",
    "MultiCode",
    "OneCode",
    "Part",
    "Polarity",
    "Predicate",
    "Prompt",
    "Rater",
    "Ratio",
    "Reading",
    "Reconciled",
    "References",
    "RepeatShare",
    "Role",
    "Rule",
    "SameCount",
    "Severity",
    "Side",
    "Standard",
    "Step",
    "Text",
    "Timed",
    "Tracked",
    "Version",
    "View",
    "Views",
    "Volumes",
    "Whole",
    "WithCodes",
    "YesNo",
    "code_list",
    "days",
    "fields_of",
    "hours",
    "working_days",
    "working_hours",
]
