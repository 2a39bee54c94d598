"""
Many partnerships in one place: a folder of workspaces, each run as one alone would be, and one edition over them all.

What the regional edition says of an area is what the area's own board edition says of it. What it says of all areas
together is decided as one system with what theirs say (`totals`), so that both read side by side give nothing away.
"""
