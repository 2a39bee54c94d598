"""What each audit's returns usually look like; an audit that is not here is drawn from its definition alone."""

from pipeline.definition import Audit
from pipeline.synthetic.draws import Profile
from pipeline.synthetic.profiles.closing import CLOSING
from pipeline.synthetic.profiles.mash import MASH
from pipeline.synthetic.profiles.neg import NEG
from pipeline.synthetic.profiles.wnb import WNB

PROFILES = {"NEG": NEG, "WNB": WNB, "MASH": MASH}


def profile_of(audit: Audit) -> Profile:
    """The profile of ``audit``, or one that says only how an audit is closed."""
    return PROFILES.get(audit.code) or Profile(draws=CLOSING, own=tuple(CLOSING))
