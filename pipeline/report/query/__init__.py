"""
Questions to the figures of many reports at once, in SQL: only to what they print, and to nothing else of the computer.

DuckDB answers them. It is given the tables and no way to any file; the records behind the figures are never near it.
"""
