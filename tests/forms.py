"""Every form of every audit, in the quarter that most tests are of."""

from pipeline import audits
from pipeline.calendar.quarter import Quarter

QUARTER = Quarter(2019, 2)
ALL = audits.of(QUARTER)
FORMS = {
    f"{audit.code} {form.view.code}": form
    for audit in ALL.values()
    for view in audit.returned()
    for form in audit.form(view, QUARTER).sheets
}
