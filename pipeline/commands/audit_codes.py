"""The audits that a command is asked for."""

from __future__ import annotations

from pipeline.audits import codes
from pipeline.errors import UsageError


def audit_codes(code: str | None) -> tuple[str, ...]:
    """The audit asked for, or none for all. Raises: UsageError -- if there is no such audit."""
    if code is None:
        return ()
    if code.upper() not in codes():
        raise UsageError(f"There is no audit {code!r}. Choose one of {', '.join(codes())}.")
    return (code.upper(),)
