"""Reads a partnership's folder. (Until the files are read, the usual partnership is put together here.)"""

from __future__ import annotations

from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.partnership.agencies import Register
from pipeline.partnership.model import Document, Partnership, Returner
from pipeline.partnership.recommendations.recommended import RECOMMENDATIONS
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

_T42 = "Learning report 2019, recommendation T4.2"
_SOURCES = {
    "NEG15": "Learning report 2019, action T2.a2",
    "NEG14": "Neglect strategy and practitioners' guide, May 2019",
    "MASH10": "Learning report 2019, recommendation T4.4",
    **dict.fromkeys(("MASH6", "MASH8", "SD1", "SD2", "SD3", "SD4"), _T42),
}


def load(folder: Path) -> Partnership:
    """The partnership whose files lie in ``folder``."""
    words = {
        "cait": "Child Abuse Investigation Team", "cait_short": "CAIT", "mash": "Multi-Agency Safeguarding Hub",
        "mash_short": "MASH", "level_2": "Universal Partnership", "level_3": "Universal Partnership Plus",
        "level_4": "Safeguarding", "ppn": "PPN", "ppn_full": "public protection notice (PPN1)",
        "continuum": "continuum", "continuum_full": "continuum of need", "audit_reference": "LSCB audit reference",
    }  # fmt: skip
    return Partnership(
        folder=folder, digest="", name="Southampton", short_name="", area="Southampton", default_edition="subgroup",
        returns_within=20, roles={}, markings={}, words_from=((None, Words(words)),), agencies=Register(AGENCIES),
        returners=tuple(Returner(role=r, agency=a) for r, codes in _RETURNERS.items() for a in codes), audits=(),
        targets=(), timescales=(),
        documents=(
            Document(kind="threshold document", version="continuum of need"),
            Document(
                kind="neglect procedure", version="MASH standard operating procedure", since=Quarter(2017, 4).start,
                source="MASH standard operating procedure in force since January 2018 (learning report 2019, action T2.a2)",
            ),
            Document(kind="threshold document", version="Pathways Document", since=Quarter(2021, 1).start),
        ),
        themes={}, recommendations=RECOMMENDATIONS, actions=(), sources=_SOURCES,
        expected={"MASHx1": "16% in Southampton in June 2021; a range to understand, not a target."},
    )  # fmt: skip
