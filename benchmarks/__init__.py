"""Speed and memory as ratios against what a user would use instead, measured in one run; by hand, never a test."""
