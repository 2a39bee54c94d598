"""Every form of every audit, in the quarter that most tests are of: each that is a workbook, and each sheet of one."""

from pipeline import audits
from pipeline.calendar.quarter import Quarter

QUARTER = Quarter(2019, 2)
ALL = audits.of(QUARTER)
FORMS = {
    f"{audit.code} {view.code}": audit.form(view, QUARTER)
    for audit in ALL.values()
    for view in audit.returned()
    if audit.returners(view, QUARTER)
}
SHEETS = {f"{each.audit.code} {each.view.code}": each for form in FORMS.values() for each in form.sheets}
