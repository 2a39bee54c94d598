"""The agencies: who returns, by code; the only source of an agency's name, aliases and folder name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum

from pipeline.english import did_you_mean
from pipeline.errors import DefinitionError, UsageError


class AgencyType(Enum):
    """What kind of body an agency is."""

    LA = "council"
    POLICE = "police"
    HEALTH_PROVIDER = "health provider"
    HEALTH_COMMISSIONER = "health commissioner"
    PRIMARY_CARE = "primary care"
    HOUSING = "housing"
    EDUCATION = "education"
    BOARD = "safeguarding board"
    EXTERNAL = "outside body"


@dataclass(frozen=True)
class Agency:
    """
    One agency. ``successor``: the code of the body that took over when it ended.

    ``aliases``: other names it is called by. ``returns_through``: the code of the agency that sends its returns.
    """

    code: str
    name: str
    type: AgencyType
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    aliases: tuple[str, ...] = ()
    returns_through: str = ""

    @property
    def folder(self) -> str:
        """The agency's folder among the returns."""
        return re.sub(r"[^a-z0-9]+", "-", self.code.casefold()).strip("-")

    def in_force(self, day: date) -> bool:
        """Whether the agency existed on ``day``."""
        return (self.valid_from is None or day >= self.valid_from) and (self.valid_to is None or day <= self.valid_to)


_LA, _HP, _HC = AgencyType.LA, AgencyType.HEALTH_PROVIDER, AgencyType.HEALTH_COMMISSIONER

AGENCIES = (
    Agency(
        "LSCB",
        "Southampton Local Safeguarding Children Board",
        AgencyType.BOARD,
        None,
        date(2019, 9, 28),
        "SSCP",
        ("Southampton LSCB", "Local Safeguarding Children Board"),
    ),
    Agency(
        "SSCP",
        "Southampton Safeguarding Children Partnership",
        AgencyType.BOARD,
        date(2019, 9, 29),
        date(2024, 11, 30),
        "SCASP",
        ("LSCP", "Local Safeguarding Children Partnership"),
    ),
    Agency("SCASP", "Southampton Children and Adults Safeguarding Partnership", AgencyType.BOARD, date(2024, 12, 1)),
    Agency(
        "SCC-CF",
        "Southampton City Council Children & Families Service",
        _LA,
        aliases=(
            "Children's Services",
            "Children's Social Care",
            "SCC Children and Families",
            "MASH",
            "Multi-Agency Safeguarding Hub",
            "Children's Advice & Duty Service",
            "Children's Resource Service",
            "CRS",
            "CSC",
        ),
    ),
    Agency("SCC-ICU", "Integrated Commissioning Unit", _LA, aliases=("ICU",)),
    Agency(
        "SCC-HOU",
        "Southampton City Council Housing Services",
        AgencyType.HOUSING,
        aliases=("SCC Housing", "Housing Services", "Housing"),
    ),
    Agency("SCC-PH", "Southampton Public Health", _LA, aliases=("Public Health",)),
    Agency(
        "HC",
        "Hampshire Constabulary",
        AgencyType.POLICE,
        None,
        date(2022, 5, 31),
        "HIOWC",
        ("Hampshire Police", "Hants Police", "Police"),
    ),
    Agency("HIOWC", "Hampshire & Isle of Wight Constabulary", AgencyType.POLICE, date(2022, 6, 1)),
    Agency("SOL", "Solent NHS Trust", _HP, None, date(2024, 9, 30), "HIOWH", ("Solent", "Solent NHS Foundation Trust")),
    Agency("HIOWH", "Hampshire and Isle of Wight Healthcare NHS Foundation Trust", _HP, date(2024, 10, 1)),
    Agency(
        "UHS",
        "University Hospital Southampton NHS Foundation Trust",
        _HP,
        aliases=("University Hospital Southampton", "Southampton General Hospital", "UHSFT"),
    ),
    Agency(
        "CCG",
        "NHS Southampton City Clinical Commissioning Group",
        _HC,
        None,
        date(2021, 3, 31),
        "HSIWCCG",
        ("Southampton City CCG", "Southampton CCG"),
    ),
    Agency(
        "WHCCG",
        "West Hampshire Clinical Commissioning Group",
        _HC,
        None,
        date(2021, 3, 31),
        "HSIWCCG",
        ("West Hampshire CCG",),
    ),
    Agency(
        "HSIWCCG",
        "Hampshire, Southampton and Isle of Wight Clinical Commissioning Group",
        _HC,
        date(2021, 4, 1),
        date(2022, 6, 30),
        "ICB",
    ),
    Agency(
        "ICB",
        "Hampshire and Isle of Wight Integrated Care Board",
        _HC,
        date(2022, 7, 1),
        aliases=("Hampshire and IoW ICB",),
    ),
    Agency(
        "GP",
        "Southampton GP practices",
        AgencyType.PRIMARY_CARE,
        aliases=("GPs", "General practice"),
        returns_through="CCG",
    ),
    Agency("LMC", "Local Medical Committee", AgencyType.PRIMARY_CARE, aliases=("Local Medical Council",)),
    Agency(
        "HRSP",
        "Young-parent housing-related support providers",
        AgencyType.HOUSING,
        aliases=("HRS", "HRS providers", "Housing Related Support"),
    ),
    Agency("EDU", "Schools and education", AgencyType.EDUCATION, aliases=("Schools", "Education")),
    Agency("LSAB", "Southampton Local Safeguarding Adults Board", AgencyType.BOARD, None, date(2024, 11, 30), "SCASP"),
    Agency("4LSCB", "Four-area safeguarding collaboration", AgencyType.BOARD, aliases=("HIPS", "4LSCB/HIPS")),
    Agency("CDOP", "Child Death Overview Panel", AgencyType.EXTERNAL),
    Agency("DFE", "Department for Education", AgencyType.EXTERNAL, aliases=("DfE",)),
    Agency("CQC", "Care Quality Commission", AgencyType.EXTERNAL),
    Agency("OFSTED", "Ofsted", AgencyType.EXTERNAL),
    Agency("HMICFRS", "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services", AgencyType.EXTERNAL),
)

