"""
The release of a report by two people: prepared by one role, approved by another, withdrawn with a reason.

Only the board's and the public's editions are released. What is prepared lies in ``released/<quarter>/<edition>/
prepared``, what was approved in a folder beside it that has the number of its release: both outside ``data``, so that
whoever reads or hands them out needs no right to look at the returns.
"""
