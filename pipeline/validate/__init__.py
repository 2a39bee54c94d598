"""A workbook as read → typed records and findings; every cell read by the audit's definition, none by a guess."""

from pipeline.validate.answers import answers, unidentified, unreadable

__all__ = ["answers", "unidentified", "unreadable"]
