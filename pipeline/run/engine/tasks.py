"""The tasks that an engine can be given: the place of the function of each, which is imported by whoever does it."""

from __future__ import annotations

from collections.abc import Mapping

TASKS: Mapping[str, str] = {
    "read": "pipeline.run.elsewhere:read_part",
    "prove": "pipeline.run.proving:prove_part",
    "pages": "pipeline.run.elsewhere:pages_part",
    "fit": "pipeline.run.engine.fit:asked",
    "area": "pipeline.region.area:area_run",
}