_BY_CODE = {each.code: each for each in AGENCIES}


def agency(code: str) -> Agency | None:
    """The agency with this code, or None."""
    return _BY_CODE.get(code)


def name_of(code: str) -> str:
    """The name of the agency with this code; the code itself where the register does not know it."""
    known = agency(code)
    return known.name if known else code


def folder_of(code: str) -> str:
    """The folder of the agency with this code, whether or not the register knows it."""
    return (agency(code) or Agency(code, code, AgencyType.EXTERNAL)).folder


def find(text: str) -> Agency | None:
    """The agency that ``text`` names by code, name, alias or folder, whatever its case, spaces and punctuation."""
    return _NAMES.get(_folded(text))


def suggestion(text: str) -> Agency | None:
    """The agency whose code, name or alias is nearest to ``text``, or None where none is near."""
    near = get_close_matches(_folded(text), _NAMES, n=1, cutoff=0.7)
    return _NAMES[near[0]] if near else None


def named(text: str) -> Agency:
    """The agency that ``text`` names. Raises: UsageError -- where none does, with the nearest that there is."""
    known = find(text)
    if known is None:
        near = suggestion(text)
        hint = did_you_mean(f"{near.code}, {near.name}" if near else None)
        raise UsageError(f"There is no agency {text!r} in the register. {hint}".rstrip())
    return known


def predecessors(code: str) -> tuple[Agency, ...]:
    """The agencies that ``code`` took over from, directly or through others, so that its trend may include theirs."""
    earlier: list[Agency] = []
    for each in AGENCIES:
        if each.successor == code:
            earlier += [*predecessors(each.code), each]
    return tuple(earlier)


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKC", text).casefold().replace("&", "and")
    return re.sub(r"[\W_]+", "", letters)


def by_name(register: Sequence[Agency]) -> dict[str, Agency]:
    """
    The agencies of ``register`` by each of their names.

    Raises: DefinitionError -- if two share a name, or one names an agency that is not in the register.
    """
    codes = {each.code for each in register}
    names: dict[str, Agency] = {}
    for each in register:
        if each.successor and each.successor not in codes:
            raise DefinitionError(f"agency {each.code}: its successor {each.successor} is not in the register; add it.")
        if each.returns_through and each.returns_through not in codes:
            raise DefinitionError(
                f"agency {each.code}: it returns through {each.returns_through}, which is not in the register; add it."
            )
        for name in {_folded(part) for part in (each.code, each.name, each.folder, *each.aliases)}:
            if name in names:
                raise DefinitionError(f"agencies {names[name].code} and {each.code} share a name; take it from one.")
            names[name] = each
    return names


_NAMES = by_name(AGENCIES)
