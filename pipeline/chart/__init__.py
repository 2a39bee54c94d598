"""Results as pictures: they draw what the results say and work nothing out."""

from pipeline.chart.agencies import by_agency, by_group
from pipeline.chart.days import days
from pipeline.chart.flow import flow
from pipeline.chart.outcomes import outcomes
from pipeline.chart.reasons import reasons
from pipeline.chart.targets import targets
from pipeline.chart.time import over_time

__all__ = ["by_agency", "by_group", "days", "flow", "outcomes", "over_time", "reasons", "targets"]
