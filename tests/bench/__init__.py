"""Measuring: figures as ratios between two things in one run, never a lone time."""
