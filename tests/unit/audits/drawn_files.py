"""A partnership with files of its own among the audits."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

from pipeline.partnership.here import shipped
from pipeline.partnership.model import Partnership

BESIDE_NEG = """
    from pipeline.audits import Beside, library
    from pipeline.definition import (
        Basis, Count, Date, Distribution, MultiCode, OneCode, Part, Role, Rule, Severity, Standard, Text, View, Volumes,
        YesNo, code_list,
    )

    NEG = library("NEG")


    class NEG_LOCAL(Beside, of=NEG, since="2019-20 Q2"):
        ours = Part("What we ask")
        interpreter = YesNo("Interpreter used?", on=NEG.social_care, not_recorded=True, required=True, example="Y")
        """


def with_files(**sources: str) -> Partnership:
    """The usual partnership with these files among its audits, each by its name without ``.py``."""
    files = {f"audits/{name}.py": dedent(source).lstrip("\n").encode() for name, source in sources.items()}
    usual = shipped("southampton")
    return replace(usual, files={**usual.files, **files})


def beside_neg(*lines: str) -> Partnership:
    """The usual partnership with a question beside NEG, and ``lines`` below it in the same body."""
    return with_files(neg_local=BESIDE_NEG + "\n        ".join(lines) + "\n")
