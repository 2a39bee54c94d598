"""The files of a made-up area's partnership: those of the invented one that comes with the package, made its own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from functools import cache, partial

from pipeline.english import capital
from pipeline.partnership.agencies import AgencyType
from pipeline.partnership.here import shipped
from pipeline.synthetic.areas.drawn import Area, rows

BASE = "northtown"  # the shipped partnership that is invented
_FEWER = (AgencyType.EDUCATION, AgencyType.HOUSING)  # of which only the first agency returns anything in a small area
_OF_A_HOSPITAL = "hospital"  # the role of whoever has a maternity ward
_IN_SENTENCES = ("sub_group", "mash", "mash_short", "continuum", "level_2")
_LISTS = {"returns.csv": ("audits",), "documents.csv": ("audits", "standards")}
_LEAST_TARGET, _MOST_TARGET = 0.5, 0.98

Row = dict[str, str]


def files_of(area: Area) -> Mapping[str, bytes]:
    """The files of an area's partnership, by their names in its folder."""
    base = shipped(BASE)
    made = {name: _renamed(data.decode("utf-8"), area) for name, data in base.files.items()}
    for name, change in _CHANGES.items():
        made[name] = _table(made[name], partial(change, area=area))
    for name, columns in _LISTS.items():
        made[name] = _table(made[name], partial(_of_its_audits, columns=columns, area=area))
    made["partnership.toml"] = _settings(made["partnership.toml"], area)
    return {name: _coded(text, area).encode("utf-8") for name, text in made.items()}


def _renamed(text: str, area: Area) -> str:
    """With the area's name and its counties' in place of the base's."""
    for of_the_base, own in _names(area).items():
        text = text.replace(of_the_base, own)
    return text


def _names(area: Area) -> dict[str, str]:
    """What the base calls things that are elsewhere called otherwise, with what they are called here."""
    own, (first, second) = shipped(BASE).area, area.counties
    county, other = _counties_of_the_base()
    return {
        f"{county[0]}&{other[0]}": f"{first[0]}&{second[0]}",
        county: first,
        other: second,
        own: area.name,
        own.upper(): area.name.upper(),
        **_spoken(area),
    }


def _spoken(area: Area) -> dict[str, str]:
    """The words that stand in sentences of other files too: those of the base, with the area's own."""
    _, words = shipped(BASE).words_from[0]
    usual, own = dict(words), _words(area)
    spoken = {usual[key]: own[key] for key in _IN_SENTENCES if key in own}
    return {
        **spoken,
        **{text.title(): capital(theirs) for text, theirs in spoken.items()},
        **{capital(text): capital(theirs) for text, theirs in spoken.items()},
    }


def _words(area: Area) -> dict[str, str]:
    """What the area calls otherwise, by the keys of the settings."""
    return {row["key"]: row["text"] for row in rows("words") if int(row["way"]) == area.way}


