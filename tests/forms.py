"""Every form of every audit, in the quarter that most tests are of."""

from pipeline.audits import ALL
from pipeline.calendar.quarter import Quarter

QUARTER = Quarter(2019, 2)
FORMS = {f"{audit.code} {view.code}": audit.form(view, QUARTER) for audit in ALL.values() for view in audit.views}
