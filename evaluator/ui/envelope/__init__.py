"""The envelope: who gets what by the rule, and where the official departs from it."""
