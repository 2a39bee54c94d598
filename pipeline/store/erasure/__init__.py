"""
What is erased on purpose, and what is kept of that: counts, what was released, and who had it erased, when and why.

    erasures       the list of what was erased: append-only, each line bound to the one before (chain)
    intent         what is to go and what takes its place, written down before anything goes, and then carried out
    lying          the files below a folder, links not followed
    of_a_quarter   what there is of a quarter, by the kind of what is kept
    of_returns     what there is of some of its returns
    leftovers      rows of lists and accounts from which one reference is taken out

Nothing is overwritten: files are removed as any program removes them. Backups, and what was mailed, are not reached.
"""
