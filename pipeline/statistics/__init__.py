"""Arithmetic on numbers: no frames, no audits."""