def _coded(text: str, area: Area) -> str:
    """With short names of the area's own in place of the base's, of its agencies above all."""
    first, second = (each[0] for each in area.counties)
    county, other = (each[0] for each in _counties_of_the_base())
    begins = {  # how short names begin in the base, the longest first, and how they begin here
        _of_type(AgencyType.LA)[:2]: area.name[:2].upper(),
        county + other: first + second,
        county: first,
        _of_type(AgencyType.BOARD)[:1]: area.name[0],
    }

    def own(code: str) -> str:
        return next((here + code[len(base) :] for base, here in begins.items() if code.startswith(base)), code)

    of_the_base = "|".join(sorted(map(re.escape, _short_names()), key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{of_the_base})(?![\w-])", lambda found: own(found[0]), text)


def _of_type(kind: AgencyType) -> str:
    """The code of the first agency of its kind in the base."""
    return next(each.code for each in shipped(BASE).agencies if each.type is kind)


@cache
def _short_names() -> tuple[str, ...]:
    """The codes of the base's agencies, and the aliases of them that are capitals alone."""
    agencies = list(shipped(BASE).agencies)
    aliases = (alias for each in agencies for alias in each.aliases if re.fullmatch("[A-Z]{2,}", alias))
    return (*(each.code for each in agencies), *aliases)


@cache
def _counties_of_the_base() -> tuple[str, str]:
    """The two counties of the base's police force, as its name has them: "A and B Police"."""
    names = [each.name for each in shipped(BASE).agencies if each.type is AgencyType.POLICE]
    parts = next(found for name in names if (found := re.fullmatch(r"(\w+) and (\w+) \w+", name)))
    return parts[1], parts[2]


def _table(text: str, change: Callable[[list[Row]], list[Row]]) -> str:
    reader = csv.DictReader(io.StringIO(text))
    every, names = list(reader), list(reader.fieldnames or ())
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(change(every))
    return stream.getvalue()


def _audits(every: list[Row], area: Area) -> list[Row]:
    cadence = {row["audit"]: row["cadence"] for row in rows("audits")}
    return [{**row, "cadence": cadence[row["audit"]]} for row in every if row["audit"] in area.audits]


def _agencies(every: list[Row], area: Area) -> list[Row]:
    return [*every, *({**_of(every, "code", _hospital()), **each} for each in _hospitals(area))]


def _hospitals(area: Area) -> list[Row]:
    """The hospitals of an area besides its first, as rows of agencies.csv."""
    names = [row["text"] for row in rows("names") if row["kind"] == "hospital"][: area.hospitals]
    return [
        {"code": f"H{number}", "name": f"{name} Hospital, {area.name}, NHS Trust", "aliases": f"{name} Hospital"}
        for number, name in enumerate(names, start=1)
    ]


def _returns(every: list[Row], area: Area) -> list[Row]:
    theirs = [row for row in every if not (area.small and row["agency"] in _spared())]
    as_the_first = [row for row in every if row["agency"] == _hospital()]
    return [*theirs, *({**row, "agency": each["code"]} for each in _hospitals(area) for row in as_the_first)]


@cache
def _hospital() -> str:
    """The hospital of the base, as which the further ones of an area return."""
    return next(each.agency for each in shipped(BASE).returners if each.role == _OF_A_HOSPITAL)


@cache
def _spared() -> frozenset[str]:
    """The agencies of the base that return nothing in a small area."""
    of_a_type = ([each.code for each in shipped(BASE).agencies if each.type is kind] for kind in _FEWER)
    return frozenset(code for codes in of_a_type for code in codes[1:])


def _targets(every: list[Row], area: Area) -> list[Row]:
    def moved(text: str) -> str:
        return f"{min(max(float(text) + area.targets, _LEAST_TARGET), _MOST_TARGET):.2f}"

    return [{**row, "target": moved(row["target"]), "amber": moved(row["amber"])} for row in every]


def _timescales(every: list[Row], area: Area) -> list[Row]:
    if area.version is None:
        return every
    name, limit, _ = area.version
    return [{**row, "limit": limit} if row["name"] == name else row for row in every]


def _of_its_audits(every: list[Row], columns: tuple[str, ...], area: Area) -> list[Row]:
    """The rows that speak of an audit which the area asks, or of all audits."""
    kept = []
    for row in every:
        codes = {name: [each for each in row[name].split(";") if each] for name in columns}
        here = {name: [each for each in theirs if _is_asked(each, area)] for name, theirs in codes.items()}
        if any(codes.values()) and not any(here.values()):
            continue
        kept.append({**row, **{name: ";".join(theirs) for name, theirs in here.items()}})
    return kept


def _is_asked(code: str, area: Area) -> bool:
    """Whether an audit, or a standard by the letters that its id begins with, is asked."""
    return any(code == each or re.fullmatch(rf"{each}x?\d+", code) for each in area.audits)


def _of(every: list[Row], column: str, value: str) -> Row:
    return next(row for row in every if row[column] == value)


def _settings(text: str, area: Area) -> str:
    """The settings in the area's own words, without what stands there of audits that it does not ask."""
    for key, own in _words(area).items():
        text = re.sub(rf'(?m)^{key} = ".*"$', f'{key} = "{own}"', text, count=1)
    kept = []
    table = ""
    for line in text.splitlines(keepends=True):
        table = line.strip() if line.startswith("[") else table
        named = re.match(r"(\w+) = ", line)
        if table in ("[sources]", "[expected]") and named and not _is_asked(named[1], area):
            continue
        kept.append(line)
    return "".join(kept)


def _none(every: list[Row], area: Area) -> list[Row]:
    """No row of what a review recommended: ``area`` would have had one of its own."""
    del every, area
    return []


_CHANGES: Mapping[str, Callable[..., list[Row]]] = {
    "agencies.csv": _agencies,
    "audits.csv": _audits,
    "recommendations.csv": _none,
    "actions.csv": _none,
    "returns.csv": _returns,
    "targets.csv": _targets,
    "timescales.csv": _timescales,
}
