"""Reads a partnership's folder. (Until the files are read, the usual partnership is put together here.)"""

from __future__ import annotations

from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.agencies import Register
from pipeline.partnership.model import Document, Partnership, Returner
from pipeline.partnership.southampton_agencies import AGENCIES
from pipeline.partnership.words import Words

_RETURNERS = {
    "police": ("HC",),
    "social_care": ("SCC-CF",),
    "health_provider": ("SOL", "UHS", "CCG"),
    "front_door": ("SCC-CF",),
    "referrer": ("HC", "SOL", "UHS", "GP", "EDU", "SCC-HOU"),
    "audit_panel": ("LSCB",),
}


def load(folder: Path) -> Partnership:
    """The partnership whose files lie in ``folder``."""
    words = {
        "cait": "Child Abuse Investigation Team", "cait_short": "CAIT", "mash": "Multi-Agency Safeguarding Hub",
        "mash_short": "MASH", "level_2": "Universal Partnership", "level_3": "Universal Partnership Plus",
        "level_4": "Safeguarding", "ppn": "PPN", "ppn_full": "public protection notice (PPN1)",
        "report": "Learning report 2019", "continuum": "continuum",
    }  # fmt: skip
    return Partnership(
        folder=folder, digest="", name="Southampton", short_name="", area="Southampton", default_edition="subgroup",
        returns_within=20, roles={}, markings={}, words_from=((None, Words(words)),), agencies=Register(AGENCIES),
        returners=tuple(Returner(role=r, agency=a) for r, codes in _RETURNERS.items() for a in codes), audits=(),
        targets=(), timescales=(),
        documents=(
            Document(kind="threshold document", version="continuum of need"),
            Document(kind="threshold document", version="Pathways Document", since=Quarter(2021, 1).start),
        ),
        themes={}, recommendations=(), actions=(),
    )  # fmt: skip
