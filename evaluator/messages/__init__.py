"""Sentences in Finnish, Swedish and English, as data, and how each language writes figures."""
