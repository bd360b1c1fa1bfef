"""Measurements: what the program must hold, as ratios against the raw limit in one run."""
