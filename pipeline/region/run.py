"""A region's quarter: each area run in its own workspace, and one edition made of what they give."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.calendar.quarter import Quarter
from pipeline.errors import NoResults, PipelineError
from pipeline.partnership.here import FOLDER, of_workspace
from pipeline.progress import Progress, silent
from pipeline.region.assemble import assembled
from pipeline.region.folder import Region, key_of, told_path
from pipeline.region.model import LeftOutArea, RegionResult
from pipeline.region.standing import stands, told
from pipeline.run.engine import Engine, LocalEngine, Task, done
from pipeline.store.code_digest import notebooks, program
from pipeline.store.codec import encoded
from pipeline.store.sealed import sealed, unsealed
from pipeline.store.workspace import Workspace, digest_of, locked, write_atomically

RUNNING = "running areas"
_OTHERWISE = "what it gave cannot be read, was changed, or was made by another version of this software: run it again."


@dataclass(frozen=True)
class RegionRequest:
    """
    A region's quarter as it is asked for.

    ``editions``: those whose pages are made of each area, by name; the usual one of each partnership where empty.
    ``again``: make every page anew. ``figures_only``: make no pages, of areas or of the region.
    """

    quarter: Quarter
    editions: tuple[str, ...] = ()
    figures_only: bool = False
    again: bool = False


@dataclass(frozen=True)
class AreaRan:
    """What an area came to, as `area.area_run` tells it. ``changed``: whether it was run, and did not stand."""

    workspace: Workspace
    told: Mapping[str, Any]
    changed: bool


@dataclass(frozen=True)
class RegionRan:
    """
    ``result``: the regional edition; ``page``: the one to open, None where no pages were asked for.

    ``ran``: each area that is in the edition; ``changed``: whether anything was made anew.
    """

    result: RegionResult
    page: Path | None
    ran: tuple[AreaRan, ...]
    changed: bool


Heard = Callable[[AreaRan], None]


def _nobody(ran: AreaRan) -> None:
    """Tell nobody."""


def region_run(
    region: Region,
    request: RegionRequest,
    engine: Engine | None = None,
    progress: Progress = silent,
    heard: Heard = _nobody,
) -> RegionRan:
    """
    Run a quarter of every area, and make the regional edition of those that could be run.

    ``engine``: where areas are run; here, one after another, where not given. ``heard`` is told of each area as soon as
    it is run. What did not change is neither run nor made again.
    Raises: NoResults -- if there is no area, or none could be run, naming each with the reason; EngineUnusable -- if
            the engine cannot be used; UsageError -- as `Region.name`.
    """
    engine = engine or LocalEngine(1)
    if not region.areas():
        raise NoResults(
            f"There is no area in {region.root}: each is a folder in it that holds a workspace with its own {FOLDER} "
            "folder. To try it with made-up ones: python -m pipeline demo --areas 4 --into NEW-FOLDER"
        )
    name = region.name
    with locked(region.own):
        fit, left_out = _fit(region)
        ran, failed = _areas_run(region, fit, request, engine, progress, heard)
        given = {each.workspace.root.name: told(each.workspace, request.quarter) for each in ran}
        left_out = {**left_out, **failed, **{folder: _OTHERWISE for folder, found in given.items() if found is None}}
        gave = {folder: found for folder, found in given.items() if found is not None}
        if not gave:
            lines = "".join(f"\n  {folder}: {why}" for folder, why in sorted(left_out.items()))
            raise NoResults(f"No area of {region.root} could be run for {request.quarter}:{lines}")
        lacking = [LeftOutArea(folder, why) for folder, why in sorted(left_out.items())]
        made_of = _made_of(name, region, request.quarter, gave, lacking)
        result = assembled(name, str(request.quarter), gave, lacking)
        page = None if request.figures_only else region.reports(request.quarter) / "index.html"
        if request.again or not _stands(region, request, made_of):
            _keep(region, request, result, made_of, engine.workers, progress)
            return RegionRan(result, page, tuple(ran), changed=True)
    return RegionRan(result, page, tuple(ran), changed=any(each.changed for each in ran))


def _fit(region: Region) -> tuple[dict[str, Workspace], dict[str, str]]:
    """The areas that can be run, by their folders, and why each other one cannot, in a sentence."""
    names: dict[str, str] = {}
    left_out: dict[str, str] = {}
    for workspace in region.areas():
        folder = workspace.root.name
        why = _why_unfit(region, workspace)
        if why:
            left_out[folder] = why
            continue
        try:
            # Its own process checks these files beside the audits' definitions, which would all be held here.
            names[folder] = of_workspace(workspace.root).area
        except PipelineError as wrong:
            left_out[folder] = _one_line(str(wrong))
    of: dict[str, list[str]] = defaultdict(list)
    for folder, area in names.items():
        of[key_of(area)].append(folder)
    for folders in of.values():
        if len(folders) > 1:
            for each in folders:
                others = ", ".join(one for one in folders if one != each)
                left_out[each] = (
                    f"it is {names[each]}, and so is {others}: no record may be counted twice. Take one of them out of "
                    f"{region.root}, or mend its area in {FOLDER}/partnership.toml."
                )
    return {each: Workspace(region.root / each) for each in names if each not in left_out}, left_out


def _why_unfit(region: Region, workspace: Workspace) -> str:
    """Why an area cannot be in this region, as far as its place says; empty where it can."""
    if not (workspace.root / FOLDER).exists():
        return (
            f"it has no {FOLDER} folder, so nobody can tell whose returns these are. Give it one: python -m pipeline "
            f"init{workspace.option}"
        )
    home = workspace.root.resolve().parent
    another = Region(home)
    if home != region.root.resolve() and any(another.own.processed.glob("results/*/regional.json")):
        return (
            f"it lies in the region {home} and is only linked here: the editions of two regions, side by side, could "
            "give its counts away. Leave it in one of them."
        )
    return ""


def _areas_run(
    region: Region,
    fit: Mapping[str, Workspace],
    request: RegionRequest,
    engine: Engine,
    progress: Progress,
    heard: Heard,
) -> tuple[list[AreaRan], dict[str, str]]:
    """Each area that was run, or stands, in the order of their folders; and why the others could not be."""
    ran: dict[str, AreaRan] = {}
    failed: dict[str, str] = {}
    due: list[Task] = []
    for folder, workspace in fit.items():
        if request.quarter not in workspace.quarters():
            failed[folder] = f"there are no returns for {request.quarter} in {workspace.raw}."
            continue
        try:
            standing = stands(workspace, request.quarter, request.editions, request.figures_only)
        except PipelineError as wrong:
            failed[folder] = _one_line(str(wrong))
            continue
        if standing is not None and not request.again:
            ran[folder] = AreaRan(workspace, standing, changed=False)
            heard(ran[folder])
        else:
            due.append(_task(region, folder, request))
    if due:
        progress(RUNNING, 0, len(due))
        with engine.at_work(region.root) as executor:
            for count, (task, answer) in enumerate(done(executor, due), start=1):
                folder = Path(task.words["root"]).name
                if answer.error:
                    failed[folder] = _one_line(answer.error)
                else:
                    ran[folder] = AreaRan(fit[folder], answer.told, changed=True)
                    heard(ran[folder])
                progress(RUNNING, count, len(due), folder)
    return [ran[folder] for folder in fit if folder in ran], failed


def _task(region: Region, folder: str, request: RegionRequest) -> Task:
    return Task(
        "area",
        {
            "root": str(region.root.resolve() / folder),
            "quarter": request.quarter.folder,
            "editions": list(request.editions),
            "again": request.again,
            "figures_only": request.figures_only,
        },
    )


def _one_line(wrong: str) -> str:
    """What is wrong, without the lines below: whoever runs the area by itself is told all of it."""
    first, *rest = wrong.splitlines()
    return f"{first} {rest[0].strip()}" if rest and first.endswith((":", ").")) else first


def _made_of(
    name: str, region: Region, quarter: Quarter, gave: Mapping[str, Any], lacking: Sequence[LeftOutArea]
) -> str:
    """A digest of all that the regional edition is made of."""
    files = [(each, digest_of(told_path(Workspace(region.root / each), quarter).read_bytes())) for each in sorted(gave)]
    return digest_of(json.dumps([name, files, [(each.folder, each.why) for each in lacking], program(), notebooks()]))


def _stands(region: Region, request: RegionRequest, made_of: str) -> bool:
    """Whether what lies there was made of just this, and is as it was made."""
    try:
        kept = unsealed(region.made_from(request.quarter).read_bytes())
        files = kept["files"] if not request.figures_only else {}
        whole = {region.root / name: sha256 for name, sha256 in {**files, **kept["results"]}.items()}
        return bool(
            kept["made_of"] == made_of
            and (request.figures_only or kept["files"])
            and all(digest_of(path.read_bytes()) == sha256 for path, sha256 in whole.items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _keep(
    region: Region, request: RegionRequest, result: RegionResult, made_of: str, workers: int, progress: Progress
) -> None:
    kept = write_atomically(region.results(request.quarter), encoded(result))
    files: Sequence[Path] = ()
    if not request.figures_only:
        # Only here: where nothing changed, nothing that makes a page is loaded.
        from pipeline.region.figures import write_figures
        from pipeline.region.pages import region_pages

        files = [*region_pages(region, result, workers, progress), *write_figures(region, result)]
    note = {
        "made_of": made_of,
        "results": dict(_digests(region, [kept])),
        "files": dict(_digests(region, files)),
    }
    write_atomically(region.made_from(request.quarter), sealed(note))


def _digests(region: Region, files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    for each in files:
        yield each.relative_to(region.root).as_posix(), digest_of(each.read_bytes())
