"""The audits, one file each, all data; ``ALL`` is every audit by its code, in the order of the report."""

from pipeline.audits.mash import MASH
from pipeline.audits.neg import NEG
from pipeline.audits.wnb import WNB

ALL = {audit.code: audit for audit in (NEG, WNB, MASH)}
