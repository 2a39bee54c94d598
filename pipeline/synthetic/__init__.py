"""
A made-up partnership whose returns look like real ones: what a demonstration, a test and a training day run on.

What an audit's returns usually look like its profile says, a file of `profiles`; of what it is silent the definition
alone decides. A further sheet of a workbook (`View(beside=...)`) needs no profile of its own: its questions are drawn
by the same ``draws``, its rows belong to the records of the main sheet, and whatever both sheets ask (the link above
all) is the same on both, but for the key, by which each sheet numbers its rows, and for the questions of ``own``. So a
predicate in ``draws`` may read what the main sheet says. How many rows there are the profile says by the view::

    Profile(
        beside={cpc.attendance: Beside(each=cpc.agency, chances=shares("POL 0.95, GP 0.6, SCHOOL 0.8"))},
        draws={cpc.attended: by_case((cpc.kind == "INITIAL", one_of("Y 0.8, N 0.2")), otherwise=one_of("Y 1"))},
    )

gives each conference a row for most of those agencies; ``Beside({0: 0.2, 1: 0.5, 2: 0.3})`` so many rows, and
``where=`` rows only to the records where it is true. Records that share their link (the children of one conference)
have their rows together; say that they do with ``family_refs`` and ``siblings_share``. A `Mistake` is made on the
first sheet that asks its question, or ``on`` the view that is given.
"""

from pipeline.synthetic.making import marked, partnership
from pipeline.synthetic.planted import Planted, Written, load, making_code, place

__all__ = ["Planted", "Written", "load", "making_code", "marked", "partnership", "place"]
