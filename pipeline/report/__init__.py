"""
Notebook and parameters in, executed notebook and accessible HTML page out; only this package runs notebooks.

``execute`` runs notebooks side by side, ``sandbox`` one in a process of its own, ``engine`` its cells without
a kernel; ``html`` makes the page, ``parameters`` checks what a notebook is given, ``notebook`` is one as a
value. Only ``parameters`` is imported here: a notebook's load cell needs it alone.
"""

from pipeline.report import parameters

__all__ = ["parameters"]
