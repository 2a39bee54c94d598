"""
What each audit's returns usually look like: one file for an audit, named by its code, which holds its ``PROFILE``.

An audit that has no file here is drawn from its definition alone.
"""

from dataclasses import replace
from importlib import import_module
from pkgutil import iter_modules

from pipeline.audits import ALL
from pipeline.definition import Audit
from pipeline.synthetic.draws import Profile
from pipeline.synthetic.profiles.closing import closing

PROFILES: dict[str, Profile] = {
    file.name.upper(): import_module(f"{__name__}.{file.name}").PROFILE
    for file in iter_modules(__path__)
    if file.name.upper() in ALL
}


def profile_of(audit: type[Audit]) -> Profile:
    """The profile of ``audit``, with how every audit is closed."""
    profile, closed = PROFILES.get(audit.code, Profile()), closing(audit)
    return replace(profile, draws={**closed, **profile.draws}, own=(*profile.own, *closed))
