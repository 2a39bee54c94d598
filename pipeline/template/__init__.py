"""Definition → workbook: drop-downs, limits, guidance, an example row and a hidden manifest."""

from pipeline.template.book import EMPTY, Filling, workbook
from pipeline.template.clone import workbooks
from pipeline.template.volumes import Row

__all__ = ["EMPTY", "Filling", "Row", "workbook", "workbooks"]
