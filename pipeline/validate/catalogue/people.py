"""
Checks for personal data.

What looks like it is named by its kind and its place, and is never repeated; nothing of such a file is kept.
"""

from __future__ import annotations

from pipeline.validate.catalogue.check import ERROR, FORMS_OF_NAMES, QUERY, Check

SEEMS, NOBODY = "what looks like ", "nothing that tells who a person is"

PERSONAL_DATA = Check(
    "personal_data",
    ERROR,
    saw=f"{SEEMS}{{kind}}",
    expected=NOBODY,
    fix="Take it out and send the return again; nothing of this file was kept.",
    intake_only=FORMS_OF_NAMES,
)
LOOKS_LIKE_A_NAME = Check(
    "looks_like_a_name",
    QUERY,
    saw=f"{SEEMS}somebody's name",
    expected=NOBODY,
    fix="Write who it is instead, such as 'mother' or 'health visitor'; if it names nobody, leave it.",
    intake_only=FORMS_OF_NAMES,
)
