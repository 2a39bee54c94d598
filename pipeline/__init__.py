"""Multi-agency audit for child safeguarding: from agencies' Excel returns to a report a sub-group can act on."""

__version__ = "0.1.0"
