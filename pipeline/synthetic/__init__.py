"""A made-up partnership whose returns look like real ones: what a demonstration, a test and a training day run on."""

from pipeline.synthetic.making import marked, partnership
from pipeline.synthetic.planted import Planted, Written, load, making_code, place

__all__ = ["Planted", "Written", "load", "making_code", "marked", "partnership", "place"]
