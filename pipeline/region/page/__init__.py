"""A regional edition as its readers see it: all areas together, one audit over all areas, one area beside them."""
