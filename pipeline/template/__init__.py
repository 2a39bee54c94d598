"""Definition → workbook: drop-downs, limits, guidance, an example row and a hidden manifest."""

from pipeline.template.book import EMPTY, Filling, workbook
from pipeline.template.clone import workbooks

__all__ = ["EMPTY", "Filling", "workbook", "workbooks"]
