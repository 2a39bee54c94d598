"""Holds the records of one agency against those of another: which case is on both, and what each is asked of it."""
