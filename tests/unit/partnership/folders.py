"""A small partnership's folder in which everything is right, to be laid out as it is or with something changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

RIGHT: Mapping[str, str] = {
    "partnership.toml": """\
name = "Westmere Safeguarding Partnership"
short_name = "Westmere"
area = "Westmere"
days_for_a_return = 15
report_published = 2026-03-01
[roles]
analyst = "Partnership analyst"

[markings]
public = "For anybody"

[themes]
A = "Seeing the child"

[expected]
MASHx1 = "A fifth."

[words]
cait = "Child Protection Unit"

[[words.change]]
from = 2024-04-01
cait = "Children's Investigation Unit"
""",
    "agencies.csv": """\
code,name,type,valid_from,valid_to,successor,aliases,returns_through
OLD,Westmere Police,police,,2024-03-31,NEW,The police;Old force,
NEW,Mere Valley Police,police,2024-04-01,,,,
COUNCIL,Westmere Council,council,,,,Children's services,
GP,Westmere practices,primary care,,,,,COUNCIL
""",
    "returns.csv": """\
role,agency,audits,from,to
police,OLD,,,
social_care,COUNCIL,,,
health_provider,GP,WNB;NEG,2018-19 Q1,2025-26 Q4
""",
    "audits.csv": """\
audit,from,to,cadence,sample_size,sampling,owner,mode,due_quarter,reaudit_quarter,reaudit_why
NEG,,,six-monthly,40,Drawn at random.,business_manager,rate-led,,,
""",
    "targets.csv": """\
standard,target,amber,from,to,decided_by,minute,why
NEG12,0.85,70%,,2025-26 Q4,QA group,2024-04-16 item 5,Secure mail is new.
NEG12,90,75%,2026-27 Q1,,QA group,2026-03-17 item 6,Everybody has it.
""",
    "rebases.csv": """\
standard,from,decided_by,minute,why
NEG4,2026-27 Q1,QA group,2026-03-17 item 7,The form is new.
NEG12,2026-27 Q1,QA group,2026-03-17 item 8,The unit has moved.
""",
    "timescales.csv": """\
name,limit,unit,clock_start,basis,source,from,to,checked_by
icpc,15,working days,strategy discussion,statutory,Working Together 2018,,2023-12-14,board manager
icpc,15,working days,strategy discussion,statutory,Working Together 2023,2023-12-15,,
decision,1,working days,,,Local procedure,,,
passed_to_cait,1,working days,,,Local procedure,,,
strategy,1,working days,,,Local procedure,,,
ppn_review,1,working days,,,Local procedure,,,
ppn_submission,1,days,,,Local procedure,,,
strategy_record,2,working days,,,Local procedure,,,
family_contact,1,working days,,,Local procedure,,,
social_worker_told,1,working days,,,Local procedure,,,
rebooking,21,days,,,Local procedure,,,
decision_red,4,hours,,,Local procedure,,,
decision_amber,1,working days,,,Local procedure,,,
decision_green,3,working days,,,Local procedure,,,
feedback_to_referrer,5,working days,,,Local procedure,,,
""",
    "documents.csv": """\
document,version,from,to,audits,standards,what_changes,source,dual_run
threshold document,Levels of Help,,2026-06-30,MASH,MASH1,,Website,
threshold document,The Right Help,2026-07-01,,MASH,MASH1,Level 3 is new.,Website,2026-27 Q2
family help,Family Help,not yet,,,,,,
""",
    "recommendations.csv": """\
recommendation,theme,text,leads,audits,standards,cadence,level_required,\
intention,shown_by,tested_by,assurance,key_standards,due
A.1,A,The child is seen.,OLD;COUNCIL,NEG;SSD,NEG12,,4,\
No child is overlooked.,both,The sub-group,A sheet of visits,NEG12,2026-12-31
A.2,Seeing the child,The child is heard.,COUNCIL,WNB,,,,,,,,,
""",
    "actions.csv": """\
action,text,leads,kind,recommendations,tracked_by,cadence,taken,level_required,agreed,due,done,standards
A.a1,Visits are counted.,COUNCIL,audit,A.1;A.2,NEG,twice a year,yes,3,2025-05-01,2025-09-30,2025-09-12,NEG12
A.b1,Training goes on.,GP,training,A.2,,,,,2026-04-20,2026-09-30,,
""",
}


def laid(folder: Path, changed: Mapping[str, str | bytes] | None = None) -> Path:
    """The right folder, with the files of ``changed`` in the place of its own."""
    folder.mkdir(exist_ok=True)
    for name, text in {**RIGHT, **(changed or {})}.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
