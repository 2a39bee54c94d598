"""Write the page of the catalogue: ``python -m pipeline.validate.catalogue docs/checks.md``."""

import sys
from pathlib import Path

from pipeline.validate.catalogue.page import page

Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
