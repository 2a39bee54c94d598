"""References that are nobody's: made from chance in the form that a question's pattern asks for."""

from __future__ import annotations

import re._constants as sre
import re._parser as sre_parser
from collections.abc import Mapping
from typing import Any

import numpy as np

from pipeline.definition import Quarter, Text  # type: ignore[attr-defined]
