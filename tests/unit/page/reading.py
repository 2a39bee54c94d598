"""A part of a page as its reader takes it in."""

from __future__ import annotations

import re

from pipeline.page.parts import Html, Table


def words(part: Html | Table) -> str:
    """What a reader sees of it, without the tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", part.html).split())
