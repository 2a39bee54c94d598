"""
Which defects are found, and at which cell: this product beside pandas + pandera, Frictionless and openpyxl by hand.

    python -m pip install -e .[bench]
    python -m benchmarks.defects [--seeds 1]

Every kind of defect is made in a return of each audit, written by our template and filled by the synthetic generator.
A kind says what a rule can know of it, and so where a finding is due; see `kinds`. A note is a finding. The same list
is what the tests run (`tests/defects`): they also ask what only this product can be asked, see `due`. Goals: recall
and precision of the place 1.0, no false alarm in a clean return, every row accounted for, and findings whose cost
grows with their number and no faster.
"""
