"""
A made-up region: areas of different size, words, agencies and practice, each a partnership with files of its own.

What they are called, and what else tells them apart, stands in the tables beside; `drawn` draws the areas from these,
`files` writes their partnerships, and `made` their returns.
"""

from pipeline.synthetic.areas.drawn import MOST
from pipeline.synthetic.areas.made import AreaMade, PlantedAreas, make, marked_areas, marker_of, planted_areas

__all__ = ["MOST", "AreaMade", "PlantedAreas", "make", "marked_areas", "marker_of", "planted_areas"]
