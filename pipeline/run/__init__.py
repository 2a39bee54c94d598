"""A quarter from its returns to its pages (`quarter`), made once more to verify it, and where the work is done."""
