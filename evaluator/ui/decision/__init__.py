"""The decision: the papers as they would be, what is missing, print and save."""
