"""What a page is handed: aggregated figures under an edition's disclosure rule, and never a record."""

from pipeline.results.frame import frame
from pipeline.results.load import agency, audit, opened, released, results, theme

__all__ = ["agency", "audit", "frame", "opened", "released", "results", "theme"]
