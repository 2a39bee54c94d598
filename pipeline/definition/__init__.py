"""The words an audit is defined with, and the three renderers of a predicate: `frame`, `excel` and `words`."""

from pipeline.definition.agreement import Agreement, Rater
from pipeline.definition.audit import Audit, Cadence, Form, References
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
from pipeline.definition.fields import Field, Role, Severity, View, Views, fields_of
from pipeline.definition.flow import Flow, Step
from pipeline.definition.kinds import Coded, Count, Date, DateTime, MultiCode, OneCode, Text, Whole, WithCodes, YesNo
from pipeline.definition.parts import Part
from pipeline.definition.predicate import ALWAYS, AS_OF, Predicate, Timed, days, hours, working_days
from pipeline.definition.standards import Basis, Distribution, Polarity, Ratio, RepeatShare, Rule, Standard, Volumes

__all__ = [
    "ALWAYS",
    "AS_OF",
    "NO",
    "NOT_APPLICABLE",
    "NOT_KNOWN",
    "NOT_RECORDED",
    "PENDING",
    "YES",
    "Agreement",
    "Audit",
    "Basis",
    "Cadence",
    "Code",
    "CodeList",
    "Coded",
    "Count",
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
    "Rater",
    "Ratio",
    "References",
    "RepeatShare",
    "Role",
    "Rule",
    "Severity",
    "Standard",
    "Step",
    "Text",
    "Timed",
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
]
