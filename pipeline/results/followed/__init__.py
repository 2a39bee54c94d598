"""The recommendations that are followed: what agencies report of actions and evidence, and what may be said of each."""
