"""Applications: the list, one application's details, and whether it may be funded."""
