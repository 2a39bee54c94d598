"""A regional edition as a notebook asks for it: the one that a run hands over, or the one that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.errors import NoResults, UsageError
from pipeline.region.folder import EDITION, Region
from pipeline.region.model import RegionArea, RegionAudit, RegionResult
from pipeline.store.codec import decoded

_handed_over: dict[tuple[Path, str], RegionResult] = {}


@contextmanager
def handed_over(region: Region, result: RegionResult) -> Iterator[None]:
    """Have every notebook that is run meanwhile get this very edition."""
    whose = (region.root.resolve(), result.quarter)
    _handed_over[whose] = result
    try:
        yield
    finally:
        _handed_over.pop(whose, None)


def edition(quarter: str = "", root: str = "") -> RegionResult:
    """
    The regional edition of ``quarter`` (the newest that was made, where empty) of the region at ``root``.

    ``root``: a folder, taken from where the notebook runs or from the project's own folder.
    Raises: UsageError -- if there is no such folder; NoResults -- if no edition of it has been made.
    """
    region = Region(_root(root))
    wanted = Quarter.parse(quarter) if quarter else _newest(region)
    made = _handed_over.get((region.root, str(wanted))) or _kept(region, wanted)
    return _without_the_place(made, region)


def audit(result: RegionResult, code: str = "") -> RegionAudit:
    """
    One audit of the edition: the first, where ``code`` is empty.

    Raises: UsageError -- if no area ran an audit of this code.
    """
    codes = [each.code for each in result.audits]
    if not codes or (code and code.upper() not in codes):
        raise UsageError(f"No area ran an audit {code!r} in {result.quarter}. Choose one of {', '.join(codes) or '–'}.")
    return result.audit(code.upper() or codes[0])


def area(result: RegionResult, key: str = "") -> RegionArea:
    """
    One area of the edition: the first by name, where ``key`` is empty.

    Raises: UsageError -- if the edition has no area of this key.
    """
    keys = [each.key for each in result.areas]
    if not keys or (key and key not in keys):
        raise UsageError(f"There is no area {key!r} in this edition. Choose one of {', '.join(keys) or '–'}.")
    return result.area(key or keys[0])


def _newest(region: Region) -> Quarter:
    made = [Quarter.parse(each.parent.name) for each in region.own.processed.glob(f"results/*/{EDITION}.json")]
    if not made:
        raise NoResults(
            f"No regional edition has been made in {region.root} yet. Make one: python -m pipeline run QUARTER "
            f"--region {region.root}"
        )
    return max(made)


def _kept(region: Region, quarter: Quarter) -> RegionResult:
    try:
        return decoded(RegionResult, region.results(quarter).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoResults(
            f"The regional edition of {quarter} has not been made in {region.root} yet. Make it: python -m pipeline "
            f"run {quarter.folder} --region {region.root}"
        ) from None


def _without_the_place(result: RegionResult, region: Region) -> RegionResult:
    """The same where a reason names a folder: as it lies in the region, for a page is the same wherever that lies."""
    places = dict.fromkeys((f"{region.root}/", f"{region.root.resolve()}/", str(region.root)))

    def without(why: str) -> str:
        for place in places:
            why = why.replace(place, "" if place.endswith("/") else "the region’s folder")
        return why

    return replace(result, left_out=tuple(replace(each, why=without(each.why)) for each in result.left_out))


def _root(root: str) -> Path:
    project = Path(__file__).parent.parent.parent
    for each in (Path(root), project / root) if root else ():
        if each.is_dir():
            return each.resolve()
    raise UsageError(f"There is no region {root!r}, neither here nor in {project}. Give root the folder of all areas.")
