"""
What is behind a figure: the definition it was counted by, its counts, and the returns and records it was counted from.

To say more of what is behind one, add it to `values` and fill it where figures of its kind are traced: `standards` or
`measures`. What is printed of it stands in `pipeline/commands/explain_words.py`.
"""
