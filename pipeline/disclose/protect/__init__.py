"""
What a released edition prints of each line, so that nothing small can be worked out of all lines together.

A release is one system. Each standard's counts, over its agencies and quarters, are cells; every line printed, now or
before, is a fact about them (`system`). A line is printed as counts where that is safe; where not, as the narrowest
band that is, with its verdict if that may be said too (`choosing`). The denominators of one audit and quarter are a
system of their own, since a reader may subtract one from another (`denominators`). Whoever reads is taken to know more
than he does: every denominator that is not itself small, and, for each agency, all of its own counts. What is decided
here is attacked, before anything is printed, by `disclose.proof`, which shares no code with it.
"""
