"""What a regional edition was made from: the digest of what each area gave, of each page, and of the code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pipeline.calendar.quarter import Quarter
from pipeline.region.folder import EDITION, Region, told_path
from pipeline.region.model import RegionArea, RegionResult
from pipeline.store.code_digest import notebooks, program
from pipeline.store.reports import MANIFEST
from pipeline.store.workspace import Workspace, digest_of, write_atomically


def keep_manifest(region: Region, result: RegionResult, pages: Sequence[Path]) -> Path:
    """Write the manifest beside the ``pages`` just made; gives where it is."""
    quarter = Quarter.parse(result.quarter)
    facts = {
        "region": result.region,
        "quarter": result.quarter,
        "edition": EDITION,
        "synthetic": result.synthetic,
        "areas": [_gave(region, quarter, each) for each in result.areas],
        "left_out": [asdict(each) for each in result.left_out],
        "results": _digest(region.results(quarter)),
        "pages": {each.name: _digest(each) for each in sorted(pages)},
        "code": program(),
        "notebooks": notebooks(),
        "python": sys.version.split()[0],
    }
    text = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False)
    return write_atomically(region.reports(quarter) / MANIFEST, text)


def _gave(region: Region, quarter: Quarter, area: RegionArea) -> dict[str, str]:
    """An area, and the digest of what it gave."""
    told = told_path(Workspace(region.root / area.folder), quarter)
    return {
        "area": area.area,
        "key": area.key,
        "folder": area.folder,
        "approved_by": area.approved_by,
        "told": _digest(told),
    }


def _digest(path: Path) -> str:
    return digest_of(path.read_bytes())
