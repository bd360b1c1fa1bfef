"""Help: the manual in a window of its own, opened at the page of the place one is in."""
