"""Ranking: who stands where, and why."""
