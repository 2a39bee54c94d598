"""The audits that a command is asked for."""

from __future__ import annotations

from pipeline import audits
from pipeline.calendar.quarter import Quarter
from pipeline.definition import Audit
from pipeline.errors import UsageError
from pipeline.partnership.agencies import Agency


def audit_codes(code: str | None) -> tuple[str, ...]:
    """The audit asked for, or none for all. Raises: UsageError -- if there is no such audit."""
    if code is None:
        return ()
    if code.upper() not in audits.codes():
        raise UsageError(f"There is no audit {code!r}. Choose one of {', '.join(audits.codes())}.")
    return (code.upper(),)


def asked_of(agency: Agency, code: str, quarter: Quarter) -> type[Audit]:
    """
    The audit ``code``, as things are in ``quarter``, of which an agency is or was ever asked to return.

    Raises: UsageError -- if there is no such audit, or it never was.
    """
    (known,) = audit_codes(code)
    asked = audits.of(quarter)[known]
    if asked.view_ever(agency.code) is None:
        raise UsageError(f"{agency.name} is not asked for {known}.")
    return asked
