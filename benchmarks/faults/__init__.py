"""
What a run must survive, done to it again and again: kills, full and read-only disks, company, damage, odd places.

    python -m benchmarks.faults [--seed 1] [--times 10] [--kind KIND …] [--markdown]

Each try takes a copy of a small finished or fresh workspace, does one thing to it at an instant or a place that is
drawn from the seed, and then types one more plain ``run``. The report must be what an undisturbed workspace's is, every
byte of it, or the command must refuse in plain words that name a path and the next step; and nothing may lie outside
the workspace that did not lie there before. The exit status is 1 if a try came out otherwise. `docs/faults.md` keeps a
table.

    workspaces    the workspace that every try takes a copy of, and commands typed in such a copy
    kinds         every kind of fault by its name
    trial         one try, how it is judged, and the table
    stopped       kills and Ctrl-C, at instants over the whole of a command
    disks         a full disk, folders that can only be read
    company       two and three commands at once
    damaged       what we keep, altered byte by byte, cut short, taken away
    surroundings  clocks, locales, environments, paths
"""
