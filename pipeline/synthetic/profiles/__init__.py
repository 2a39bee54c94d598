"""
What each audit's returns usually look like: one file for an audit, named by its code, which holds its ``profile``.

An audit that has no file here is drawn from its definition alone.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from pipeline.definition import Audit
from pipeline.synthetic.draws import Profile
from pipeline.synthetic.profiles.closing import closing, heard

PROFILES: dict[str, Callable[[type[Audit]], Profile]] = {
    file.name.upper(): import_module(f"{__name__}.{file.name}").profile
    for file in iter_modules(__path__)
    if file.name != "closing"
}


def profile_of(audit: type[Audit]) -> Profile:
    """The profile of ``audit``, with how every audit is closed."""
    profile, closed = PROFILES[audit.code](audit) if audit.code in PROFILES else Profile(), closing(audit)
    sheets, voices = heard(audit)
    return replace(
        profile,
        draws={**closed, **voices, **profile.draws},
        beside={**sheets, **profile.beside},
        own=(*profile.own, *closed),
    )
