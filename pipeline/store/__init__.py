"""
What the workspace keeps, none of it changed later; every part that was altered is noticed, and most are made again.

    workspace                the folders, one command at a time, files written whole (disk, writable: what disks refuse)
    raw_files                what lies among the returns, and what of it is not read
    register, approvals      one line after the other, each bound to the one before (chain)
    decisions                what meetings decided, asked, agreed and overrode, in the same way
    baselines                what a standard came to before an action was agreed, never changed (chain)
    received, returns        a return's bytes; what was read from it (previous_returns: and from those before it)
    meeting_kept             the files of meetings that a report rests on, kept beside the returns and told from them
    samples                  how each sample was drawn (lost_samples: whose account is gone)
    inputs, kept_results     what figures are made from, by content; results with a note of it (code_digest: our code)
    page_records, reports    what each page was made from; draft and final reports as they lie
    partnerships             the files of each partnership that a report was made for
    feedback_notes           what each folder of feedback says
    standing                 whether a run would change anything
    oddities                 what is odd about all this (unregistered: returns that the register does not know)
    whereabouts              in which files a reference stands; erasure: what is erased on purpose, and what stays of it
    withheld                 the last look that no name is repeated that may be somebody's
    codec, sealed            values as JSON; JSON that tells whether it was altered
"""
