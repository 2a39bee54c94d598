"""
Where in a workspace a reference stands: in which files, of which kind, and at which place in each.

    reference     a reference as people type it, and how it is told in a text, a cell or a file's name
    file_kinds    what each file of a workspace is, by where it lies
    texts         the places of a reference in what is text
    packages      … in workbooks and other zips, and in those within them
    looking       every file below a folder, none passed over in silence

Nothing here repeats anything else that a file says.
"""
